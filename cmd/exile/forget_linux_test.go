//go:build cgo

package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// Whoever is asked whether to forget and only presses Enter forgets nothing.
func TestForgetAsks(t *testing.T) {
	dir := storeWith(t)
	path := filepath.Join(dir, "my.exile")
	for _, c := range []struct {
		answers []string
		want    status
	}{
		{[]string{""}, statusCancelled},
		{[]string{"n"}, statusCancelled},
		{[]string{"perhaps", "아니요"}, statusCancelled},
		{[]string{"네"}, statusDone},
	} {
		term := newTerminal(t)
		ended, _ := term.run(t.Context(), dir, "forget", "1", "--store", path)
		term.wait("43 messages and 3 notices")
		for _, answer := range c.answers {
			term.enter("Forget it? [y/N] ", answer)
		}
		term.ends(ended, c.want)
	}
	if got := runHere(t.Context(), t, nil, "list", "--store", path); got.status != statusDone || strings.Contains(got.out, "강릉") {
		t.Errorf("it is still there: %s", got.out)
	}
}
