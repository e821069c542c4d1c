package main

import (
	"context"
	"errors"
	"io"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/cmd/internal/prompt"
)

// terminal is where somebody can be asked, although standard input is mostly a
// pipe. Nobody is asked where ok is false.
func (a *app) terminal() (in io.Reader, out io.Writer, done func(), ok bool) {
	if console.IsTerminal(a.stdin) && console.IsTerminal(a.stderr) {
		return a.stdin, a.stderr, func() {}, true
	}
	if a.tty == nil {
		return nil, nil, nil, false
	}
	r, w, err := a.tty()
	if err != nil {
		return nil, nil, nil, false
	}
	return r, w, func() { _ = errors.Join(r.Close(), w.Close()) }, true
}

// errNobody says that there is no terminal to ask on.
var errNobody = errors.New("there is no terminal")

// ask asks for a line.
func (a *app) ask(ctx context.Context, question lang.Text) (string, error) {
	in, out, done, ok := a.terminal()
	if !ok {
		return "", errNobody
	}
	defer done()
	return prompt.Line(ctx, in, out, a.say(question, nil))
}

// askSecret asks for something that must not be seen.
func (a *app) askSecret(ctx context.Context, question lang.Text) (string, error) {
	in, out, done, ok := a.terminal()
	if !ok {
		return "", errNobody
	}
	defer done()
	return prompt.Secret(ctx, in, out, a.say(question, nil))
}

// sure asks before something is done. Enter alone is no. refusal is what to say where the
// answer is no.
func (a *app) sure(ctx context.Context, question lang.Text, refusal lang.Trouble) error {
	in, out, done, ok := a.terminal()
	if !ok {
		return &told{console.Refused, lang.CourierNeedsAsked, nil}
	}
	defer done()
	yes, err := prompt.Sure(ctx, in, out, a.say(question, nil), a.say(lang.AskYesNo, nil))
	if err == nil && !yes {
		err = &told{console.Cancelled, refusal, nil}
	}
	return err
}
