package whatsapp

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/whatsapp/whatsapptest"
)

// FuzzRead reads any bytes: every line is covered once, what is a message has a
// chat and a time, and nothing panics.
func FuzzRead(f *testing.F) {
	for _, pattern := range []string{"testdata/*.txt", "testdata/*/*.txt", "testdata/*/*/*.txt"} {
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
	for i, v := range whatsapptest.All() {
		var text strings.Builder
		c := formattest.Generate(formattest.Plan{Seed: uint64(i), Messages: 40, Media: true, Open: true, Adversarial: true})
		if err := v.Write(&text, whatsapptest.Hostile(whatsapptest.Lively(c))); err != nil {
			f.Fatal(err)
		}
		f.Add([]byte(text.String()))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		in := textInput("_chat.txt", string(raw))
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
		formattest.Promises(t, in, events)
	})
}
