//go:build cgo

package store

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/export"
)

// TestSlim: what was taken out is in no byte of the database, not even in pages
// that nothing uses, and all else is there.
func TestSlim(t *testing.T) {
	const version, path = "CANARY-OF-AN-EDIT", "CANARY-OF-A-PATH"
	s, v := newVaultStore(t)
	b := begin(t, s)
	events := people1()
	var want []*export.Message
	for i := range 500 {
		m := say(1, 1, fmt.Sprint("now ", i))
		m.Seq = int64(i)
		kept := *m
		want = append(want, &kept)
		if i%3 == 0 { // some longer than a page
			m.Edits = []export.Edit{{Content: export.Text{Body: strings.Repeat(version, 1+i*5)}}, {Content: export.Text{Body: version}}}
		}
		events = append(events, m)
	}
	if err := b.Add(events); err != nil {
		t.Fatal(err)
	}
	var original Original
	for i := range 300 {
		o, err := b.AddOriginal(Original{Root: "r", Path: fmt.Sprint(path, i)}, reader(fmt.Sprint("words ", i)))
		if err != nil {
			t.Fatal(err)
		}
		original = o
	}
	sum, size, err := b.AddMedia(reader("photo"))
	if err != nil {
		t.Fatal(err)
	}
	b.AddEntry(Original{Root: "r", Path: "photo.jpg", SHA256: sum, Size: size, Media: true})
	id := commit(t, b, Source{Ledger: export.Ledger{Messages: 500}})

	data := slices.Clone(v.db.data)
	for n := 1; n < 40; n += 3 { // the disk is full
		v.failWrite, v.writeError = v.writes+n, syscall.ENOSPC
		if err := s.Slim(t.Context(), Slimming{true, true}); !errors.Is(err, syscall.ENOSPC) || !bytes.Equal(v.db.data, data) {
			t.Errorf("write %d: %v", n, err)
		}
	}
	v.failWrite = 0
	if err := s.Slim(t.Context(), Slimming{}); err != nil || !bytes.Contains(v.db.data, []byte(version)) {
		t.Errorf("taking nothing out: %v", err)
	}
	if err := s.Slim(t.Context(), Slimming{Versions: true}); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(v.db.data, []byte(version)) || bytes.Contains(v.db.data, []byte(version[len(version)-10:])) {
		t.Error("the older states are still in the database")
	}
	if !bytes.Contains(v.db.data, []byte(path)) {
		t.Error("the originals are gone too")
	}
	if d := cmp.Diff(want, all(t, s, 1, export.Range{}), sameMessage); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if err := s.Slim(t.Context(), Slimming{Originals: true}); err != nil {
		t.Fatal(err)
	}
	if len(v.db.data) > len(data)/2 {
		t.Errorf("%d bytes of %d stay", len(v.db.data), len(data))
	}
	if bytes.Contains(v.db.data, []byte(path)) || bytes.Contains(v.db.data, []byte(original.SHA256)) {
		t.Error("the originals are still in the database")
	}
	if got, err := s.Referred(t.Context()); err != nil || !slices.Equal(got, []string{mediaPlace(sum)}) {
		t.Errorf("referred: %v, %v", got, err)
	}
	if got, err := s.Originals(t.Context(), id); err != nil || len(got) != 1 || !got[0].Media {
		t.Errorf("originals: %+v, %v", got, err)
	}
	check, err := s.Verify(t.Context(), nil)
	if err != nil || !check.OK() || check.Messages != 500 || check.Media != 1 {
		t.Errorf("%+v, %v", check, err)
	}
	if err := newStore(t).Slim(t.Context(), Slimming{Versions: true}); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("a folder: %v", err)
	}
}
