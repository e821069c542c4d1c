//go:build cgo

package convert

import (
	"context"
	"errors"
	"iter"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/export"
	"exile/formats"
)

// toldBefore is what a reader told when an input was added.
type toldBefore struct {
	chats    []Told
	messages map[int64][]*export.Message
	people   []export.Person
	open     int // accounts being read
	most     int
}

func (b *toldBefore) Told(context.Context, int64) ([]Told, error)     { return b.chats, nil }
func (b *toldBefore) People(context.Context) ([]export.Person, error) { return b.people, nil }

func (b *toldBefore) Accounts(_ context.Context, id int64) iter.Seq2[*export.Message, error] {
	return func(yield func(*export.Message, error) bool) {
		b.open++
		b.most = max(b.most, b.open)
		defer func() { b.open-- }()
		for _, m := range b.messages[id] {
			if !yield(m, nil) {
				return
			}
		}
	}
}

// retold is a parser that tells otherwise what toy tells; nil: nothing.
type retold struct {
	toy
	tell func(export.Event) export.Event
}

func (r retold) Read(ctx context.Context, in formats.Input, opt formats.ReadOptions, emit formats.Emit) error {
	return r.toy.Read(ctx, in, opt, func(e export.Event) error {
		if e = r.tell(e); e == nil {
			return nil
		}
		return emit(e)
	})
}

// tells runs a reader over an input and keeps what it told. The numbers are other
// ones than those of a run, as they are in a store.
func tells(t *testing.T, r formats.Reader, path string) *toldBefore {
	t.Helper()
	b := &toldBefore{messages: map[int64][]*export.Message{}}
	for e, err := range formats.Events(t.Context(), r, open1(t, path).Input, formats.ReadOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		switch e := e.(type) {
		case *export.Chat:
			b.chats = append(b.chats, Told{Export: int64(e.Ref) + 40, Title: e.Title, From: e.From})
		case *export.Person:
			p := *e
			p.Ref += 70
			b.people = append(b.people, p)
		case *export.Message:
			m := *e
			m.Chat, m.ID, m.Seq = 9, 1000+export.MessageID(e.Seq), e.Seq*3
			if m.Sender != 0 {
				m.Sender += 70
			}
			b.messages[int64(e.Chat)+40] = append(b.messages[int64(e.Chat)+40], &m)
		case *export.Mark, *export.Unread, *export.Problem, *export.Profile:
		}
	}
	return b
}

// A parser that understands more than the one of before tells what it finds
// otherwise, message by message, without changing anything.
func TestCompare(t *testing.T) {
	dir := t.TempDir()
	st := newStore(t, filepath.Join(dir, "s.exile"))
	text := talkMedia + "엄마: 하나\n엄마: 둘\n엄마: 셋\nroom 둘째\n엄마: 넷\n* 누가 왔다\n"
	write(t, dir, "x/talk.txt", text)
	write(t, dir, "x/a.jpg", "photo")
	// The parser of before did not know the second of three words, took the third
	// for something else, and told of a message that is none.
	before := retold{toy{magic: "toy"}, func(e export.Event) export.Event {
		m, ok := e.(*export.Message)
		switch {
		case !ok:
		case m.Content.Words() == "둘":
			return &export.Unread{Text: "둘", From: m.From}
		case m.Content.Words() == "셋":
			m.Content = export.Unknown{Kind: "?", Plain: "셋"}
		}
		if u, ok := e.(*export.Unread); ok && u.Text == "what is this" {
			return &export.Message{Chat: 1, Content: export.Notice{Plain: u.Text}, From: u.From, Seq: 99}
		}
		return e
	}}
	path := filepath.Join(dir, "x")
	added, err := (&Engine{Formats: formats.Table{{Name: "toy", Reader: before}}}).Add(t.Context(), open1(t, path), st, keepAll())
	if err != nil {
		t.Fatal(err)
	}
	was := tells(t, before, path)
	stored := tree(t, st.Dir())
	e := &Engine{Formats: toys()}
	got, err := e.Compare(t.Context(), st, sourceOf(t, st, added.Source), was, InOptions{})
	if err != nil {
		t.Fatal(err)
	}
	chats := []ChatDifference{
		{Title: "우리집", Before: 8, After: 8, Same: 6, Changed: 1, Added: 1, Gone: 1},
		{Title: "둘째", Before: 2, After: 2, Same: 2},
	}
	if diff := cmp.Diff(chats, got.Chats); diff != "" {
		t.Error(diff)
	}
	if got.None() || got.Before != added.Ledger || got.After.Messages != added.Ledger.Messages+1 || got.After.Notices != added.Ledger.Notices-1 {
		t.Errorf("%+v", got)
	}
	for name, body := range tree(t, st.Dir()) {
		if stored[name] != body && !strings.HasPrefix(name, "chats.db-") {
			t.Errorf("%s was changed", name)
		}
	}
	if was.open != 0 || was.most > 2 {
		t.Errorf("%d accounts are open, there were %d at a time", was.open, was.most)
	}

	same, err := e.Compare(t.Context(), st, sourceOf(t, st, added.Source), tells(t, toy{magic: "toy"}, path), InOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range same.Chats {
		if c.Same != c.After || c.Changed+c.Added+c.Gone > 0 {
			t.Errorf("the same parser: %+v", c)
		}
	}
}

// Chats and problems that come and go are told too, and what concerns files that are
// not kept, or the store, is none of the parser's.
func TestCompareChatsAndProblems(t *testing.T) {
	dir := t.TempDir()
	st := newStore(t, filepath.Join(dir, "s.exile"))
	write(t, dir, "x/talk.txt", talkMedia+"room 둘째\n엄마: 넷\n")
	write(t, dir, "x/notes.doc", "nobody's")
	path := filepath.Join(dir, "x")
	full := toy{magic: "toy"}
	added, err := (&Engine{Formats: toys()}).Add(t.Context(), open1(t, path), st, keepAll())
	if err != nil || codes(added.Problems)["unclaimed-file"] != 1 {
		t.Fatalf("%+v, %v", added, err)
	}
	deaf := retold{toy{magic: "toy"}, func(e export.Event) export.Event {
		switch e := e.(type) {
		case *export.Chat:
			if e.Title == "둘째" {
				return nil
			}
		case *export.Problem:
			return nil
		case *export.Message, *export.Mark, *export.Unread, *export.Person, *export.Profile:
		}
		return e
	}}
	got, err := (&Engine{Formats: formats.Table{{Name: "toy", Reader: deaf}}}).
		Compare(t.Context(), st, sourceOf(t, st, 1), tells(t, full, path), InOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Chats) != 2 || got.Chats[1] != (ChatDifference{Title: "둘째", Before: 1, Gone: 1}) {
		t.Errorf("%+v", got.Chats)
	}
	want := []CodeDifference{{export.UnreadLine, 1, 0}}
	if diff := cmp.Diff(want, got.Problems); diff != "" {
		t.Error(diff)
	}
}

// An error of what was told ends it.
func TestCompareFails(t *testing.T) {
	dir := t.TempDir()
	st := newStore(t, filepath.Join(dir, "s.exile"))
	path := write(t, dir, "talk.txt", talk)
	e := &Engine{Formats: toys()}
	if _, err := addPath(t, e, st, path); err != nil {
		t.Fatal(err)
	}
	bad := errors.New("the store is gone")
	_, err := e.Compare(t.Context(), st, sourceOf(t, st, 1), failing{tells(t, toy{magic: "toy"}, path), bad}, InOptions{})
	if !errors.Is(err, bad) {
		t.Error(err)
	}
}

type failing struct {
	*toldBefore
	err error
}

func (f failing) Accounts(context.Context, int64) iter.Seq2[*export.Message, error] {
	return func(yield func(*export.Message, error) bool) { yield(nil, f.err) }
}
