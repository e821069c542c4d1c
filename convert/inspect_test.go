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
	e := &Engine{Formats: formats.Table{{Name: "deaf", Reader: deaf{toy{magic: "toy"}}}}}
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

// A reader that goes through a whole file and says nothing of it is found out;
// one that goes by records, a picture that it looks into, and an empty file are
// none of that.
func TestDroppedFile(t *testing.T) {
	toyWith := func(emit func(export.Event) bool) toy { return toy{magic: "toy", keep: emit} }
	second := func(e export.Event) bool {
		from, ok := export.Covered(e)
		return !ok || from.File != "b.txt"
	}
	tests := []struct {
		name   string
		reader toy
		files  []string
		want   int
	}{
		{"whole", toyWith(nil), []string{talk, talk}, 0},
		{"the second dropped", toyWith(second), []string{talk, talk}, 1},
		{"everything dropped", toyWith(func(export.Event) bool { return false }), []string{talk}, 1},
		{"by records", toyWith(func(e export.Event) bool {
			m, ok := e.(*export.Message)
			if ok {
				m.From.Lines = 0
			}
			return ok
		}), []string{talk, talk}, 0},
		{"a binary file", toyWith(second), []string{talk, "toy\n\x00\n"}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for i, body := range tt.files {
				write(t, dir, string(rune('a'+i))+".txt", body)
			}
			e := &Engine{Formats: formats.Table{{Name: "toy", Reader: tt.reader}}}
			r, _, err := e.Inspect(t.Context(), open1(t, dir), InOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if n := codes(r.Problems)["unbalanced"]; n > 0 != (tt.want > 0) {
				t.Errorf("%d lines unbalanced: %+v", n, r.Ledger)
			}
		})
	}
}

// A new name on every line must not fill the memory with people.
func TestPeopleAreBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString(talk)
	for i := range maxPeople + 10 {
		fmt.Fprintf(&b, "%d: hi\n", i)
	}
	in := open1(t, write(t, t.TempDir(), "talk.txt", b.String()))
	r, _, err := (&Engine{Formats: toys()}).Inspect(t.Context(), in, InOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.People) != maxPeople || r.Ledger.People <= maxPeople+10 {
		t.Errorf("%d people kept of %d", len(r.People), r.Ledger.People)
	}
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

// rows is a reader of records, as of a database.
type rows struct{ n int }

func (rows) Detect(in formats.Input) formats.Match {
	return formats.Match{Score: formats.Certain, Files: []formats.Claim{{Name: in.Roots[0].Files[0].Name}}}
}

func (r rows) Read(_ context.Context, in formats.Input, _ formats.ReadOptions, emit formats.Emit) error {
	from := export.Source{Input: in.Roots[0].Name, File: in.Roots[0].Files[0].Name}
	if err := emit(&export.Chat{Ref: 1, App: "rows", Kind: export.ChatGroup, From: from}); err != nil {
		return err
	}
	for range r.n {
		from.Record++
		if err := emit(&export.Message{Chat: 1, Content: export.Text{Body: "ㅋㅋ"}, From: from}); err != nil {
			return err
		}
	}
	return nil
}

// Nobody knows how many rows a database holds: their number goes up, and no bytes
// stand still beside it.
func TestProgressOfRecords(t *testing.T) {
	const n = 5000
	in := open1(t, write(t, t.TempDir(), "rows.db", strings.Repeat("x", 1000)))
	var calls []Progress
	e := &Engine{Formats: formats.Table{{Name: "rows", Reader: rows{n}}}, Progress: func(p Progress) { calls = append(calls, p) }}
	if _, _, err := e.Inspect(t.Context(), in, InOptions{}); err != nil {
		t.Fatal(err)
	}
	for i, p := range calls {
		if p.Done != 0 || p.Total != 0 || i > 0 && i < len(calls)-1 && p.Messages <= calls[i-1].Messages {
			t.Errorf("call %d: %+v", i, p)
		}
	}
	if len(calls) < 10 || calls[len(calls)-1].Messages != n {
		t.Errorf("%d calls: %+v", len(calls), calls)
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
