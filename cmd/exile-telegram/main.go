// Command exile-telegram is the courier: it delivers chats into Telegram, and is the
// only program of exile that connects to anything. `exile telegram` starts it and
// hands over a bundle through a pipe; it knows no store and no archive.
//
// Each command is a constructor and a run function in a file of its own. They share
// an [app], which holds what the process was given and nothing else.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	_ "time/tzdata" // some systems have no time zones of their own

	"exile/cmd/internal/console"
	"exile/crypto"
)

func main() {
	if err := crypto.NoCoreDumps(); err != nil && !errors.Is(err, errors.ErrUnsupported) {
		fmt.Fprintln(os.Stderr, "exile-telegram: the memory of this program cannot be kept off the disk:", err)
		os.Exit(int(console.Failed))
	}
	restore := console.Ready(os.Stdout, os.Stderr)
	ended := run(world{
		args:   os.Args[1:],
		stdin:  os.Stdin,
		stdout: os.Stdout,
		stderr: os.Stderr,
		getenv: console.Getenv,
		home:   os.UserHomeDir,
		system: runtime.GOOS,
		tty:    console.OpenTTY,
	})
	restore()
	os.Exit(int(ended))
}

// run runs the program until it ends, or is told to.
func run(w world) console.Status {
	signal.Ignore(syscall.SIGPIPE) // so that `exile-telegram … | head` ends in order
	ctx, stop := signal.NotifyContext(context.Background(), console.Ending()...)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once
	return execute(ctx, w)
}
