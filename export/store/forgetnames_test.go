//go:build cgo

package store

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"exile/export"
)

// TestUntitled: out of a title goes the name and nothing else, and never a part of
// another word.
func TestUntitled(t *testing.T) {
	f := &forgetting{words: []string{"하나", "제인엑스큐", "철", "Ann", "はなこ", "태양😀"}}
	for title, want := range map[string]string{
		"하나":                    "",
		" 하나 ":                  "",
		"철":                     "", // one letter, but it is all of it
		"제인엑스큐,이노을":             "이노을",
		"이노을, 제인엑스큐, 하나":        "이노을",
		"이노을,철,두리":              "이노을,두리",
		"방 제인엑스큐":               "방",
		"하나 & 두리":               "두리",
		"하나😀":                   "😀",
		"Ann, Anna, Joann":      "Anna, Joann",
		"Ann's room":            "'s room",
		"하나은행 직원방":              "하나은행 직원방",
		"우리하나":                  "우리하나",
		"하나님의 교회":               "하나님의 교회",
		"철수와 철":                 "철수와 철",
		"이노을 ,  두리":             "이노을 ,  두리", // nothing of it goes, so nothing changes
		"はなこ会":                  "会",
		"태양😀 모임":                "모임",
		"":                      "",
		norm.NFD.String("방 하나"): "방",
	} {
		if got := f.untitled(title); got != want {
			t.Errorf("%q → %q, want %q", title, got, want)
		}
	}
}

// TestFoundNames: in notices and names of files a name is found with what follows it,
// and not within another word.
func TestFoundNames(t *testing.T) {
	f := &forgetting{words: []string{"하나", "Ann", "太郎", "はなこ", "821012345678", "철"}}
	for s, want := range map[string]string{
		"하나님이 나갔습니다.":         "님이 나갔습니다.",
		"하나가 두리를 초대했습니다.":     "가 두리를 초대했습니다.",
		"두리님이 하나님을 초대했습니다.":   "두리님이 님을 초대했습니다.",
		"하나은행님이 들어왔습니다.":      "하나은행님이 들어왔습니다.",
		"우리하나님이 나갔습니다.":       "우리하나님이 나갔습니다.",
		"Ann left":            " left",
		"Ann님이 나갔습니다.":        "님이 나갔습니다.",
		"Anna left":           "Anna left",
		"太郎がグループに参加しました":      "がグループに参加しました",
		"桃太郎が参加":              "桃太郎が参加",
		"はなこが退出":              "が退出",
		"はなこさん":               "さん",
		"KakaoTalk_하나_1.txt":  "KakaoTalk__1.txt",
		"하나1.txt":             "1.txt",
		"821012345678@s.net":  "@s.net",
		"8210123456789@s.net": "8210123456789@s.net",
		"하나하나":                "하나하나",
		"철 left":              "철 left", // too short to be sure
	} {
		if got := f.without(s, true); got != want {
			t.Errorf("%q → %q, want %q", s, got, want)
		}
	}
}

// TestForgetNamesakes: an input that does not know the person stays as it is, with
// all that is called the same; one that tells the same message loses the name too,
// and its original with it, which is noted.
func TestForgetNamesakes(t *testing.T) {
	s := newStore(t)
	tell := func(input, app, name string, others ...export.Event) int64 {
		t.Helper()
		b := begin(t, s)
		if _, err := b.AddOriginal(Original{Root: input, Path: input}, reader(name)); err != nil {
			t.Fatal(err)
		}
		from := export.Source{Input: input, File: input, Line: 1, Lines: 1}
		m := say(1, 1, "퍼온 글")
		m.From, m.Sender, m.Forward = from, 1, &export.Forward{Name: "홍길동"}
		m.Edits = []export.Edit{{Content: export.Notice{Plain: "홍길동님이 나갔습니다."}}}
		notice := say(1, 2, "")
		notice.From, notice.Sender, notice.Content = from, 0, export.Notice{Plain: "홍길동님이 나갔습니다."}
		events := append([]export.Event{
			&export.Person{Ref: 1, Names: []string{"나"}}, &export.Person{Ref: 2, Names: []string{name}},
			&export.Chat{Ref: 1, App: app, Title: "홍길동, 나", Members: []export.PersonRef{1, 2}, From: from}, m, notice,
		}, others...)
		if err := b.Add(events); err != nil {
			t.Fatal(err)
		}
		return commit(t, b, Source{Input: input, SHA256: input, Ledger: export.Ledger{Messages: 1, Notices: 1}})
	}
	first := tell("a.txt", "kakaotalk", "홍길동")
	other := tell("b.txt", "whatsapp", "성춘향")
	named := rows(t, s, "SELECT count(*) FROM forwards WHERE name = '홍길동'")
	if named != "2" {
		t.Fatal(named)
	}
	did, err := s.Forget(t.Context(), What{Person: 2, Now: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	want := []Retitled{{Chat: 1, Before: "홍길동, 나", After: "나"}}
	if d := cmp.Diff(want, did.Titles); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if len(did.Sources) != 1 || did.Sources[0].Source != first || did.Notices != 1 {
		t.Errorf("%+v", did)
	}
	for query, want := range map[string]string{
		"SELECT chat, title FROM exports":                  "1 나; 2 홍길동, 나",
		"SELECT id, title FROM chats":                      "1 나; 2 홍길동, 나",
		"SELECT count(*) FROM forwards WHERE name = '홍길동'": "1",
		"SELECT count(*) FROM edits":                       "1",
		"SELECT count(*) FROM notices":                     "1",
		"SELECT source FROM originals":                     "2",
		"SELECT source FROM forgotten":                     "1",
		"SELECT m.chat FROM forwards f JOIN messages m ON m.id = f.message WHERE name = '홍길동' AND chat = 2": "2",
	} {
		if got := rows(t, s, query); got != want {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
	if c := verify(t, s); !c.OK() {
		t.Errorf("%+v", c)
	}
	if got, err := s.Oblivions(t.Context(), other); len(got) > 0 || err != nil {
		t.Errorf("%v, %v", got, err)
	}
}

// TestForgetToldTwice: where an input that does not know the person tells the very
// message that has the name, it loses it too, with its original, and that is noted.
func TestForgetToldTwice(t *testing.T) {
	s := gossip(t)
	err := s.write(t.Context(), func(c *conn) error {
		return c.exec(t.Context(), `
INSERT INTO sources SELECT 9, 'b.txt', 'kakaotalk', '', 'nine', 1, added, '', '{}', '{"messages":1}' FROM sources WHERE id = 1;
INSERT INTO documents VALUES (9, 9, 'b.txt', 'b.txt');
INSERT INTO originals VALUES (9, 'b.txt', 'b.txt', (SELECT sha256 FROM originals WHERE path = '남.txt'), 20, 0);
INSERT INTO exports SELECT 9, chat, 9, key, kind, title, lang, saved, 9, 0, 1, '' FROM exports WHERE chat = 2;
INSERT INTO witnesses SELECT 9, 1, message, 1, 9, 100 << 20 | 2, NULL, 0 FROM forwards`)
	})
	if err != nil {
		t.Fatal(err)
	}
	did, err := s.Forget(t.Context(), What{Person: gildong})
	if err != nil || len(did.Sources) != 2 || did.Sources[1].Records != 0 || did.Sources[1].Originals != 1 {
		t.Errorf("%+v, %v", did, err)
	}
	if got, err := s.Oblivions(t.Context(), 9); len(got) != 1 || err != nil {
		t.Errorf("%v, %v", got, err)
	}
	if c := verify(t, s); !c.OK() {
		t.Errorf("%+v", c)
	}
}
