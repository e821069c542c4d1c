//go:build cgo

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"exile/cmd/internal/console"
)

// A guide is as wide as the terminal, within reason, and as wide as help pages
// where it goes to a file or a pipe.
func TestGuideIsAsWideAsTheTerminal(t *testing.T) {
	term := newTerminal(t)
	for cols, want := range map[uint16]int{50: 50, 200: helpWidth, 10: console.Narrowest, 0: helpWidth} {
		size := &unix.Winsize{Row: 24, Col: cols}
		if err := unix.IoctlSetWinsize(int(term.slave.Fd()), unix.TIOCSWINSZ, size); err != nil {
			t.Fatal(err)
		}
		if got := columns(term.slave); got != want {
			t.Errorf("a terminal of %d columns: %d, want %d", cols, got, want)
		}
	}
	file, err := os.Create(filepath.Join(t.TempDir(), "guide.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if got := columns(file); got != helpWidth {
		t.Errorf("a file: %d columns", got)
	}
	if got := columns(&bytes.Buffer{}); got != helpWidth {
		t.Errorf("a pipe: %d columns", got)
	}
}
