//go:build cgo

package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"exile/cmd/internal/lang"
	"exile/formats/formattest"
)

// readmePath is the README in a language.
func readmePath(l lang.Lang) string {
	if l == lang.KO {
		return "../../README.ko.md"
	}
	return "../../README.md"
}

func readReadme(t *testing.T, l lang.Lang) string {
	t.Helper()
	b, err := os.ReadFile(readmePath(l))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// What the READMEs say of formats and exit statuses is what the program says;
// -update rewrites it.
func TestReadme(t *testing.T) {
	for _, l := range []lang.Lang{lang.EN, lang.KO} {
		text := readReadme(t, l)
		a := speaking(l)
		want := between(t, text, "<!-- exile formats --markdown -->", a.formatMarkdown())
		want = between(t, want, "<!-- exit statuses -->", a.statusMarkdown())
		if want == text {
			continue
		}
		if !formattest.Update() {
			t.Errorf("%s is not up to date: go test ./cmd/exile -update", readmePath(l))
			continue
		}
		if err := os.WriteFile(readmePath(l), []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// between replaces what stands between a marker and the next end marker.
func between(t *testing.T, text, marker, body string) string {
	t.Helper()
	before, rest, ok := strings.Cut(text, marker+"\n")
	_, after, ended := strings.Cut(rest, "<!-- end -->")
	if !ok || !ended {
		t.Fatalf("the README has no %s … <!-- end -->", marker)
	}
	return before + marker + "\n" + body + "<!-- end -->" + after
}

func (a *app) statusMarkdown() string {
	var b strings.Builder
	b.WriteString("| | |\n|---|---|\n")
	for _, s := range statuses {
		fmt.Fprintf(&b, "| %d | %s |\n", s.Code, a.say(s.Means, nil))
	}
	return b.String()
}

// The two commands of the README are these, and stand at its beginning.
func TestReadmeCommands(t *testing.T) {
	for _, l := range []lang.Lang{lang.EN, lang.KO} {
		text := readReadme(t, l)
		head := text[:min(len(text), 1000)]
		for _, command := range []string{
			"go run ./cmd/exile convert examples/kakaotalk --to telegram -o out",
			"go test ./...",
		} {
			if !strings.Contains(head, "\n    "+command+"\n") {
				t.Errorf("%q is not at the beginning of %s", command, readmePath(l))
			}
		}
	}
}

// Every command has its line in the READMEs.
func TestReadmeNamesEveryCommand(t *testing.T) {
	for _, l := range []lang.Lang{lang.EN, lang.KO} {
		text := readReadme(t, l)
		a := speaking(l)
		for _, cmd := range newRoot(a).Commands() {
			if cmd.IsAvailableCommand() && !regexp.MustCompile("(?m)^\\| .*`"+cmd.Name()+"[` ]").MatchString(text) {
				t.Errorf("%s has no line for %s", readmePath(l), cmd.Name())
			}
		}
	}
}

// Who reads the Korean README learns what the English one tells: the same
// sections in the same order, each with the same points, the same commands and
// flags, and the same files.
func TestReadmesSayTheSame(t *testing.T) {
	en, ko := sectionsOf(readReadme(t, lang.EN)), sectionsOf(readReadme(t, lang.KO))
	if len(en) < 8 || len(en) != len(ko) {
		t.Fatalf("%d sections in English, %d in Korean", len(en), len(ko))
	}
	for i := range en {
		if i > 0 && !strings.ContainsFunc(ko[i].head, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
			t.Errorf("the heading %q is not Korean", ko[i].head)
		}
		if en[i].points != ko[i].points {
			t.Errorf("%s has %d points, %s has %d", en[i].head, en[i].points, ko[i].head, ko[i].points)
		}
		if !slices.Equal(en[i].names, ko[i].names) {
			t.Errorf("%s names %q\n%s names %q", en[i].head, en[i].names, ko[i].head, ko[i].names)
		}
	}
}

type readmeSection struct {
	head   string
	points int      // items of lists, rows of tables
	names  []string // what is the same in every language, sorted
}

// What both READMEs write in the same letters: flags, variables, code, links,
// numbers. A person's own words stand in neither.
var (
	readmeCode  = regexp.MustCompile("`[^`]+`|\\]\\([^)]+\\)")
	readmeNames = regexp.MustCompile(`--?[a-z][a-z-]*|EXILE_[A-Z_]+|exile [a-z]+|[\w~$%.…/\\-]*\.[a-z…]+[\w…]*|\]\(.*`)
)

func sectionsOf(text string) []readmeSection {
	var sections []readmeSection
	bodies := regexp.MustCompile(`(?m)^##? `).Split(text, -1)[1:]
	for _, body := range bodies {
		head, rest, _ := strings.Cut(body, "\n")
		s := readmeSection{head: head}
		s.points = len(regexp.MustCompile(`(?m)^(?:- |\d+\. |\| )`).FindAllString(rest, -1))
		code := readmeCode.FindAllString(strings.Join(strings.Fields(rest), " "), -1)
		for line := range strings.Lines(rest) {
			if strings.HasPrefix(line, "    ") {
				code = append(code, line)
			}
		}
		for _, c := range code {
			s.names = append(s.names, readmeNames.FindAllString(c, -1)...)
		}
		slices.Sort(s.names)
		s.names = slices.Compact(s.names)
		s.names = slices.DeleteFunc(s.names, func(n string) bool {
			return strings.HasPrefix(n, "](README") || strings.HasPrefix(n, "](docs/install") || n == "CHAT.txt" || n == ".txt" // each links to the other; the reader's own file
		})
		sections = append(sections, s)
	}
	return sections
}
