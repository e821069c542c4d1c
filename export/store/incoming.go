//go:build cgo

package store

import (
	"bufio"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
)

// addedName is the file in a batch's folder that notes what it puts into place.
const addedName = "added"

// incoming is where the files of a batch are written before they go to their
// place: a folder in the store's folder of that name, which no other batch ever
// has. The package comment tells how that survives a killed program.
type incoming struct {
	dir    string // the store's
	folder string // the batch's
	sync   bool   // wait until files are on the disk

	mu    sync.Mutex
	next  int
	notes *os.File
	dirs  map[string]bool // folders with new names
}

// openIncoming makes the folder of a batch. Whoever calls it holds the lock on
// the store.
func openIncoming(dir string, sync bool) (*incoming, error) {
	in := &incoming{dir: dir, folder: filepath.Join(dir, incomingName, rand.Text()), sync: sync, dirs: map[string]bool{}}
	// A batch that was committed a moment ago may be taking its folder away, and
	// the empty one above it.
	var err error
	for range 100 {
		err = os.Mkdir(filepath.Dir(in.folder), 0o700) // not the store's own folder: if it is gone, so is the store
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		if err = os.Mkdir(in.folder, 0o700); !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	if err != nil {
		return nil, err
	}
	in.notes, err = os.OpenFile(filepath.Join(in.folder, addedName), os.O_WRONLY|os.O_CREATE|os.O_EXCL|os.O_APPEND, 0o600)
	if err != nil {
		return nil, errors.Join(err, in.remove())
	}
	return in, nil
}

// create makes a file to be given a place or dropped later.
func (in *incoming) create() (newFile, error) {
	in.mu.Lock()
	in.next++
	name := strconv.Itoa(in.next)
	in.mu.Unlock()
	f, err := os.OpenFile(filepath.Join(in.folder, name), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// drop closes and removes a file of create.
func (in *incoming) drop(f newFile) error { return errors.Join(f.Close(), os.Remove(f.Name())) }

// place closes a file of create and moves it to a slash-separated name within
// the store. What is there already has the same bytes and stays.
func (in *incoming) place(f newFile, name string) error {
	target := filepath.Join(in.dir, filepath.FromSlash(name))
	if info, err := os.Lstat(target); err == nil && info.Mode().IsRegular() {
		return in.drop(f)
	}
	if in.sync {
		if err := f.Sync(); err != nil {
			return errors.Join(err, in.drop(f))
		}
	}
	if err := f.Close(); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.notes == nil {
		return errors.Join(errEnded, os.Remove(f.Name()))
	}
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

// settle ends placing and waits until all names are on the disk.
func (in *incoming) settle() error {
	in.mu.Lock()
	defer in.mu.Unlock()
	errs := []error{in.endNotes()}
	if in.sync {
		for d := range in.dirs {
			errs = append(errs, syncDir(d))
		}
	}
	return errors.Join(errs...)
}

func (in *incoming) endNotes() error {
	if in.notes == nil {
		return nil
	}
	err := in.notes.Close()
	in.notes = nil
	return err
}

// leave ends a batch whose files the next one is to compare with the rows.
func (in *incoming) leave() error {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.endNotes()
}

// forget ends a batch that was committed: what it noted is part of the store.
// It takes no lock: the folder is this batch's alone.
func (in *incoming) forget() error { return errors.Join(in.leave(), in.remove()) }

// remove removes the batch's folder, and the one above if it is empty.
func (in *incoming) remove() error {
	err := os.RemoveAll(in.folder)
	_ = os.Remove(filepath.Dir(in.folder))
	return err
}

// undo ends a batch that was not committed: what it noted goes, unless a
// committed row refers to it. Whoever calls it holds the lock on the store: a
// batch that began meanwhile could rely on one of these files.
func (in *incoming) undo(referred func(name string) (bool, error)) error {
	if err := errors.Join(in.leave(), clearBatch(in.dir, in.folder, referred)); err != nil {
		return err
	}
	return errors.Join(in.remove(), removeEmpty(in.dir))
}

// clearIncoming removes what batches left that ended before: their folders, and
// of the files noted there those that no row refers to. Whoever calls it holds
// the lock on the store.
func clearIncoming(dir string, referred func(name string) (bool, error)) error {
	folder := filepath.Join(dir, incomingName)
	batches, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return removeEmpty(dir)
	}
	if err != nil {
		return err
	}
	for _, b := range batches {
		if !b.IsDir() {
			continue
		}
		if err := clearBatch(dir, filepath.Join(folder, b.Name()), referred); err != nil {
			return err
		}
	}
	return errors.Join(os.RemoveAll(folder), removeEmpty(dir))
}

// clearBatch removes the files noted in a batch's folder to which no row refers.
func clearBatch(dir, folder string, referred func(name string) (bool, error)) error {
	f, err := os.Open(filepath.Join(folder, addedName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return errors.Join(clearNoted(dir, f, referred), f.Close())
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
