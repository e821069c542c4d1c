//go:build cgo

package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"

	"github.com/psanford/sqlite3vfs"
)

// maxVaults is how many vaults may be open at once. SQLite's list of file
// systems is one for the whole process, and nothing is ever taken off it; so
// there is a fixed number, and a vault in use has one of them.
const maxVaults = 16

var errTooMany = fmt.Errorf("more than %d vaults are open at once", maxVaults)

// fileSystems registers them once: the package that does it keeps no lock.
//
//nolint:gochecknoglobals // SQLite's list is one for the whole process
var fileSystems = sync.OnceValues(func() (*[maxVaults]fileSystem, error) {
	var all [maxVaults]fileSystem
	for i := range all {
		all[i].id = "exile-" + strconv.Itoa(i)
		if err := sqlite3vfs.RegisterVFS(all[i].id, &all[i]); err != nil {
			return nil, fmt.Errorf("register a file system with SQLite: %w", err)
		}
	}
	return &all, nil
})

// fileSystem is what SQLite sees of a vault: one database, under as many names
// as it has connections, and files without a name. There is neither a journal
// nor a log: a batch that fails is undone by the vault.
type fileSystem struct {
	id string

	mu    sync.Mutex
	used  bool // somebody has it
	vault *vaultHome
	files int // open ones
	last  int // connections that were named
	names map[string]*trouble
	temp  *trouble // of the connection that may make files without a name
}

// takeFileSystem gives a vault a file system of its own, until release.
func takeFileSystem(v *vaultHome) (*fileSystem, error) {
	all, err := fileSystems()
	if err != nil {
		return nil, err
	}
	for i := range all {
		if fs := &all[i]; fs.occupy(v) {
			return fs, nil
		}
	}
	return nil, errTooMany
}

func (fs *fileSystem) occupy(v *vaultHome) bool {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	if fs.used || fs.files > 0 {
		return false
	}
	fs.used, fs.vault, fs.names, fs.temp = true, v, map[string]*trouble{}, nil
	return true
}

// release takes it back from a vault. It is free again when its last file is
// closed.
func (fs *fileSystem) release(v *vaultHome) {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	if fs.vault == v {
		fs.used, fs.vault = false, nil
	}
}

// connection names the database of a vault for one more connection. One that
// writes may make files without a name too.
func (fs *fileSystem) connection(v *vaultHome, write bool) (name string, t *trouble, err error) {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	if !fs.used || fs.vault != v { // the store was closed a moment ago
		return "", nil, os.ErrClosed
	}
	fs.last++
	name, t = "/"+strconv.Itoa(fs.last), &trouble{}
	fs.names[name] = t
	if write {
		fs.temp = t
	}
	return name, t, nil
}

func (fs *fileSystem) forget(name string) {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	if fs.temp == fs.names[name] {
		fs.temp = nil
	}
	delete(fs.names, name)
}

// Open opens a file. It must not fail: SQLite would close it all the same, and
// it has not been told which.
func (fs *fileSystem) Open(name string, flags sqlite3vfs.OpenFlag) (sqlite3vfs.File, sqlite3vfs.OpenFlag, error) {
	base, beside, _ := strings.Cut(name, "-") // "-journal", "-wal"
	fs.mu.Lock()
	fs.files++
	vault, t, temp := fs.vault, fs.names[base], fs.temp
	fs.mu.Unlock()
	f := &file{fs: fs, trouble: t}
	switch {
	case vault == nil:
		f.broken = os.ErrClosed
	case t != nil && beside == "" && flags&sqlite3vfs.OpenMainDB != 0:
		f.data = vault.vault.Database()
		f.readOnly = flags&sqlite3vfs.OpenReadOnly != 0
	case name == "" && temp != nil:
		f.trouble = temp
		scratch, err := vault.create(pageSize)
		f.data, f.close, f.broken = scratch, closing(scratch), err
	default:
		f.broken = fmt.Errorf("SQLite asked for a file that a vault does not have (%#x)", int(flags))
	}
	if f.trouble == nil {
		f.trouble = &trouble{}
	}
	if f.broken != nil {
		f.trouble.note(f.broken)
	}
	return f, flags, nil
}

func closing(c io.Closer) func() error {
	if c == nil {
		return nil
	}
	return c.Close
}

// Delete is asked to delete journals, which there never are.
func (fs *fileSystem) Delete(string, bool) error { return nil }

// Access tells that there is a database, and nothing beside it.
func (fs *fileSystem) Access(name string, _ sqlite3vfs.AccessFlag) (bool, error) {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	return fs.names[name] != nil, nil
}

// FullPathname leaves a name as it is.
func (fs *fileSystem) FullPathname(name string) string { return name }

// file is an open file of a vault, as SQLite sees it. Its errors are numbers, and
// what they mean is in trouble.
type file struct {
	fs       *fileSystem
	data     PageFile
	readOnly bool
	broken   error        // nothing works
	close    func() error // nil: there is nothing to close
	trouble  *trouble
}

var errReadOnlyFile = errors.New("write to a vault that is open for reading")

// fail notes what went wrong and returns the number for it.
func (f *file) fail(err error, number error) error {
	f.trouble.note(err)
	return number
}

// Close gives the file up.
func (f *file) Close() error {
	f.fs.mu.Lock()
	f.fs.files--
	f.fs.mu.Unlock()
	if f.close == nil {
		return nil
	}
	if err := f.close(); err != nil {
		return f.fail(err, sqlite3vfs.IOError)
	}
	return nil
}

// ReadAt reads. At the end of the file it returns io.EOF and nothing around it.
func (f *file) ReadAt(p []byte, off int64) (int, error) {
	if f.broken != nil {
		return 0, f.fail(f.broken, sqlite3vfs.IOErrorRead)
	}
	n, err := f.data.ReadAt(p, off)
	switch {
	case n == len(p): // with or without io.EOF
		return n, nil
	case errors.Is(err, ErrDamaged):
		return n, f.fail(err, sqlite3vfs.CorruptError)
	case errors.Is(err, io.EOF) && off+int64(n) >= f.data.Size():
		return n, io.EOF
	case err == nil:
		err = io.ErrNoProgress
	}
	return n, f.fail(fmt.Errorf("read from the vault: %w", err), sqlite3vfs.IOErrorRead)
}

// WriteAt writes.
func (f *file) WriteAt(p []byte, off int64) (int, error) {
	switch {
	case f.broken != nil:
		return 0, f.fail(f.broken, sqlite3vfs.IOErrorWrite)
	case f.readOnly:
		return 0, f.fail(errReadOnlyFile, sqlite3vfs.IOErrorWrite)
	}
	n, err := f.data.WriteAt(p, off)
	if err == nil && n < len(p) {
		err = io.ErrShortWrite
	}
	if err != nil {
		return n, f.fail(fmt.Errorf("write to the vault: %w", err), sqlite3vfs.IOErrorWrite)
	}
	return n, nil
}

// Truncate cuts or lengthens the file.
func (f *file) Truncate(size int64) error {
	err := f.broken
	switch {
	case err != nil:
	case f.readOnly:
		err = errReadOnlyFile
	default:
		err = f.data.Truncate(size)
	}
	if err != nil {
		return f.fail(err, sqlite3vfs.IOErrorWrite)
	}
	return nil
}

// FileSize returns the length in bytes.
func (f *file) FileSize() (int64, error) {
	if f.broken != nil {
		return 0, f.fail(f.broken, sqlite3vfs.IOError)
	}
	return f.data.Size(), nil
}

// Sync has nothing to wait for: what is in a vault is saved later, or not at all.
func (f *file) Sync(sqlite3vfs.SyncType) error { return nil }

// Locks are not for SQLite to keep: see Store.shut.

// Lock does nothing.
func (f *file) Lock(sqlite3vfs.LockType) error { return nil }

// Unlock does nothing.
func (f *file) Unlock(sqlite3vfs.LockType) error { return nil }

// CheckReservedLock reports that nobody else writes.
func (f *file) CheckReservedLock() (bool, error) { return false, nil }

// SectorSize is that of a page.
func (f *file) SectorSize() int64 { return pageSize }

// DeviceCharacteristics claims nothing.
func (f *file) DeviceCharacteristics() sqlite3vfs.DeviceCharacteristic { return 0 }
