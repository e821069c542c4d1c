//go:build cgo

package main

import (
	"context"
	"path/filepath"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/cmd/internal/prompt"
)

// startedByDoubleClick reports whether a person started the program in Windows'
// Explorer, by a double click or by dropping files on it: it has a console to itself,
// and was given no command.
func (a *app) startedByDoubleClick() bool { return clicked(a.args, console.Alone) }

// clicked tells a double click from a task that runs a command on a schedule, which
// has a console to itself too. Explorer hands over whole paths of what was dropped.
func clicked(args []string, alone func() bool) bool {
	return (len(args) == 0 || filepath.IsAbs(args[0])) && alone()
}

// holdOpen keeps the console of a double click until Enter is pressed, so that what
// went wrong can be read.
func (a *app) holdOpen(ctx context.Context, ended status) {
	if ended != statusDone && isTerminal(a.stdin) && a.startedByDoubleClick() {
		_, _ = prompt.Line(ctx, a.stdin, a.stderr, a.say(lang.PressEnter, nil)) // any end of it will do
	}
}
