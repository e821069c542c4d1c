package console

import (
	"os"

	"golang.org/x/sys/windows"
)

// Ready lets the console obey escape sequences: Windows prints them as letters unless
// a program asks. It returns what puts the console back, which outlives the process.
//
// Letters need nothing: Go reads and writes a console in UTF-16, whatever its code
// page is. What is piped or redirected is UTF-8 and left to whoever reads it.
func Ready(streams ...*os.File) (restore func()) {
	const obey = windows.ENABLE_PROCESSED_OUTPUT | windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING
	var undo []func()
	for _, f := range streams {
		h := windows.Handle(f.Fd())
		var old uint32
		if windows.GetConsoleMode(h, &old) != nil || old&obey == obey {
			continue // a file or a pipe, or there is nothing to do
		}
		if windows.SetConsoleMode(h, old|obey) == nil {
			undo = append(undo, func() { _ = windows.SetConsoleMode(h, old) }) // it may be gone
		}
	}
	return func() {
		for _, f := range undo {
			f()
		}
	}
}
