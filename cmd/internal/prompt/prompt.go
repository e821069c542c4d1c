// Package prompt asks people questions on a terminal. Whoever calls it has made
// sure that there is one.
package prompt

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// ErrNoAnswer says that the terminal was closed before an answer came.
var ErrNoAnswer = errors.New("no answer")

// Question is a choice between items.
type Question struct {
	Ask   string   // the question itself
	Items []string // what to choose from, fit for a terminal
	How   string   // how to answer; stands before the answer
	Again string   // what to say to an answer that is none of the items
}

// Choose asks until an item is chosen, and returns its index, or -1 if the
// person pressed Enter alone. It returns ctx.Err() if the run is cancelled
// meanwhile; the read that is then under way ends with the process.
func Choose(ctx context.Context, in io.Reader, out io.Writer, q Question) (int, error) {
	var b strings.Builder
	b.WriteString(q.Ask + "\n")
	for i, item := range q.Items {
		fmt.Fprintf(&b, "  %d  %s\n", i+1, item)
	}
	if _, err := io.WriteString(out, b.String()); err != nil {
		return -1, err
	}
	for {
		line, err := Line(ctx, in, out, q.How)
		if err != nil {
			return -1, err
		}
		answer := strings.TrimSpace(line)
		if answer == "" {
			return -1, nil
		}
		if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(q.Items) {
			return n - 1, nil
		}
		if _, err := io.WriteString(out, q.Again+"\n"); err != nil {
			return -1, err
		}
	}
}
