package formattest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"testing"

	"exile/export"
	"exile/formats"
)

// RunWriter tests a writer on [Everything], cut to what the writer's Can says,
// once with each of opts, or with the language en alone where there are none.
// The first is compared with testdata/everything.golden, the others with
// everything-2.golden and so on.
//
// Of each: all files are closed and have safe names; a second write is byte-equal;
// the tally is what the history delivered; errors of the history, of its files
// and of the output come back, and so does a cancel. Where the format has a reader
// too, what was written reads back with the losses of Can alone.
func RunWriter(t *testing.T, f formats.Format, opts ...formats.WriteOptions) {
	t.Helper()
	if len(opts) == 0 {
		opts = []formats.WriteOptions{{Lang: "en"}}
	}
	for i, opt := range opts {
		name := "everything.golden"
		if i > 0 {
			name = fmt.Sprintf("everything-%d.golden", i+1)
		}
		t.Run(name, func(t *testing.T) { testWriter(t, f, name, opt) })
	}
	t.Run("nothing", func(t *testing.T) {
		_, tally, _ := Write(t, f.Writer, NewHistory(nil, nil), opts[0])
		if tally.Messages+tally.Notices+tally.Chats+tally.Files != 0 {
			t.Errorf("of a history with nothing in it was written %+v", tally)
		}
	})
	t.Run("errors", func(t *testing.T) { writerErrors(t, f.Writer, opts[0]) })
}

// Write writes a history into memory and fails where a file stays open.
func Write(tb testing.TB, w formats.Writer, h formats.History, opt formats.WriteOptions) (*Output, formats.Tally, []export.Problem) {
	tb.Helper()
	out := &Output{}
	var problems []export.Problem
	tally, err := w.Write(tb.Context(), h, out, opt, func(p export.Problem) { problems = append(problems, p) })
	if err != nil {
		tb.Fatalf("write: %v", err)
	}
	for _, name := range out.Unclosed() {
		tb.Errorf("%s was not closed", name)
	}
	if w.Can().SingleFile && len(out.Names()) != 1 {
		tb.Errorf("the output is one file, and these were written: %q", out.Names())
	}
	return out, tally, problems
}

func testWriter(tb testing.TB, f formats.Format, name string, opt formats.WriteOptions) {
	tb.Helper()
	h := Fitted(Everything(), f.Writer.Can())
	out, tally, problems := Write(tb, f.Writer, h, opt)
	goldenTree(tb, name, out)
	again, _, _ := Write(tb, f.Writer, h, opt)
	sameOutput(tb, out, again)
	checkTally(tb, delivered(tb, h), tally, problems)
	if f.Reader != nil {
		readsBack(tb, f, h, out)
	}
}

func sameOutput(tb testing.TB, a, b *Output) {
	tb.Helper()
	if fmt.Sprint(a.order) != fmt.Sprint(b.order) {
		tb.Errorf("a second write made other files: %q, first %q", b.order, a.order)
		return
	}
	for _, name := range a.Names() {
		if string(a.Bytes(name)) != string(b.Bytes(name)) {
			tb.Errorf("a second write of %s is not byte-equal", name)
		}
	}
}

// delivered counts what a history holds, as convert does.
func delivered(tb testing.TB, h formats.History) formats.Tally {
	tb.Helper()
	var tally formats.Tally
	for _, list := range messages(tb, h) {
		if len(list) > 0 {
			tally.Chats++
		}
		for _, m := range list {
			switch c := m.Content.(type) {
			case export.Notice:
				tally.Notices++
				continue
			case export.Media:
				for i := range c.Files {
					if c.Files[i].State == export.FilePresent {
						tally.Files++
					}
				}
			case export.Text, export.Call, export.Poll, export.Place, export.Card, export.Deleted, export.Unknown:
			}
			tally.Messages++
		}
	}
	return tally
}

// checkTally compares the writer's own count with what it was given. Files that
// the target does not take have problems of their own; a chat in several parts
// counts several times.
func checkTally(tb testing.TB, want, got formats.Tally, problems []export.Problem) {
	tb.Helper()
	var refused int64
	for i := range problems {
		if problems[i].Code == export.LossyFile {
			refused += int64(problems[i].Times())
		}
	}
	if got.Messages != want.Messages || got.Notices != want.Notices || got.Chats < want.Chats || got.Files+refused != want.Files {
		tb.Errorf("the tally is %+v with %d files refused, the history delivered %+v", got, refused, want)
	}
}

// messages returns all messages of a history, chat by chat.
func messages(tb testing.TB, h formats.History) [][]*export.Message {
	tb.Helper()
	chats, err := h.Chats(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	all := make([][]*export.Message, len(chats))
	for i := range chats {
		for m, err := range h.Messages(tb.Context(), chats[i].Ref, export.Range{}) {
			if err != nil {
				tb.Fatal(err)
			}
			all[i] = append(all[i], m)
		}
	}
	return all
}

var errHistory = errors.New("the store fails")

// writerErrors lets everything fail that a writer depends on.
func writerErrors(tb testing.TB, w formats.Writer, opt formats.WriteOptions) {
	tb.Helper()
	h := Fitted(Everything(), w.Can())
	write := func(ctx context.Context, h formats.History, out formats.Output) error {
		_, err := w.Write(ctx, h, out, opt, func(export.Problem) {})
		return err
	}
	ctx, cancel := context.WithCancel(tb.Context())
	cancel()
	if err := write(ctx, h, &Output{}); !errors.Is(err, context.Canceled) {
		tb.Errorf("a write that was cancelled before it began returned %v", err)
	}
	for _, after := range []int{0, 1, 50} {
		if err := write(tb.Context(), brokenHistory{h, after}, &Output{}); !errors.Is(err, errHistory) {
			tb.Errorf("a store that fails after %d messages gave %v", after, err)
		}
	}
	full := &Output{}
	if err := write(tb.Context(), h, full); err != nil {
		tb.Fatal(err)
	}
	var size int64
	for _, name := range full.Names() {
		size += int64(len(full.Bytes(name)))
	}
	for _, room := range []int64{0, 1, size / 2, size - 1} {
		if err := write(tb.Context(), h, &fullDisk{left: room}); !errors.Is(err, errDisk) {
			tb.Errorf("a disk with room for %d of %d bytes gave %v", room, size, err)
		}
	}
	for n := range full.Names() {
		if err := write(tb.Context(), h, &fullDisk{left: size, noClose: n + 1}); !errors.Is(err, errDisk) {
			tb.Errorf("a disk that fails at the end of file %d gave %v", n+1, err)
		}
	}
	if err := write(tb.Context(), h, &fullDisk{noCreate: true}); !errors.Is(err, errDisk) {
		tb.Errorf("a disk that takes no file gave %v", err)
	}
	if w.Can().Media && opensFiles(tb, w, h, opt) {
		if err := write(tb.Context(), brokenFiles{h}, &Output{}); !errors.Is(err, errHistory) {
			tb.Errorf("a photo that cannot be opened gave %v", err)
		}
	}
}

// opensFiles reports whether the writer reads the bytes of files at all.
func opensFiles(tb testing.TB, w formats.Writer, h formats.History, opt formats.WriteOptions) bool {
	tb.Helper()
	c := &countedFiles{History: h}
	if _, err := w.Write(tb.Context(), c, &Output{}, opt, func(export.Problem) {}); err != nil {
		tb.Fatal(err)
	}
	return c.n > 0
}

type countedFiles struct {
	formats.History
	n int
}

func (c *countedFiles) OpenFile(ctx context.Context, f *export.File) (io.ReadSeekCloser, error) {
	c.n++
	return c.History.OpenFile(ctx, f)
}

type brokenFiles struct{ formats.History }

func (brokenFiles) OpenFile(context.Context, *export.File) (io.ReadSeekCloser, error) {
	return nil, errHistory
}

// brokenHistory fails after some messages of each chat that has more.
type brokenHistory struct {
	formats.History
	after int
}

func (b brokenHistory) Messages(ctx context.Context, chat export.ChatRef, r export.Range) iter.Seq2[*export.Message, error] {
	return func(yield func(*export.Message, error) bool) {
		n := 0
		for m, err := range b.History.Messages(ctx, chat, r) {
			if n++; n > b.after {
				m, err = nil, errHistory
			}
			if !yield(m, err) || err != nil {
				return
			}
		}
	}
}

// fullDisk is an output that fails: when it has no room left, or at the close of
// the file with the number noClose, or at once.
type fullDisk struct {
	Output
	left     int64
	noClose  int
	noCreate bool
	created  int
}

func (d *fullDisk) Create(name string) (io.WriteCloser, error) {
	if d.noCreate {
		return nil, errDisk
	}
	w, err := d.Output.Create(name)
	d.created++
	return &fullFile{w, d, d.created}, err
}

type fullFile struct {
	io.WriteCloser
	disk *fullDisk
	n    int
}

func (f *fullFile) Write(p []byte) (int, error) {
	k := min(int64(len(p)), f.disk.left)
	n, err := f.WriteCloser.Write(p[:k])
	f.disk.left -= k
	if err == nil && n < len(p) {
		err = errDisk
	}
	return n, err
}

func (f *fullFile) Close() error {
	if err := f.WriteCloser.Close(); err != nil {
		return err
	}
	if f.n == f.disk.noClose {
		return errDisk
	}
	return nil
}
