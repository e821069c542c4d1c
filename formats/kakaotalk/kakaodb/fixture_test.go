//go:build cgo

package kakaodb_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaodb"
	"exile/formats/kakaotalk/kakaodb/kakaodbtest"
)

// The fixtures are databases that were made once and stay: what is read in them
// does not change with the code that makes databases for the other tests. They are
// made again with -update where they are not there.
func TestFixtures(t *testing.T) {
	if f := flag.Lookup("update"); f != nil && f.Value.String() == "true" {
		makeFixtures(t)
	}
	for _, name := range []string{"android", "ios", "mac"} {
		t.Run(name, func(t *testing.T) {
			in := formattest.Fixture(t, os.DirFS("testdata"), name)
			if m := kakaodb.Format().Reader.Detect(in); m.Score != formats.Certain {
				t.Errorf("score %d", m.Score)
			}
			formattest.Golden(t, name+".golden.jsonl", formattest.JSONLines(read(t, in, formats.ReadOptions{})))
		})
	}
}

func makeFixtures(t *testing.T) {
	t.Helper()
	h := kakaodbtest.Example()
	small := func(path string, write func(kakaodbtest.Exec) error) error {
		if _, err := os.Stat(path); err == nil {
			return write(func(string, ...any) error { return nil })
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		return kakaodbtest.Make(t.Context(), path, t.TempDir(), func(exec kakaodbtest.Exec) error {
			for _, q := range []string{"PRAGMA journal_mode = DELETE", "PRAGMA page_size = 1024", "VACUUM", "PRAGMA journal_mode = WAL", "PRAGMA wal_checkpoint(TRUNCATE)"} {
				if err := exec(q); err != nil {
					return err
				}
			}
			if err := write(exec); err != nil {
				return err
			}
			if strings.HasSuffix(path, "KakaoTalk.db") {
				return nil // one of them keeps its log
			}
			return exec("PRAGMA wal_checkpoint(TRUNCATE)")
		})
	}
	err := small("testdata/android/KakaoTalk.db", func(chats kakaodbtest.Exec) error {
		return small("testdata/android/KakaoTalk2.db", func(people kakaodbtest.Exec) error { return h.WriteAndroid(chats, people, true) })
	})
	if err == nil {
		err = small("testdata/ios/Message.sqlite", func(messages kakaodbtest.Exec) error {
			return small("testdata/ios/Talk.sqlite", func(talk kakaodbtest.Exec) error { return h.WriteIOS(messages, talk) })
		})
	}
	if err == nil {
		err = small("testdata/mac/decrypted.db", h.WriteMac)
	}
	if err != nil {
		t.Fatal(err)
	}
	for path, body := range map[string]string{
		"testdata/windows/chatLogs_123.edb": strings.Repeat("\x9d\x01 no header ", 100),
		"testdata/android/cat.jpg":          kakaodbtest.PhotoBytes,
	} {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
