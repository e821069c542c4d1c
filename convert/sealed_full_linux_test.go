//go:build cgo

package convert

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/export/store"
)

// smallDisk is a disk of that many bytes.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("needs root, to mount a small disk")
	}
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_NOSUID|syscall.MS_NODEV, "size="+size); err != nil {
		t.Skipf("a small disk cannot be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Errorf("something is still open on the small disk: %v", err)
		}
	})
	return dir
}

// A disk that fills up, while pages go to the scratch, while the archive is
// written, or as soon as one looks: it is said to be full, and the archive is
// what it was.
func TestFullDisk(t *testing.T) {
	for _, c := range []struct {
		name     string
		size     string
		messages int
		known    bool // what is free is known
	}{
		{"scratch", "3m", 60_000, true},
		{"archive", "4m", 30_000, false},
		{"foreseen", "4m", 30_000, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, h := t.TempDir(), newHolder(t)
			out := filepath.Join(smallDisk(t, c.size), "a.exile.age")
			h.seal(t, toyStore(t, dir), out)
			before := read(t, out)
			write(t, dir, "big/talk.txt", big(c.messages))
			s, err := OpenSealedForWriting(out, h.options())
			if err != nil {
				t.Fatal(err)
			}
			if !c.known {
				s.free = func(string) (int64, bool) { return 0, false }
			}
			st, err := s.Store(store.ReadWrite)
			if err != nil {
				t.Fatal(err)
			}
			_, err = addPath(t, &Engine{Formats: toys()}, st, filepath.Join(dir, "big"))
			if added := err == nil; added == (c.name == "scratch") {
				t.Errorf("adding: %v", err)
			}
			if err == nil {
				_, err = s.Save(t.Context(), nil, nil)
			}
			if !errors.Is(err, syscall.ENOSPC) {
				t.Errorf("the disk is full: %v", err)
			}
			t.Logf("%v", err)
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if !bytes.Equal(before, read(t, out)) {
				t.Error("the archive changed")
			}
			only(t, filepath.Dir(out), "a.exile.age")
			verified(t, out, h.options())
		})
	}
}

// A disk that fills up while a store is unpacked, or a new archive is written: it is
// said to be full, and nothing is left of either.
func TestFullDiskUnpack(t *testing.T) {
	dir, h := t.TempDir(), newHolder(t)
	st := newStore(t, filepath.Join(dir, "s.exile"))
	write(t, dir, "x/talk.txt", big(60_000))
	if _, err := addPath(t, &Engine{Formats: toys()}, st, filepath.Join(dir, "x")); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "a.exile.age")
	h.seal(t, st, out)
	small := smallDisk(t, "3m")
	s, err := OpenSealed(out, h.options())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Unpack(t.Context(), filepath.Join(small, "s.exile"), nil); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("unpacked: %v", err)
	}
	only(t, small)
	if _, err := Seal(t.Context(), st, filepath.Join(small, "b.exile.age"), SealOptions{To: h.to()}); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("sealed: %v", err)
	}
	only(t, small)
}

// An input with more files than a program may open at a time is added; one that
// fails after it leaves nothing of itself.
func TestAddManyFiles(t *testing.T) {
	const n = 1500
	dir, h := t.TempDir(), newHolder(t)
	plain := newStore(t, filepath.Join(dir, "s.exile"))
	out := filepath.Join(t.TempDir(), "a.exile.age")
	var talk strings.Builder
	talk.WriteString("toy\nroom 사진\n")
	for i := range n {
		name := fmt.Sprintf("%d.jpg", i)
		write(t, dir, "x/"+name, strings.Repeat(name, 1+i))
		fmt.Fprintln(&talk, "엄마# "+name)
	}
	write(t, dir, "x/talk.txt", talk.String())
	bad := zipped(t, entry{"b.jpg", strings.Repeat("a photo that goes", 5000)}, entry{"talk.txt", talkMedia + strings.Repeat("Kim: ㅋㅋㅋ\n", 20_000)})
	bad[len(bad)-300] ^= 0x55
	later := zipped(t, entry{"a.jpg", strings.Repeat("a photo that stays", 4000)}, entry{"talk.txt", talkMedia})
	e := &Engine{Formats: toys()}
	s, err := NewSealed(out, h.options())
	if err != nil {
		t.Fatal(err)
	}
	st, err := s.Store(store.ReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	for _, to := range []*store.Store{plain, st} {
		for _, in := range []string{filepath.Join(dir, "x"), write(t, dir, "bad.zip", string(bad)), write(t, dir, "later.zip", string(later))} {
			if _, err := addPath(t, e, to, in); (err != nil) != strings.HasSuffix(in, "bad.zip") {
				t.Fatal(in, err)
			}
		}
	}
	if open, err := os.ReadDir("/proc/self/fd"); err != nil || len(open) > ownFiles+100 {
		t.Errorf("%d files are open, %v", len(open), err)
	}
	want := said(t, plain.View())
	if diff := cmp.Diff(want, said(t, st.View())); diff != "" { // out of the scratch
		t.Errorf("%.500s", diff)
	}
	if _, err := s.Save(t.Context(), h.to(), nil); err != nil {
		t.Fatal(err)
	}
	_, sealed := openSealed(t, out, h.options())
	if diff := cmp.Diff(want, said(t, sealed.View())); diff != "" {
		t.Errorf("%.500s", diff)
	}
	verified(t, out, h.options())
}
