package convert

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/export"
	"exile/formats"
)

func TestInspect(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "x/talk.txt", talk+"엄마# a.jpg\n엄마# gone.jpg\nlie b.jpg\nwhat is this\nno newline: at the end")
	write(t, dir, "x/a.jpg", "photo")
	write(t, dir, "x/c.jpg", "a photo that nothing names")
	write(t, dir, "x/notes.doc", "x")
	write(t, dir, "x/.DS_Store", "x")
	for i := range 30 {
		write(t, dir, fmt.Sprintf("x/more/%02d.doc", i), "x")
	}
	r, counts, err := (&Engine{Formats: toys()}).Inspect(t.Context(), open1(t, filepath.Join(dir, "x")), InOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := export.Ledger{
		Lines: 10, Messages: 6, Notices: 1, Marks: 2, Unread: 1, Chats: 1, People: 3, Files: 3, Found: 1, Absent: 2, Counted: 10,
	}
	if diff := cmp.Diff(want, r.Ledger); diff != "" || !r.Ledger.Balanced() {
		t.Error(diff)
	}
	told := map[string]int{"missing-file": 1, "unread-line": 1, "unclaimed-file": 32}
	if diff := cmp.Diff(told, codes(r.Problems)); diff != "" {
		t.Error(diff)
	}
	if n := len(r.Problems); n != 2+maxUnclaimed+1 {
		t.Errorf("%d problems, so more than %d files are told of by name", n, maxUnclaimed)
	}
	if r.Chats[0].Title != "우리집" || r.First.IsZero() || !r.Last.After(r.First) {
		t.Errorf("report: %+v", r)
	}
	people := []PersonCount{{1, "엄마", 3}, {2, "아빠", 1}, {3, "no newline", 1}}
	if diff := cmp.Diff(people, counts.People); diff != "" {
		t.Error(diff)
	}
	if counts.Kinds[export.KindMedia] != 3 || counts.Kinds[export.KindText] != 3 || counts.Notices != 1 {
		t.Errorf("counts: %+v", counts)
	}
}

// A reader that skips a line is found out by the lines counted beside it.
func TestUnbalancedInput(t *testing.T) {
	in := open1(t, write(t, t.TempDir(), "talk.txt", talk))
	e := &Engine{Formats: formats.Table{{Name: "deaf", Reader: deaf{toy{"toy"}}}}}
	r, _, err := e.Inspect(t.Context(), in, InOptions{})
	if err != nil || codes(r.Problems)["unbalanced"] != 1 {
		t.Errorf("%+v, %v", r, err)
	}
}

// deaf does not hear notices.
type deaf struct{ toy }

func (d deaf) Read(ctx context.Context, in formats.Input, opt formats.ReadOptions, emit formats.Emit) error {
	return d.toy.Read(ctx, in, opt, func(e export.Event) error {
		if m, ok := e.(*export.Message); ok && m.Sender == 0 {
			return nil
		}
		return emit(e)
	})
}

func TestStrictRead(t *testing.T) {
	in := open1(t, write(t, t.TempDir(), "talk.txt", talk+"what is this\n"))
	_, _, err := (&Engine{Formats: toys()}).Inspect(t.Context(), in, InOptions{Strict: true})
	var strict *StrictError
	if !errors.Is(err, ErrStrict) || !errors.As(err, &strict) || strict.Problem.From.Line != 6 {
		t.Errorf("got %v", err)
	}
}

func TestCancelRead(t *testing.T) {
	in := open1(t, write(t, t.TempDir(), "talk.txt", talk+strings.Repeat("Kim: ㅋㅋ\n", 100_000)))
	ctx, cancel := context.WithCancel(t.Context())
	last := Progress{}
	e := &Engine{Formats: toys(), Progress: func(p Progress) { cancel(); last = p }}
	if _, _, err := e.Inspect(ctx, in, InOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if last.Messages > 20_000 {
		t.Errorf("went on for %d messages", last.Messages)
	}
}

// Progress never goes back and ends at the end, also over two files of which
// one lies in a zip.
func TestProgress(t *testing.T) {
	body := talk + strings.Repeat("Kim: ㅋㅋ\n", 2000)
	data := zipped(t, entry{"1.txt", body}, entry{"2.txt", body}, entry{"a.jpg", "photo"})
	in := open1(t, write(t, t.TempDir(), "a.zip", string(data)))
	last, calls := Progress{}, 0
	e := &Engine{Formats: toys(), Progress: func(p Progress) {
		if p.Done < last.Done || p.Done > p.Total || p.Messages < last.Messages {
			t.Errorf("from %+v to %+v", last, p)
		}
		last = p
		calls++
	}}
	if _, _, err := e.Inspect(t.Context(), in, InOptions{}); err != nil {
		t.Fatal(err)
	}
	if last.Done != last.Total || last.Total != int64(2*len(body)+5) || calls < 10 {
		t.Errorf("%d calls, the last %+v", calls, last)
	}
}

// A file of nothing but complaints must not fill the memory with them.
func TestProblemsAreBounded(t *testing.T) {
	in := open1(t, write(t, t.TempDir(), "talk.txt", talk+strings.Repeat("?\n", 50_000)))
	r, _, err := (&Engine{Formats: toys()}).Inspect(t.Context(), in, InOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if n := codes(r.Problems)["unread-line"]; n != 50_000 || len(r.Problems) != maxEach+1 {
		t.Errorf("%d told in %d problems", n, len(r.Problems))
	}
}

// What is wrong inside a zip comes out of the reader as such.
func TestReadDamagedZip(t *testing.T) {
	data := zipped(t, entry{"talk.txt", talk + strings.Repeat("Kim: ㅋㅋㅋ\n", 5000)})
	data[120] ^= 0x55
	in := open1(t, write(t, t.TempDir(), "a.zip", string(data)))
	if _, _, err := (&Engine{Formats: toys()}).Inspect(t.Context(), in, InOptions{}); !errors.Is(err, ErrBadZip) {
		t.Errorf("got %v", err)
	}
}
