//go:build cgo

package main

import (
	"slices"
	"strings"
	"testing"

	"exile/cmd/internal/lang"
	"exile/export"
	"exile/export/query"
)

// Words with a minus are looked for, and flags are flags, wherever they stand.
func TestSearchArgs(t *testing.T) {
	root := newRoot(speaking(lang.EN))
	for _, c := range []struct{ args, want string }{
		{"search 안녕", "search -- 안녕"},
		{"search -ㅋㅋ 안녕 --limit 3 -from:서연", "search --limit 3 -- -ㅋㅋ 안녕 -from:서연"},
		{"--store a.exile search -v -vacation", "search --store a.exile -v -- -vacation"},
		{"search --limit=3 x --oldest -i key.txt", "search --limit=3 --oldest -i key.txt -- x"},
		{"search -- --limit -v", "search -- --limit -v"},
		{"search for search", "search -- for search"},
		{"search --limt 3", "search --limt -- 3"},
		{"search -h", "search -h --"},
		{"show 1 --tail 2", "show 1 --tail 2"},
		{"people list", "people list"},
		{"", ""},
	} {
		if got := strings.Join(searchArgs(root, strings.Fields(c.args)), " "); got != c.want {
			t.Errorf("%q: %q, want %q", c.args, got, c.want)
		}
	}
}

// On a terminal the words stand out; of long messages what was looked for is shown.
func TestSearchShows(t *testing.T) {
	a := speaking(lang.EN)
	long := strings.Repeat("나 ", 300) + "바다" + strings.Repeat(" 너", 300)
	for _, c := range []struct {
		word, text string
		want       []string
	}{
		{"바다", "겨울 바다, 바다", []string{"겨울 \x1b[1;7m바다\x1b[0m, \x1b[1;7m바다\x1b[0m"}},
		{"sea", "SEA\x1b[2J", []string{"\x1b[1;7mSEA\x1b[0m [2J"}},
		{"x", "1\n2\n3\n4\n5\n6\n7x\n8", []string{"1", "7\x1b[1;7mx\x1b[0m", "…"}},
	} {
		p := &hitLog{searching: &searching{app: a, query: query.Query{Words: []string{c.word}}}, marks: true}
		var lines []string
		for line := range strings.SplitSeq(c.text, "\n") {
			lines = append(lines, clean(line))
		}
		if got := p.shown(lines, export.Text{Body: c.text}); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
	p := &hitLog{searching: &searching{app: a, query: query.Query{Words: []string{"바다"}}}}
	if got := p.shown([]string{long}, export.Text{}); len(got) != 1 || !strings.Contains(got[0], "바다") || len([]rune(got[0])) > widestLine {
		t.Errorf("%q", got)
	}
	media := export.Media{Files: []export.File{{Kind: export.FilePhoto, Name: "바다.jpg"}}}
	if got := p.shown([]string{"[photo]"}, media); !slices.Equal(got, []string{"[photo]", "바다.jpg"}) {
		t.Errorf("%q", got)
	}
}
