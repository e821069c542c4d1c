package prompt

import (
	"context"
	"errors"
	"io"

	"golang.org/x/term"
)

// Secret asks for something that must not be seen, and returns it without the
// end of its line. Where in is a terminal it echoes nothing meanwhile, and
// echoes again afterwards, also if the run is cancelled. It returns ErrNoAnswer
// if the terminal is closed, ctx.Err() if the run is cancelled.
func Secret(ctx context.Context, in io.Reader, out io.Writer, ask string) (secret string, err error) {
	f, ok := in.(interface{ Fd() uintptr })
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return Line(ctx, in, out, ask)
	}
	// Not term.ReadPassword: it would read beside whoever reads in already.
	restore, err := echoOff(f.Fd())
	if err != nil {
		return "", err
	}
	defer func() {
		_, werr := io.WriteString(out, "\n") // the one that Enter did not echo
		err = errors.Join(err, restore(), werr)
	}()
	return Line(ctx, in, out, ask)
}
