//go:build cgo

package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"exile/export"
)

// TestManyWriters has several programs add and take back the same few photos at
// once. What a committed row refers to is there in the end, and nothing else.
func TestManyWriters(t *testing.T) {
	s := newStore(t)
	put(t, s, Source{}, append(people1(), say(1, 1, "a"))...)
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			mine, err := Open(s.Dir(), ReadWrite)
			if err != nil {
				t.Error(err)
				return
			}
			for n := range 15 {
				if err := addSome(t, mine, (w+n)%5, (w+n)%3 != 0); err != nil && !errors.Is(err, ErrLocked) {
					t.Errorf("writer %d: %v", w, err)
				}
			}
			if err := mine.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	checkIntegrity(t, s)
	want := map[string]bool{}
	for sum := range strings.SplitSeq(rows(t, s, "SELECT DISTINCT sha256 FROM files"), "; ") {
		want[sum] = true
		if _, err := os.Stat(filepath.Join(s.Dir(), filepath.FromSlash(mediaPlace(sum)))); err != nil {
			t.Errorf("a row refers to what is gone: %v", err)
		}
	}
	got := listing(t, s.Dir())
	if n := strings.Count(got, mediaName+"/"); n != len(want) || strings.Contains(got, incomingName) {
		t.Errorf("%d files are referred to; the folder holds\n%s", len(want), got)
	}
}

// addSome adds some photos in one batch, which it commits or rolls back.
func addSome(t *testing.T, s *Store, first int, keep bool) error {
	t.Helper()
	b, err := s.Begin(t.Context())
	if err != nil {
		return err
	}
	var files []export.File
	for i := range 3 {
		sum, _, err := b.AddMedia(reader(fmt.Sprint("photo ", first+i)))
		if err != nil {
			return errors.Join(err, b.Rollback())
		}
		files = append(files, export.File{Kind: export.FilePhoto, State: export.FilePresent, SHA256: sum})
	}
	if err := b.Add(append(people1(), &export.Message{Chat: 1, Seq: 1, Content: export.Media{Files: files}})); err != nil {
		return errors.Join(err, b.Rollback())
	}
	if !keep {
		return b.Rollback()
	}
	_, err = b.Commit(Source{})
	return err
}
