package convert

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/formats"
)

// picky is a reader that knows files by name, and claims what lies beside them.
type picky struct {
	formats.Reader
	score formats.Score
	knows []string
	takes []string // all that it claims; nil: what it knows
	needs []string
}

func (p picky) Detect(in formats.Input) formats.Match {
	m := formats.Match{Needs: p.needs}
	for _, f := range in.Roots[0].Files {
		if slices.Contains(p.knows, f.Name) {
			m.Score = p.score
		}
		if slices.Contains(p.knows, f.Name) || slices.Contains(p.takes, f.Name) {
			m.Files = append(m.Files, formats.Claim{Name: f.Name})
		}
	}
	return m
}

// A folder may hold files of two formats: neither is left behind for the other. One
// that could only be explained is.
func TestDetectSeveral(t *testing.T) {
	dir := t.TempDir()
	all := []string{"a.txt", "b.txt", "c.txt", "d.txt", "e.db"}
	for _, name := range all {
		write(t, dir, name, talk)
	}
	in := open1(t, dir)
	texts := picky{score: formats.Certain, knows: all[:4]}
	greedy := picky{score: formats.Certain, knows: all[:4], takes: all}
	database := func(s formats.Score) picky { return picky{score: s, knows: all[4:]} }
	locked := picky{score: formats.Certain, knows: all[4:], needs: []string{"a key"}}
	parts := []FormatPart{{"x", all[:3], 1}, {"y", all[4:], 0}}
	for _, c := range []struct {
		name  string
		x, y  picky
		takes string
		parts []FormatPart
	}{
		{"two kinds", texts, database(formats.Certain), "", parts},
		{"two kinds, one surer", texts, database(formats.Likely), "", parts},
		{"one claims all", greedy, database(formats.Certain), "", parts},
		{"one claims all and is surer", greedy, database(formats.Likely), "", parts},
		{"one claims all, and it is only a guess", greedy, database(formats.Maybe), "x", nil},
		{"the same file", texts, picky{score: formats.Certain, knows: all[:1]}, "", nil},
		{"the same file, one surer", texts, picky{score: formats.Likely, knows: all[:1]}, "x", nil},
		{"locked", texts, locked, "x", nil},
		{"locked, and less sure texts", picky{score: formats.Likely, knows: all[:1]}, locked, "x", nil},
		{"locked alone", picky{score: formats.Maybe, knows: all[:1]}, locked, "y", nil},
		{"both locked", locked, locked, "", nil},
	} {
		e := &Engine{Formats: formats.Table{{Name: "x", Reader: c.x}, {Name: "y", Reader: c.y}}}
		f, _, err := e.Detect(in, "")
		both, clash := errors.AsType[*AmbiguousError](err)
		if f.Name != c.takes || clash != (c.takes == "") {
			t.Errorf("%s: %q, %v", c.name, f.Name, err)
			continue
		}
		if clash && (!cmp.Equal(both.Parts, c.parts) || !cmp.Equal(both.Formats, []string{"x", "y"})) {
			t.Errorf("%s: %+v", c.name, both)
		}
	}
}
