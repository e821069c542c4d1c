package kakaotalk

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
)

// TestSamples reads exports of other people's tests, where they are to be had:
// EXILE_SAMPLES names a folder that holds kakaotalk/android*.txt and the like.
func TestSamples(t *testing.T) {
	dir := os.Getenv("EXILE_SAMPLES")
	if dir == "" {
		t.Skip("EXILE_SAMPLES is not set: no outside samples to read")
	}
	names, err := filepath.Glob(filepath.Join(dir, "kakaotalk", "*android*.txt"))
	if err != nil || len(names) == 0 {
		t.Skipf("no KakaoTalk samples of Android in %s", dir)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			root := fileRoot(t, name)
			in := formats.Input{Roots: []formats.Root{root}}
			if m := (reader{}).Detect(in); m.Score != formats.Certain {
				t.Fatalf("detected with score %d: %s", m.Score, m.Why.EN)
			}
			var l export.Ledger
			for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
				if err != nil {
					t.Fatal(err)
				}
				l.Add(e)
				if os.Getenv("EXILE_DUMP") != "" {
					fmt.Printf("%T %+v\n", e, e)
				}
			}
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			l.Counted = int64(strings.Count(string(raw), "\n"))
			if l.Unread > 0 || !l.Balanced() {
				t.Errorf("ledger %+v", l)
			}
			t.Logf("%d messages, %d notices, %d people, %d marks, %d continuations", l.Messages, l.Notices, l.People, l.Marks, l.Continuations)
		})
	}
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
