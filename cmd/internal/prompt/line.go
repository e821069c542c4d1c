package prompt

import (
	"context"
	"errors"
	"io"
	"strings"
)

// maxLine is the longest answer that is read, in bytes.
const maxLine = 64 << 10

var errLongAnswer = errors.New("the answer is too long")

// Line asks for a line and returns it without its end. It returns ErrNoAnswer
// if the terminal is closed, ctx.Err() if the run is cancelled meanwhile.
func Line(ctx context.Context, in io.Reader, out io.Writer, ask string) (string, error) {
	if _, err := io.WriteString(out, ask); err != nil {
		return "", err
	}
	return readLine(ctx, in)
}

// readLine reads beside the caller, because a read from a terminal cannot be
// interrupted. It takes a byte at a time: what stands behind the line is the
// answer to the next question.
func readLine(ctx context.Context, in io.Reader) (string, error) {
	type result struct {
		line string
		err  error
	}
	if err := ctx.Err(); err != nil {
		return "", err
	}
	done := make(chan result, 1)
	go func() {
		line, err := scanLine(in)
		done <- result{line, err}
	}()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case r := <-done:
		if err := ctx.Err(); err != nil {
			return "", err
		}
		return r.line, r.err
	}
}

func scanLine(in io.Reader) (string, error) {
	var line strings.Builder
	var b [1]byte
	for line.Len() < maxLine {
		n, err := in.Read(b[:])
		switch {
		case n > 0 && b[0] == '\n':
			return strings.TrimSuffix(line.String(), "\r"), nil
		case n > 0:
			line.WriteByte(b[0])
		case errors.Is(err, io.EOF) && line.Len() > 0: // a last line that was not ended
			return line.String(), nil
		case errors.Is(err, io.EOF):
			return "", ErrNoAnswer
		case err != nil:
			return "", err
		}
	}
	return "", errLongAnswer
}
