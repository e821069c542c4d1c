//go:build cgo

package kakaodb_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/appdb/appdbtest"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaodb/kakaodbtest"
)

// phone is an iPhone's history: who writes in which rooms, and how many rooms there
// are beside them in which nobody does.
func phone(writers [][]int64, empty int) kakaodbtest.History {
	h := kakaodbtest.History{Owner: kakaodbtest.Me, Friends: kakaodbtest.Example().Friends}
	for i, room := range writers {
		h.Rooms = append(h.Rooms, kakaodbtest.Room{ID: int64(i + 1), Members: make([]int64, len(room)-1)})
		for k, who := range room {
			h.Messages = append(h.Messages, kakaodbtest.Message{
				ID: int64(100*i + k + 1), Room: int64(i + 1), User: who, Kind: 1, Time: 1767225600 + int64(k), Text: "안녕",
			})
		}
	}
	for i := range empty {
		h.Rooms = append(h.Rooms, kakaodbtest.Room{ID: int64(1000 + i)})
	}
	return h
}

// The owner of an iPhone is who writes in more than half of the rooms that have
// messages; empty rooms, of which there are many, do not count.
func TestIOSOwner(t *testing.T) {
	const me, a, b = kakaodbtest.Me, kakaodbtest.Jiwoo, kakaodbtest.Haru
	for what, c := range map[string]struct {
		writers [][]int64
		empty   int
		want    int64
	}{
		"in all, beside many empty rooms": {[][]int64{{me, a}, {me, b}}, 50, me},
		"in two of three":                 {[][]int64{{me, a}, {me, b}, {a}}, 0, 0}, // so does another
		"in three of five":                {[][]int64{{me, a}, {me, b}, {me, a}, {b}, {7}}, 9, me},
		"in two of four":                  {[][]int64{{me, a}, {me, b}, {7}, {8}}, 0, 0},
		"in one":                          {[][]int64{{me}}, 0, 0},
	} {
		t.Run(what, func(t *testing.T) {
			w := sortOut(t, read(t, ios(t, phone(c.writers, c.empty)), formats.ReadOptions{}))
			var got int64
			for _, p := range w.people {
				if p.Self {
					if _, err := fmt.Sscan(p.SourceKey, &got); err != nil {
						t.Fatal(err)
					}
				}
			}
			if got != c.want {
				t.Errorf("the owner is %d, want %d", got, c.want)
			}
		})
	}
}

// A room of two is no group, whether or not it is known whose phone it is, and is
// named after the other where it is.
func TestIOSPair(t *testing.T) {
	in := ios(t, kakaodbtest.Example())
	for _, c := range []struct {
		opt   formats.ReadOptions
		title string
	}{
		{formats.ReadOptions{}, "지우, 서연"},
		{formats.ReadOptions{Self: "서연"}, "지우"},
		{formats.ReadOptions{Values: map[string]string{"owner": "216658451"}}, "지우"},
	} {
		w := sortOut(t, read(t, in, c.opt))
		pair, group := w.chats[w.messages["101"].Chat], w.chats[w.messages["201"].Chat]
		if pair.Kind != export.ChatDirect || pair.Title != c.title || group.Kind != export.ChatGroup {
			t.Errorf("with %+v the rooms are %s %q and %s %q", c.opt, pair.Kind, pair.Title, group.Kind, group.Title)
		}
	}
	three := ios(t, phone([][]int64{{1, 2, 3}}, 0)).Roots[0]
	talkless := sortOut(t, read(t, formattest.Input("backup", only(t, three, "PrivateDocuments/Message.sqlite")...), formats.ReadOptions{}))
	if c := talkless.chats[1]; c.Kind != export.ChatGroup {
		t.Errorf("a room in which three write is %s", c.Kind)
	}
	two := ios(t, phone([][]int64{{1, 2}}, 0)).Roots[0]
	talkless = sortOut(t, read(t, formattest.Input("backup", only(t, two, "PrivateDocuments/Message.sqlite")...), formats.ReadOptions{}))
	if c := talkless.chats[1]; c.Kind != export.ChatUnknown {
		t.Errorf("a room in which two write, of who knows how many, is %s", c.Kind)
	}
}

// The name that the person gives is that of a number, on every platform.
func TestSelfByName(t *testing.T) {
	in := chatLogs(t, `CREATE TABLE chat_logs (id, type, chat_id, user_id, message)`, `CREATE TABLE chat_rooms (id, type, members)`,
		`INSERT INTO chat_rooms VALUES (1, 'MultiChat', '[1,2,3]')`, `INSERT INTO chat_logs VALUES (10, 1, 1, 2, 'a')`)
	people := appdbtest.Files(t, "KakaoTalk2.db", func(exec kakaodbtest.Exec) error {
		if err := exec(`CREATE TABLE friends (id, enc, name)`); err != nil {
			return err
		}
		return exec(`INSERT INTO friends VALUES (1, NULL, '가'), (2, NULL, '나'), (3, NULL, '다')`)
	})
	android := formattest.Input("phone", append(people, only(t, in.Roots[0], "KakaoTalk.db")...)...)
	w := sortOut(t, read(t, android, formats.ReadOptions{Self: "나"}))
	if c := w.chats[1]; c.Title != "가, 다" || !w.people[w.messages["10"].Sender].Self {
		t.Errorf("on Android the room is %q, the writer %+v", c.Title, w.people[w.messages["10"].Sender])
	}
	h := kakaodbtest.Example()
	h.Owner = 0
	w = sortOut(t, read(t, mac(t, h), formats.ReadOptions{Self: "서연"}))
	if !w.people[w.messages["101"].Sender].Self || w.people[w.messages["102"].Sender].Self || w.problems[export.UnknownSelf] > 0 {
		t.Errorf("on the Mac the owner is not known by their name: %v", w.problems)
	}
}

// only are a database and its log of a root.
func only(tb testing.TB, root formats.Root, name string) []formattest.File {
	tb.Helper()
	var files []formattest.File
	for _, side := range []string{"", "-wal"} {
		data, err := root.Head(name+side, 1<<30)
		if err != nil {
			tb.Fatal(err)
		}
		files = append(files, formattest.File{Name: name + side, Data: data})
	}
	return files
}

// Whose database it is: the app's marks say so, and where there are none the one who
// writes without being a member.
func TestOwner(t *testing.T) {
	h := kakaodbtest.Example()
	for what, change := range map[string]string{
		"by the app's marks":   "",
		"by guessing":          `UPDATE chat_logs SET v = replace(v, '"isMine":true', '"isMine":false')`,
		"without the column v": `ALTER TABLE chat_logs DROP COLUMN v`,
	} {
		t.Run(what, func(t *testing.T) {
			var people []formattest.File
			chats := appdbtest.Files(t, "KakaoTalk.db", func(chats kakaodbtest.Exec) error {
				var err error
				people = appdbtest.Files(t, "KakaoTalk2.db", func(people kakaodbtest.Exec) error {
					return h.WriteAndroid(chats, people, false)
				})
				if change != "" {
					err = chats(change)
				}
				return err
			})
			w := sortOut(t, read(t, formattest.Input("phone", slices.Concat(chats, people)...), formats.ReadOptions{}))
			me := w.people[w.messages["101"].Sender]
			if !me.Self || me.Name() != "서연" {
				t.Errorf("the owner came as %+v", me)
			}
			if guessed := w.problems[export.AssumedSelf] > 0; guessed == (change == "") {
				t.Errorf("problems: %v", w.problems)
			}
		})
	}
}

// Nobody has the number 0 or one below: such rows, which are in every room, are not
// the owner's.
func TestOwnerIsNobodyWithoutNumber(t *testing.T) {
	h := kakaodbtest.Example()
	for _, nobody := range []int64{0, -1} {
		var people []formattest.File
		chats := appdbtest.Files(t, "KakaoTalk.db", func(chats kakaodbtest.Exec) error {
			var err error
			people = appdbtest.Files(t, "KakaoTalk2.db", func(people kakaodbtest.Exec) error {
				return h.WriteAndroid(chats, people, false)
			})
			for _, change := range []string{
				`UPDATE chat_logs SET v = replace(v, '"isMine":true', '"isMine":false')`,
				`INSERT INTO chat_rooms (id, type, members) VALUES (777, 'MultiChat', '[749346]')`,
				fmt.Sprintf(`INSERT INTO chat_logs (id, type, chat_id, user_id, message, created_at) SELECT 9000+rowid, 1, id, %d, 'x', 1 FROM chat_rooms`, nobody),
			} {
				err = errors.Join(err, chats(change))
			}
			return err
		})
		w := sortOut(t, read(t, formattest.Input("phone", slices.Concat(chats, people)...), formats.ReadOptions{}))
		if me := w.people[w.messages["101"].Sender]; !me.Self || w.problems[export.AssumedSelf] != 1 {
			t.Errorf("with %d in every room the owner came as %+v; problems: %v", nobody, me, w.problems)
		}
	}
}
