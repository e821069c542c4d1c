package convert

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/crypto"
	"exile/crypto/disktest"
)

// Whether there was a file before or not: at every failure the target is the old
// file or the new one, and nothing else is left.
func TestReplace(t *testing.T) {
	tests := []struct {
		name string
		op   disktest.Op // that fails; "": none
		err  error
		is   error
		done bool
	}{
		{name: "all is well", done: true},
		{"no rename", disktest.Rename, syscall.EIO, syscall.EIO, false},
		{"a full disk", disktest.Rename, syscall.ENOSPC, syscall.ENOSPC, false},
		{"not confirmed", disktest.SyncDir, syscall.EIO, ErrUnconfirmed, true},
		{"not confirmed, and why", disktest.SyncDir, syscall.EIO, syscall.EIO, true},
	}
	for _, tt := range tests {
		for _, old := range []string{"", "old"} {
			t.Run(tt.name+" "+old, func(t *testing.T) {
				dir := t.TempDir()
				target := filepath.Join(dir, "a.age")
				if old != "" {
					write(t, dir, "a.age", old)
				}
				p, err := NewPlace(target)
				if err != nil {
					t.Fatal(err)
				}
				write(t, filepath.Dir(p.Out()), filepath.Base(p.Out()), "new")
				disk := &disktest.Disk{}
				disk.Fail(tt.op, 1, tt.err)
				if err := p.Replace(disk); !errors.Is(err, tt.is) {
					t.Errorf("%v, want %v", err, tt.is)
				}
				if err := p.Discard(); err != nil {
					t.Error(err)
				}
				want := map[string]string{"./": ""}
				if tt.done {
					want["a.age"] = "new"
				} else if old != "" {
					want["a.age"] = old
				}
				if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
					t.Error(diff)
				}
				if n := disk.Count(disktest.Rename); n != 1 {
					t.Errorf("%d renames", n)
				}
			})
		}
	}
}

// A killed run between any two steps: whoever comes next finds the old file or
// the new one, and clears the rest away.
func TestReplaceCutShort(t *testing.T) {
	for n := 1; n <= 3; n++ {
		dir := t.TempDir()
		target := write(t, dir, "a.age", "old")
		p, err := NewPlace(target)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Dir(p.Out()), "out", "new")
		disk := &disktest.Disk{}
		disk.CutPower(disktest.Any, n)
		_ = p.Replace(disk)
		if p.lock != nil { // the system lets go of it
			p.lock.Close()
		}
		next, err := NewPlace(target)
		if err != nil {
			t.Fatal(err)
		}
		if err := next.Discard(); err != nil {
			t.Fatal(err)
		}
		want := "new"
		if n == 1 {
			want = "old"
		}
		if diff := cmp.Diff(map[string]string{"./": "", "a.age": want}, tree(t, dir)); diff != "" {
			t.Errorf("after step %d: %s", n, diff)
		}
	}
}

// What is no file is not replaced, and what is none does not replace.
func TestReplaceOnlyFiles(t *testing.T) {
	dir := t.TempDir()
	real := write(t, dir, "real.age", "real")
	link := filepath.Join(dir, "link.age")
	if err := os.Symlink(real, link); err != nil {
		t.Skip(err)
	}
	folder := mkdir(t, dir, "folder.age")
	before := tree(t, dir)
	for _, target := range []string{link, folder} {
		p, err := NewPlace(target)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Dir(p.Out()), "out", "new")
		if err := p.Replace(crypto.OS{}); !errors.Is(err, ErrNotOurs) {
			t.Errorf("%s: %v", target, err)
		}
		if err := p.Discard(); err != nil {
			t.Error(err)
		}
	}
	p, err := NewPlace(real)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Replace(crypto.OS{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no output: %v", err)
	}
	write(t, p.Out(), "a", "x")
	if err := p.Replace(crypto.OS{}); !errors.Is(err, ErrNotSingle) {
		t.Errorf("a folder as output: %v", err)
	}
	if err := p.Discard(); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
		t.Error(diff)
	}
}
