//go:build cgo

// Command exile takes chat histories out of messengers, keeps them, and brings
// them into others. It works offline and makes no outbound connection.
//
// Each command is a constructor and a run function in a file of its own. They
// share an [app], which holds what the process was given and nothing else.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"
	_ "time/tzdata" // some systems have no time zones of their own

	"exile/cmd/internal/console"
	"exile/crypto"
)

func main() {
	if err := crypto.NoCoreDumps(); err != nil && !errors.Is(err, errors.ErrUnsupported) {
		fmt.Fprintln(os.Stderr, "exile: the memory of this program cannot be kept off the disk:", err)
		os.Exit(int(statusFailed))
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200) // the heap is small: fewer collections cost some megabytes and save a tenth of the time
	}
	signal.Ignore(syscall.SIGPIPE) // so that `exile … | head` ends in order, with nothing left behind
	ctx, stop := signal.NotifyContext(context.Background(), console.Ending()...)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once
	restore := console.Ready(os.Stdout, os.Stderr)
	ended := execute(ctx, world{
		args:   os.Args[1:],
		stdin:  os.Stdin,
		stdout: os.Stdout,
		stderr: os.Stderr,
		getenv: console.Getenv,
		home:   os.UserHomeDir,
		now:    time.Now(),
		clock:  time.Now,
		system: runtime.GOOS,
		tty:    console.OpenTTY,
	})
	restore()
	os.Exit(int(ended))
}
