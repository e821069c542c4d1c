package kakaotalk

import (
	"bytes"
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
	for _, pattern := range []string{"testdata/*.txt", "testdata/*/*.txt", "testdata/*.csv"} {
		names, err := filepath.Glob(pattern)
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
	}
	for i, v := range kakaotest.All() {
		var text strings.Builder
		if err := v.Write(&text, formattest.Generate(formattest.Plan{Seed: uint64(i), Messages: 40, Media: true, Open: true, Adversarial: true})); err != nil {
			f.Fatal(err)
		}
		f.Add([]byte(text.String()))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		name := "KakaoTalkChats.txt"
		if bytes.Contains(raw[:min(len(raw), 40)], []byte("Date,User")) {
			name = "KakaoTalk_Chat_a_2026-02-10-12-16-05.csv"
		}
		in := formats.Input{Roots: []formats.Root{memRoot(t, name, string(raw))}}
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
