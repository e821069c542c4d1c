//go:build cgo

package store

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"exile/export"
)

// checkIndexed makes sure that there is an index, and that it fits.
func checkIndexed(t *testing.T, s *Store) {
	t.Helper()
	c, st, err := s.openIndex(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	err = s.read(func(from *conn) error {
		fits, err := st.fits(t.Context(), from)
		if !fits {
			t.Error("the index does not fit")
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// An index that is damaged, somebody else's, of other words, or of a store that
// was changed is thrown away; and nothing is found by it.
func TestSearchIndexIsReplaced(t *testing.T) {
	for _, name := range []string{"garbage", "empty", "truncated", "a store", "changed", "stale partial", "an older form"} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			say := func(text string) *export.Message {
				return &export.Message{Chat: 1, Sender: 1, Seq: 1, Content: export.Text{Body: text}}
			}
			put(t, s, Source{}, append(cast8(), say("안녕하세요"), say("잘 가"), say("그래"))...)
			if got := found(t, s, wanted(t, "안녕"), SearchOptions{IndexFrom: always}); len(got) != 1 {
				t.Fatal(got)
			}
			path := filepath.Join(s.Dir(), searchName)
			if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
				t.Fatalf("%v, %v", info, err)
			}
			want := 1
			if name == "changed" {
				want = 2
			}
			spoil(t, s, name)
			if got := found(t, s, wanted(t, "안녕"), SearchOptions{IndexFrom: always}); len(got) != want {
				t.Error(got)
			}
			checkIndexed(t, s)
			if _, err := os.Lstat(filepath.Join(s.Dir(), searchPartialName)); err == nil {
				t.Error("the partial index is still there")
			}
		})
	}
}

// spoil does to the index, or to the store, what a name says.
func spoil(t *testing.T, s *Store, how string) {
	t.Helper()
	path := filepath.Join(s.Dir(), searchName)
	switch how {
	case "garbage":
		overwrite(t, path, strings.Repeat("garbage ", 3000))
	case "empty":
		overwrite(t, path, "")
	case "truncated":
		check(t, os.Truncate(path, 12288))
	case "a store":
		b, err := os.ReadFile(filepath.Join(s.Dir(), dbName))
		check(t, err)
		overwrite(t, path, string(b))
	case "changed":
		check(t, s.write(t.Context(), func(c *conn) error {
			err := c.exec(t.Context(), "UPDATE messages SET text = '안녕' WHERE text = '잘 가'")
			return errors.Join(err, c.bumpChanges(t.Context()))
		}))
	case "an older form":
		c, err := dial(path, dialOptions{mode: "rw"})
		check(t, err)
		check(t, c.exec(t.Context(), `PRAGMA user_version = 0; DROP TABLE traits; DROP TABLE windows; DELETE FROM pairs;
CREATE TABLE windows (window INTEGER PRIMARY KEY, oldest INTEGER NOT NULL, newest INTEGER NOT NULL) STRICT`))
		check(t, c.close())
	case "stale partial":
		check(t, os.Rename(path, filepath.Join(s.Dir(), searchPartialName)))
	}
}

// The times of windows, and runs of numbers, are read as they were written; what is
// broken is said to be.
func TestSearchIndexParts(t *testing.T) {
	var bs, back, known eras
	for i, time := range []int64{5, noTime, math.MaxInt64, -7, 5} {
		bs.note(3<<windowBits+int64(i%4)*eraSize*2+1, time)
	}
	check(t, known.read(3, bs.bytes()))
	if b := known[0]; b.oldest != 5 || b.newest != 5 || known[2].oldest != noTime || known[4].newest != math.MaxInt64 || known[6].oldest != -7 {
		t.Errorf("%v", known)
	}
	back.note(3<<windowBits+2, 9)
	back.note(3<<windowBits+eraSize*3, 1)
	back.merge(&known, 3<<windowBits+1)
	if back[0].oldest != 5 || back[0].newest != 9 || back[3].oldest != 1 || back[3].newest != 1 || back[6].newest != -7 {
		t.Errorf("%v", back)
	}
	if err := known.read(3, bs.bytes()[:40]); !errors.Is(err, errNoIndex) {
		t.Errorf("%v", err)
	}
	r := rand.New(rand.NewPCG(8, 8))
	l := runList{end: 100, first: 100, next: 100}
	want := newBitset(5000)
	for id := int64(101); id <= 5000; id += 1 + int64(r.IntN(3)*r.IntN(3)*r.IntN(40)) {
		l.add(id)
		l.add(id)
		want[id>>6] |= 1 << (id & 63)
	}
	l.close()
	got := newBitset(5000)
	check(t, got.addRuns(100, l.runs))
	if !slices.Equal(got, want) {
		t.Error("other numbers come back")
	}
	for _, broken := range [][]byte{{0x80}, {1}, {1, 0x80}, {1, 0xff, 0xff, 0x7f}, {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 1}} {
		if err := newBitset(5000).addRuns(100, broken); !errors.Is(err, errNoIndex) {
			t.Errorf("% x: %v", broken, err)
		}
	}
}

func overwrite(t *testing.T, path, s string) {
	t.Helper()
	check(t, os.WriteFile(path, []byte(s), 0o600))
}

func check(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// A folder that is not ours to write, a link where the index would be, and a
// temporary store are searched by scan.
func TestSearchWithoutIndex(t *testing.T) {
	s := searchable(t)
	outside := filepath.Join(t.TempDir(), "outside")
	overwrite(t, outside, "mine")
	check(t, os.Symlink(outside, filepath.Join(s.Dir(), searchPartialName)))
	if got := found(t, s, wanted(t, "안녕"), SearchOptions{IndexFrom: always}); len(got) != 5 {
		t.Error(got)
	}
	if b, err := os.ReadFile(outside); err != nil || string(b) != "mine" {
		t.Errorf("what the link points to was written: %q, %v", b, err)
	}
	if _, err := os.Lstat(filepath.Join(s.Dir(), searchName)); err == nil {
		t.Error("there is an index")
	}
	check(t, RemoveSearchIndex(s.Dir()))
	check(t, RemoveSearchIndex(s.Dir())) // also where there is none
}

// Searches at once, of which each would make the index, all find what is there.
func TestSearchesAtOnce(t *testing.T) {
	s := newStore(t)
	load1(t, s, 30_000)
	want := found(t, s, wanted(t, "김치"), SearchOptions{IndexFrom: never})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			other, err := Open(s.Dir(), ReadOnly)
			if err != nil {
				t.Error(err)
				return
			}
			defer other.Close()
			for range 3 {
				if got := found(t, other, wanted(t, "김치"), SearchOptions{IndexFrom: always}); !slices.Equal(got, want) {
					t.Errorf("%d hits, not %d", len(got), len(want))
				}
			}
		})
	}
	wg.Wait()
	checkIndexed(t, s)
}

func load1(tb testing.TB, s *Store, n int) {
	tb.Helper()
	b := begin(tb, s)
	if err := errors.Join(b.Add(cast8()), batches(n, b.Add)); err != nil {
		tb.Fatal(err)
	}
	commit(tb, b, Source{})
}

// Whoever interrupts a search that makes an index leaves no index, and no harm.
func TestSearchInterrupted(t *testing.T) {
	s := newStore(t)
	load1(t, s, 30_000)
	ctx, cancel := context.WithCancel(t.Context())
	opt := SearchOptions{IndexFrom: always, Progress: func(done, _ int64) {
		if done > 10_000 {
			cancel()
		}
	}}
	for _, err := range s.Search(ctx, wanted(t, "김치"), opt) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	}
	for _, name := range []string{searchName, searchPartialName} {
		if _, err := os.Lstat(filepath.Join(s.Dir(), name)); err == nil {
			t.Errorf("%s is there", name)
		}
	}
	if got := found(t, s, wanted(t, "김치"), SearchOptions{IndexFrom: always, Limit: 5}); len(got) != 5 {
		t.Error(got)
	}
}
