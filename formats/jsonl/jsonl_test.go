package jsonl

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

func TestReader(t *testing.T) { formattest.Run(t, Format(), os.DirFS("testdata")) }

func TestWriter(t *testing.T) { formattest.RunWriter(t, Format()) }

func photo(f export.File) []export.Event {
	return []export.Event{
		&export.Chat{Ref: 1, App: "kakaotalk", Kind: export.ChatGroup, Title: "방"},
		&export.Message{Chat: 1, Seq: 1, Content: export.Media{Files: []export.File{f}, Plain: "사진"}},
	}
}

// A file straight from an export has no SHA-256 yet, and its path means nothing
// in another place.
func TestWriterHashesFiles(t *testing.T) {
	data := formattest.FileBytes("a.jpg")
	sum := sha256.Sum256(data)
	file := export.File{Kind: export.FilePhoto, Name: "a.jpg", State: export.FilePresent, Root: 1, Path: "media/a.jpg"}
	h := formattest.NewHistory(photo(file), map[string][]byte{"media/a.jpg": data})
	out, tally, problems := formattest.Write(t, writer{}, h, formats.WriteOptions{})
	if len(problems) != 1 || problems[0].Code != export.NamedOnly || problems[0].Times() != 1 {
		t.Errorf("that only names go out is told as %+v", problems)
	}
	text := string(out.Bytes("chats.jsonl"))
	if !strings.Contains(text, `"sha256":"`+hex.EncodeToString(sum[:])+`"`) || strings.Contains(text, "media/") {
		t.Errorf("wrote %s", text)
	}
	if tally.Files != 1 {
		t.Errorf("the tally is %+v", tally)
	}
	gone := formattest.NewHistory(photo(file), nil)
	if _, err := (writer{}).Write(t.Context(), gone, &formattest.Output{}, formats.WriteOptions{}, nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that cannot be opened gave %v", err)
	}
}

// That a file was matched by its time is not forgotten on the way.
func TestByTime(t *testing.T) {
	file := export.File{Kind: export.FilePhoto, Name: "20260208_151702.jpg", State: export.FilePresent, ByTime: true, Path: "a.jpg"}
	h := formattest.NewHistory(photo(file), map[string][]byte{"a.jpg": formattest.FileBytes("a.jpg")})
	out, _, _ := formattest.Write(t, writer{}, h, formats.WriteOptions{})
	matched := 0
	for _, e := range formattest.Read(t, reader{}, out.Input("a.jsonl"), formats.ReadOptions{}) {
		m, ok := e.(*export.Message)
		if !ok {
			continue
		}
		if media, ok := m.Content.(export.Media); ok && media.Files[0].ByTime && media.Files[0].SHA256 != "" {
			matched++
		}
	}
	if matched != 1 {
		t.Errorf("%s was read back as if the export named the file", out.Bytes("chats.jsonl"))
	}
}

func TestReadOptions(t *testing.T) {
	data, err := os.ReadFile("testdata/direct.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	in := formattest.Input("-", formattest.File{Name: "-", Data: data}) // standard input
	opt := formats.ReadOptions{Self: "영업 : 김과장", Chat: "다른 이름"}
	for _, e := range formattest.Read(t, reader{}, in, opt) {
		switch e := e.(type) {
		case *export.Person:
			if want := e.Name() == opt.Self; e.Self != want {
				t.Errorf("%q is self: %v", e.Name(), e.Self)
			}
		case *export.Chat:
			if e.Title != opt.Chat {
				t.Errorf("the title is %q", e.Title)
			}
		case *export.Message, *export.Mark, *export.Unread, *export.Problem, *export.Profile:
		}
	}
}

func TestNewerVersionIsAnError(t *testing.T) {
	in := formattest.Input("a.jsonl", formattest.File{Name: "a.jsonl", Data: []byte(`{"type":"exile","version":2}`)})
	if m := (reader{}).Detect(in); m.Score != formats.Certain {
		t.Errorf("a newer file is not known as one of ours: %+v", m)
	}
	if _, err := readAll(t, in); err == nil || !strings.Contains(err.Error(), "version 2") {
		t.Errorf("reading it gave %v", err)
	}
}

func TestBadBytesAreCounted(t *testing.T) {
	data := "{\"type\":\"exile\",\"version\":1}\n{\"type\":\"person\",\"id\":1,\"names\":[\"a\xffb\xfe\"]}\n"
	in := formattest.Input("a.jsonl", formattest.File{Name: "a.jsonl", Data: []byte(data)})
	var name string
	var bad int
	for _, e := range formattest.Read(t, reader{}, in, formats.ReadOptions{}) {
		switch e := e.(type) {
		case *export.Person:
			name = e.Name()
		case *export.Problem:
			if e.Code == export.BadBytes {
				bad += e.Times()
			}
		case *export.Chat, *export.Message, *export.Mark, *export.Unread, *export.Profile:
		}
	}
	if name != "a\uFFFDb\uFFFD" || bad != 2 {
		t.Errorf("the name is %q, %d bytes are told to be bad", name, bad)
	}
}

// discard is an output that keeps nothing.
type discard struct{}

func (discard) Create(string) (io.WriteCloser, error) { return discard{}, nil }
func (discard) Write(p []byte) (int, error)           { return len(p), nil }
func (discard) Close() error                          { return nil }

func BenchmarkWrite(b *testing.B) {
	c := formattest.Generate(formattest.Plan{Messages: 200000})
	for b.Loop() {
		if _, err := (writer{}).Write(b.Context(), c.History(), discard{}, formats.WriteOptions{}, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(c.Plan.Messages)*float64(b.N)/b.Elapsed().Seconds(), "msgs/s")
}

func BenchmarkRead(b *testing.B) {
	c := formattest.Generate(formattest.Plan{Messages: 100000})
	out, _, _ := formattest.Write(b, writer{}, c.History(), formats.WriteOptions{})
	in := out.Input("a")
	for b.Loop() {
		if err := (reader{}).Read(b.Context(), in, formats.ReadOptions{}, func(export.Event) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(c.Plan.Messages)*float64(b.N)/b.Elapsed().Seconds(), "msgs/s")
}
