package line

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

// TestSamples reads texts of other people's tests, where they are to be had:
// EXILE_SAMPLES names a folder that holds line/*.txt. Every line must be
// understood, but for one that stands where no message can, and nothing be lost.
// Run it with -v for a table of what was found.
func TestSamples(t *testing.T) {
	dir := os.Getenv("EXILE_SAMPLES")
	if dir == "" {
		t.Skip("EXILE_SAMPLES is not set: no outside samples to read")
	}
	entries, err := os.ReadDir(filepath.Join(dir, "line"))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%-40s %-16s %-11s %8s %6s %7s %5s %6s  %s", "file", "variant", "clock", "messages", "people", "notices", "media", "unread", "problems")
	for _, e := range entries {
		if filepath.Ext(e.Name()) != ".txt" {
			continue
		}
		s := readSample(t, filepath.Join(dir, "line", e.Name()))
		t.Logf("%-40s %-16s %-11s %8d %6d %7d %5d %6d  %s", e.Name(), s.variant, s.clock, s.Messages, s.People, s.Notices, s.media, s.Unread, s.told())
		got := counts{s.Messages, s.Notices, s.People, int64(s.media), s.Unread}
		want, known := sampleCounts[e.Name()]
		if !known {
			t.Errorf("%s: a sample that the test does not know: %+v", e.Name(), got)
		} else if got != want {
			t.Errorf("%s: %+v, want %+v", e.Name(), got, want)
		}
	}
}

// counts are what a sample holds.
type counts struct{ messages, notices, people, media, unread int64 }

// sampleCounts says what is in the samples that we know, so that none is lost.
var sampleCounts = map[string]counts{
	"[LINE] 花子とのトーク.txt":               {7, 0, 2, 1, 0},
	"adversarial.txt":                  {7, 1, 2, 0, 1}, // a line above the first date
	"en_android_mdy_ampm.txt":          {2, 0, 2, 0, 0},
	"en_desktop_and_hour24.txt":        {2, 0, 2, 0, 0},
	"en_group_dotted_events.txt":       {4, 1, 2, 2, 0},
	"en_hour24_tab.txt":                {2, 0, 1, 0, 0},
	"en_ios_old.txt":                   {1, 0, 1, 0, 0},
	"en_uk_dmy_ampm.txt":               {2, 0, 2, 1, 0},
	"ja_desktop.txt":                   {2, 0, 2, 1, 0},
	"ja_group_wareki_notabs.txt":       {2, 1, 2, 2, 0},
	"lime_viewer_lookalike.txt":        {1, 0, 1, 0, 0},
	"th_desktop.txt":                   {5, 0, 2, 1, 0},
	"th_desktop_names_with_spaces.txt": {4, 0, 3, 0, 0},
	"th_mobile_group_buddhist.txt":     {5, 1, 2, 2, 0},
	"zh-Hant_12h.txt":                  {8, 0, 2, 3, 0},
	"zh-Hant_android_unpadded.txt":     {1, 0, 1, 0, 0},
	"zh-Hant_dotted.txt":               {4, 0, 2, 1, 0},
	"zh-Hant_mixed_clock.txt":          {8, 0, 2, 0, 0},
	"zh_desktop.txt":                   {3, 0, 1, 2, 0},
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
		case *export.Chat, *export.Person, *export.Mark, *export.Unread:
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
