package prompt_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"exile/cmd/internal/prompt"
)

// What cannot be undone is not begun by pressing Enter.
func TestSure(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  bool
		err   error
	}{
		{"\n", false, nil},
		{"  \n", false, nil},
		{"y\n", true, nil},
		{"네\n", true, nil},
		{"n\n", false, nil},
		{"perhaps\nㅛ\n", true, nil},
		{"", false, prompt.ErrNoAnswer},
	} {
		got, err := prompt.Sure(t.Context(), strings.NewReader(c.typed), io.Discard, "? ", "again")
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("%q: %t, %v; want %t, %v", c.typed, got, err, c.want, c.err)
		}
	}
}
