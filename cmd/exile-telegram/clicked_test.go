package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// Windows shows what cobra has for a double click: it leads to the other program, in the person's language.
func TestClicked(t *testing.T) {
	for language, want := range map[string]string{"ko": "더블 클릭해 주세요", "en": "double-click exile.exe"} {
		newRoot(newApp(world{args: []string{"--lang", language}, getenv: func(string) string { return "" }}))
		if said := cobra.MousetrapHelpText; !strings.Contains(said, want) || !strings.Contains(said, "exile.exe") {
			t.Errorf("%s: it says %q", language, said)
		}
	}
}
