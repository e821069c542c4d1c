package desktop

import (
	"path/filepath"
	"testing"

	"exile/formats/formattest"
)

// TestSamples reads exports of other people's tests, where they are to be had:
// EXILE_SAMPLES names a folder that holds telegram/*.json. Every message must be
// understood. Run it with -v for a table of what was found.
func TestSamples(t *testing.T) {
	names := formattest.Samples(t, "telegram", "*.json")
	t.Logf("%-48s %5s %8s %7s %6s %5s  %s", "file", "chats", "messages", "notices", "people", "files", "problems")
	for _, name := range names {
		base := filepath.Base(name)
		l := formattest.ReadSample(t, reader{}, name)
		t.Logf("%-48s %5d %8d %7d %6d %5d  %s", base, l.Chats, l.Messages, l.Notices, l.People, l.Files, l.Told())
		got := counts{l.Chats, l.Messages, l.Notices, l.People, l.Files}
		if want, known := sampleCounts[base]; !known || got != want || l.NotRead > 0 {
			t.Errorf("%s: %+v, want %+v; %d not read", base, got, want, l.NotRead)
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
