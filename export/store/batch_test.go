//go:build cgo

package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"exile/export"
)

// say is a message of chat 1.

func TestUndeclaredIsAnError(t *testing.T) {
	for name, m := range map[string]*export.Message{
		"chat":     {Chat: 2},
		"sender":   {Chat: 1, Sender: 9},
		"actor":    {Chat: 1, Content: export.Notice{Actor: 9}},
		"invited":  {Chat: 1, Content: export.Notice{People: []export.PersonRef{9}}},
		"reaction": {Chat: 1, Reactions: []export.Reaction{{By: 9}}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			b := begin(t, s)
			if err := b.Add(append(people1(), m)); err == nil {
				t.Error("no error")
			}
			if _, err := b.Commit(Source{}); err == nil {
				t.Error("and it was committed")
			}
		})
	}
}

// TestRollbackLeavesNothing: neither rows nor files, in a new store and in one

// that has something, by Rollback, by a failed Commit and by a cancelled context.

func TestRollbackLeavesNothing(t *testing.T) {
	for _, old := range []bool{false, true} {
		for _, how := range []string{"rollback", "bad event", "cancelled"} {
			t.Run(fmt.Sprintf("%v, %s", old, how), func(t *testing.T) {
				s := newStore(t)
				if old {
					b := begin(t, s)
					if _, _, err := b.AddMedia(reader("shared")); err != nil {
						t.Fatal(err)
					}
					if err := b.Add(append(people1(), say(1, 1, "a"))); err != nil {
						t.Fatal(err)
					}
					commit(t, b, Source{SHA256: "1"})
				}
				before := listing(t, s.Dir())
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				b, err := s.Begin(ctx)
				if err != nil {
					t.Fatal(err)
				}
				for _, data := range []string{"shared", "new"} {
					if _, _, err := b.AddMedia(reader(data)); err != nil {
						t.Fatal(err)
					}
				}
				if _, err := b.AddOriginal(Original{Root: "r", Path: "p"}, reader("original")); err != nil {
					t.Fatal(err)
				}
				if err := b.Add(append(people1(), say(1, 1, "b"))); err != nil {
					t.Fatal(err)
				}
				switch how {
				case "rollback":
					err = b.Rollback()
				case "bad event":
					_ = b.Add([]export.Event{&export.Message{Chat: 9}})
					if _, err := b.Commit(Source{}); err == nil {
						t.Error("committed")
					}
				case "cancelled":
					cancel()
					if _, err := b.Commit(Source{}); !errors.Is(err, context.Canceled) {
						t.Errorf("committed: %v", err)
					}
				}
				if err != nil {
					t.Fatal(err)
				}
				if err := b.Rollback(); err != nil {
					t.Errorf("a second Rollback: %v", err)
				}
				if !old {
					before = ""
				}
				if got := listing(t, s.Dir()); got != before {
					t.Errorf("the folder held %q and holds %q", before, got)
				}
				// The store takes the next one as if nothing had been.
				put(t, s, Source{SHA256: "2"}, append(people1(), say(1, 1, "c"))...)
				checkIntegrity(t, s)
				if got, err := s.Sources(t.Context()); err != nil || len(got) != 1+map[bool]int{true: 1}[old] {
					t.Errorf("%d sources, %v", len(got), err)
				}
			})
		}
	}
}

func TestTwoWriters(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a.exile")
	s, err := Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Create(dir); !errors.Is(err, ErrLocked) {
		t.Errorf("a second Create: %v", err)
	}
	b := begin(t, s)
	if _, err := s.Begin(t.Context()); !errors.Is(err, ErrLocked) {
		t.Errorf("a second batch of a new store: %v", err)
	}
	if err := b.Add(append(people1(), say(1, 1, "a"))); err != nil {
		t.Fatal(err)
	}
	commit(t, b, Source{})
	if _, err := Create(dir); !errors.Is(err, ErrExists) {
		t.Errorf("Create where a store is: %v", err)
	}
	b = begin(t, s)
	other, err := Open(dir, ReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Begin(t.Context()); !errors.Is(err, ErrLocked) {
		t.Errorf("a second writer: %v", err)
	}
	if err := b.Add(append(people1(), say(1, 1, "b"))); err != nil {
		t.Fatal(err)
	}
	// Readers go on and see what was.
	if chats, err := other.View().Chats(t.Context()); err != nil || len(chats) != 1 {
		t.Errorf("%d chats, %v", len(chats), err)
	}
	if got := bodies(all(t, other, 1, export.Range{})); got != "a" {
		t.Errorf("read %q", got)
	}
	commit(t, b, Source{})
	if chats, err := other.View().Chats(t.Context()); err != nil || len(chats) != 2 {
		t.Errorf("%d chats, %v", len(chats), err)
	}
	if err := errors.Join(other.Close(), s.Close()); err != nil {
		t.Error(err)
	}
}

// TestAddMediaFromManyGoroutines is for the race detector too.

func TestTemporary(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "tmp")
	s, err := CreateTemporary(dir)
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, Source{}, append(people1(), say(1, 1, "a"))...)
	put(t, s, Source{}, append(people1(), say(1, 1, "b"))...)
	if got := bodies(all(t, s, 1, export.Range{})) + bodies(all(t, s, 2, export.Range{})); got != "ab" {
		t.Errorf("got %q", got)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(dir, dbName)); err != nil {
		t.Error(err)
	}
}

// TestManyCreateAtOnce has several makers of one store, in a folder where a
// killed one left its file. One makes it, the others say why they do not.
func TestManyCreateAtOnce(t *testing.T) {
	stores := 0
	for range 20 {
		dir := filepath.Join(t.TempDir(), "a.exile")
		write(t, filepath.Join(dir, partialName), "")
		var wg sync.WaitGroup
		var made atomic.Int32
		for range 6 {
			wg.Go(func() {
				s, err := Create(dir)
				if err == nil {
					made.Add(1)
					put(t, s, Source{}, append(people1(), say(1, 1, "a"))...)
					err = s.Close()
				}
				if err != nil && !errors.Is(err, ErrLocked) && !errors.Is(err, ErrExists) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if made.Load() > 1 {
			t.Fatalf("%d made the store", made.Load())
		}
		if made.Load() == 0 { // each saw another one's lock on the old file
			continue
		}
		stores++
		s, err := Open(dir, ReadOnly)
		if err != nil {
			t.Fatal(err)
		}
		if got := bodies(all(t, s, 1, export.Range{})); got != "a" {
			t.Errorf("read %q", got)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if stores == 0 {
		t.Error("nobody ever made a store")
	}
}
