package kakaotalk

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaotest"
)

// FuzzCSV reads any bytes below the header of a CSV: every line is covered once.
// As the text of a row, quoted, they come back, and so do the rows around it.
func FuzzCSV(f *testing.F) {
	names, err := filepath.Glob("testdata/*.csv")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(raw))
	}
	for i, v := range kakaotest.Mac {
		var text strings.Builder
		if err := v.Write(&text, formattest.Generate(formattest.Plan{Seed: uint64(i), Messages: 40, Media: true, Seconds: true, Adversarial: true})); err != nil {
			f.Fatal(err)
		}
		f.Add(text.String())
	}
	f.Fuzz(func(t *testing.T, raw string) {
		raw = strings.TrimPrefix(strings.TrimPrefix(raw, "\ufeff"), csvTop)
		in := formats.Input{Roots: []formats.Root{memRoot(t, "a.csv", csvTop+raw)}}
		if (reader{}).Detect(in).Score != formats.No {
			formattest.Accounting(t, in, formattest.Read(t, reader{}, in, formats.ReadOptions{}))
		}
		if !utf8.ValidString(raw) {
			return
		}
		const before, after = "2026-01-10 10:00:00,\"가람\",\"앞\"\n", "2026-01-10 10:00:02,\"가람\",\"뒤\"\n"
		text := csvTop + before + "2026-01-10 10:00:01,\"나래\",\"" + strings.ReplaceAll(raw, `"`, `""`) + "\"\n" + after
		in = formats.Input{Roots: []formats.Root{memRoot(t, "a.csv", text)}}
		events := formattest.Read(t, reader{}, in, formats.ReadOptions{})
		formattest.Accounting(t, in, events)
		var words []string
		for _, e := range events {
			if m, ok := e.(*export.Message); ok {
				words = append(words, m.Content.Words())
			}
		}
		if want := []string{"앞", strings.ReplaceAll(raw, "\r\n", "\n"), "뒤"}; !slices.Equal(words, want) {
			t.Errorf("got %q, want %q", words, want)
		}
	})
}
