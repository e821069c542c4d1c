//go:build cgo

package convert

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaotest"
)

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
	stored := tree(t, st.Dir())
	e := &Engine{Formats: toys()}
	got, err := e.Compare(t.Context(), st, sourceOf(t, st, added.Source), InOptions{})
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
}

// Chats and problems that come and go are told too, and what concerns files that are
// not kept, or the store, is none of the parser's.
func TestCompareChatsAndProblems(t *testing.T) {
	dir := t.TempDir()
	st := newStore(t, filepath.Join(dir, "s.exile"))
	write(t, dir, "x/talk.txt", talkMedia+"room 둘째\n엄마: 넷\n")
	write(t, dir, "x/notes.doc", "nobody's")
	path := filepath.Join(dir, "x")
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
		Compare(t.Context(), st, sourceOf(t, st, 1), InOptions{})
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

// It is what this input told that counts, not what the chat says now that another
// export has joined it; and how it was asked for is not forgotten.
func TestCompareOfSeveral(t *testing.T) {
	dir := t.TempDir()
	st := newStore(t, filepath.Join(dir, "s.exile"))
	e := everyEngine()
	chat := formattest.Plan{Seed: 5, Messages: 400}
	for _, v := range []kakaotest.Variant{kakaotest.Android[0], kakaotest.Mac[0], kakaotest.Windows[0]} {
		in := chatExport(t, filepath.Join(dir, v.Name), v, chat)
		opt := keepAll()
		opt.Read.Zone, opt.Read.Chat = time.FixedZone("Asia/Tokyo", 9*3600), "방"
		if _, err := e.Add(t.Context(), open1(t, in), st, opt); err != nil {
			t.Fatal(err)
		}
	}
	sources, err := st.Sources(t.Context())
	chats, err2 := st.View().Chats(t.Context())
	if err := errors.Join(err, err2); err != nil || len(sources) != 3 || len(chats) != 1 {
		t.Fatalf("%d sources of %d chats, %v", len(sources), len(chats), err)
	}
	for i := range sources {
		diff, err := e.Compare(t.Context(), st, &sources[i], InOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if !diff.None() || len(diff.Chats) != 1 || diff.Chats[0].Same == 0 || diff.Chats[0].Same != diff.Chats[0].Before {
			t.Errorf("%s: %+v", sources[i].Input, diff)
		}
	}
}
