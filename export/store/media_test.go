//go:build cgo

package store

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"exile/export"
)

func TestAddMediaFromManyGoroutines(t *testing.T) {
	s := newStore(t)
	b := begin(t, s)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 10 {
				if _, _, err := b.AddMedia(reader(fmt.Sprint(i%2, j))); err != nil {
					t.Error(err)
				}
			}
			if _, err := b.AddOriginal(Original{Root: "r", Path: strconv.Itoa(i)}, reader("same")); err != nil {
				t.Error(err)
			}
		})
	}
	if err := b.Add(append(cast8(), talk(1))); err != nil {
		t.Error(err)
	}
	wg.Wait()
	id := commit(t, b, Source{})
	if n := strings.Count(listing(t, s.Dir()), "\n"); n != 1+20+1 {
		t.Errorf("%d files\n%s", n, listing(t, s.Dir()))
	}
	originals, err := s.Originals(t.Context(), id)
	if err != nil || len(originals) != 8 || originals[3].Path != "3" {
		t.Errorf("%+v, %v", originals, err)
	}
}

func TestMediaAndOriginalsComeBack(t *testing.T) {
	s := newStore(t)
	b := begin(t, s)
	long := strings.Repeat("대화 내용\r\n", 300_000)
	sum, size, err := b.AddMedia(reader("photo"))
	if err != nil || size != 5 {
		t.Fatal(size, err)
	}
	o, err := b.AddOriginal(Original{Root: "a.zip", Path: "chat.txt"}, reader(long))
	if err != nil {
		t.Fatal(err)
	}
	b.AddEntry(Original{Root: "a.zip", Path: "1.jpg", SHA256: sum, Size: size, Media: true})
	id := commit(t, b, Source{})
	want := []Original{{"a.zip", "1.jpg", sum, 5, true}, {"a.zip", "chat.txt", o.SHA256, int64(len(long)), false}}
	if got, err := s.Originals(t.Context(), id); err != nil || !slices.Equal(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
	f, err := s.View().OpenFile(t.Context(), &export.File{SHA256: sum, State: export.FilePresent})
	if err != nil {
		t.Fatal(err)
	}
	expect(t, f, "photo")
	r, err := s.OpenOriginal(o.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	expect(t, r, long)
	for _, sum := range []string{"", "zz", "../../../../etc/passwd", strings.Repeat("0", 64), strings.ToUpper(sum)} {
		if _, err := s.View().OpenFile(t.Context(), &export.File{SHA256: sum}); !errors.Is(err, ErrNoBytes) {
			t.Errorf("file %q: %v", sum, err)
		}
		if _, err := s.OpenOriginal(sum); !errors.Is(err, ErrNoBytes) {
			t.Errorf("original %q: %v", sum, err)
		}
	}
}

func TestBrokenReaderLeavesNoMedia(t *testing.T) {
	s := newStore(t)
	b := begin(t, s)
	broken := errors.New("cut zip")
	if _, _, err := b.AddMedia(&failing{err: broken}); !errors.Is(err, broken) {
		t.Errorf("media: %v", err)
	}
	if _, err := b.AddOriginal(Original{}, &failing{err: broken}); !errors.Is(err, broken) {
		t.Errorf("original: %v", err)
	}
	commit(t, b, Source{})
	if got := listing(t, s.Dir()); got != "chats.db\n" {
		t.Errorf("the folder holds %q", got)
	}
}
