package lang

import (
	"strings"
	"testing"

	"exile/export"
)

// Whoever uses the window has no flags and no command line.
func TestWindowProblemsNameNoFlags(t *testing.T) {
	for _, code := range export.Codes() {
		a, ok := WindowProblem(code)
		if !ok || a.Sentence.EN == "" || a.Sentence.KO == "" || a.Remedy.EN == "" || a.Remedy.KO == "" {
			t.Errorf("%s: not all of it is said: %+v", code, a)
		}
		for _, s := range []string{a.Sentence.EN, a.Sentence.KO, a.Remedy.EN, a.Remedy.KO} {
			if strings.Contains(s, "--") || strings.Contains(s, "`") {
				t.Errorf("%s: %q", code, s)
			}
		}
	}
}
