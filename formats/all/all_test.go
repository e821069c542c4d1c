package all_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"exile/formats"
	"exile/formats/all"
	"exile/formats/formattest"
)

// No fixture is claimed by two formats equally, and each by its own.
func TestNoFixtureIsClaimedTwice(t *testing.T) {
	table := all.Formats()
	fixtures := 0
	for _, own := range table {
		if own.Reader == nil {
			continue
		}
		dir := filepath.Join("..", folderOf(own.Name), "testdata")
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if strings.Contains(e.Name(), ".golden") || strings.HasPrefix(e.Name(), "_") || e.Name() == "fuzz" {
				continue
			}
			fixtures++
			in := formattest.Fixture(t, os.DirFS(dir), e.Name())
			best := own.Reader.Detect(in).Score
			for _, f := range table {
				if f.Name == own.Name || f.Reader == nil {
					continue
				}
				if m := f.Reader.Detect(in); m.Score >= best || m.Score > formats.Maybe {
					t.Errorf("%s of %s is taken for %s with score %d, because %s", e.Name(), own.Name, f.Name, m.Score, m.Why.EN)
				}
			}
		}
	}
	if fixtures < 10 {
		t.Errorf("only %d fixtures were tried", fixtures)
	}
}

// folderOf is where a format lies that has not its name for a folder.
func folderOf(name string) string {
	switch name {
	case "kakaotalk-db":
		return filepath.Join("kakaotalk", "kakaodb")
	case "line-db":
		return filepath.Join("line", "linedb")
	case "telegram":
		return filepath.Join("telegram", "desktop")
	}
	return name
}

// The table is what flags, help and the README are made of.
func TestTable(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range all.Formats() {
		if f.Name == "" || seen[f.Name] {
			t.Errorf("the name %q stands twice or is empty", f.Name)
		}
		seen[f.Name] = true
		if f.Title.EN == "" || f.Title.KO == "" || f.Help.EN == "" || f.Help.KO == "" {
			t.Errorf("%s: a title or help is missing in one language", f.Name)
		}
		if f.Reader == nil && f.Writer == nil {
			t.Errorf("%s neither reads nor writes", f.Name)
		}
		for _, o := range append(slices.Clone(f.ReaderOptions), f.WriterOptions...) {
			if o.Help.EN == "" || o.Help.KO == "" {
				t.Errorf("%s: --%s has no help in one language", f.Name, o.Name)
			}
		}
	}
}
