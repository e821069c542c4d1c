package kakaotalk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaotest"
)

// FuzzRead reads any bytes: every line is covered once, what is a message has a
// chat and a time, and nothing panics.
func FuzzRead(f *testing.F) {
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	for i, v := range kakaotest.Android {
		var text strings.Builder
		if err := v.Write(&text, formattest.Generate(formattest.Plan{Seed: uint64(i), Messages: 60, Media: true, Adversarial: true})); err != nil {
			f.Fatal(err)
		}
		f.Add([]byte(text.String()))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		in := formats.Input{Roots: []formats.Root{memRoot(t, "KakaoTalkChats.txt", string(raw))}}
		if (reader{}).Detect(in).Score == formats.No {
			return
		}
		var events []export.Event
		for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
			if err != nil {
				t.Fatal(err)
			}
			events = append(events, e)
		}
		formattest.Accounting(t, in, events)
	})
}
