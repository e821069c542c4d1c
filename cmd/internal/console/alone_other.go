//go:build !windows

package console

// Alone reports whether this process has a console to itself. Only Windows gives one
// to whatever is started by a double click.
func Alone() bool { return false }
