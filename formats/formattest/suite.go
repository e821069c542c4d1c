package formattest

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
)

// Run tests a reader by the fixtures in fsys, which is os.DirFS("testdata").
// Every entry at its top is one input: a file, a folder, a zip, or a folder
// NAME.roots with the roots of an input that has several. Left out are hidden
// entries, golden files, and the folders fuzz and parts that begin with "_".
//
// Of each: the reader detects it at least as Likely and claims files of it;
// events are as in NAME.golden.jsonl; every line is covered exactly once; the
// ledger is balanced; a second read is equal; a cancelled read stops; errors of
// emit and of the disk come back.
func Run(t *testing.T, f formats.Format, fsys fs.FS) {
	t.Helper()
	t.Run("detects nothing in nothing", func(t *testing.T) { detectsNothing(t, f) })
	fixtures := 0
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range entries {
		if !fixture(d.Name()) {
			continue
		}
		fixtures++
		t.Run(d.Name(), func(t *testing.T) { testReader(t, f, d.Name(), Fixture(t, fsys, d.Name())) })
	}
	if fixtures == 0 {
		t.Error("there are no fixtures")
	}
}

func fixture(name string) bool {
	return !strings.HasPrefix(name, ".") && !strings.HasPrefix(name, "_") && name != "fuzz" &&
		!strings.HasSuffix(name, ".golden") && !strings.HasSuffix(name, ".golden.jsonl")
}

// Fixture opens an entry of testdata as an input, see [Run].
func Fixture(tb testing.TB, fsys fs.FS, name string) formats.Input {
	tb.Helper()
	info, err := fs.Stat(fsys, name)
	if err != nil {
		tb.Fatal(err)
	}
	if !info.IsDir() || !strings.HasSuffix(name, ".roots") {
		return formats.Input{Roots: []formats.Root{openRoot(tb, fsys, name, info.IsDir())}}
	}
	entries, err := fs.ReadDir(fsys, name)
	if err != nil {
		tb.Fatal(err)
	}
	var in formats.Input
	for _, d := range entries {
		in.Roots = append(in.Roots, openRoot(tb, fsys, path.Join(name, d.Name()), d.IsDir()))
	}
	return in
}

func openRoot(tb testing.TB, fsys fs.FS, name string, dir bool) formats.Root {
	tb.Helper()
	if dir {
		sub, err := fs.Sub(fsys, name)
		if err != nil {
			tb.Fatal(err)
		}
		root, err := formats.NewRoot(path.Base(name), formats.RootFolder, sub)
		if err != nil {
			tb.Fatal(err)
		}
		return root
	}
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		tb.Fatal(err)
	}
	if !strings.HasSuffix(name, ".zip") {
		return Input(path.Base(name), File{path.Base(name), data}).Roots[0]
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		tb.Fatal(err)
	}
	root, err := formats.NewRoot(path.Base(name), formats.RootZip, z)
	if err != nil {
		tb.Fatal(err)
	}
	return root
}

// Read reads an input to the end and returns its events.
func Read(tb testing.TB, r formats.Reader, in formats.Input, opt formats.ReadOptions) []export.Event {
	tb.Helper()
	var events []export.Event
	for e, err := range formats.Events(tb.Context(), r, in, opt) {
		if err != nil {
			tb.Fatalf("read: %v", err)
		}
		events = append(events, e)
	}
	return events
}

func testReader(tb testing.TB, f formats.Format, name string, in formats.Input) {
	tb.Helper()
	match := detects(tb, f, in)
	events := Read(tb, f.Reader, in, formats.ReadOptions{})
	got := JSONLines(events)
	Golden(tb, name+".golden.jsonl", got)
	ledger := Accounting(tb, in, events)
	if ledger.Messages+ledger.Notices+ledger.Marks+ledger.Unread == 0 {
		tb.Error("no event covers anything")
	}
	Promises(tb, in, events)
	if d := firstDifference(got, JSONLines(Read(tb, f.Reader, in, formats.ReadOptions{}))); d != "" {
		tb.Errorf("a second read is not equal: %s", d)
	}
	stopsOnCancel(tb, f.Reader, in)
	returnsEmitError(tb, f.Reader, in, len(events))
	returnsReadError(tb, f.Reader, in, match, events)
}

func detects(tb testing.TB, f formats.Format, in formats.Input) formats.Match {
	tb.Helper()
	m := f.Reader.Detect(in)
	if m.Score < formats.Likely || m.Why.EN == "" || m.Why.KO == "" || len(m.Files) == 0 {
		tb.Errorf("detected with score %d, because %q, claiming %d files", m.Score, m.Why.EN, len(m.Files))
	}
	for _, c := range m.Files {
		if c.Root < 0 || c.Root >= len(in.Roots) || !in.Roots[c.Root].Has(c.Name) {
			tb.Errorf("claims %q of root %d, which is not in the input", c.Name, c.Root)
		}
	}
	return m
}

// detectsNothing tries what people hand over by mistake.
func detectsNothing(tb testing.TB, f formats.Format) {
	tb.Helper()
	for what, in := range map[string]formats.Input{
		"no root":         {},
		"an empty folder": Input("folder"),
		"an empty file":   Input("a.txt", File{"a.txt", nil}),
		"a picture":       Input("a.jpg", File{"a.jpg", FileBytes("a.jpg")}),
		"prose":           Input("a.txt", File{"a.txt", []byte("Dear diary,\n\ntoday it rained.\n")}),
		"line feeds":      Input("a.txt", File{"a.txt", bytes.Repeat([]byte("\n"), 1<<16)}),
		"zeros":           Input("a.txt", File{"a.txt", make([]byte, 1<<16)}),
		"half a mark":     Input("a.txt", File{"a.txt", []byte("\xff\xfe\x00")}),
	} {
		if m := f.Reader.Detect(in); m.Score >= formats.Likely {
			tb.Errorf("%s is taken for %s, because %q", what, f.Name, m.Why.EN)
		}
	}
}

// patience is how many lines a reader may cover after a cancel: the 1,000 of the
// contract, and those of a message that is under way.
const patience = 2000

func stopsOnCancel(tb testing.TB, r formats.Reader, in formats.Input) {
	tb.Helper()
	ctx, cancel := context.WithCancel(tb.Context())
	cancel()
	lines := 0
	err := r.Read(ctx, in, formats.ReadOptions{}, func(e export.Event) error {
		s, _ := export.Covered(e)
		lines += max(s.Lines, min(int(s.Record), 1))
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		tb.Errorf("a read that was cancelled before it began returned %v", err)
	}
	if lines > patience {
		tb.Errorf("%d lines were covered after a cancel", lines)
	}
}

// errEmit is compared as it is: an error of emit must come back unchanged.
var errEmit = errors.New("the receiver stops")

func returnsEmitError(tb testing.TB, r formats.Reader, in formats.Input, total int) {
	tb.Helper()
	for _, stop := range []int{1, 2, total / 2, total} {
		n := 0
		err := r.Read(tb.Context(), in, formats.ReadOptions{}, func(export.Event) error {
			if n++; n >= stop {
				return errEmit
			}
			return nil
		})
		if err != errEmit { //nolint:errorlint // unchanged is the contract
			tb.Errorf("the error of emit at event %d came back as %v", stop, err)
		}
		if n > max(stop, 1) {
			tb.Errorf("%d events came after an error of emit", n-stop)
		}
	}
}

// errDisk stands for a disk that fails.
var errDisk = errors.New("the disk fails")

// returnsReadError lets each file that holds text fail in its middle.
func returnsReadError(tb testing.TB, r formats.Reader, in formats.Input, m formats.Match, events []export.Event) {
	tb.Helper()
	text := map[string]bool{}
	for _, e := range events {
		if s, ok := export.Covered(e); ok && s.Lines > 0 {
			text[s.Input+"\n"+s.File] = true
		}
	}
	for _, c := range m.Files {
		if !text[in.Roots[c.Root].Name+"\n"+c.Name] {
			continue
		}
		entry, _ := in.Roots[c.Root].Entry(c.Name)
		bad := formats.Input{Roots: append([]formats.Root{}, in.Roots...)}
		bad.Roots[c.Root].FS = failing{in.Roots[c.Root].FS, c.Name, entry.Size / 2}
		err := r.Read(tb.Context(), bad, formats.ReadOptions{}, func(export.Event) error { return nil })
		if !errors.Is(err, errDisk) {
			tb.Errorf("a disk that fails in the middle of %s gave %v", c.Name, err)
		}
	}
}

// failing is a file system one file of which cannot be read to its end.
type failing struct {
	fs.FS
	name  string
	after int64
}

func (f failing) Open(name string) (fs.File, error) {
	file, err := f.FS.Open(name)
	if err != nil || name != f.name {
		return file, err
	}
	return &failingFile{file, f.after}, nil
}

type failingFile struct {
	fs.File
	left int64
}

func (f *failingFile) Read(p []byte) (int, error) {
	if f.left <= 0 {
		return 0, errDisk
	}
	n, err := f.File.Read(p[:min(int64(len(p)), f.left)])
	f.left -= int64(n)
	if err == io.EOF { //nolint:errorlint // readers return it bare
		err = errDisk
	}
	return n, err
}
