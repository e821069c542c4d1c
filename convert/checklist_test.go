//go:build cgo

package convert

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"exile/export"
)

// What helps depends on the app, the device and on what is missing.
func TestAdvise(t *testing.T) {
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	photos := map[export.FileKind]int64{export.FilePhoto: 40, export.FileVoice: 2, export.FileSticker: 9, export.FileContact: 1}
	for _, c := range []struct {
		why  string
		room RoomState
		want []Advice
	}{
		{"nothing is missing", RoomState{Exported: now.Add(-time.Hour)}, nil},
		{"stickers never come along", RoomState{Missing: map[export.FileKind]int64{export.FileSticker: 9}}, nil},
		{"a day short of ninety", RoomState{Exported: now.Add(-Stale + time.Hour)}, nil},
		{"ninety days", RoomState{Exported: now.Add(-Stale)}, []Advice{{TodoExport, 90}}},
		{"made in the future", RoomState{Exported: now.Add(Stale * 9)}, nil},
		{"from a phone", RoomState{Missing: photos, Variants: []string{"android"}}, []Advice{{TodoMedia, 42}}},
		{"from a PC", RoomState{Missing: photos, Variants: []string{"windows"}}, []Advice{{TodoPhone, 42}}},
		{"from a Mac and a PC", RoomState{Missing: photos, Variants: []string{"mac with media", "windows"}}, []Advice{{TodoPhone, 42}}},
		{"from both", RoomState{Missing: photos, Variants: []string{"windows", "ios"}}, []Advice{{TodoMedia, 42}}},
		{"from nobody knows what", RoomState{Missing: photos}, []Advice{{TodoMedia, 42}}},
		{"LINE", RoomState{Chat: export.Chat{App: "line"}, Missing: photos, Variants: []string{"mobile"}}, []Advice{{TodoSave, 42}}},
		{"Telegram", RoomState{Chat: export.Chat{App: "telegram"}, Missing: photos}, []Advice{{TodoDesktop, 42}}},
		{
			"much at once",
			RoomState{Exported: now.Add(-Stale * 2), Missing: map[export.FileKind]int64{export.FileDocument: 3, export.FileVideo: 1}, Expired: 5},
			[]Advice{{TodoExport, 180}, {TodoMedia, 1}, {TodoDocuments, 3}, {TodoAsk, 5}},
		},
	} {
		if diff := cmp.Diff(c.want, c.room.advise(now)); diff != "" {
			t.Errorf("%s: %s", c.why, diff)
		}
	}
}

// Of a store the checklist counts what is missing in each chat, and puts those first
// for which there is something to do.
func TestChecklist(t *testing.T) {
	dir := t.TempDir()
	st := newStore(t, filepath.Join(dir, "s.exile"))
	e := &Engine{Formats: toys()}
	for _, path := range []string{
		write(t, dir, "fine.txt", "toy\nroom 조용한 방\nKim: hi\n"), write(t, dir, "lacks.txt", talkMedia+"엄마# b.jpg\n"),
	} {
		if _, err := addPath(t, e, st, path); err != nil {
			t.Fatal(err)
		}
	}
	list, err := Checklist(t.Context(), st, time.Date(2026, 2, 9, 0, 0, 0, 0, time.UTC))
	if err != nil || len(list) != 2 {
		t.Fatalf("%+v, %v", list, err)
	}
	first, second := &list[0], &list[1]
	if first.Chat.Title != "우리집" || first.Lacks() != 3 || first.Exports != 1 || len(first.Advice) != 1 || first.Advice[0] != (Advice{TodoMedia, 3}) {
		t.Errorf("%+v", first)
	}
	if second.Chat.Title != "조용한 방" || second.Lacks() != 0 || len(second.Advice) != 0 || !second.Exported.Equal(second.Last) {
		t.Errorf("%+v", second)
	}
}
