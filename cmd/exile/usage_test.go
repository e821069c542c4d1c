//go:build cgo

package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/rivo/uniseg"
	"github.com/spf13/cobra"
)

// Help pages fit a terminal of the usual width, Korean letters counted as two.
func TestHelpFitsTheTerminal(t *testing.T) {
	for _, code := range []string{"en_US", "ko_KR"} {
		var out bytes.Buffer
		a := newApp(world{
			stdout: &out, system: "linux",
			getenv: func(name string) string { return map[string]string{"LANG": code}[name] },
		})
		root := newRoot(a)
		for _, cmd := range append([]*cobra.Command{root}, root.Commands()...) {
			out.Reset()
			a.help(cmd, nil)
			if out.Len() == 0 {
				t.Errorf("%s: %s has no help", code, cmd.Name())
			}
			for line := range strings.Lines(out.String()) {
				line = strings.TrimRight(line, "\n")
				if w := uniseg.StringWidth(line); w > helpWidth {
					t.Errorf("%s: %s: %d columns: %s", code, cmd.Name(), w, line)
				}
			}
		}
	}
}
