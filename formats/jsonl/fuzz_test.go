package jsonl

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// Whatever a file holds: every line is accounted for, the promises of readers are
// kept, and what was read writes and reads again to the same.
func FuzzRead(f *testing.F) {
	seeds, err := filepath.Glob("testdata/*.jsonl")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range seeds {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, seed := range kinds(f) {
		f.Add(seed)
	}
	f.Add([]byte("{\"type\":\"exile\",\"version\":1}\n{\"type\":\"person\",\"id\":-1,\"names\":[\"\xff\"]}\n\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		in := formattest.Input("a.jsonl", formattest.File{Name: "a.jsonl", Data: data})
		if Format().Reader.Detect(in).Score < formats.Likely {
			return
		}
		events, err := readAll(t, in)
		if err != nil {
			return // a newer version
		}
		formattest.Accounting(t, in, events)
		formattest.Promises(t, in, events)
		first, _, _ := formattest.Write(t, writer{}, formattest.NewHistory(events, nil), formats.WriteOptions{})
		again, err := readAll(t, first.Input("a.jsonl"))
		if err != nil {
			t.Fatalf("what was written cannot be read: %v", err)
		}
		second, _, _ := formattest.Write(t, writer{}, formattest.NewHistory(again, nil), formats.WriteOptions{})
		if a, b := withoutSource(first), withoutSource(second); !bytes.Equal(a, b) {
			t.Errorf("written again:\n%s\nfirst:\n%s", b, a)
		}
	})
}

// kinds returns small files with one message each, of every kind: what is large
// is slow to fuzz.
func kinds(f *testing.F) [][]byte {
	f.Helper()
	data, err := os.ReadFile("testdata/everything.golden/chats.jsonl")
	if err != nil {
		f.Fatal(err)
	}
	var head []byte
	var seeds [][]byte
	seen := make(map[export.Kind]bool)
	for line := range bytes.Lines(data) {
		e, err := export.DecodeEvent(line)
		m, ok := e.(*export.Message)
		if err != nil || !ok {
			head = append(head, line...)
			continue
		}
		if k := export.KindOf(m.Content); !seen[k] {
			seen[k] = true
			seeds = append(seeds, append(slices.Clip(head), line...))
		}
	}
	return seeds
}

func readAll(t *testing.T, in formats.Input) ([]export.Event, error) {
	t.Helper()
	var events []export.Event
	err := reader{}.Read(t.Context(), in, formats.ReadOptions{}, func(e export.Event) error {
		events = append(events, e)
		return nil
	})
	return events, err
}

var seq = regexp.MustCompile(`"seq":\d+,`)

// withoutSource cuts off every line what reading gives anew: the source, which is
// the file that was read, and the number in the file's order.
func withoutSource(out *formattest.Output) []byte {
	var all []byte
	for line := range bytes.Lines(out.Bytes("chats.jsonl")) {
		if i := bytes.LastIndex(line, []byte(`,"source":{`)); i >= 0 {
			line = seq.ReplaceAll(line[:i], nil)
		}
		all = append(append(all, line...), '\n')
	}
	return all
}
