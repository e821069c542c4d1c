package disktest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"exile/crypto"
)

// What is to fail fails, once or from then on, and nothing else does.
func TestDisk(t *testing.T) {
	d := &Disk{Under: &Memory{}}
	d.Fail(Create, 2, syscall.EIO)
	f, err := d.Create("a")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Create("b"); !errors.Is(err, syscall.EIO) {
		t.Errorf("the second file: %v", err)
	}
	if _, err := d.Create("b"); err != nil {
		t.Errorf("the third file: %v", err)
	}
	d.Tear(2, syscall.EIO)
	if n, err := f.Write([]byte("abcd")); n != 4 || err != nil {
		t.Errorf("first write: %d, %v", n, err)
	}
	if n, err := f.WriteAt([]byte("efgh"), 4); n != 2 || !errors.Is(err, syscall.EIO) {
		t.Errorf("torn write: %d, %v", n, err)
	}
	d.FailFrom(Write, 1, syscall.ENOSPC)
	for range 2 {
		if n, err := f.WriteAt([]byte("x"), 0); n != 0 || !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("write to a full disk: %d, %v", n, err)
		}
	}
	if d.Count(Write) != 4 || d.Count(Create) != 3 || d.Count(Any) != 7 || len(d.Files()) != 2 {
		t.Errorf("counted %d writes, %d of %d", d.Count(Write), d.Count(Create), d.Count(Any))
	}
	d.Heal()
	d.CutPower(Any, 2)
	if err := f.Sync(); err != nil {
		t.Error(err)
	}
	if n, err := f.WriteAt([]byte("1234"), 0); n != 2 || !errors.Is(err, ErrPower) {
		t.Errorf("the last write: %d, %v", n, err)
	}
	if err := d.Rename("a", "c"); !errors.Is(err, ErrPower) {
		t.Errorf("rename without power: %v", err)
	}
	if _, err := f.ReadAt(make([]byte, 1), 0); !errors.Is(err, ErrPower) {
		t.Errorf("read without power: %v", err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	d.Heal()
	got := make([]byte, 6)
	if _, err := f.ReadAt(got, 0); string(got) != "12cdef" || err != nil {
		t.Errorf("what is there: %q, %v", got, err)
	}
}

// The disk in memory does what the real one does.
func TestMemory(t *testing.T) {
	dir := t.TempDir()
	for name, d := range map[string]crypto.Disk{"memory": &Memory{}, "computer": crypto.OS{}} {
		a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
		f, err := d.Create(a)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Create(a); !errors.Is(err, fs.ErrExist) {
			t.Errorf("%s: made twice: %v", name, err)
		}
		_, err = f.WriteAt([]byte("xyz"), 3)
		_, err2 := f.Write([]byte("ab"))
		if err := errors.Join(err, err2, f.Truncate(5), f.Sync(), d.Rename(a, b), d.SyncDir(dir), d.Remove(b)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		got := make([]byte, 9)
		if n, err := f.ReadAt(got, 0); string(got[:n]) != "ab\x00xy" || err == nil {
			t.Errorf("%s: %q, %v", name, got[:n], err)
		}
		for _, err := range []error{d.Remove(b), d.Rename(a, b)} {
			if !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s: no file: %v", name, err)
			}
		}
		if err := f.Close(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Nobody else may read what the computer's disk makes, and a folder that is not
// there is not synced.
func TestOS(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	f, err := crypto.OS{}.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Separator == '/' && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	if err := (crypto.OS{}).SyncDir(filepath.Join(dir, "no")); filepath.Separator == '/' && !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("sync a folder that is not there: %v", err)
	}
	if f, err := (crypto.OS{}).Create(path); f != nil || !errors.Is(err, fs.ErrExist) {
		t.Errorf("made twice: %v, %v", f, err)
	}
}
