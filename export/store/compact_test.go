//go:build cgo

package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"exile/export"
)

const canary = "카나리아가 노래했다"

// aviary is a store with a canary in many of its messages, in a photo and in an
// original, all of which scare takes out.
func aviary(t *testing.T) (s *Store, want []string) {
	t.Helper()
	s = newStore(t)
	b := begin(t, s)
	events := people1()
	for i := range 2000 {
		m := say(1, 1, fmt.Sprint("계속 ", i))
		if i%3 == 0 { // some longer than a page
			m = say(1, 1, strings.Repeat(canary, 1+i*2))
		} else {
			want = append(want, fmt.Sprint("계속 ", i))
		}
		m.Seq = int64(i)
		events = append(events, m)
	}
	if err := b.Add(events); err != nil {
		t.Fatal(err)
	}
	for path, text := range map[string]string{"a": strings.Repeat(canary, 1000), "b": "stays"} {
		if _, err := b.AddOriginal(Original{Root: "r", Path: path}, reader(text)); err != nil {
			t.Fatal(err)
		}
		sum, size, err := b.AddMedia(reader("photo " + text))
		if err != nil {
			t.Fatal(err)
		}
		b.AddEntry(Original{Root: "r", Path: path + ".jpg", SHA256: sum, Size: size, Media: true})
	}
	commit(t, b, Source{Ledger: export.Ledger{Messages: 2000}})
	return s, want
}

// scare deletes all that has the canary in it. Of rows it tells nothing to anybody.
func scare(t *testing.T) func(c *conn) error {
	t.Helper()
	return func(c *conn) error {
		return errors.Join(
			c.exec(t.Context(), "DELETE FROM witnesses"),
			c.exec(t.Context(), "DELETE FROM messages WHERE text LIKE '%"+canary+"%'"),
			c.exec(t.Context(), "DELETE FROM originals WHERE path LIKE 'a%'"),
		)
	}
}

// lasting is the listing of a store's folder without what SQLite has there while the
// store is open.
func lasting(t *testing.T, dir string) string {
	t.Helper()
	return strings.NewReplacer(dbName+"-wal\n", "", dbName+"-shm\n", "").Replace(listing(t, dir))
}

func texts(t *testing.T, s *Store) []string {
	t.Helper()
	return strings.Split(rows(t, s, "SELECT text FROM messages ORDER BY id"), "; ")
}

// TestRewrite: what was deleted is in no byte of the folder, while somebody else has
// the store open, and all else is there.
func TestRewrite(t *testing.T) {
	s, want := aviary(t)
	other, err := Open(s.Dir(), ReadOnly)
	if err != nil {
		t.Fatal(err)
	}
	defer closeStore(t, other)
	if got := len(texts(t, other)); got != 2000 {
		t.Fatal(got)
	}
	put(t, s, Source{}, append(people1(), say(1, 1, canary+" in the log"))...)
	for _, name := range []string{searchName, searchPartialName, searchName + "-journal"} {
		write(t, filepath.Join(s.Dir(), name), canary)
	}
	if len(traces(t, s.Dir(), canary)) < 5 {
		t.Fatal("the test sees nothing")
	}
	if err := s.rewrite(t.Context(), scare(t)); err != nil {
		t.Fatal(err)
	}
	if found := traces(t, s.Dir(), canary); len(found) > 0 {
		t.Errorf("found in %q", found)
	}
	for _, s := range []*Store{s, other} {
		if got := texts(t, s); !slices.Equal(got, want) {
			t.Errorf("%d messages of %d", len(got), len(want))
		}
		checkIntegrity(t, s)
	}
	if got := listing(t, s.Dir()); strings.Count(got, "media/") != 1 || strings.Count(got, "originals/") != 1 || strings.Contains(got, incomingName) {
		t.Errorf("the folder holds\n%s", got)
	}
	put(t, s, Source{}, append(people1(), say(1, 1, "after"))...)
	if got := texts(t, other); got[len(got)-1] != "after" {
		t.Error("nothing can be added any more")
	}
}

// TestRewriteVault is the same in a vault.
func TestRewriteVault(t *testing.T) {
	plain, want := aviary(t)
	v := sealed(t, plain)
	s := openFake(t, v, ReadWrite)
	if err := s.rewrite(t.Context(), scare(t)); err != nil {
		t.Fatal(err)
	}
	if got := texts(t, s); !slices.Equal(got, want) {
		t.Errorf("%d messages of %d", len(got), len(want))
	}
	names, err := s.Referred(t.Context())
	if err != nil || len(names) != 2 {
		t.Errorf("%q, %v", names, err)
	}
	for name := range v.files { // as whoever saves the vault does
		if !slices.Contains(names, name) {
			delete(v.files, name)
		}
	}
	if found := tracesIn(t, v, canary); len(found) > 0 {
		t.Errorf("found in %q", found)
	}
}

// TestRewriteMeanwhile: whoever reads goes on reading what was there, and whoever
// rewrites is told that it could not all go; it does when the reader is done.
func TestRewriteMeanwhile(t *testing.T) {
	s, want := aviary(t)
	other, err := Open(s.Dir(), ReadOnly)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, err := range other.View().Messages(t.Context(), 1, export.Range{}) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 10 {
			if err := s.rewrite(t.Context(), scare(t)); !errors.Is(err, ErrLeft) {
				t.Errorf("%v", err)
			}
		}
	}
	if n != 2000 {
		t.Errorf("the reader saw %d messages", n)
	}
	if got := texts(t, s); !slices.Equal(got, want) {
		t.Errorf("%d messages of %d", len(got), len(want))
	}
	closeStore(t, other)
	if err := s.Close(); err != nil { // the last one tidies up
		t.Fatal(err)
	}
	if found := traces(t, s.Dir(), canary); len(found) > 0 {
		t.Errorf("found in %q", found)
	}
}

// TestRewriteFails: whatever fails, the store is as it was, and nothing else is
// left.
func TestRewriteFails(t *testing.T) {
	s, _ := aviary(t)
	before := lasting(t, s.Dir())
	oops := errors.New("oops")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	for name, change := range map[string]func(c *conn) error{
		"change": func(c *conn) error { return errors.Join(scare(t)(c), oops) },
		"cancel": func(c *conn) error { cancel(); return scare(t)(c) },
		"broken": func(c *conn) error { return c.exec(t.Context(), "DELETE FROM nothing") },
	} {
		in := t.Context()
		if name == "cancel" {
			in = ctx
		}
		if err := s.rewrite(in, change); err == nil || errors.Is(err, ErrLeft) || name == "change" && !errors.Is(err, oops) {
			t.Errorf("%s: %v", name, err)
		}
		if got := len(texts(t, s)); got != 2000 {
			t.Errorf("%s: %d messages", name, got)
		}
		if got := lasting(t, s.Dir()); got != before {
			t.Errorf("%s: the folder holds\n%s", name, got)
		}
	}
	b := begin(t, s)
	if err := s.rewrite(t.Context(), scare(t)); !errors.Is(err, ErrLocked) {
		t.Errorf("while somebody writes: %v", err)
	}
	if err := b.Rollback(); err != nil {
		t.Error(err)
	}
	reading, err := Open(s.Dir(), ReadOnly)
	if err != nil {
		t.Fatal(err)
	}
	defer closeStore(t, reading)
	if err := reading.rewrite(t.Context(), scare(t)); !errors.Is(err, ErrReadOnly) {
		t.Errorf("read only: %v", err)
	}
}

// TestRewriteRaces: several programs add and rewrite at once, and nothing of what
// any of them did is lost.
func TestRewriteRaces(t *testing.T) {
	s := newStore(t)
	put(t, s, Source{}, append(people1(), say(1, 1, "a"))...)
	var wg sync.WaitGroup
	var mu sync.Mutex
	want := map[string]bool{"a": true}
	did := func(text string, err error) {
		switch {
		case err == nil:
			mu.Lock()
			want[text] = true
			mu.Unlock()
		case !errors.Is(err, ErrLocked):
			t.Error(err)
		}
	}
	for w := range 4 {
		wg.Go(func() {
			mine, err := Open(s.Dir(), ReadWrite)
			if err != nil {
				t.Error(err)
				return
			}
			for n := range 12 {
				text := fmt.Sprint(w, " ", n)
				if w < 2 {
					did(text, addText(t, mine, text))
					continue
				}
				err := mine.rewrite(t.Context(), func(c *conn) error {
					return c.exec(t.Context(), "INSERT INTO settings (key, value) VALUES (?, '')", text)
				})
				if errors.Is(err, ErrLeft) {
					err = nil
				}
				did(text, err)
			}
			if err := mine.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	checkIntegrity(t, s)
	got := strings.Split(rows(t, s, "SELECT text FROM messages UNION ALL SELECT key FROM settings WHERE key <> 'changes'"), "; ")
	for _, text := range got {
		if !want[text] {
			t.Errorf("%s is there, and should have failed", text)
		}
		delete(want, text)
	}
	if len(want) > 0 {
		t.Errorf("lost: %v", want)
	}
	t.Logf("%d of 49 were done", len(got))
	if got := listing(t, s.Dir()); strings.Contains(got, incomingName) {
		t.Errorf("left:\n%s", got)
	}
}

func addText(t *testing.T, s *Store, text string) error {
	t.Helper()
	b, err := s.Begin(t.Context())
	if err != nil {
		return err
	}
	if err := b.Add(append(people1(), say(1, 1, text))); err != nil {
		return errors.Join(err, b.Rollback())
	}
	_, err = b.Commit(Source{})
	return err
}

// TestRewriteLeftovers: what a killed rewriting left goes with the next writer, and
// of the files it noted those that no row refers to any more.
func TestRewriteLeftovers(t *testing.T) {
	s, _ := aviary(t)
	var noted strings.Builder
	for line := range strings.Lines(listing(t, s.Dir())) {
		if isPlace(strings.TrimSpace(line)) {
			noted.WriteString(line)
		}
	}
	for _, after := range []bool{false, true} {
		if after { // killed when the rows were gone, and before the files were
			c, err := dial(filepath.Join(s.Dir(), dbName), dialOptions{mode: "rw"})
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(scare(t)(c), c.close()); err != nil {
				t.Fatal(err)
			}
		}
		killed := filepath.Join(s.Dir(), incomingName, "killed")
		write(t, filepath.Join(killed, addedName), noted.String())
		write(t, filepath.Join(killed, draftName), canary)
		put(t, s, Source{}, append(people1(), say(1, 1, strconv.FormatBool(after)))...)
		files := 4
		if after {
			files = 2
		}
		if got := listing(t, s.Dir()); strings.Count(got, "media/")+strings.Count(got, "originals/") != files || strings.Contains(got, incomingName) {
			t.Errorf("the folder holds\n%s", got)
		}
	}
	if _, err := os.Stat(filepath.Join(s.Dir(), incomingName)); err == nil {
		t.Error("incoming is left")
	}
}
