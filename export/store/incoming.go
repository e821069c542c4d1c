//go:build cgo

package store

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
)

// addedName is the file in incoming that notes what a batch puts into place.
const addedName = "added"

// incoming is where the files of a batch are written before they go to their
// place. The package comment tells how that survives a killed program.
type incoming struct {
	dir  string // the store's
	sync bool   // wait until files are on the disk

	mu    sync.Mutex
	next  int
	notes *os.File
	dirs  map[string]bool // folders with new names
}

// openIncoming makes the folder incoming, which must not exist.
func openIncoming(dir string, sync bool) (*incoming, error) {
	if err := os.Mkdir(filepath.Join(dir, incomingName), 0o700); err != nil {
		return nil, err
	}
	notes, err := os.OpenFile(filepath.Join(dir, incomingName, addedName), os.O_WRONLY|os.O_CREATE|os.O_EXCL|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	return &incoming{dir: dir, sync: sync, notes: notes, dirs: map[string]bool{}}, nil
}

// create makes a file to be given a place or dropped later.
func (in *incoming) create() (*os.File, error) {
	in.mu.Lock()
	in.next++
	name := strconv.Itoa(in.next)
	in.mu.Unlock()
	return os.OpenFile(filepath.Join(in.dir, incomingName, name), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
}

// drop closes and removes a file of create.
func drop(f *os.File) error { return errors.Join(f.Close(), os.Remove(f.Name())) }

// place closes a file of create and moves it to a slash-separated name within
// the store. What is there already has the same bytes and stays.
func (in *incoming) place(f *os.File, name string) error {
	target := filepath.Join(in.dir, filepath.FromSlash(name))
	if info, err := os.Lstat(target); err == nil && info.Mode().IsRegular() {
		return drop(f)
	}
	if in.sync {
		if err := f.Sync(); err != nil {
			return errors.Join(err, drop(f))
		}
	}
	if err := f.Close(); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	if _, err := in.notes.WriteString(name + "\n"); err != nil {
		return err
	}
	folder := filepath.Dir(target)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	in.dirs[folder] = true
	in.dirs[filepath.Dir(folder)] = true
	return os.Rename(f.Name(), target)
}

// settle waits until all names are on the disk.
func (in *incoming) settle() error {
	in.mu.Lock()
	defer in.mu.Unlock()
	var errs []error
	if in.sync {
		for d := range in.dirs {
			errs = append(errs, syncDir(d))
		}
	}
	return errors.Join(errs...)
}

// forget ends a batch that was committed: what it noted is part of the store.
func (in *incoming) forget() error {
	in.mu.Lock()
	defer in.mu.Unlock()
	return errors.Join(in.notes.Close(), os.RemoveAll(filepath.Join(in.dir, incomingName)))
}

// undo ends a batch that was not: what it noted goes, unless a row refers to it.
func (in *incoming) undo(referred func(name string) (bool, error)) error {
	in.mu.Lock()
	defer in.mu.Unlock()
	return errors.Join(in.notes.Close(), clearIncoming(in.dir, referred))
}

// clearIncoming removes the folder incoming, and of the files noted there those
// that nothing refers to. It does nothing where there is no such folder.
func clearIncoming(dir string, referred func(name string) (bool, error)) error {
	folder := filepath.Join(dir, incomingName)
	f, err := os.Open(filepath.Join(folder, addedName))
	if errors.Is(err, fs.ErrNotExist) {
		return errors.Join(os.RemoveAll(folder), removeEmpty(dir))
	}
	if err != nil {
		return err
	}
	err = clearNoted(dir, f, referred)
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return errors.Join(os.RemoveAll(folder), removeEmpty(dir))
}

func clearNoted(dir string, notes io.Reader, referred func(name string) (bool, error)) error {
	lines := bufio.NewScanner(notes)
	for lines.Scan() {
		name := lines.Text()
		if !isPlace(name) {
			continue // cut by a kill, or not ours: never follow it
		}
		yes, err := referred(name)
		if err != nil {
			return err
		}
		if yes {
			continue
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		_ = os.Remove(filepath.Dir(path)) // only if it is empty now
	}
	return lines.Err()
}

// removeEmpty removes the folders for media and originals if nothing is in them.
func removeEmpty(dir string) error {
	for _, name := range []string{mediaName, originalsName} {
		path := filepath.Join(dir, name)
		entries, err := os.ReadDir(path)
		if err == nil && len(entries) == 0 {
			err = os.Remove(path)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
