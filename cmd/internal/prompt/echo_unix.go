//go:build unix

package prompt

import "golang.org/x/sys/unix"

// echoOff lets a terminal show nothing of what is typed, line editing and
// Ctrl-C as usual, and returns what puts it back.
func echoOff(fd uintptr) (restore func() error, err error) {
	old, err := unix.IoctlGetTermios(int(fd), getTermios)
	if err != nil {
		return nil, err
	}
	silent := *old
	silent.Lflag &^= unix.ECHO | unix.ECHONL
	silent.Lflag |= unix.ICANON | unix.ISIG
	silent.Iflag |= unix.ICRNL
	if err := unix.IoctlSetTermios(int(fd), setTermios, &silent); err != nil {
		return nil, err
	}
	return func() error { return unix.IoctlSetTermios(int(fd), setTermios, old) }, nil
}
