package console

import (
	"errors"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/term"
)

// IsTerminal reports whether a stream is a terminal.
func IsTerminal(f any) bool {
	file, ok := f.(interface{ Fd() uintptr })
	return ok && term.IsTerminal(int(file.Fd()))
}

// OpenTTY opens the terminal that the process was started on.
func OpenTTY() (r, w *os.File, err error) {
	in, out := "/dev/tty", "/dev/tty"
	if os.PathSeparator == '\\' {
		in, out = "CONIN$", "CONOUT$"
	}
	if r, err = os.OpenFile(in, os.O_RDWR, 0); err != nil {
		return nil, nil, err
	}
	if w, err = os.OpenFile(out, os.O_RDWR, 0); err != nil {
		return nil, nil, errors.Join(err, r.Close())
	}
	return r, w, nil
}

// Ending are the signals that end a run in order, with nothing left behind. A
// run that nohup started outlives its terminal.
func Ending() []os.Signal {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		signals = append(signals, syscall.SIGHUP)
	}
	return signals
}
