//go:build unix

package telegram

import (
	"errors"
	"os"
	"syscall"
)

// lockFile opens and locks a file, and fails with ErrBusy if another process
// holds it. The lock ends with the process; the file stays.
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

// isPrivate reports whether nobody else may look into or change a folder.
func isPrivate(info os.FileInfo) bool { return info.Mode().Perm()&0o077 == 0 }
