package prompt_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"exile/cmd/internal/prompt"
)

func TestLine(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  string
		err   error
	}{
		{"말 아홉\n", "말 아홉", nil},
		{" as it is \r\n", " as it is ", nil},
		{"\n", "", nil},
		{"not ended", "not ended", nil},
		{"", "", prompt.ErrNoAnswer},
	} {
		var out strings.Builder
		got, err := prompt.Line(t.Context(), strings.NewReader(c.typed), &out, "what? ")
		if got != c.want || !errors.Is(err, c.err) || out.String() != "what? " {
			t.Errorf("%q: %q, %v; want %q, %v; printed %q", c.typed, got, err, c.want, c.err, out.String())
		}
	}
	if _, err := prompt.Line(t.Context(), strings.NewReader(strings.Repeat("x", 1<<20)), io.Discard, ""); err == nil {
		t.Error("a line without an end was taken")
	}
}

// The answers to several questions may come at once: none swallows the next.
func TestOneAfterAnother(t *testing.T) {
	in := strings.NewReader("2\ny\nsecret\nline\n")
	n, err := prompt.Choose(t.Context(), in, io.Discard, prompt.Question{Items: []string{"a", "b"}})
	if n != 1 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if yes, err := prompt.Confirm(t.Context(), in, io.Discard, "", ""); !yes || err != nil {
		t.Errorf("%t, %v", yes, err)
	}
	if s, err := prompt.Secret(t.Context(), in, io.Discard, ""); s != "secret" || err != nil {
		t.Errorf("%q, %v", s, err)
	}
	if s, err := prompt.Line(t.Context(), in, io.Discard, ""); s != "line" || err != nil {
		t.Errorf("%q, %v", s, err)
	}
}

func TestConfirm(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  bool
		err   error
		again int
	}{
		{"\n", true, nil, 0},
		{"Y\n", true, nil, 0},
		{"ㅛ\n", true, nil, 0}, // y, with the keyboard on Hangul
		{" 네 \n", true, nil, 0},
		{"no\n", false, nil, 0},
		{"ㅜ\n", false, nil, 0},
		{"아니요\n", false, nil, 0},
		{"maybe\n1\nn\n", false, nil, 2},
		{"maybe\n", false, prompt.ErrNoAnswer, 1},
	} {
		var out strings.Builder
		got, err := prompt.Confirm(t.Context(), strings.NewReader(c.typed), &out, "? ", "again")
		if got != c.want || !errors.Is(err, c.err) || strings.Count(out.String(), "again\n") != c.again {
			t.Errorf("%q: %t, %v; want %t, %v; printed %q", c.typed, got, err, c.want, c.err, out.String())
		}
	}
}

// A run that is over asks nothing and takes nothing.
func TestSecretEndsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if s, err := prompt.Secret(ctx, strings.NewReader("secret\n"), io.Discard, ""); s != "" || !errors.Is(err, context.Canceled) {
		t.Errorf("%q, %v", s, err)
	}
}
