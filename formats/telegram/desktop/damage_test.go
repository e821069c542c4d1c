package desktop

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

func fixtureBytes(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// keys reads an input and returns the keys of its messages, and the error.
func keys(in formats.Input) (all []string, err error) {
	err = reader{}.Read(context.Background(), in, formats.ReadOptions{}, func(e export.Event) error {
		if m, ok := e.(*export.Message); ok {
			all = append(all, m.SourceKey)
		}
		return nil
	})
	return all, err
}

// Wherever an export is cut, everything before the cut is read, and then one error
// says so in words for people.
func TestCutExport(t *testing.T) {
	raw := fixtureBytes(t, "desktop-2024-account/result.json")
	whole, err := keys(formattest.Input("result.json", formattest.File{Name: "result.json", Data: raw}))
	if err != nil {
		t.Fatal(err)
	}
	head := strings.Index(string(raw), `"text": "first"`)
	most := 0
	for n := head; n < len(raw)-1; n++ {
		got, err := keys(formattest.Input("result.json", formattest.File{Name: "result.json", Data: raw[:n]}))
		explained, ok := errors.AsType[*formats.ExplainedError](err)
		if !ok || !strings.Contains(explained.What.EN, "ends in the middle") || explained.Name != "result.json" {
			t.Fatalf("cut at byte %d: %v", n, err)
		}
		if len(got) > len(whole) || strings.Join(got, " ") != strings.Join(whole[:len(got)], " ") {
			t.Fatalf("cut at byte %d: read %v of %v", n, got, whole)
		}
		if len(got) < most {
			t.Fatalf("cut at byte %d: %d messages, fewer than in less", n, len(got))
		}
		most = len(got)
	}
	if most != len(whole) {
		t.Errorf("at most %d of %d messages were read", most, len(whole))
	}
}

// A byte that was changed in the middle of a file is an error behind what stands
// before it, and nothing of a message is in its words.
func TestDamaged(t *testing.T) {
	raw := string(fixtureBytes(t, "desktop-2022-folder/result.json"))
	bad := strings.Replace(raw, `"id": 4,`, `"id": 4;`, 1)
	got, err := keys(formattest.Input("result.json", formattest.File{Name: "result.json", Data: []byte(bad)}))
	explained, ok := errors.AsType[*formats.ExplainedError](err)
	if !ok || !strings.Contains(explained.What.EN, "no longer JSON") || explained.What.KO == "" || explained.Hint.KO == "" {
		t.Errorf("the error is %v", err)
	}
	if len(got) != 3 {
		t.Errorf("read %v before the damage", got)
	}
	trailing := formattest.Input("result.json", formattest.File{Name: "result.json", Data: []byte(raw + "\n{}")})
	if got, err := keys(trailing); err == nil || len(got) != 10 {
		t.Errorf("with more behind its end: %d messages, %v", len(got), err)
	}
}

// brokenFS fails in the middle of a file on its n-th opening.
type brokenFS struct {
	fs.FS
	opened *int
	fails  int
}

func (b brokenFS) Open(name string) (fs.File, error) {
	f, err := b.FS.Open(name)
	if *b.opened++; err == nil && *b.opened == b.fails {
		return brokenFile{f}, nil
	}
	return f, err
}

type brokenFile struct{ fs.File }

func (brokenFile) Read([]byte) (int, error) { return 0, errDisk }

var errDisk = errors.New("the disk fails")

// An error of the disk comes back from each of the openings: the look at the head,
// the first pass and the second.
func TestDiskFails(t *testing.T) {
	raw := fixtureBytes(t, "desktop-2021-group.json")
	for fails := 1; fails <= 3; fails++ {
		in := formattest.Input("result.json", formattest.File{Name: "result.json", Data: raw})
		in.Roots[0].FS = brokenFS{in.Roots[0].FS, new(int), fails}
		if _, err := keys(in); !errors.Is(err, errDisk) {
			t.Errorf("a disk that fails on opening %d gave %v", fails, err)
		}
	}
}

// endless is a file that begins like an export and goes on with one letter.
type endless struct {
	fs.File
	head io.Reader
	left int64
}

func (e *endless) Read(p []byte) (int, error) {
	if n, err := e.head.Read(p); err == nil {
		return n, nil
	}
	n := int(min(int64(len(p)), e.left))
	for i := range p[:n] {
		p[i] = 'a'
	}
	if e.left -= int64(n); n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

type endlessFS struct {
	fstest.MapFS
	head string
}

func (e endlessFS) Open(name string) (fs.File, error) {
	f, err := e.MapFS.Open(name)
	return &endless{f, strings.NewReader(e.head), 8 << 30}, err
}

// One value of many gigabytes is refused before it fills the memory, wherever it is.
func TestLongValue(t *testing.T) {
	for _, head := range []string{
		`{"name":"a","type":"personal_chat","id":1,"messages":[{"id":1,"type":"message","text":"`,
		`{"name":"a","type":"personal_chat","id":1,"messages":[],"other":"`,
	} {
		in := formats.Input{Roots: []formats.Root{{
			Name: "result.json", Kind: formats.RootFile, Files: []formats.Entry{{Name: "result.json", Size: 8 << 30}},
			FS: endlessFS{fstest.MapFS{"result.json": {}}, head},
		}}}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := keys(in)
		runtime.ReadMemStats(&after)
		if explained, ok := errors.AsType[*formats.ExplainedError](err); !ok || !strings.Contains(explained.What.EN, "64 MiB") {
			t.Errorf("%.30s…: %v", head, err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 1<<30 {
			t.Errorf("%d MiB were allocated", used>>20)
		}
	}
}

// The bytes come out the same however they are read.
func TestMended(t *testing.T) {
	for in, want := range map[string]string{
		``:                           ``,
		`\`:                          `\`,
		`\x`:                         `\x`,
		`\x1`:                        `\x1`,
		`\x1F`:                       `\u001F`,
		`a\x07b`:                     `a\u0007b`,
		`\\x07`:                      `\\x07`,
		`\\\x07`:                     `\\\u0007`,
		`\x0\x07`:                    `\x0\u0007`,
		`\xZZ`:                       `\xZZ`,
		"\\u2028\x80\xa8!":           `\u2028!`,
		"\\u2029\x80\xa9!":           `\u2029!`,
		"\\u2028\x80\xa9!":           "\\u2028\x80\xa9!",
		"\\\\u2028\x80\xa8":          "\\\\u2028\x80\xa8",
		"\xef\xbb\xbf{}":             `{}`,
		"\xef\xbb\xbf\xef\xbb\xbf{}": "\xef\xbb\xbf{}",
		strings.Repeat("가", 70_000) + `\x1b` + strings.Repeat(`\x07`, 70_000): strings.Repeat("가", 70_000) + `\u001b` + strings.Repeat(`\u0007`, 70_000),
	} {
		for name, r := range map[string]io.Reader{
			"whole":         newMended(strings.NewReader(in)),
			"byte by byte":  newMended(iotest.OneByteReader(strings.NewReader(in))),
			"in halves":     newMended(iotest.HalfReader(strings.NewReader(in))),
			"with the end":  newMended(iotest.DataErrReader(strings.NewReader(in))),
			"to small room": iotest.OneByteReader(newMended(strings.NewReader(in))),
		} {
			got, err := io.ReadAll(r)
			if string(got) != want || err != nil {
				t.Errorf("%.40q %s became %.40q, %v; want %.40q", in, name, got, err, want)
			}
		}
	}
}

// A read that is cancelled in the middle stops within a thousand messages.
func TestCancel(t *testing.T) {
	in := formats.Input{Roots: []formats.Root{generate(t, 5000)}}
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	err := reader{}.Read(ctx, in, formats.ReadOptions{Zone: time.UTC}, func(e export.Event) error {
		if _, ok := e.(*export.Message); ok {
			if n++; n == 1000 {
				cancel()
			}
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || n > 2000 {
		t.Errorf("%d messages, %v", n, err)
	}
}

// A message of very many fields that nobody knows is read, and they are told of in few
// words.
func TestManyFields(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"name":"a","type":"private_group","id":1,"messages":[{"id":1,"type":"message","text":"still here"`)
	const fields = 100_000
	for i := range fields {
		fmt.Fprintf(&b, `,"field %d":0`, i)
	}
	b.WriteString("}]}")
	in := formattest.Input("result.json", formattest.File{Name: "result.json", Data: []byte(b.String())})
	told, problems := 0, 0
	for _, e := range formattest.Read(t, reader{}, in, formats.ReadOptions{}) {
		switch e := e.(type) {
		case *export.Message:
			if e.Content.Words() != "still here" {
				t.Errorf("the message says %q", e.Content.Words())
			}
		case *export.Problem:
			if e.Code == export.OnlyInOriginal {
				problems++
				told += e.Times()
			}
		case *export.Person, *export.Chat, *export.Unread, *export.Mark, *export.Profile:
		}
	}
	if told != fields || problems > maxMissed+1 {
		t.Errorf("%d of %d fields are told of, in %d problems", told, fields, problems)
	}
}
