//go:build cgo

package main

import (
	"fmt"
	"io"
	"strings"
	"syscall"
	"testing"

	"exile/cmd/internal/lang"
)

// stopped is a standard output that nobody reads any more.
type stopped struct{}

func (stopped) Write([]byte) (int, error) { return 0, syscall.EPIPE }

// That somebody has stopped reading is said of our own output alone: a plugin or a
// command that dies breaks a pipe too.
func TestBrokenPipes(t *testing.T) {
	broken := fmt.Errorf("talk to a plugin: %w", syscall.EPIPE)
	for _, c := range []struct {
		out  io.Writer
		want bool
	}{{io.Discard, false}, {stopped{}, true}} {
		a := newApp(world{getenv: func(string) string { return "" }, stdout: c.out})
		_ = a.print("a line")
		s, said, _ := a.explain(broken)
		if got := said == lang.PipeClosed; got != c.want || s != statusFailed {
			t.Errorf("%T: status %d, %s", c.out, s, strings.TrimSpace(said.Sentence.EN))
		}
	}
}
