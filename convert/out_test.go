package convert

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/export"
	"exile/formats"
)

func history() memoryHistory {
	h := memoryHistory{files: map[string][]byte{"a.jpg": []byte("photo")}}
	for i, c := range []export.Content{
		export.Text{Body: "hello"},
		export.Media{Files: []export.File{{Kind: export.FilePhoto, Name: "a.jpg", Path: "a.jpg", State: export.FilePresent}}},
		export.Notice{Plain: "left"},
	} {
		h.messages = append(h.messages, &export.Message{Chat: 1, Sender: 1, Seq: int64(i), Content: c})
	}
	return h
}

func TestWriteFolder(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	e := &Engine{Formats: toys()}
	before := &Report{Version: 1, Inputs: []InReport{{Input: "talk.txt", Format: "toy", Problems: []export.Problem{
		{Code: export.UnreadLine, Count: 2, From: export.Source{Input: "talk.txt", File: "talk.txt", Line: 7, Lines: 1}},
	}}}}
	r, err := e.Write(t.Context(), history(), toys()[0], out, OutOptions{Report: before})
	if err != nil {
		t.Fatal(err)
	}
	if (r.Written != formats.Tally{Chats: 2, Messages: 2, Notices: 1, Files: 1}) || len(r.Problems) != 0 {
		t.Errorf("report: %+v", r)
	}
	files := tree(t, dir)
	if files["out/1/chat.txt"] != "toy\nroom toys\nKim: hello\nKim# a.jpg\n* left\n" {
		t.Errorf("wrote %q", files["out/1/chat.txt"])
	}
	if files["out/1/a.jpg"] != "photo" || len(files) != 8 {
		t.Errorf("tree: %v", files)
	}
	back, err := ReadReport(out)
	if err != nil || back.Inputs[0].Input != "talk.txt" || back.Outputs[0].Path != "out" || back.Outputs[0].Want != r.Want {
		t.Errorf("report read back: %+v, %v", back, err)
	}
	if diff := cmp.Diff(before.Problems(), back.Problems()); diff != "" {
		t.Error(diff)
	}
	if len(before.Outputs) != 0 {
		t.Error("the caller's report was changed")
	}
	if _, err := e.Write(t.Context(), history(), toys()[0], out, OutOptions{}); !errors.Is(err, ErrExists) {
		t.Errorf("again: %v", err)
	}
	if _, err := e.Write(t.Context(), history(), toys()[0], out, OutOptions{Force: true}); err != nil {
		t.Errorf("again, by force: %v", err)
	}
	if len(tree(t, dir)) != 8 {
		t.Errorf("tree: %v", tree(t, dir))
	}
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	e := &Engine{Formats: toys()}
	single := toys()[1]
	var stdout bytes.Buffer
	if _, err := e.Write(t.Context(), history(), single, "-", OutOptions{Stdout: &stdout, Write: formats.WriteOptions{Lang: "en"}}); err != nil {
		t.Fatal(err)
	}
	r, err := e.Write(t.Context(), history(), single, filepath.Join(dir, "all.toy"), OutOptions{Write: formats.WriteOptions{Lang: "en"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := tree(t, dir); len(got) != 2 || got["all.toy"] != stdout.String() || !strings.Contains(got["all.toy"], "Kim: [photo a.jpg]") {
		t.Errorf("tree: %q", got)
	}
	if codes(r.Problems)["lossy-file"] != 1 {
		t.Errorf("problems: %v", r.Problems)
	}
	if _, err := e.Write(t.Context(), history(), toys()[0], "-", OutOptions{Stdout: &stdout}); !errors.Is(err, ErrNotSingle) {
		t.Errorf("a folder to standard output: %v", err)
	}
}

// A writer that loses a message, and does not know it, is found out.
func TestUnbalancedOutput(t *testing.T) {
	e := &Engine{}
	f := formats.Format{Name: "lossy", Writer: lossyWriter{toyWriter{}}}
	r, err := e.Write(t.Context(), history(), f, filepath.Join(t.TempDir(), "out"), OutOptions{})
	if err != nil || codes(r.Problems)["unbalanced"] != 1 {
		t.Errorf("%+v, %v", r, err)
	}
}

type lossyWriter struct{ toyWriter }

func (w lossyWriter) Write(ctx context.Context, h formats.History, out formats.Output, opt formats.WriteOptions, warn formats.Warn) (formats.Tally, error) {
	t, err := w.toyWriter.Write(ctx, h, out, opt, warn)
	t.Messages--
	return t, err
}

// Names that would leave the output, or that some system cannot hold, are
// refused before they reach the disk.
func TestOutputNames(t *testing.T) {
	dir := t.TempDir()
	o, err := newFolder(filepath.Join(dir, "out"), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"", ".", "../a", "/a", "a/../../b", `a\b`, "a:b", "con", "a/NUL.txt", "com1.jpg", "a.", "a ", "x?", "a\nb", strings.Repeat("가", 100),
	} {
		if w, err := o.Create(name); err == nil {
			w.Close()
			t.Errorf("%q was created", name)
		}
	}
	for _, name := range []string{"a/b.txt", "console", "com10", "가.txt"} {
		w, err := o.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	}
	for _, name := range []string{"a/b.txt", "A/B.TXT", "a"} {
		if _, err := o.Create(name); err == nil {
			t.Errorf("%q was created a second time", name)
		}
	}
	if err := o.finish(); err != nil {
		t.Error(err)
	}
}

var errFault = errors.New("no space left")

// faulty fails at its nth call of Write or Close.
type faulty struct {
	io.WriteCloser
	left *int
}

func (f faulty) fault() error {
	if *f.left--; *f.left == 0 {
		return errFault
	}
	return nil
}

func (f faulty) Write(p []byte) (int, error) {
	if err := f.fault(); err != nil {
		return 0, err
	}
	return f.WriteCloser.Write(p)
}

func (f faulty) Close() error { return errors.Join(f.fault(), f.WriteCloser.Close()) }

// Whichever write fails, nothing is left, and what was there before stays.
func TestEveryWriteFails(t *testing.T) {
	for _, format := range toys() {
		for n := 1; ; n++ {
			dir := t.TempDir()
			old := "out"
			if format.Name == "toy" {
				old = "out/" + ReportName
			}
			write(t, dir, old, "{}")
			left := n
			_, err := (&Engine{}).Write(t.Context(), history(), format, filepath.Join(dir, "out"), OutOptions{
				Force: true,
				wrap:  func(w io.WriteCloser) io.WriteCloser { return faulty{w, &left} },
			})
			if err == nil {
				if left <= 0 {
					t.Errorf("%s: the failure of write %d went unnoticed", format.Name, n)
				}
				if n < 6 {
					t.Errorf("%s: only %d writes", format.Name, n)
				}
				break
			}
			if !errors.Is(err, errFault) {
				t.Errorf("%s, write %d: %v", format.Name, n, err)
			}
			if got := tree(t, dir); got[old] != "{}" || len(got) > 3 {
				t.Errorf("%s, write %d: left %v", format.Name, n, got)
			}
		}
	}
}

func TestCancelWrite(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	h := history()
	e := &Engine{Progress: func(Progress) { cancel() }}
	for i := range 3000 {
		h.messages = append(h.messages, &export.Message{Chat: 1, Seq: int64(i), Content: export.Text{Body: strconv.Itoa(i)}})
	}
	_, err := e.Write(ctx, h, toys()[0], filepath.Join(dir, "out"), OutOptions{})
	if !errors.Is(err, context.Canceled) || len(tree(t, dir)) != 1 {
		t.Errorf("%v, left %v", err, tree(t, dir))
	}
}

func TestStrictWrite(t *testing.T) {
	dir := t.TempDir()
	_, err := (&Engine{}).Write(t.Context(), history(), toys()[1], filepath.Join(dir, "out"), OutOptions{Strict: true})
	var strict *StrictError
	if !errors.As(err, &strict) || strict.Problem.Code != export.LossyFile || len(tree(t, dir)) != 1 {
		t.Errorf("%v, left %v", err, tree(t, dir))
	}
}

func TestReopener(t *testing.T) {
	body := strings.Repeat("0123456789", 1000)
	in := open1(t, write(t, t.TempDir(), "a.zip", string(zipped(t, entry{"a", body}))))
	f, err := openSeeker(in.Roots[0], "a")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, at := range []int64{0, 5000, 10, 9999, 10000, 3} {
		if _, err := f.Seek(at, io.SeekStart); err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(f)
		if err != nil || string(got) != body[at:] {
			t.Errorf("from %d: %d bytes, %v", at, len(got), err)
		}
	}
	if size, err := f.Seek(0, io.SeekEnd); err != nil || size != int64(len(body)) {
		t.Errorf("size %d, %v", size, err)
	}
}

// Every folder is made to last, each before the one that holds it.
func TestFoldersLast(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	o, err := newFolder(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	var synced []string
	o.last = func(d *os.File) error {
		rel, err := filepath.Rel(dir, d.Name())
		synced = append(synced, filepath.ToSlash(rel))
		return err
	}
	for _, name := range []string{"a/b/c/1.txt", "a/2.txt", "3.txt", "d/4.txt"} {
		w, err := o.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := o.finish(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a/b/c", "a/b", "a", "d", "."}, synced); diff != "" {
		t.Error(diff)
	}
}
