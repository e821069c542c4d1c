//go:build cgo

package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mattn/go-sqlite3"

	"exile/export"
)

// twoStores opens a store that has one input twice, as two processes would.
func twoStores(t *testing.T) (one, two *Store) {
	t.Helper()
	one = newStore(t)
	put(t, one, Source{SHA256: "1"}, append(people1(), say(1, 1, "a"))...)
	two, err := Open(one.Dir(), ReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := two.Close(); err != nil {
			t.Error(err)
		}
	})
	return one, two
}

// photo adds a file and a message that refers to it, and returns its place.
func photo(t *testing.T, b *Batch, data string) string {
	t.Helper()
	sum, _, err := b.AddMedia(reader(data))
	if err != nil {
		t.Fatal(err)
	}
	files := []export.File{{Kind: export.FilePhoto, State: export.FilePresent, SHA256: sum}}
	if err := b.Add(append(people1(), &export.Message{Chat: 1, Seq: 1, Content: export.Media{Files: files}})); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(b.s.Dir(), filepath.FromSlash(mediaPlace(sum)))
}

// TestRollbackUnderLock: when the lock is given up, the files are gone already;
// else the next batch could refer to one of them and then lose it.
func TestRollbackUnderLock(t *testing.T) {
	s, _ := twoStores(t)
	b := begin(t, s)
	path := photo(t, b, "photo")
	var called bool
	b.c.c.RegisterAuthorizer(func(action int, what, _, _ string) int { // asked before a statement runs
		if action == sqlite3.SQLITE_TRANSACTION && what == "ROLLBACK" {
			called = true
			if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("before ROLLBACK the photo was still there: %v", err)
			}
			if _, err := os.Stat(filepath.Join(s.Dir(), incomingName)); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("before ROLLBACK incoming was still there: %v", err)
			}
		}
		return sqlite3.SQLITE_OK
	})
	if err := b.Rollback(); err != nil {
		t.Fatal(err)
	}
	if !called {
		t.Error("nothing was rolled back")
	}
}

// TestRollbackWithoutLock: SQLite has rolled back by itself, and somebody else
// writes now. What that one has placed stays, and so does what both placed.
func TestRollbackWithoutLock(t *testing.T) {
	for _, early := range []bool{true, false} { // before the other one ends, or after
		s, other := twoStores(t)
		a := begin(t, s)
		orphan := photo(t, a, "of the first")
		photo(t, a, "of both")
		if err := a.c.exec(t.Context(), "ROLLBACK"); err != nil {
			t.Fatal(err)
		}
		b := begin(t, other)
		both, second := photo(t, b, "of both"), photo(t, b, "of the second")
		if early {
			if err := a.Rollback(); err != nil {
				t.Errorf("roll back: %v", err)
			}
		}
		commit(t, b, Source{SHA256: "2"})
		if !early {
			if err := a.Rollback(); err != nil {
				t.Errorf("roll back: %v", err)
			}
		}
		for _, path := range []string{both, second} {
			if _, err := os.Stat(path); err != nil {
				t.Errorf("early %v: a file of the committed batch: %v", early, err)
			}
		}
		if _, err := os.Stat(orphan); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("early %v: the file of the other one: %v", early, err)
		}
		if got := listing(t, s.Dir()); strings.Contains(got, incomingName) {
			t.Errorf("early %v: the folder holds\n%s", early, got)
		}
	}
}

// TestRollbackRegainsLock: as above, but nobody has come in between.
func TestRollbackRegainsLock(t *testing.T) {
	s, _ := twoStores(t)
	before := listing(t, s.Dir())
	b := begin(t, s)
	photo(t, b, "photo")
	if err := b.c.exec(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	if err := b.Rollback(); err != nil {
		t.Fatal(err)
	}
	if got := listing(t, s.Dir()); got != before {
		t.Errorf("the folder held %q and holds %q", before, got)
	}
}

// TestForgetBesideAnother: a batch that was committed tidies up after the next
// one has begun, which must not notice.
func TestForgetBesideAnother(t *testing.T) {
	s, other := twoStores(t)
	a := begin(t, s)
	first := photo(t, a, "first")
	if err := a.commit(Source{SHA256: "2"}); err != nil {
		t.Fatal(err)
	}
	b := begin(t, other)
	f, err := b.in.create()
	if err != nil {
		t.Fatal(err)
	}
	a.ended = true
	if err := errors.Join(a.in.forget(), a.close()); err != nil {
		t.Errorf("forget: %v", err)
	}
	if err := b.in.place(f, mediaPlace(strings.Repeat("a", 64))); err != nil {
		t.Errorf("place a file: %v", err)
	}
	second := photo(t, b, "second")
	commit(t, b, Source{SHA256: "3"})
	for _, path := range []string{first, second} {
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat(filepath.Join(s.Dir(), incomingName)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("incoming stays: %v", err)
	}
}

// TestNothingIsPlacedAfterTheEnd: a goroutine that comes late leaves nothing.
func TestNothingIsPlacedAfterTheEnd(t *testing.T) {
	s, _ := twoStores(t)
	before := listing(t, s.Dir())
	b := begin(t, s)
	f, err := b.in.create()
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := b.in.place(f, mediaPlace(strings.Repeat("a", 64))); err == nil {
		t.Error("a file was placed")
	}
	if _, _, err := b.AddMedia(reader("late")); err == nil {
		t.Error("media was added")
	}
	if got := listing(t, s.Dir()); got != before {
		t.Errorf("the folder held %q and holds %q", before, got)
	}
}
