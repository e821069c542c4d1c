package line

import (
	"os"
	"path/filepath"
	"testing"

	"exile/formats"
	"exile/formats/formattest"
)

// TestSamples reads texts of other people's tests, where they are to be had:
// EXILE_SAMPLES names a folder that holds line/*.txt. Every line must be
// understood, but for one that stands where no message can, and nothing be lost.
// Run it with -v for a table of what was found.
func TestSamples(t *testing.T) {
	names := formattest.Samples(t, "line", "*.txt")
	t.Logf("%-40s %-16s %-11s %8s %6s %7s %5s %6s  %s", "file", "variant", "clock", "messages", "people", "notices", "media", "unread", "problems")
	for _, name := range names {
		s := formattest.ReadSample(t, reader{}, name)
		base := filepath.Base(name)
		t.Logf("%-40s %-16s %-11s %8d %6d %7d %5d %6d  %s", base, s.Variant, s.Clock, s.Messages, s.People, s.Notices, s.Files, s.NotRead, s.Told())
		got := counts{s.Messages, s.Notices, s.People, s.Files, int64(s.NotRead)}
		want, known := sampleCounts[base]
		if !known {
			t.Errorf("%s: a sample that the test does not know: %+v", base, got)
		} else if got != want {
			t.Errorf("%s: %+v, want %+v", base, got, want)
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
