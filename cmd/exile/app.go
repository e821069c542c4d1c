//go:build cgo

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
	"exile/convert"
	"exile/crypto"
	"exile/formats"
	"exile/formats/all"
)

// world is what the process was given.
type world struct {
	args           []string
	stdin          io.Reader
	given          io.Reader // standard input itself, for a program that is started
	stdout, stderr io.Writer
	getenv         func(string) string
	home           func() (string, error)
	now            time.Time                         // in the zone of this computer
	clock          func() time.Time                  // for what goes on for long
	system         string                            // as runtime.GOOS
	tty            func() (r, w *os.File, err error) // opens the terminal; nil: there is none
}

// app is one run of the program: its world and the flags of every command.
type app struct {
	world
	formats formats.Table
	lang    lang.Lang
	code    string // of --lang; parsed before everything else, for the help
	store   string
	keys    keyFlags
	answers answers
	opener  string             // the file whose key opened the archive; "": none did
	out     *console.Output    // standard output, as world has it
	doubts  []crypto.Suspicion // what was suspicious about the archive that was opened
	json    bool
	quiet   bool
	noWait  bool
	verbose bool

	courierFromPath bool // see telegram.go
}

func newApp(w world) *app {
	a := &app{world: w, formats: all.Formats(), lang: lang.Detect(w.getenv), out: &console.Output{W: w.stdout}}
	a.stdout = a.out
	if l, ok := lang.Parse(console.FlagValue(w.args, "lang")); ok {
		a.lang = l
	}
	return a
}

func (a *app) say(t lang.Text, v lang.V) string { return a.lang.Say(t, v) }

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

// interactive reports whether somebody is there to answer a question.
func (a *app) interactive() bool {
	return !a.quiet && !a.json && isTerminal(a.stdin) && isTerminal(a.stderr)
}

// engine returns an engine that shows its progress, and a function that takes
// the bar away.
func (a *app) engine() (*convert.Engine, func()) {
	e := &convert.Engine{Formats: a.formats}
	if !a.showsProgress() {
		return e, func() {}
	}
	bar := progress.New(a.stderr)
	e.Progress = func(p convert.Progress) {
		s := progress.State{Title: a.stage(p.Stage), Done: p.Done, Total: p.Total, Bytes: p.Stage == convert.StageRead}
		switch {
		case s.Bytes && p.Total == 0: // how much is left is not known
			s.Done, s.Bytes = p.Messages, false
		case s.Bytes && p.Messages > 0:
			s.Note = lang.Number(p.Messages)
		}
		bar.Update(s)
	}
	return e, bar.Clear
}

func (a *app) showsProgress() bool { return !a.quiet && !a.json && isTerminal(a.stderr) }

// bar returns a function that shows how many bytes of a stage are done, and one
// that takes the bar away.
func (a *app) bar(stage lang.Text) (step func(done, total int64), clear func()) {
	if !a.showsProgress() {
		return nil, func() {}
	}
	bar := progress.New(a.stderr)
	return func(done, total int64) {
		bar.Update(progress.State{Title: a.say(stage, nil), Done: done, Total: total, Bytes: true})
	}, bar.Clear
}

func (a *app) stage(s convert.Stage) string {
	switch s {
	case convert.StageRead:
		return a.say(lang.StageRead, nil)
	case convert.StageIndex:
		return a.say(lang.StageIndex, nil)
	case convert.StageWrite:
	}
	return a.say(lang.StageWrite, nil)
}
