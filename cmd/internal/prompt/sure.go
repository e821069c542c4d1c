package prompt

import (
	"context"
	"io"
	"strings"
)

// Sure is Confirm for what cannot be undone: Enter alone is no.
func Sure(ctx context.Context, in io.Reader, out io.Writer, ask, again string) (bool, error) {
	line, err := Line(ctx, in, out, ask)
	for ; err == nil; line, err = Line(ctx, in, out, ask) {
		if yes, ok := answer(line); ok {
			return yes && strings.TrimSpace(line) != "", nil
		}
		if _, err := io.WriteString(out, again+"\n"); err != nil {
			return false, err
		}
	}
	return false, err
}
