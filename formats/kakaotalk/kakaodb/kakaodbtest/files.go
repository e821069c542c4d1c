package kakaodbtest

import (
	"context"
	"path/filepath"

	"exile/formats/appdb/appdbtest"
)

// Driver is what sql.Open knows SQLite by.
const Driver = appdbtest.Driver

// Make lets write fill a database, as appdbtest.Make does.
func Make(ctx context.Context, path, work string, write func(Exec) error) error {
	return appdbtest.Make(ctx, path, work, write)
}

// MakeAndroid makes KakaoTalk.db and KakaoTalk2.db in a folder.
func (h History) MakeAndroid(ctx context.Context, dir, work string) error {
	return Make(ctx, filepath.Join(dir, "KakaoTalk.db"), work, func(chats Exec) error {
		return Make(ctx, filepath.Join(dir, "KakaoTalk2.db"), work, func(people Exec) error {
			return h.WriteAndroid(chats, people, true)
		})
	})
}

// MakeIOS makes Message.sqlite and Talk.sqlite in a folder.
func (h History) MakeIOS(ctx context.Context, dir, work string) error {
	return Make(ctx, filepath.Join(dir, "Message.sqlite"), work, func(messages Exec) error {
		return Make(ctx, filepath.Join(dir, "Talk.sqlite"), work, func(talk Exec) error {
			return h.WriteIOS(messages, talk)
		})
	})
}

// MakeMac makes the decrypted database of a Mac.
func (h History) MakeMac(ctx context.Context, path, work string) error {
	return Make(ctx, path, work, h.WriteMac)
}
