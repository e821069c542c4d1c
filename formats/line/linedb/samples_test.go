//go:build cgo

package linedb_test

import (
	"os"
	"path/filepath"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/line/linedb"
)

// TestSamples reads databases of other people's tests, where they are to be had:
// EXILE_SAMPLES names a folder that holds line/*.db and *.sqlite. Every row must be
// understood.
func TestSamples(t *testing.T) {
	dir := os.Getenv("EXILE_SAMPLES")
	if dir == "" {
		t.Skip("EXILE_SAMPLES is not set: no outside samples to read")
	}
	found := 0
	for _, pattern := range []string{"*.db", "*.sqlite"} {
		names, err := filepath.Glob(filepath.Join(dir, "line", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			found++
			sample(t, name)
		}
	}
	if found == 0 {
		t.Skipf("no databases of LINE in %s", dir)
	}
}

// counts are what a sample holds.
type counts struct{ messages, people, chats, reactions, files, unread int }

// sampleCounts says what is in the samples that we know, so that none is lost.
var sampleCounts = map[string]counts{
	"naver_line.synthetic.db": {2, 2, 1, 1, 1, 0},
	"Line.synthetic.sqlite":   {2, 2, 1, 0, 1, 0},
}

func sample(t *testing.T, name string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	base := filepath.Base(name)
	in := formattest.Input(base, formattest.File{Name: base, Data: data})
	if m := linedb.Format().Reader.Detect(in); m.Score != formats.Certain {
		t.Errorf("%s: score %d", base, m.Score)
	}
	w := sortOut(t, read(t, in, formats.ReadOptions{}))
	got := counts{messages: len(w.messages), people: len(w.people), chats: len(w.chats), unread: len(w.unread) + w.problems[export.UnreadLine]}
	for _, k := range w.order {
		m := w.messages[k]
		got.reactions += len(m.Reactions)
		if c, ok := m.Content.(export.Media); ok {
			got.files += len(c.Files)
		}
		t.Logf("%s: %s | %s", base, k, w.line(m))
	}
	if want, known := sampleCounts[base]; !known || got != want {
		t.Errorf("%s: %+v, want %+v", base, got, want)
	}
}
