//go:build cgo

package store

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"exile/export"
)

func TestWitnessRuns(t *testing.T) {
	s := newStore(t)
	events := people1()
	for i, file := range strings.Split("aaabbaa", "") {
		m := say(int64(i), i, "x")
		m.From = export.Source{Input: "in", File: file, Line: 5 * i, Lines: 1}
		events = append(events, m)
	}
	put(t, s, Source{}, events...)
	put(t, s, Source{}, append(people1(), &export.Unread{Text: "??", From: export.Source{Input: "in", File: "a", Line: 3, Lines: 2}})...)
	got := rows(t, s, "SELECT d.source, file, first_record, first_message, count FROM witnesses JOIN documents d ON d.id = document ORDER BY first_message")
	if want := "1 a 1 1 3; 1 b 4 4 2; 1 a 6 6 2"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := rows(t, s, "SELECT d.source, file, place >> 20, place & 1048575, text FROM unread JOIN documents d ON d.id = document"); got != "2 a 3 2 ??" {
		t.Errorf("unread: %q", got)
	}
}

func TestSources(t *testing.T) {
	s := newStore(t)
	src := Source{
		Input: "KakaoTalk_Chats.zip", Format: "kakaotalk", Why: "line 2", SHA256: strings.Repeat("a", 64), Size: 99,
		Added: time.Date(2026, 11, 21, 1, 2, 3, 4, seoul), Zone: "Asia/Seoul",
		Ledger: export.Ledger{Lines: 3, Messages: 2, Marks: 1, Counted: 3},
		Profiles: []export.Profile{
			{Variant: "android", Locale: "ko", Unknown: []string{"이모티콘\"", "x"}, From: export.Source{Input: "z", File: "f"}},
			{Variant: "ios", Clock: "12h", Zone: "UTC", Encoding: "e", Newlines: "n", Dates: "d"},
		},
		Problems: []export.Problem{
			{Code: export.UnreadLine, From: export.Source{Input: "z", File: "f", Line: 4, Lines: 2}},
			{Code: export.MissingFile, Name: "a.jpg", Count: 3, Text: "t", From: export.Source{Record: 7}},
		},
	}
	if known, err := s.HasSize(99); known || err != nil {
		t.Error("a store without a batch has something", err)
	}
	src.ID = put(t, s, src)
	put(t, s, Source{Input: "second"})
	put(t, s, Source{Input: "third"})
	list, err := s.Sources(t.Context())
	if err != nil || len(list) != 3 {
		t.Fatal(list, err)
	}
	if d := cmp.Diff(src, list[0], sameMessage); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	for size, want := range map[int64]bool{99: true, 98: false} {
		if got, err := s.HasSize(size); got != want || err != nil {
			t.Errorf("HasSize(%d): %v, %v", size, got, err)
		}
	}
	got, ok, err := s.Known(src.SHA256)
	if !ok || err != nil || got.Input != src.Input || got.Ledger != src.Ledger {
		t.Errorf("Known: %+v, %v, %v", got, ok, err)
	}
	for _, sum := range []string{"", strings.Repeat("b", 64)} {
		if _, ok, err := s.Known(sum); ok || err != nil {
			t.Errorf("Known(%q): %v, %v", sum, ok, err)
		}
	}
	put(t, s, Source{Input: "second"})
	if names, err := s.Inputs(t.Context()); err != nil || !slices.Equal(names, []string{src.Input, "second", "third"}) {
		t.Errorf("Inputs: %q, %v", names, err)
	}
	b := begin(t, s)
	if _, err := b.Commit(src); !errors.Is(err, ErrKnown) {
		t.Errorf("the same input again: %v", err)
	}
}

func TestRooms(t *testing.T) {
	s := newStore(t)
	put(t, s, Source{}, &export.Chat{Ref: 1, App: "a", Title: "\uac00족"}, &export.Chat{Ref: 2, App: "b", Title: "\u1100\u1161족"})
	got, err := s.Rooms(t.Context())
	if err != nil || len(got) != 2 || got[0].Title != "가족" || got[1].App != "b" {
		t.Errorf("%+v, %v", got, err)
	}
}
