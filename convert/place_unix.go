//go:build unix

package convert

import (
	"errors"
	"os"
	"syscall"
)

// openNoBlock keeps the opening of a pipe from waiting for whoever writes it.
const openNoBlock = syscall.O_NONBLOCK

// lockFile opens and locks a file, and fails with ErrBusy if another process
// holds it. The lock ends with the process.
func lockFile(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, 0o600)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return f, nil
	}
	if errors.Is(err, syscall.EWOULDBLOCK) {
		err = ErrBusy
	}
	return nil, errors.Join(err, f.Close())
}

// syncFolder makes the names in an open folder last, where that can be done.
func syncFolder(d *os.File) error {
	err := d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		return nil
	}
	return err
}

// isPrivate reports whether nobody else may look into or change a folder.
func isPrivate(info os.FileInfo) bool { return info.Mode().Perm()&0o077 == 0 }

// removeLocked removes a lock file before it lets go of it.
func removeLocked(f *os.File, path string) error {
	return errors.Join(os.Remove(path), f.Close())
}
