package telegram

import (
	"errors"
	"os"
	"syscall"
)

const errSharing = syscall.Errno(32) // ERROR_SHARING_VIOLATION

// lockFile opens a file for this process alone, and fails with ErrBusy if
// another has it open. The lock ends with the process; the file stays.
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

// isPrivate cannot tell here: permissions are not in the mode.
func isPrivate(os.FileInfo) bool { return true }
