//go:build unix && !linux && !solaris && !aix && !illumos

package prompt

import "golang.org/x/sys/unix"

// How the settings of a terminal are asked for and set.
const (
	getTermios = unix.TIOCGETA
	setTermios = unix.TIOCSETA
)
