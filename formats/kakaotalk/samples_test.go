package kakaotalk

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
)

// TestSamples reads exports of other people's tests, where they are to be had:
// EXILE_SAMPLES names a folder that holds kakaotalk/*.txt and *.csv. Every line
// must be understood, and nothing be lost. Run it with -v for a table of what was
// found.
func TestSamples(t *testing.T) {
	dir := os.Getenv("EXILE_SAMPLES")
	if dir == "" {
		t.Skip("EXILE_SAMPLES is not set: no outside samples to read")
	}
	var names []string
	for _, pattern := range []string{"*.txt", "*.csv"} {
		found, err := filepath.Glob(filepath.Join(dir, "kakaotalk", pattern))
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	names = slices.DeleteFunc(names, func(n string) bool { return strings.HasPrefix(filepath.Base(n), "db_") }) // no exports
	if len(names) == 0 {
		t.Skipf("no KakaoTalk samples in %s", dir)
	}
	t.Logf("%-44s %-22s %-11s %8s %6s %7s %5s  %s", "file", "variant", "clock", "messages", "people", "notices", "media", "problems")
	for _, name := range names {
		s := readSample(t, name)
		t.Logf("%-44s %-22s %-11s %8d %6d %7d %5d  %s", filepath.Base(name), s.variant, s.clock, s.Messages, s.People, s.Notices, s.media, s.told())
		got := counts{s.Messages, s.Notices, s.People, int64(s.media)}
		if want, known := sampleCounts[filepath.Base(name)]; known && got != want {
			t.Errorf("%s: %+v, want %+v", filepath.Base(name), got, want)
		}
	}
}

// counts are what a sample holds.
type counts struct{ messages, notices, people, media int64 }

// sampleCounts says what is in the samples that we know, so that none is lost.
var sampleCounts = map[string]counts{
	"android_en_2020.txt":                    {6, 0, 1, 1},
	"android_ko_2020.txt":                    {6, 0, 1, 1},
	"derived_android_en_2015.txt":            {43, 2, 5, 6},
	"derived_android_kr_2015.txt":            {43, 2, 5, 6},
	"derived_ios_en_2015.txt":                {40, 2, 5, 6},
	"derived_ios_kr_2015.txt":                {42, 2, 5, 7},
	"derived_windows_en_2015.txt":            {29, 0, 4, 1},
	"derived_windows_kr_2015.txt":            {29, 0, 4, 1},
	"literal_android_en_at_nnbsp_2023.txt":   {2, 0, 2, 1},
	"literal_android_engb_2021.txt":          {2, 0, 2, 0},
	"literal_android_ko_system_2025.txt":     {6, 2, 6, 3},
	"literal_ios_en_2026_24h.txt":            {3, 3, 3, 1},
	"literal_ios_ko_2026.txt":                {4, 3, 4, 1},
	"literal_pc_clipboard_ko.txt":            {4, 3, 6, 1},
	"literal_windows_24h_ko.txt":             {3, 2, 3, 0},
	"literal_windows_en_2021.txt":            {9, 2, 2, 5},
	"literal_windows_enui_kolocale_2026.txt": {5, 0, 2, 0},
	"literal_windows_ko_2021_pay_voip.txt":   {12, 4, 6, 5},
	"windows_ko_2020_nobom.txt":              {5, 0, 1, 1},
	"windows_ko_2026_sample_noheader.txt":    {12, 0, 8, 0},
	"derived_mac_en_2015.csv":                {28, 2, 4, 12},
	"derived_mac_kr_2015.csv":                {28, 2, 4, 12},
	"literal_macos_system_2026.csv":          {5, 5, 4, 3},
	"macos_2026_golden.csv":                  {50, 0, 3, 0},
	"macos_openchat_2024.csv":                {5, 1, 4, 0},
}

// sample is what one file gave.
type sample struct {
	export.Ledger
	variant, clock string
	media          int
	problems       map[export.Code]int
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
	in := formats.Input{Roots: []formats.Root{fileRoot(t, name)}}
	if m := (reader{}).Detect(in); m.Score == formats.No {
		t.Errorf("%s: not detected: %s", filepath.Base(name), m.Why.EN)
		return s
	}
	for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		s.Add(e)
		switch e := e.(type) {
		case *export.Profile:
			s.variant, s.clock = strings.TrimSpace(e.Variant+" "+e.Locale), e.Clock
		case *export.Message:
			if m, ok := e.Content.(export.Media); ok {
				s.media += len(m.Files)
			}
		case *export.Problem:
			s.problems[e.Code] += e.Times()
		case *export.Unread:
			t.Errorf("%s: line %d is not understood", filepath.Base(name), e.From.Line)
		case *export.Chat, *export.Person, *export.Mark:
		}
		if os.Getenv("EXILE_DUMP") != "" {
			fmt.Printf("%T %+v\n", e, e)
		}
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	s.Counted = int64(strings.Count(string(raw), "\n"))
	if !strings.HasSuffix(string(raw), "\n") && len(raw) > 0 {
		s.Counted++
	}
	if !s.Balanced() {
		t.Errorf("%s: ledger %+v", filepath.Base(name), s.Ledger)
	}
	return s
}

func fileRoot(tb testing.TB, name string) formats.Root {
	tb.Helper()
	info, err := os.Stat(name)
	if err != nil {
		tb.Fatal(err)
	}
	base := filepath.Base(name)
	return formats.Root{
		Name: base, Kind: formats.RootFile, FS: os.DirFS(filepath.Dir(name)),
		Files: []formats.Entry{{Name: base, Size: info.Size()}},
	}
}
