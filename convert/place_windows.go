package convert

import (
	"errors"
	"os"
	"syscall"
)

// openNoBlock is nothing here: Windows has no pipes among files.
const openNoBlock = 0

const errSharing = syscall.Errno(32) // ERROR_SHARING_VIOLATION

// lockFile opens a file for this process alone, and fails with ErrBusy if
// another has it open. The lock ends with the process.
func lockFile(path string) (*os.File, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, errSharing) {
		return nil, ErrBusy
	}
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: path, Err: err}
	}
	return os.NewFile(uintptr(h), path), nil
}

// syncFolder does nothing: Windows keeps a rename without being asked.
func syncFolder(*os.File) error { return nil }

// isPrivate cannot tell here: permissions are not in the mode.
func isPrivate(os.FileInfo) bool { return true }

// removeLocked lets go of a lock file and removes it: Windows removes no open
// file.
func removeLocked(f *os.File, path string) error {
	return errors.Join(f.Close(), os.Remove(path))
}
