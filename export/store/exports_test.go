//go:build cgo

package store

import (
	"testing"
	"time"

	"exile/export"
)

// What each input told of its chats can be told apart, and so can the files that it
// only named.
func TestExportsAndAbsent(t *testing.T) {
	st := newStore(t)
	at := time.Date(2026, 2, 8, 15, 19, 0, 0, time.FixedZone("KST", 9*3600))
	for i, saved := range []time.Time{at, {}} {
		b, err := st.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		from := export.Source{Input: "in", File: "talk.txt", Line: 1, Lines: 1}
		events := []export.Event{
			&export.Chat{Ref: 1, App: "toy", Title: "방", Kind: export.ChatGroup, Saved: saved, From: from},
			&export.Person{Ref: 1, Names: []string{"수아"}, KnownBy: export.ByName},
		}
		for n := range 3 {
			files := []export.File{
				{Kind: export.FilePhoto, State: export.FileNotExported},
				{Kind: export.FilePhoto, State: export.FileMissing},
				{Kind: export.FileVideo, State: export.FileExpired},
				{Kind: export.FileVideo, State: export.FileExpired},
			}
			from.Line++
			events = append(events, &export.Message{
				Chat: 1, Sender: 1, Seq: int64(n + 1), From: from, Content: export.Media{Files: files},
				Time: export.Time{T: at.Add(time.Duration(n-10) * time.Minute), Precision: time.Minute, Zone: export.ZoneAssumed},
			})
		}
		if err := b.Add(events); err != nil {
			t.Fatal(err)
		}
		if _, err := b.Commit(Source{Input: "in", Format: "toy", SHA256: string(rune('a' + i)), Added: at}); err != nil {
			t.Fatal(err)
		}
	}
	exports, err := st.View().Exports(t.Context())
	if err != nil || len(exports) != 2 {
		t.Fatalf("%+v, %v", exports, err)
	}
	for i, want := range []time.Time{at, at.Add(-8 * time.Minute)} {
		e := exports[i]
		if !e.Newest.Equal(want) || e.Records != 3 || e.Source != int64(i+1) || e.Title != "방" || e.From.File != "talk.txt" || e.From.Line != 1 {
			t.Errorf("%+v, newest is to be %v", e, want)
		}
	}
	if exports[1].Saved != (time.Time{}) || exports[0].Saved.IsZero() {
		t.Errorf("saved: %v, %v", exports[0].Saved, exports[1].Saved)
	}
	absent, err := st.View().Absent(t.Context())
	if err != nil || len(absent) != 6 {
		t.Fatalf("%+v, %v", absent, err)
	}
	for i, want := range []Absent{
		{1, export.FilePhoto, export.FileMissing, 3}, {1, export.FilePhoto, export.FileNotExported, 3}, {1, export.FileVideo, export.FileExpired, 6},
	} {
		if absent[i] != want {
			t.Errorf("%+v, want %+v", absent[i], want)
		}
	}
}
