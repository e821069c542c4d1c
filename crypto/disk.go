package crypto

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"runtime"
	"syscall"
)

// Disk is what sealing asks of a file system. Tests hand in one that fails.
type Disk interface {
	// Create makes a file of mode 0600 that must not be there yet.
	Create(path string) (DiskFile, error)
	// Rename puts a file in the place of another, at once and whole.
	Rename(from, to string) error
	// Link gives a file a second name, which must not be taken. Not every disk can.
	Link(from, to string) error
	// Remove removes a file.
	Remove(path string) error
	// SyncDir waits until the names in a folder are on the disk.
	SyncDir(dir string) error
}

// DiskFile is an open file of a Disk.
type DiskFile interface {
	io.Writer
	io.ReaderAt
	io.WriterAt
	io.Closer
	Truncate(size int64) error
	Sync() error
}

// OS is the disk of this computer.
type OS struct{}

// Create makes a file that only its owner may read.
func (OS) Create(path string) (DiskFile, error) { return createFile(path, 0) }

func createFile(path string, flags int) (DiskFile, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL|flags, 0o600)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Rename renames a file over another.
func (OS) Rename(from, to string) error { return os.Rename(from, to) }

// Link gives a file a second name.
func (OS) Link(from, to string) error { return os.Link(from, to) }

// Remove removes a file.
func (OS) Remove(path string) error { return os.Remove(path) }

// SyncDir syncs a folder where that can be done. Some systems and file systems
// know no such thing, and some folders may be written but not opened; that is no
// error, since whatever was done there is done all the same.
func (OS) SyncDir(dir string) error {
	if runtime.GOOS == "windows" { // a folder cannot be synced there
		return nil
	}
	f, err := os.Open(dir)
	if errors.Is(err, fs.ErrPermission) {
		return nil
	}
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		err = nil
	}
	return errors.Join(err, f.Close())
}
