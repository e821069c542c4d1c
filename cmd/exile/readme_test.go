//go:build cgo

package main

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// What the README says of formats and exit statuses is what the program says;
// -update rewrites it.
func TestReadme(t *testing.T) {
	const path = "../../README.md"
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	a := newApp(world{getenv: func(string) string { return "" }})
	want := between(t, string(b), "<!-- exile formats --markdown -->", a.formatMarkdown())
	want = between(t, want, "<!-- exit statuses -->", a.statusMarkdown())
	if want == string(b) {
		return
	}
	if !*update {
		t.Fatal("the README is not up to date: go test ./cmd/exile -update")
	}
	if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
		t.Fatal(err)
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
		fmt.Fprintf(&b, "| %d | %s |\n", s.code, a.say(s.means, nil))
	}
	return b.String()
}

// The two commands of the README are these, and stand at its beginning.
func TestReadmeCommands(t *testing.T) {
	b, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	head := string(b[:min(len(b), 1000)])
	for _, command := range []string{
		"go run ./cmd/exile convert examples/kakaotalk --to telegram -o out",
		"go test ./...",
	} {
		if !strings.Contains(head, "\n    "+command+"\n") {
			t.Errorf("%q is not at the beginning of the README", command)
		}
	}
}
