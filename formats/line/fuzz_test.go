package line

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/line/linetest"
)

// FuzzRead reads any bytes: every line is covered once, what the contract promises
// holds, and nothing panics.
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
	for i, v := range linetest.All() {
		var text strings.Builder
		c := formattest.Generate(formattest.Plan{Seed: uint64(i), Messages: 40, Media: true, Adversarial: true})
		if err := v.Write(&text, v.Hostile(c)); err != nil {
			f.Fatal(err)
		}
		f.Add([]byte(text.String()))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		in := formattest.Input("[LINE] Chat with Ann.txt", formattest.File{Name: "[LINE] Chat with Ann.txt", Data: raw})
		if (reader{}).Detect(in).Score == formats.No {
			return
		}
		events := formattest.Read(t, reader{}, in, formats.ReadOptions{Values: map[string]string{"name": "Ann Lee"}})
		formattest.Promises(t, in, events)
		if _, ok := halfZero(raw); !ok { // of UTF-16 without a mark the suite counts bytes that are no line feeds
			formattest.Accounting(t, in, events)
		}
	})
}

// A body that opens with a quote and is never closed is looked for to the end of
// what a body may be, and many of them cost no more than their length.
func TestUnclosedQuotesAreLinear(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	text.WriteString("[LINE] Chat history with Ann\nSaved on: 2024/01/03 09:00\n\n2024.01.02 Tuesday\n")
	const openings = 200_000
	for range openings {
		text.WriteString("10:00\tAnn\t\"x\n")
	}
	in := formattest.Input("a.txt", formattest.File{Name: "a.txt", Data: []byte(text.String())})
	texts, err := find(in, "")
	if err != nil || len(texts) != 1 {
		t.Fatalf("%d texts, %v", len(texts), err)
	}
	p, err := profileOf(t.Context(), in, &texts[0], formats.ReadOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r := newRoom(t.Context(), in, &texts[0], p, formats.ReadOptions{})
	r.media = newMedia(in, texts)
	r.emit, r.ref = func(export.Event) error { return nil }, 1
	if err := r.read(); err != nil {
		t.Fatal(err)
	}
	if r.tally.unclosed != openings {
		t.Errorf("%d are not closed", r.tally.unclosed)
	}
	if most := int64(creditFirst + (creditByte+1)*text.Len() + maxQuoted); r.spent > most {
		t.Errorf("%d bytes were looked at ahead in a text of %d", r.spent, text.Len())
	}
}
