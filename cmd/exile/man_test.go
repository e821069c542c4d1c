//go:build cgo

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"exile/cmd/internal/lang"
)

// pagesOf returns all manual pages in a language, by name.
func pagesOf(l lang.Lang) (pages map[string]string, man *manual) {
	a := speaking(l)
	man = newManual(a)
	pages = map[string]string{"exile": man.whole()}
	for _, cmd := range man.commands() {
		pages["exile-"+cmd.Name()] = man.page(cmd)
	}
	return pages, man
}

// Every command and every flag is in the manual, on the page of all and on its
// own, and so is every exit status.
func TestManIsComplete(t *testing.T) {
	for _, l := range []lang.Lang{lang.EN, lang.KO} {
		pages, man := pagesOf(l)
		whole := pages["exile"]
		for _, cmd := range man.root.Commands() {
			own := pages["exile-"+cmd.Name()]
			if !strings.Contains(whole, `.SS "exile `+escaped(cmd.Name())) || own == "" {
				t.Errorf("%s: no %s", l, cmd.Name())
			}
			mustFlag(t, whole, man.root.PersistentFlags())
			mustFlag(t, own, man.root.PersistentFlags())
			mustFlag(t, whole, cmd.LocalFlags())
			mustFlag(t, own, cmd.LocalFlags())
		}
		for _, s := range statuses {
			if say := emphasised(man.say(s.Means, nil)); !strings.Contains(whole, "\n"+say+"\n") {
				t.Errorf("%s: nothing about exit status %d", l, s.Code)
			}
		}
	}
}

func mustFlag(t *testing.T, page string, f *pflag.FlagSet) {
	t.Helper()
	f.VisitAll(func(flag *pflag.Flag) {
		if !flag.Hidden && !strings.Contains(page, bold("--"+flag.Name)) {
			t.Errorf("no --%s in %s", flag.Name, strings.SplitN(page, "\n", 3)[1])
		}
	})
}

var variable = regexp.MustCompile(`"(EXILE_[A-Z_]+[A-Z])"`)

// Whatever variable the two programs look at is in the manual.
func TestManNamesEveryVariable(t *testing.T) {
	files, err := filepath.Glob("../exile*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var named, read []string
	for _, item := range lang.ManVariables() {
		named = append(named, strings.Split(item.Name, ", ")...)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range variable.FindAllStringSubmatch(string(source), -1) {
			read = append(read, m[1])
			if !slices.Contains(named, m[1]) {
				t.Errorf("%s looks at %s, of which the manual says nothing", name, m[1])
			}
		}
	}
	for _, name := range named {
		if strings.HasPrefix(name, "EXILE_") && !slices.Contains(read, name) {
			t.Errorf("the manual tells of %s, which nothing looks at", name)
		}
	}
}

// The pages are the same on every day, for everybody, and whatever is set.
func TestManIsDeterministic(t *testing.T) {
	first, _ := pagesOf(lang.KO)
	t.Setenv("XDG_DATA_HOME", "/home/minjun/data")
	second, _ := pagesOf(lang.KO)
	a := speaking(lang.KO)
	a.getenv, a.home = os.Getenv, os.UserHomeDir
	for name := range first {
		if first[name] != second[name] {
			t.Errorf("%s differs from one time to the next", name)
		}
	}
	if got := newManual(a).whole(); got != first["exile"] {
		t.Error("the page depends on the environment")
	}
}

// What roff takes for its own must reach the reader as it is: above all the
// hyphens of flags, which are to be copied into a shell.
func TestManEscapes(t *testing.T) {
	for in, want := range map[string]string{
		"--to":             `\-\-to`,
		`C:\exile`:         `C:\eexile`,
		"it's":             `it\(aqs`,
		"~/.local":         `\(ti/.local`,
		"see `exile list`": `see \fBexile list\fR`,
		"one ` alone":      `one \(ga alone`,
	} {
		if got := emphasised(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	var r roff
	r.paragraphs("Text\n.SH is no heading\n\n  exile add\nmore")
	const want = "Text\n\\&.SH is no heading\n.PP\n.RS 4\n.nf\n\\fBexile add\\fR\n.fi\n.RE\n.PP\nmore\n"
	if got := r.b.String(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A checker of manual pages that is none of ours finds nothing, and shows the
// pages with all their words.
func TestManLint(t *testing.T) {
	if _, err := exec.LookPath("mandoc"); err != nil {
		t.Skip("mandoc is not installed: apt-get install mandoc")
	}
	for _, l := range []lang.Lang{lang.EN, lang.KO} {
		pages, man := pagesOf(l)
		for name, page := range pages {
			for line := range strings.Lines(mandoc(t, page, "-T", "lint", "-W", "warning")) {
				if !strings.Contains(line, "missing date") || builtDay() != "" { // a test has no commit to be dated by
					t.Errorf("%s %s: %s", l, name, line)
				}
			}
		}
		shown := strings.Join(strings.Fields(mandoc(t, pages["exile"], "-T", "utf8", "-O", "width=200")), " ")
		for _, cmd := range append([]*cobra.Command{man.root}, man.root.Commands()...) {
			for line := range strings.Lines(strings.ReplaceAll(cmd.Long, "`", "")) {
				if line = strings.Join(strings.Fields(line), " "); !strings.Contains(plainType(shown), line) {
					t.Errorf("%s: the page of all does not show %q", l, line)
				}
			}
		}
	}
}

// plainType takes away how a terminal shows bold and italic letters.
func plainType(s string) string { return regexp.MustCompile(`.\x08`).ReplaceAllString(s, "") }

func mandoc(t *testing.T, page string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "mandoc", args...)
	cmd.Stdin = strings.NewReader(page)
	out, _ := cmd.Output() // its status tells how grave the worst finding is
	return string(out)
}

// Pages that cannot all be written leave none behind, and those that were there
// stay as they were.
func TestManLeavesNothingBehind(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "exile.1"), []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := writePages([]manFile{
		{filepath.Join(dir, "exile.1"), "new"},
		{filepath.Join(dir, "missing", "exile-add.1"), "new"},
		{filepath.Join(dir, "exile-list.1"), "new"},
	})
	if err == nil {
		t.Fatal("a page was written into a folder that is not there")
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v (%v)", entries, err)
	}
	if b, err := os.ReadFile(filepath.Join(dir, "exile.1")); err != nil || string(b) != "old" {
		t.Errorf("exile.1 is %q now (%v)", b, err)
	}
}
