//go:build cgo

package main

import (
	"context"
	"io"

	"exile/cmd/internal/lang"
	"exile/cmd/internal/prompt"
	"exile/crypto"
)

// chosenPassphrase is the passphrase that will lock something new: the one that
// was given, or one that is chosen on the terminal.
func (a *app) chosenPassphrase(ctx context.Context, r *recipientFlags) (string, error) {
	text, given, err := a.newPassphrase(ctx, r)
	if err != nil {
		return "", err
	}
	if given {
		if why, weak := weakness(text); weak {
			a.tell(a.say(lang.WeakPassphrase, lang.V{"why": a.say(why, nil)}))
		}
		if a.answers.knows(text) {
			a.tell(a.say(lang.SamePassphrase, nil))
		}
		return text, nil
	}
	in, out, done, ok := a.terminal()
	if !ok {
		return "", &told{statusSecret, lang.NoNewPassphrase, nil}
	}
	defer done()
	c := &choosing{a, in, out}
	return c.passphrase(ctx)
}

// newPassphrase is the passphrase of --new-passphrase-file or, without one, that
// which also opens.
func (a *app) newPassphrase(ctx context.Context, r *recipientFlags) (text string, given bool, err error) {
	if r.passphraseFile == "" {
		return a.givenPassphrase(ctx)
	}
	text, err = a.readPassphrase(r.passphraseFile)
	return text, true, err
}

// choosing is a person who chooses a passphrase.
type choosing struct {
	*app
	in  io.Reader
	out io.Writer
}

// passphrase asks until there is one that will do and was given twice. Enter
// alone takes one that exile makes.
func (c *choosing) passphrase(ctx context.Context) (string, error) {
	for {
		text, err := prompt.Secret(ctx, c.in, c.out, c.say(lang.AskNewPassphrase, nil))
		if err != nil {
			return "", err
		}
		if text == "" {
			return c.generated(ctx)
		}
		if why, weak := weakness(text); weak {
			c.show(c.say(why, nil))
			continue
		}
		again, err := prompt.Secret(ctx, c.in, c.out, c.say(lang.AskPassphraseTwice, nil))
		if err != nil {
			return "", err
		}
		if crypto.SamePassphrase(text, again) {
			return text, nil
		}
		c.show(c.say(lang.PassphrasesDiffer, nil))
	}
}

// generated shows a new passphrase and lets the person type it back from what
// they wrote down, in sight: it stands above anyway.
func (c *choosing) generated(ctx context.Context) (string, error) {
	text := crypto.GeneratePassphrase(string(c.lang))
	c.show(c.say(lang.MadePassphrase, nil))
	c.show("\n    " + text + "\n")
	for {
		typed, err := prompt.Line(ctx, c.in, c.out, c.say(lang.AskTypedBack, nil))
		switch {
		case err != nil:
			return "", err
		case typed == "":
			c.show(c.say(lang.NotTypedBack, nil))
			return text, nil
		case crypto.SamePassphrase(typed, text):
			return text, nil
		}
		c.show(c.say(lang.TypedOther, nil))
	}
}

// show writes a line where the person is asked. If that fails, the next question
// says so.
func (c *choosing) show(line string) { _, _ = io.WriteString(c.out, line+"\n") }

// weakness says why a passphrase will not do.
func weakness(text string) (why lang.Text, weak bool) {
	switch crypto.Judge(text) {
	case crypto.TooShort:
		return lang.PassphraseShort, true
	case crypto.TooPlain:
		return lang.PassphrasePlain, true
	case crypto.Untypable:
		return lang.PassphraseOdd, true
	case crypto.Strong:
	}
	return lang.Text{}, false
}
