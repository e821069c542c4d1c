package prompt_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"exile/cmd/internal/prompt"
)

func TestChoose(t *testing.T) {
	q := prompt.Question{Ask: "누구인가요?", Items: []string{"서연", "하준"}, How: "번호: ", Again: "1이나 2"}
	for _, c := range []struct {
		typed string
		want  int
		err   error
		again int
	}{
		{"2\n", 1, nil, 0},
		{" 1 \n", 0, nil, 0},
		{"\n", -1, nil, 0},
		{"0\n3\n서연\n2\n", 1, nil, 3},
		{"", -1, prompt.ErrNoAnswer, 0},
	} {
		var out strings.Builder
		got, err := prompt.Choose(t.Context(), strings.NewReader(c.typed), &out, q)
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("%q: %d, %v; want %d, %v", c.typed, got, err, c.want, c.err)
		}
		if n := strings.Count(out.String(), q.Again); n != c.again {
			t.Errorf("%q: asked again %d times, want %d", c.typed, n, c.again)
		}
		if !strings.HasPrefix(out.String(), "누구인가요?\n  1  서연\n  2  하준\n번호: ") {
			t.Errorf("%q: printed %q", c.typed, out.String())
		}
	}
}

// Ctrl-C at the question must end the program though the terminal stays silent.
func TestChooseEndsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	silent, w := io.Pipe()
	t.Cleanup(func() { _ = w.Close() })
	cancel()
	if _, err := prompt.Choose(ctx, silent, io.Discard, prompt.Question{Items: []string{"a"}}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}
