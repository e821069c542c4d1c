package whatsapp

import (
	"os"
	"path/filepath"
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
	names := formattest.Samples(t, "whatsapp", "*.txt", "*.zip", "*/*.txt")
	t.Logf("%-42s %-12s %-12s %-26s %8s %7s %6s %5s  %s", "file", "variant", "clock", "dates", "messages", "notices", "people", "media", "problems")
	for _, name := range names {
		s := formattest.ReadSample(t, reader{}, name)
		base := filepath.Base(name)
		t.Logf("%-42s %-12s %-12s %-26s %8d %7d %6d %5d  %s", base, s.Variant, s.Clock, s.Dates, s.Messages, s.Notices, s.People, s.Files, s.Told())
		got := counts{s.Messages, s.Notices, s.People, s.Files}
		if want, known := sampleCounts[base]; !known || got != want || s.NotRead > 0 {
			t.Errorf("%q: %+v, want %+v; %d not read", base, got, want, s.NotRead)
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
