package whatsapp

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"exile/export"
	"exile/formats"
)

var errAhead = errors.New("the disk fails")

// TestReadAhead: what was read ahead is what would have been read, to the end, to an
// error, and where nobody reads on.
func TestReadAhead(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, size := range []int{0, 1, aheadSize - 1, aheadSize, aheadSize + 1, 5*aheadSize + 17} {
		want := make([]byte, size)
		for i := range want {
			want[i] = byte(rng.Uint32())
		}
		for _, end := range []error{io.EOF, errAhead} {
			r := io.Reader(bytes.NewReader(want))
			if end != io.EOF { //nolint:errorlint // of this very test
				r = io.MultiReader(r, iotest.ErrReader(end))
			}
			a := startAhead(iotest.HalfReader(r))
			got, err := io.ReadAll(a)
			if end == io.EOF && err != nil || end != io.EOF && !errors.Is(err, end) || !bytes.Equal(got, want) { //nolint:errorlint // of this very test
				t.Errorf("%d bytes and %v gave %d and %v", size, end, len(got), err)
			}
			if err := a.Close(); err != nil {
				t.Error(err)
			}
		}
		a := startAhead(bytes.NewReader(want))
		if _, err := io.CopyN(io.Discard, a, int64(size/2)); err != nil {
			t.Error(err)
		}
		if err := a.Close(); err != nil { // must not wait for ever
			t.Error(err)
		}
	}
}

// TestLongText: a text that is read ahead is whole, can be stopped, and gives the
// error of its receiver back.
func TestLongText(t *testing.T) {
	const lines = 60_000
	in := textInput("a.txt", strings.Repeat("13/02/2020, 10:00 - Ann: one\ntwo\n", lines))
	if in.Roots[0].Files[0].Size < aheadWorth {
		t.Fatal("the text is too short for this test")
	}
	n := 0
	for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		if m, ok := e.(*export.Message); ok && m.Content.Words() == "one\ntwo" {
			n++
		}
	}
	if n != lines {
		t.Errorf("%d messages, want %d", n, lines)
	}
	for _, stop := range []int{1, 1000} {
		ctx, cancel := context.WithCancel(t.Context())
		n := 0
		err := reader{}.Read(ctx, in, formats.ReadOptions{}, func(export.Event) error {
			if n++; n == stop {
				cancel()
			}
			return nil
		})
		if !errors.Is(err, context.Canceled) || n > stop+2000 {
			t.Errorf("cancelled at event %d: %v after %d", stop, err, n)
		}
		n = 0
		err = reader{}.Read(t.Context(), in, formats.ReadOptions{}, func(export.Event) error {
			if n++; n == stop {
				return errAhead
			}
			return nil
		})
		if err != errAhead || n != stop { //nolint:errorlint // unchanged is the contract
			t.Errorf("an error at event %d came back as %v after %d", stop, err, n)
		}
	}
}
