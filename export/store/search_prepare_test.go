//go:build cgo

package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"exile/export"
)

// inBoth runs a test on a store in a folder and on one in a vault, of that many messages.
func inBoth(t *testing.T, n int, f func(t *testing.T, s *Store)) {
	t.Helper()
	t.Run("folder", func(t *testing.T) {
		s := newStore(t)
		load1(t, s, n)
		f(t, s)
	})
	t.Run("vault", func(t *testing.T) {
		s, _ := newVaultStore(t)
		load1(t, s, n)
		f(t, s)
	})
}

// indexed reports whether a search would have an index.
func indexed(t *testing.T, s *Store) bool {
	t.Helper()
	c, _, err := s.openIndex(t.Context())
	if err != nil {
		return false
	}
	check(t, c.close())
	return true
}

// The index is made once, made anew after a change, and not made for few messages.
func TestPrepareSearch(t *testing.T) {
	inBoth(t, 20_001, func(t *testing.T, s *Store) {
		t.Helper()
		made := 0
		prepare := func(want int) {
			t.Helper()
			check(t, s.PrepareSearch(t.Context(), func(done, total int64) {
				if done == total {
					made++
				}
			}))
			checkIndexed(t, s)
			if made != want {
				t.Errorf("the index was made %d times, not %d", made, want)
			}
		}
		prepare(1)
		prepare(1)
		before := found(t, s, wanted(t, "김치"), SearchOptions{})
		check(t, s.write(t.Context(), func(c *conn) error {
			err := c.exec(t.Context(), "UPDATE messages SET text = '김치' WHERE id = 7")
			return errors.Join(err, c.bumpChanges(t.Context()))
		}))
		if now := found(t, s, wanted(t, "김치"), SearchOptions{IndexFrom: always, Background: true}); len(now) != len(before)+1 {
			t.Errorf("%d hits after the change, %d before", len(now), len(before))
		}
		check(t, s.PrepareSearch(t.Context(), nil)) // waits for that of the search
		made++
		prepare(2)
		put(t, s, Source{}, append(cast8(), &export.Message{Chat: 1, Sender: 1, Seq: 30_000, Content: export.Text{Body: "김치"}})...)
		if now := found(t, s, wanted(t, "김치"), SearchOptions{}); len(now) != len(before)+2 {
			t.Errorf("%d hits after another message, %d before", len(now), len(before))
		}
		prepare(2) // what was added is little
	})
	inBoth(t, 20_000, func(t *testing.T, s *Store) {
		t.Helper()
		check(t, s.PrepareSearch(t.Context(), nil))
		if indexed(t, s) {
			t.Error("there is an index of few messages")
		}
	})
}

// Nobody but who asks for it has a vault indexed: it would be for one search.
func TestVaultIsNotIndexedBesides(t *testing.T) {
	s := openFake(t, family(t, 3000), ReadOnly)
	found(t, s, wanted(t, "김치"), SearchOptions{IndexFrom: always})
	if indexed(t, s) {
		t.Error("there is an index")
	}
}

// What a search of a vault finds it finds by the index: a lie of that is believed.
func TestVaultSearchGoesByTheIndex(t *testing.T) {
	s := openFake(t, family(t, 30_000), ReadOnly)
	check(t, s.PrepareSearch(t.Context(), nil))
	check(t, s.indexing.memory.first.exec(t.Context(), "DELETE FROM pairs"))
	if got := found(t, s, wanted(t, "김치"), SearchOptions{}); len(got) != 0 {
		t.Errorf("%d hits without the index", len(got))
	}
	if got := found(t, s, wanted(t, "김치"), SearchOptions{IndexFrom: never}); len(got) == 0 {
		t.Error("no hits by reading")
	}
}

// Neither the making of the index of a vault nor its use writes anything anywhere.
func TestVaultIndexIsInMemory(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("SQLITE_TMPDIR", dir)
	t.Setenv("TMPDIR", dir)
	v := family(t, 100_000)
	s := openFake(t, v, ReadOnly)
	created, writes := v.created, v.writes
	look := func() {
		t.Helper()
		if got := listing(t, dir); got != "" {
			t.Errorf("on the disk:\n%s", got)
		}
		if v.created != created || v.writes != writes || v.open != 0 {
			t.Errorf("%d files were made, %d writes, %d files are open", v.created-created, v.writes-writes, v.open)
		}
	}
	check(t, s.PrepareSearch(t.Context(), func(int64, int64) { look() }))
	checkIndexed(t, s)
	for _, q := range []string{"김", "김치", "from:3", `"ㅋㅋ" -"김"`} {
		found(t, s, wanted(t, q), SearchOptions{Limit: 3000})
		look()
	}
	if name := s.indexing.memory.name; name[0] != '/' {
		t.Errorf("%s is not one that connections share", name)
	} else if _, err := os.Lstat(name); err == nil {
		t.Errorf("%s is on the disk", name)
	}
}

// A store that is closed while its index is made is closed at once, and leaves nothing.
func TestCloseWhilePreparing(t *testing.T) {
	for _, background := range []bool{false, true} {
		inBoth(t, 60_000, func(t *testing.T, s *Store) {
			t.Helper()
			begun, result := make(chan struct{}), make(chan error, 1)
			if background {
				found(t, s, wanted(t, "김치"), SearchOptions{IndexFrom: always, Background: true, Limit: 1})
				result <- fs.ErrClosed
			} else {
				var once sync.Once
				go func() {
					result <- s.PrepareSearch(context.Background(), func(int64, int64) {
						once.Do(func() { close(begun) })
						time.Sleep(20 * time.Millisecond)
					})
				}()
				<-begun
			}
			check(t, s.Close())
			if err := <-result; !errors.Is(err, fs.ErrClosed) {
				t.Errorf("%v", err)
			}
			if s.indexing.busy() || !background && indexed(t, s) {
				t.Error("the index is made nevertheless")
			}
			if _, err := os.Lstat(filepath.Join(s.Dir(), searchPartialName)); err == nil {
				t.Error("the partial index is still there")
			}
			if err := s.PrepareSearch(t.Context(), nil); !errors.Is(err, fs.ErrClosed) {
				t.Errorf("once more: %v", err)
			}
		})
	}
}

// Whoever writes does not wait for an index, nor is refused because of it.
func TestWriteWhilePreparing(t *testing.T) {
	s, _ := newVaultStore(t)
	load1(t, s, 60_000)
	begun, result := make(chan struct{}), make(chan error)
	var once sync.Once
	go func() {
		result <- s.PrepareSearch(context.Background(), func(int64, int64) {
			once.Do(func() { close(begun) })
			time.Sleep(20 * time.Millisecond)
		})
	}()
	<-begun
	check(t, s.SetSetting(t.Context(), "a", "b"))
	if err := <-result; !errors.Is(err, ErrLocked) {
		t.Errorf("%v", err)
	}
	check(t, s.PrepareSearch(t.Context(), nil))
	checkIndexed(t, s)
	for _, value := range []string{"c", "d", "e"} { // nor when a search has only just begun it
		found(t, s, wanted(t, "김치"), SearchOptions{IndexFrom: always, Background: true, Limit: 1})
		check(t, s.SetSetting(t.Context(), "a", value))
	}
}

// Who waits for the index that another makes may give up.
func TestPrepareInterrupted(t *testing.T) {
	inBoth(t, 30_000, func(t *testing.T, s *Store) {
		t.Helper()
		ctx, cancel := context.WithCancel(t.Context())
		err := s.PrepareSearch(t.Context(), func(done, _ int64) {
			if done < 10_000 {
				return
			}
			cancel()
			if err := s.PrepareSearch(ctx, nil); !errors.Is(err, context.Canceled) {
				t.Errorf("%v", err)
			}
		})
		check(t, err)
		checkIndexed(t, s)
	})
}

// Searches find the same before there is an index, while it is made, and after.
func TestSearchesBesidePreparing(t *testing.T) {
	inBoth(t, 60_000, func(t *testing.T, s *Store) {
		t.Helper()
		w := wanted(t, "김치")
		want := found(t, s, w, SearchOptions{IndexFrom: never, Limit: 500})
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				for range 5 {
					if got := found(t, s, w, SearchOptions{Background: true, Limit: 500}); !slices.Equal(got, want) {
						t.Errorf("%d hits, not %d", len(got), len(want))
					}
				}
			})
		}
		wg.Wait()
		check(t, s.PrepareSearch(t.Context(), nil))
		checkIndexed(t, s)
		for range 4 {
			wg.Go(func() {
				if got := found(t, s, w, SearchOptions{Limit: 500}); !slices.Equal(got, want) {
					t.Errorf("%d hits by the index, not %d", len(got), len(want))
				}
			})
		}
		wg.Wait()
	})
}

// An index that would take too much memory is not made, nor tried again.
func TestIndexTooLargeForMemory(t *testing.T) {
	s := openFake(t, family(t, 30_000), ReadOnly)
	check(t, s.read(func(c *conn) error {
		now, err := storeState(t.Context(), c)
		if err != nil {
			return err
		}
		b := &indexBuild{ctx: t.Context(), from: c, now: now, progress: func(int64, int64) {}}
		m, err := b.inMemory(20)
		if m == nil || m.first != nil {
			t.Errorf("%+v, %v", m, err)
		}
		return errors.Join(err, s.indexing.keep(m))
	}))
	check(t, s.PrepareSearch(t.Context(), func(int64, int64) { t.Error("it is made again") }))
	if indexed(t, s) {
		t.Error("there is an index")
	}
	want := found(t, s, wanted(t, "김치"), SearchOptions{IndexFrom: never})
	if got := found(t, s, wanted(t, "김치"), SearchOptions{}); len(got) == 0 || !slices.Equal(got, want) {
		t.Errorf("%d hits, not %d", len(got), len(want))
	}
}
