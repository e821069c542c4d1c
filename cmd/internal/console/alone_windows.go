package console

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// Alone reports whether this process has a console to itself, which closes when the
// process ends: it was started by a double click and not from a shell.
func Alone() bool {
	list := windows.NewLazySystemDLL("kernel32.dll").NewProc("GetConsoleProcessList")
	if list.Find() != nil {
		return false
	}
	var ids [2]uint32 // more than one is enough to know
	n, _, _ := list.Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids)))
	return n == 1
}
