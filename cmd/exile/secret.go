//go:build cgo

package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"time"

	"exile/cmd/internal/lang"
	"exile/cmd/internal/prompt"
	"exile/convert"
	"exile/crypto"
)

const (
	passphraseTries = 3        // at a terminal
	passphraseBytes = 64 << 10 // a file with more than that is none of a passphrase
)

// secret is a passphrase that is known in this run.
type secret struct {
	text  string
	typed bool
}

// answers are the passphrases by what was asked for them.
type answers struct {
	known map[string]secret
	tries map[string]int
	piped string // that of standard input
}

// knows reports whether a passphrase was given for something in this run.
func (s answers) knows(text string) bool {
	for _, one := range s.known {
		if crypto.SamePassphrase(one.text, text) {
			return true
		}
	}
	return false
}

// passphrase returns the passphrase of something: that of --passphrase-file,
// EXILE_PASSPHRASE_FILE or EXILE_PASSPHRASE_COMMAND, or what is typed on the
// terminal, where question asks for it, once in a run.
func (a *app) passphrase(ctx context.Context, question lang.Text, v lang.V) (string, error) {
	ask := a.say(question, v)
	if s, ok := a.answers.known[ask]; ok {
		return s.text, nil
	}
	text, given, err := a.givenPassphrase(ctx)
	if err == nil && !given {
		text, err = a.typed(ctx, ask, v)
	}
	if err != nil {
		return "", err
	}
	if a.answers.known == nil {
		a.answers.known, a.answers.tries = map[string]secret{}, map[string]int{}
	}
	a.answers.known[ask] = secret{text, !given}
	a.answers.tries[ask]++
	return text, nil
}

// again forgets a passphrase that was wrong, and reports whether another may be
// asked for.
func (a *app) again(question lang.Text, v lang.V) bool {
	ask := a.say(question, v)
	s, ok := a.answers.known[ask]
	if !ok || !s.typed || a.answers.tries[ask] >= passphraseTries {
		return false
	}
	delete(a.answers.known, ask)
	a.talk(a.say(lang.AskSecretAgain, nil))
	return true
}

// ask is passphrase and again for whoever tries it.
func (a *app) ask(question lang.Text, v lang.V) crypto.Ask {
	return func(ctx context.Context, again bool) (string, error) {
		if again && !a.again(question, v) {
			return "", crypto.ErrWrongKey
		}
		return a.passphrase(ctx, question, v)
	}
}

// typed asks for a passphrase on the terminal.
func (a *app) typed(ctx context.Context, ask string, v lang.V) (string, error) {
	in, out, done, ok := a.terminal()
	if !ok {
		return "", &told{statusSecret, lang.NoPassphrase, v}
	}
	defer done()
	for range passphraseTries {
		if text, err := prompt.Secret(ctx, in, out, ask); text != "" || err != nil {
			return text, err
		}
	}
	return "", &told{statusSecret, lang.NothingTyped, v}
}

// terminal is where somebody can be asked, although standard input may be a
// pipe. Nobody is asked where ok is false.
func (a *app) terminal() (in io.Reader, out io.Writer, done func(), ok bool) {
	if isTerminal(a.stdin) && isTerminal(a.stderr) {
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

// passphrasePath is the file that holds the passphrase; "": none was named.
func (a *app) passphrasePath() string {
	if a.keys.passphraseFile != "" {
		return a.keys.passphraseFile
	}
	return a.getenv("EXILE_PASSPHRASE_FILE")
}

// givenPassphrase is the passphrase that needs nobody to be asked, if there is one.
func (a *app) givenPassphrase(ctx context.Context) (text string, given bool, err error) {
	if path := a.passphrasePath(); path != "" {
		text, err = a.readPassphrase(path)
		return text, true, err
	}
	if command := a.getenv("EXILE_PASSPHRASE_COMMAND"); command != "" {
		text, err = a.runForPassphrase(ctx, command)
		return text, true, err
	}
	return "", false, nil
}

// readPassphrase reads the passphrase in a file, or on standard input.
func (a *app) readPassphrase(path string) (string, error) {
	if path == convert.Stdin {
		return a.pipedPassphrase()
	}
	f, err := os.Open(path) // a pipe too: <(pass show exile)
	if err != nil {
		return "", noSecret(err, path)
	}
	defer f.Close() //nolint:errcheck // opened for reading
	return passphraseIn(f, path)
}

// pipedPassphrase reads the passphrase on standard input, once in a run.
func (a *app) pipedPassphrase() (text string, err error) {
	if a.answers.piped == "" {
		a.answers.piped, err = passphraseIn(a.stdin, convert.Stdin)
	}
	return a.answers.piped, err
}

// passphraseIn reads a passphrase, which is all that is there.
func passphraseIn(r io.Reader, name string) (string, error) {
	data, err := io.ReadAll(io.LimitReader(r, passphraseBytes+1))
	if err != nil {
		return "", noSecret(err, name)
	}
	text, v := oneLine(data), lang.V{"name": clean(name)}
	switch {
	case len(data) > passphraseBytes:
		return "", &told{statusSecret, lang.LongPassphrase, v}
	case text == "":
		return "", &told{statusSecret, lang.EmptyPassphrase, v}
	case marked(text):
		return "", &told{statusSecret, lang.MarkedPassphrase, v}
	case strings.ContainsAny(text, "\r\n"):
		return "", &told{statusSecret, lang.SeveralLines, v}
	}
	return text, nil
}

// marked reports whether a text begins with a mark of byte order, which editors
// put there and nobody types.
func marked(text string) bool {
	for _, mark := range []string{"\ufeff", "\xff\xfe", "\xfe\xff"} {
		if strings.HasPrefix(text, mark) {
			return true
		}
	}
	return false
}

// runForPassphrase runs a command that prints the passphrase. What it says on
// its standard error, and what it asks there, is passed on.
func (a *app) runForPassphrase(ctx context.Context, command string) (string, error) {
	const name = "EXILE_PASSPHRASE_COMMAND"
	running, end := context.WithCancelCause(ctx)
	defer end(nil)
	cmd := shell(running, command)
	out := bounded{full: end}
	cmd.Stdout, cmd.Stderr = &out, a.stderr
	cmd.WaitDelay = time.Second // for what the command has started and left behind, once the run is cancelled
	err := cmd.Run()
	switch text := oneLine(out.held.Bytes()); {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case errors.Is(context.Cause(running), errFull):
		return "", &told{statusSecret, lang.LongPassphrase, lang.V{"name": name}}
	case err != nil:
		return "", &told{statusSecret, lang.CommandFailed, lang.V{"why": clean(err.Error())}}
	case text == "":
		return "", &told{statusSecret, lang.SilentCommand, nil}
	case strings.ContainsAny(text, "\r\n"):
		return "", &told{statusSecret, lang.SeveralLines, lang.V{"name": name}}
	default:
		return text, nil
	}
}

// errFull says that a command printed more than a passphrase can have.
var errFull = errors.New("there is more than a passphrase can have")

// bounded holds as much of what a command prints as a passphrase can have. With
// more it calls full, which ends the command.
type bounded struct {
	held bytes.Buffer
	full func(cause error)
}

// Write holds bytes.
func (b *bounded) Write(p []byte) (int, error) {
	if b.held.Len()+len(p) > passphraseBytes {
		b.full(errFull)
		return 0, errFull
	}
	return b.held.Write(p)
}

// oneLine takes one newline off the end, which editors and echo leave there.
func oneLine(data []byte) string {
	text := strings.TrimSuffix(string(data), "\n")
	if len(text) < len(data) {
		text = strings.TrimSuffix(text, "\r")
	}
	return text
}

// noSecret says that a file which should hold a key or a passphrase is not there.
func noSecret(err error, path string) error {
	v := lang.V{"name": clean(path)}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &told{statusSecret, lang.NotFound, v}
	case errors.Is(err, syscall.EISDIR):
		return &told{statusSecret, lang.IsFolder, v}
	case errors.Is(err, syscall.ELOOP):
		return &told{statusSecret, lang.LinkLoop, v}
	}
	return about(err, path)
}
