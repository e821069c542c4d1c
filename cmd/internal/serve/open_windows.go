//go:build cgo

package serve

import (
	"context"

	"golang.org/x/sys/windows"
)

// start opens a file with the program that opens pages. Windows is asked in UTF-16: rundll32
// would lose the letters of a user's name that the code page of the system lacks.
func start(_ context.Context, path string) error {
	p, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	return windows.ShellExecute(0, nil, p, nil, nil, windows.SW_SHOWNORMAL)
}
