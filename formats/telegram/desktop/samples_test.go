package desktop

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
	"exile/formats/formattest"
)

// TestSamples reads exports of other people's tests, where they are to be had:
// EXILE_SAMPLES names a folder that holds telegram/*.json. Every message must be
// understood. Run it with -v for a table of what was found.
func TestSamples(t *testing.T) {
	dir := os.Getenv("EXILE_SAMPLES")
	if dir == "" {
		t.Skip("EXILE_SAMPLES is not set: no outside samples to read")
	}
	names, err := filepath.Glob(filepath.Join(dir, "telegram", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		t.Skipf("no Telegram samples in %s", dir)
	}
	t.Logf("%-48s %5s %8s %7s %6s %5s  %s", "file", "chats", "messages", "notices", "people", "files", "problems")
	for _, name := range names {
		base := filepath.Base(name)
		l, problems := readSample(t, name)
		t.Logf("%-48s %5d %8d %7d %6d %5d  %s", base, l.Chats, l.Messages, l.Notices, l.People, l.Files, problems)
		got := counts{l.Chats, l.Messages, l.Notices, l.People, l.Files}
		if want, known := sampleCounts[base]; known && got != want {
			t.Errorf("%s: %+v, want %+v", base, got, want)
		}
	}
}

// counts are what a sample holds.
type counts struct{ chats, messages, notices, people, files int64 }

// sampleCounts says what is in the samples that we know, so that none is lost.
var sampleCounts = map[string]counts{
	"chatminer_batch.json":                         {1, 2, 0, 2, 0},
	"chatminer_single.json":                        {1, 2, 0, 2, 0},
	"chm_telegram_2020-01_result.json":             {4, 44, 6, 14, 16},
	"chm_telegram_2021-05_result.json":             {1, 1, 2, 7, 0},
	"chm_telegram_2021-07_result.json":             {1, 0, 2, 4, 0},
	"chm_telegram_2023-01_result.json":             {1, 1, 5, 4, 0},
	"chm_telegram_2023-10_audio-video_result.json": {1, 4, 0, 4, 4},
	"chm_telegram_2024-01_result.json":             {1, 1, 1, 2, 0},
}

func readSample(t *testing.T, name string) (export.Ledger, string) {
	t.Helper()
	in := formats.Input{Roots: []formats.Root{fileRoot(t, name)}}
	if m := (reader{}).Detect(in); m.Score < formats.Likely {
		t.Errorf("%s: detected with score %d: %s", filepath.Base(name), m.Score, m.Why.EN)
	}
	events := formattest.Read(t, reader{}, in, formats.ReadOptions{})
	formattest.Promises(t, in, events)
	problems := map[string]int{}
	for _, e := range events {
		switch e := e.(type) {
		case *export.Problem:
			key := string(e.Code)
			if e.Code == export.OnlyInOriginal {
				key += " " + e.Name
			}
			problems[key] += e.Times()
		case *export.Unread:
			t.Errorf("%s: message %d is not understood", filepath.Base(name), e.From.Record)
		case *export.Message, *export.Chat, *export.Person, *export.Mark, *export.Profile:
		}
		if os.Getenv("EXILE_DUMP") != "" {
			fmt.Printf("%s\n", formattest.JSONLines([]export.Event{e}))
		}
	}
	var told []string
	for _, key := range slices.Sorted(maps.Keys(problems)) {
		told = append(told, fmt.Sprintf("%s %d", key, problems[key]))
	}
	return formattest.Accounting(t, in, events), strings.Join(told, ", ")
}
