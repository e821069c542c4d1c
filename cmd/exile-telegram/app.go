package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/cmd/internal/progress"
	"exile/convert/telegram"
)

// world is what the process was given.
type world struct {
	args           []string
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	home           func() (string, error)
	system         string                            // as runtime.GOOS
	tty            func() (r, w *os.File, err error) // opens the terminal; nil: there is none
	clock          telegram.Clock                    // nil: the computer's
	server         telegram.Server                   // the zero value is Telegram's own
	work           int                               // of a new key; 0: the usual one
}

// app is one run of the program: its world and the flags of every command.
type app struct {
	world
	lang     lang.Lang
	code     string          // of --lang; parsed before everything else, for the help
	out      *console.Output // standard output, as world has it
	json     bool
	quiet    bool
	planPath string        // the name of the plan's file, for hints
	bar      *progress.Bar // nil: none is drawn
}

func newApp(w world) *app {
	a := &app{world: w, lang: lang.Detect(w.getenv), out: &console.Output{W: w.stdout}}
	a.stdout = a.out
	if l, ok := lang.Parse(console.FlagValue(w.args, "lang")); ok {
		a.lang = l
	}
	return a
}

func (a *app) say(t lang.Text, v lang.V) string { return a.lang.Say(t, v) }

func (a *app) now() time.Time {
	if a.clock == nil {
		return time.Now()
	}
	return a.clock.Now()
}

// tell writes a line to the person, on standard error, unless they want quiet.
func (a *app) tell(line string) {
	if !a.quiet {
		a.talk(line)
	}
}

// talk writes a line on standard error. If that fails nobody is left to tell.
func (a *app) talk(line string) { _, _ = io.WriteString(a.stderr, line+"\n") }

// print writes a line of the result, on standard output.
func (a *app) print(line string) error {
	_, err := fmt.Fprintln(a.stdout, line)
	return err
}

// printJSON writes a result as one JSON object on a line.
func (a *app) printJSON(v any) error {
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// showsProgress reports whether somebody watches.
func (a *app) showsProgress() bool { return !a.quiet && !a.json && console.IsTerminal(a.stderr) }

func (a *app) clearBar() {
	if a.bar != nil {
		a.bar.Clear()
	}
}
