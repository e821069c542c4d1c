package whatsapp

import (
	"archive/zip"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// TestSamples reads exports of other people's tests, where they are to be had:
// EXILE_SAMPLES names a folder that holds whatsapp/*.txt and *.zip. Every line must
// be understood, and nothing be lost. Run it with -v for a table of what was found.
func TestSamples(t *testing.T) {
	dir := os.Getenv("EXILE_SAMPLES")
	if dir == "" {
		t.Skip("EXILE_SAMPLES is not set: no outside samples to read")
	}
	var names []string
	for _, pattern := range []string{"*.txt", "*.zip", "*/*.txt"} {
		found, err := filepath.Glob(filepath.Join(dir, "whatsapp", pattern))
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	if len(names) == 0 {
		t.Skipf("no WhatsApp samples in %s", dir)
	}
	t.Logf("%-42s %-12s %-12s %-26s %8s %7s %6s %5s  %s", "file", "variant", "clock", "dates", "messages", "notices", "people", "media", "problems")
	for _, name := range names {
		s := readSample(t, name)
		base := filepath.Base(name)
		t.Logf("%-42s %-12s %-12s %-26s %8d %7d %6d %5d  %s", base, s.variant, s.clock, s.dates, s.Messages, s.Notices, s.People, s.media, s.told())
		got := counts{s.Messages, s.Notices, s.People, int64(s.media)}
		if want, known := sampleCounts[base]; !known || got != want {
			t.Errorf("%q: %+v, want %+v", base, got, want)
		}
	}
}

// counts are what a sample holds.
type counts struct{ messages, notices, people, media int64 }

// sampleCounts says what is in the samples that we know, so that none is lost.
var sampleCounts = map[string]counts{
	"WhatsApp Chat - Elon Musk (RU).zip":    {22, 3, 2, 14},
	"chatanalytics_2A_5M.txt":               {5, 0, 2, 1},
	"ios_multiline.txt":                     {2, 0, 2, 0},
	"shapes.txt":                            {2, 0, 1, 0}, // see TestSampleOfShapes
	"traps_android.txt":                     {4, 1, 2, 0},
	"us_12h.txt":                            {3, 0, 1, 0},
	"whats_json_arabic_ios.txt":             {22, 1, 2, 14},
	"whats_json_calendar_Buddhist_ios.txt":  {25, 3, 3, 16},
	"whats_json_calendar_Gregorian_ios.txt": {22, 3, 3, 14},
	"whats_json_czech_ios.txt":              {22, 1, 2, 14},
	"whats_json_deutch_ios.txt":             {22, 1, 2, 14},
	"whats_json_english_android.txt":        {59, 1, 2, 29},
	"whats_json_english_android_media.txt":  {59, 1, 2, 29},
	"whats_json_english_ios.txt":            {22, 1, 2, 14},
	"whats_json_english_ios_media.txt":      {22, 3, 3, 14},
	"whats_json_indonesian_ios.txt":         {22, 1, 2, 14},
	"whats_json_italian_ios.txt":            {22, 1, 2, 14},
	"whats_json_japanese_ios.txt":           {22, 1, 2, 14},
	"whats_json_russian_android.txt":        {59, 1, 2, 29},
	"whats_json_russian_ios.txt":            {22, 1, 2, 14},
	"whats_json_spanish_ios.txt":            {22, 1, 2, 14},
	"whats_json_ukrainian_ios.txt":          {22, 1, 2, 14},
	"whatstk_lorem-2000.txt":                {2000, 0, 4, 0},
	"whatstk_lorem.txt":                     {500, 0, 4, 0},
}

// TestSampleOfShapes: one sample is a list of headers, each of another shape. As
// one file it is two messages, for a phone writes one shape, and the second line goes
// on where the first ends; each line alone is a message of its own.
func TestSampleOfShapes(t *testing.T) {
	dir := os.Getenv("EXILE_SAMPLES")
	if dir == "" {
		t.Skip("EXILE_SAMPLES is not set: no outside samples to read")
	}
	raw, err := os.ReadFile(filepath.Join(dir, "whatsapp", "handmade", "shapes.txt"))
	if err != nil {
		t.Skip(err)
	}
	n := 0
	for line := range strings.Lines(string(raw)) {
		n++
		var bodies []string
		for _, e := range formattest.Read(t, reader{}, textInput("_chat.txt", line), formats.ReadOptions{}) {
			if m, ok := e.(*export.Message); ok && m.Sender != 0 {
				bodies = append(bodies, m.Content.Words())
			}
		}
		if len(bodies) != 1 || !strings.HasSuffix(line, ": "+bodies[0]+"\n") {
			t.Errorf("line %d gives the bodies %q", n, bodies)
		}
	}
	if n != 11 {
		t.Errorf("%d lines", n)
	}
}

// sample is what one file gave.
type sample struct {
	export.Ledger
	variant, clock, dates string
	media                 int
	problems              map[export.Code]int
}

func (s *sample) told() string {
	var all []string
	for _, code := range slices.Sorted(maps.Keys(s.problems)) {
		all = append(all, fmt.Sprintf("%s %d", code, s.problems[code]))
	}
	return strings.Join(all, ", ")
}

func readSample(t *testing.T, name string) sample {
	t.Helper()
	s := sample{problems: map[export.Code]int{}}
	in := formats.Input{Roots: []formats.Root{openRoot(t, name)}}
	if m := (reader{}).Detect(in); m.Score < formats.Likely {
		t.Errorf("%s: not detected: %s", filepath.Base(name), m.Why.EN)
	}
	for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		s.Add(e)
		switch e := e.(type) {
		case *export.Profile:
			s.variant, s.clock, s.dates = strings.TrimSpace(e.Variant+" "+e.Locale), e.Clock, e.Dates
		case *export.Message:
			if m, ok := e.Content.(export.Media); ok {
				s.media += len(m.Files)
			}
			s.Counted += int64(e.From.Lines)
		case *export.Problem:
			s.problems[e.Code] += e.Times()
		case *export.Unread:
			t.Errorf("%s: line %d is not understood", filepath.Base(name), e.From.Line)
		case *export.Mark:
			s.Counted += int64(e.From.Lines)
		case *export.Chat, *export.Person:
		}
		if os.Getenv("EXILE_DUMP") != "" {
			t.Logf("%T %+v", e, e)
		}
	}
	if !s.Balanced() {
		t.Errorf("%s: ledger %+v", filepath.Base(name), s.Ledger)
	}
	return s
}

func openRoot(tb testing.TB, name string) formats.Root {
	tb.Helper()
	base := filepath.Base(name)
	if strings.HasSuffix(base, ".zip") {
		z, err := zip.OpenReader(name)
		if err != nil {
			tb.Fatal(err)
		}
		tb.Cleanup(func() { _ = z.Close() })
		root, err := formats.NewRoot(base, formats.RootZip, z)
		if err != nil {
			tb.Fatal(err)
		}
		return root
	}
	info, err := os.Stat(name)
	if err != nil {
		tb.Fatal(err)
	}
	return formats.Root{
		Name: base, Kind: formats.RootFile, FS: os.DirFS(filepath.Dir(name)),
		Files: []formats.Entry{{Name: base, Size: info.Size()}},
	}
}
