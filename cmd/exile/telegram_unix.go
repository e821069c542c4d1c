//go:build cgo && unix

package main

import (
	"os"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// keepFiles keeps the files that whoever started this program had open, such as a
// pipe with a passphrase, from programs that it starts. Those that it has opened
// itself stay its own anyway.
func keepFiles() {
	entries, err := os.ReadDir("/dev/fd")
	if err != nil {
		for fd := 3; fd < 1024; fd++ {
			unix.CloseOnExec(fd)
		}
		return
	}
	for _, e := range entries {
		if fd, err := strconv.Atoi(e.Name()); err == nil && fd > 2 {
			unix.CloseOnExec(fd)
		}
	}
}

// forwards reports whether a signal has to be passed on. What a person types at the
// terminal goes to all programs in front there.
func forwards(s os.Signal) bool {
	if s == syscall.SIGTERM {
		return true
	}
	tty, err := os.OpenFile("/dev/tty", os.O_RDONLY, 0)
	if err != nil {
		return true
	}
	defer tty.Close() //nolint:errcheck // nothing was written
	front, err := unix.IoctlGetInt(int(tty.Fd()), unix.TIOCGPGRP)
	return err != nil || front != unix.Getpgrp()
}
