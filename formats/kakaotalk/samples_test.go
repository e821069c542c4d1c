package kakaotalk

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"exile/formats"
	"exile/formats/formattest"
)

// TestSamples reads exports of other people's tests, where they are to be had:
// EXILE_SAMPLES names a folder that holds kakaotalk/*.txt and *.csv. Every line
// must be understood, and nothing be lost. Run it with -v for a table of what was
// found.
func TestSamples(t *testing.T) {
	names := formattest.Samples(t, "kakaotalk", "*.txt", "*.csv")
	names = slices.DeleteFunc(names, func(n string) bool { return strings.HasPrefix(filepath.Base(n), "db_") }) // no exports
	t.Logf("%-44s %-22s %-11s %8s %6s %7s %5s  %s", "file", "variant", "clock", "messages", "people", "notices", "media", "problems")
	for _, name := range names {
		s := formattest.ReadSample(t, reader{}, name)
		base := filepath.Base(name)
		t.Logf("%-44s %-22s %-11s %8d %6d %7d %5d  %s", base, s.Variant, s.Clock, s.Messages, s.People, s.Notices, s.Files, s.Told())
		got := counts{s.Messages, s.Notices, s.People, s.Files}
		if want, known := sampleCounts[base]; !known || got != want || s.NotRead > 0 {
			t.Errorf("%s: %+v, want %+v; %d not read", base, got, want, s.NotRead)
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
