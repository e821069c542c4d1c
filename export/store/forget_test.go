//go:build cgo

package store

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"exile/export"
)

// What is to be forgotten of gossip, and what may not be found after it.
func oblivions() map[string]struct {
	what  What
	words []string
	want  Forgotten
	stay  int // messages and notices
} {
	now := time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
	return map[string]struct {
		what  What
		words []string
		want  Forgotten
		stay  int
	}{
		"chat": {
			What{Chat: secret, Now: now},
			[]string{"비밀말", "비밀 방", "춘향"},
			Forgotten{
				Messages: 44, Notices: 1, Chats: 1, People: 1, Media: 1,
				Sources: []Forgetful{{Source: 1, Input: "모임.zip", Records: 45, Originals: 2}},
			},
			10,
		},
		"person": {
			What{Person: gildong, Now: now},
			[]string{"길동말", "홍길동", "의적", "1234-5678"},
			Forgotten{
				Messages: 16, Notices: 1, Quotes: 2, Reactions: 2, People: 1, Media: 1,
				Sources: []Forgetful{{Source: 1, Input: "모임.zip", Records: 17, Originals: 3}},
			},
			38,
		},
		"message": {
			What{Message: 46, Now: now},
			[]string{"길동말 옛말 저녁에"},
			Forgotten{
				Messages: 1, Quotes: 1,
				Sources: []Forgetful{{Source: 1, Input: "모임.zip", Records: 1, Originals: 2}},
			},
			54,
		},
		"before": {
			What{Before: time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC), Now: now},
			[]string{"옛말"},
			Forgotten{
				Messages: 41, Quotes: 1,
				Sources: []Forgetful{{Source: 1, Input: "모임.zip", Records: 41, Originals: 3}},
			},
			14,
		},
		"before in a chat": {
			What{Chat: secret, Before: time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC), Now: now},
			[]string{"비밀말 나 옛말", "비밀말 춘향 옛말"},
			Forgotten{
				Messages: 40,
				Sources:  []Forgetful{{Source: 1, Input: "모임.zip", Records: 40, Originals: 2}},
			},
			15,
		},
	}
}

// TestForget: of what is forgotten no byte is left, in a folder or in a vault, and
// all else is.
func TestForget(t *testing.T) {
	for name, o := range oblivions() {
		t.Run(name, func(t *testing.T) {
			plain := gossip(t)
			v := sealed(t, plain)
			for _, w := range o.words {
				if len(traces(t, plain.Dir(), w)) == 0 || len(tracesIn(t, v, w)) == 0 {
					t.Errorf("%s is nowhere before", w)
				}
			}
			boxed := openFake(t, v, ReadWrite)
			for _, s := range []*Store{plain, boxed} {
				forgetIn(t, s, o.what, o.want)
				if got := rows(t, s, "SELECT count(*) FROM messages"); got != strconv.Itoa(o.stay) {
					t.Errorf("%s messages stay", got)
				}
				if c := verify(t, s); !c.OK() || len(c.Stray) > 0 {
					t.Errorf("%+v", c)
				}
				got := strings.Join(texts(t, s), "\n")
				for _, w := range []string{"남는말 하나", "남는말 둘", "남는말 셋", "남는말 셋째 방"} {
					if !strings.Contains(got, w) {
						t.Errorf("%s is gone", w)
					}
				}
				if r, err := s.OpenOriginal(originalSum(t, s, "남.txt")); err != nil {
					t.Error(err)
				} else {
					expect(t, r, "남는말 셋째 방")
				}
			}
			if found := traces(t, plain.Dir(), o.words...); len(found) > 0 {
				t.Errorf("found in %q", found)
			}
			stay, err := boxed.Referred(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for name := range v.files { // as whoever saves the vault does
				if !slices.Contains(stay, name) {
					delete(v.files, name)
				}
			}
			if found := tracesIn(t, v, o.words...); len(found) > 0 {
				t.Errorf("found in the vault: %q", found)
			}
		})
	}
}

func forgetIn(t *testing.T, s *Store, what What, want Forgotten) {
	t.Helper()
	before := rows(t, s, "SELECT * FROM messages")
	would, err := s.WouldForget(t.Context(), what)
	if err != nil {
		t.Fatal(err)
	}
	if rows(t, s, "SELECT * FROM messages") != before {
		t.Error("asking has changed it")
	}
	did, err := s.Forget(t.Context(), what)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(would, did); d != "" {
		t.Errorf("-would +did\n%s", d)
	}
	did.Originals = nil
	if d := cmp.Diff(&want, did); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func originalSum(t *testing.T, s *Store, path string) string {
	t.Helper()
	return rows(t, s, "SELECT sha256 FROM originals WHERE path = '"+path+"'")
}

// TestForgetAll: of an input of which nothing is left only its sum stays.
func TestForgetAll(t *testing.T) {
	s := gossip(t)
	if _, err := s.Forget(t.Context(), What{Chat: secret}); err != nil {
		t.Fatal(err)
	}
	did, err := s.Forget(t.Context(), What{Chat: open})
	if err != nil || len(did.Sources) != 1 || !did.Sources[0].Whole || did.Media != 2 {
		t.Errorf("%+v, %v", did, err)
	}
	if found := traces(t, s.Dir(), "비밀말", "길동", "모임", "열린 방", "춘향", "의적", ".jpg"); len(found) > 0 {
		t.Errorf("found in %q", found)
	}
	src, known, err := s.Known("one")
	if err != nil || !known || src.Input != "" || src.Ledger.Messages != 51 {
		t.Errorf("%+v, %v, %v", src, known, err)
	}
	if got := rows(t, s, "SELECT source, what, records, originals FROM forgotten"); got != "1 chat 45 2; 1 chat 9 1" {
		t.Error(got)
	}
	if c := verify(t, s); !c.OK() || c.Media != 0 || c.Originals != 1 {
		t.Errorf("%+v", c)
	}
	if got := rows(t, s, "SELECT count(*) FROM people"); got != "3" { // of the third chat
		t.Errorf("%s people stay", got)
	}
}

// TestForgetAgain: the same input does not come back by mistake, but does when it is
// meant to.
func TestForgetAgain(t *testing.T) {
	s := newStore(t)
	src := Source{Input: "a.txt", SHA256: "a", Ledger: export.Ledger{Messages: 1}}
	first := put(t, s, src, append(people1(), say(1, 1, "말"))...)
	now := time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)
	if _, err := s.Forget(t.Context(), What{Chat: 1, Now: now}); err != nil {
		t.Fatal(err)
	}
	got, err := s.Oblivions(t.Context(), first)
	if d := cmp.Diff([]Oblivion{{now, "chat", 1, 0}}, got); d != "" || err != nil {
		t.Errorf("%v; -want +got\n%s", err, d)
	}
	for _, again := range []bool{false, true} {
		b := begin(t, s)
		if again {
			if err := b.Again(first); err != nil {
				t.Fatal(err)
			}
		}
		if err := b.Add(append(people1(), say(1, 1, "말"))); err != nil {
			t.Fatal(err)
		}
		if _, err := b.Commit(src); errors.Is(err, ErrKnown) == again {
			t.Errorf("again %t: %v", again, err)
		}
	}
	if got, err := s.Oblivions(t.Context(), first); len(got) > 0 || err != nil {
		t.Errorf("%v, %v", got, err)
	}
	if c := verify(t, s); !c.OK() || c.Messages != 1 {
		t.Errorf("%+v", c)
	}
}

// TestForgetRuns: what another export told of the same messages goes too, the runs
// of both are cut around it, and places in them stay true.
func TestForgetRuns(t *testing.T) {
	s := gossip(t)
	// A second export of the open chat that has all but the first of its messages, from
	// line 100 on, and an older state of one that goes and of one that stays.
	old := func(text string, more func(m *export.Message)) string {
		t.Helper()
		m := &export.Message{Sender: me, Content: export.Text{Body: text}}
		more(m)
		told, err := marshalTold(toldMessage{Message: m})
		if err != nil {
			t.Fatal(err)
		}
		return told
	}
	nothing := func(*export.Message) {}
	err := s.write(t.Context(), func(c *conn) error {
		return c.exec(t.Context(), fmt.Sprintf(`
INSERT INTO sources SELECT 9, 'b.txt', 'kakaotalk', '', 'nine', 1, added, '', '{}', '{"messages":6,"notices":2}' FROM sources WHERE id = 1;
INSERT INTO documents VALUES (9, 9, 'b.txt', 'b.txt');
INSERT INTO originals VALUES (9, 'b.txt', 'b.txt', (SELECT sha256 FROM originals WHERE path = '남.txt'), 20, 0);
INSERT INTO exports SELECT 9, chat, 9, key, kind, title, lang, saved, 9, 0, 1, '' FROM exports WHERE chat = 2;
INSERT INTO witnesses VALUES (9, 1, 47, 8, 9, 100 << 20 | 2, NULL, 512);
INSERT INTO identities SELECT 99, person, 9, '', known_by, 0 FROM identities WHERE person = 2 AND source = 1;
INSERT INTO versions VALUES (9, 2, 48, '%s'), (9, 3, 49, '%s'), (9, 8, 54, '%s')`, old("길동말 또", nothing), old("남는말 옛", nothing),
			old("남는말", func(m *export.Message) { m.ReplyTo = &export.Reply{Quote: "길동말 또 저녁"} })))
	})
	if err != nil {
		t.Fatal(err)
	}
	if c := verify(t, s); !c.OK() {
		t.Fatalf("%+v", c)
	}
	did, err := s.Forget(t.Context(), What{Message: 48})
	if err != nil || did.Versions != 1 || did.Quotes != 2 || len(did.Sources) != 2 {
		t.Errorf("%+v, %v", did, err)
	}
	if got := rows(t, s, "SELECT first_record, first_message, count, place >> 20, place & 1048575, without FROM witnesses WHERE export = 9"); got != "1 47 1 100 2 512; 2 49 6 104 2 512" {
		t.Error(got)
	}
	if got := rows(t, s, "SELECT record, message FROM versions"); got != "2 49; 7 54" {
		t.Error(got)
	}
	if got := rows(t, s, "SELECT count(*) FROM originals WHERE source = 9"); got != "0" {
		t.Error("the other export's original stays")
	}
	if c := verify(t, s); !c.OK() {
		t.Errorf("%+v", c)
	}
	if found := traces(t, s.Dir(), "길동말 또"); len(found) > 0 {
		t.Errorf("found in %q", found)
	}

	// What an export told of a message that stays has no person in it that goes.
	err = s.write(t.Context(), func(c *conn) error {
		return c.exec(t.Context(), "UPDATE versions SET told = ? WHERE message = 54", old("남는말", func(m *export.Message) {
			m.Sender = gildong
			m.Forward = &export.Forward{Name: "홍길동"}
			m.Reactions = []export.Reaction{{By: gildong}, {By: me}}
		}))
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Forget(t.Context(), What{Person: gildong}); err != nil {
		t.Fatal(err)
	}
	told, err := unmarshalTold(rows(t, s, "SELECT told FROM versions WHERE message = 54"))
	if m := told.Message; err != nil || m.Sender != 0 || m.Forward != nil && m.Forward.Name != "" || len(m.Reactions) != 1 || m.Content.Words() != "남는말" {
		t.Errorf("%+v, %v", told.Message, err)
	}
	if c := verify(t, s); !c.OK() {
		t.Errorf("%+v", c)
	}
}

// TestForgetNothing: what is not there is not forgotten, and nothing changes.
func TestForgetNothing(t *testing.T) {
	s := gossip(t)
	before := rows(t, s, "SELECT * FROM messages")
	for _, test := range []struct {
		what What
		want error
	}{
		{What{Chat: 99}, ErrNoChat},
		{What{Person: 99}, ErrNoPerson},
		{What{Message: 9999}, ErrNoMessage},
		{What{Chat: 99, Before: time.Now()}, ErrNoChat},
		{What{}, errWhat},
		{What{Chat: 1, Person: 1}, errWhat},
		{What{Message: 1, Before: time.Now()}, errWhat},
	} {
		if _, err := s.Forget(t.Context(), test.what); !errors.Is(err, test.want) {
			t.Errorf("%+v: %v", test.what, err)
		}
	}
	if rows(t, s, "SELECT * FROM messages") != before {
		t.Error("it has changed")
	}
	other, err := Open(s.Dir(), ReadOnly)
	if err != nil {
		t.Fatal(err)
	}
	defer closeStore(t, other)
	if _, err := other.WouldForget(t.Context(), What{Chat: 1}); !errors.Is(err, ErrReadOnly) {
		t.Error(err)
	}
}

// TestForgetInFile: names in the file system go too where a room is called so.
func TestForgetInFile(t *testing.T) {
	s := newStore(t)
	b := begin(t, s)
	apart := norm.NFD.String("a/홍길동.txt") // as macOS has it
	if _, err := b.AddOriginal(Original{Root: "홍길동.zip", Path: apart}, reader("x")); err != nil {
		t.Fatal(err)
	}
	from := export.Source{Input: "홍길동.zip", File: apart, Line: 1, Lines: 1}
	m, stays := say(1, 1, "길동말"), say(2, 1, "남는말")
	m.Sender, m.From = 2, from
	stays.Sender, stays.From = 1, from
	events := []export.Event{
		&export.Person{Ref: 1, Names: []string{"나"}}, &export.Person{Ref: 2, Names: []string{"홍길동"}},
		&export.Chat{Ref: 1, App: "kakaotalk", Title: "홍길동 님과의 방", From: from}, m, stays,
	}
	if err := b.Add(events); err != nil {
		t.Fatal(err)
	}
	commit(t, b, Source{Input: "홍길동.zip", Why: "«홍길동»", Ledger: export.Ledger{Messages: 2}})
	if _, err := s.Forget(t.Context(), What{Person: 2}); err != nil {
		t.Fatal(err)
	}
	if found := traces(t, s.Dir(), "길동", norm.NFD.String("길동")); len(found) > 0 {
		t.Errorf("found in %q", found)
	}
	if c := verify(t, s); !c.OK() || c.Messages != 1 {
		t.Errorf("%+v", c)
	}
}
