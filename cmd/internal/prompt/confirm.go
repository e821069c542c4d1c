package prompt

import (
	"context"
	"io"
	"slices"
	"strings"
)

// Confirm asks a question that is answered by yes or no, in English or Korean,
// also with the keyboard on the other of the two. Enter alone is yes. again is
// what to say to any other answer. It returns ErrNoAnswer and ctx.Err() as
// Choose does.
func Confirm(ctx context.Context, in io.Reader, out io.Writer, ask, again string) (bool, error) {
	for {
		line, err := Line(ctx, in, out, ask)
		if err != nil {
			return false, err
		}
		if yes, ok := answer(line); ok {
			return yes, nil
		}
		if _, err := io.WriteString(out, again+"\n"); err != nil {
			return false, err
		}
	}
}

// answer reads yes or no; nothing is yes.
func answer(line string) (yes, ok bool) {
	line = strings.ToLower(strings.TrimSpace(line))
	yes = slices.Contains([]string{"", "y", "yes", "ㅛ", "예", "네", "응"}, line)
	return yes, yes || slices.Contains([]string{"n", "no", "ㅜ", "아니요", "아니오", "아니", "아뇨"}, line)
}
