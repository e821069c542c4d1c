package formats_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"exile/formats"
)

type cut struct {
	text                string
	ending, line, lines int
	offset              int64
}

func cuts(l *formats.Lines, next func() bool) []cut {
	var all []cut
	for next() {
		all = append(all, cut{l.Text, l.Ending, l.Line, l.Lines, l.Offset})
	}
	return all
}

func TestLines(t *testing.T) {
	const text = "a\r\nb\nc\r\n\r\nd\n\ne"
	for _, one := range []bool{false, true} {
		open := func() *formats.Lines {
			if one {
				return formats.NewLines(iotest.OneByteReader(strings.NewReader(text)))
			}
			return formats.NewLines(strings.NewReader(text))
		}
		l := open()
		lines := cuts(l, l.Next)
		wantLines := []cut{{"a", 2, 1, 1, 0}, {"b", 1, 2, 1, 3}, {"c", 2, 3, 1, 5}, {"", 2, 4, 1, 8}, {"d", 1, 5, 1, 10}, {"", 1, 6, 1, 12}, {"e", 0, 7, 1, 13}}
		same(t, "lines", lines, wantLines)
		l = open()
		records := cuts(l, l.NextRecord)
		wantRecords := []cut{{"a", 2, 1, 1, 0}, {"b\nc", 2, 2, 2, 3}, {"", 2, 4, 1, 8}, {"d\n\ne", 0, 5, 3, 10}}
		same(t, "records", records, wantRecords)
	}
}

func same(t *testing.T, what string, got, want []cut) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: got %+v, want %+v", what, got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("%s %d: got %+v, want %+v", what, i, got[i], want[i])
		}
	}
}

func TestLinesEndWithLF(t *testing.T) {
	l := formats.NewLines(strings.NewReader("a\nb\n"))
	same(t, "records", cuts(l, l.NextRecord), []cut{{"a\nb", 1, 1, 2, 0}})
}

// A record may be longer than a block; a line may not be longer than MaxRecord.
func TestLinesLong(t *testing.T) {
	long := strings.Repeat("가나다\n", 1<<20)
	l := formats.NewLines(strings.NewReader("x\r\n" + long + "y\r\nz"))
	got := cuts(l, l.NextRecord)
	if len(got) != 3 || got[1].text != long+"y" || got[1].lines != 1<<20+1 || got[2].line != 1<<20+3 {
		t.Errorf("a record over several blocks came out in %d parts", len(got))
	}
	l = formats.NewLines(strings.NewReader("x\r\n" + strings.Repeat(strings.Repeat("y", 1<<20)+"\n", 60) + "\r\nz\r\n"))
	if got := cuts(l, l.NextRecord); l.Err() != nil || len(got) < 5 || got[len(got)-1].text != "z" {
		t.Errorf("a record of long lines came out in %d parts, %v", len(got), l.Err())
	}
	l = formats.NewLines(strings.NewReader(strings.Repeat("x", formats.MaxRecord+2<<20)))
	if n := len(cuts(l, l.Next)); n != 0 || !errors.Is(l.Err(), formats.ErrLongLine) {
		t.Errorf("got %d lines and error %v", n, l.Err())
	}
}

// An input that ends too early must not pass for one that ends.
func TestLinesCutShort(t *testing.T) {
	l := formats.NewLines(io.MultiReader(strings.NewReader("a\nb"), iotest.ErrReader(io.ErrUnexpectedEOF)))
	for l.Next() {
		if l.Text == "b" {
			t.Error("the unfinished line came out")
		}
	}
	if !errors.Is(l.Err(), io.ErrUnexpectedEOF) {
		t.Errorf("error %v", l.Err())
	}
}

func TestLinesError(t *testing.T) {
	broken := errors.New("broken")
	l := formats.NewLines(iotest.ErrReader(broken))
	if l.Next() || !errors.Is(l.Err(), broken) {
		t.Errorf("error %v", l.Err())
	}
}

// Blocks that are read into the same memory hold the same lines.
func TestLinesReused(t *testing.T) {
	var text strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&text, "%d 가나다\n%s\r\n", i, strings.Repeat("x", i%50))
		if i%5_000 == 0 {
			text.WriteString(strings.Repeat("긴 줄 ", 50_000))
		}
	}
	want := formats.NewLines(strings.NewReader(text.String()))
	got := formats.NewLinesReused(strings.NewReader(text.String()))
	for want.NextRecord() {
		if !got.NextRecord() || got.Text != want.Text || got.Line != want.Line || got.Offset != want.Offset {
			t.Fatalf("line %d: got line %d at %d", want.Line, got.Line, got.Offset)
		}
	}
	if got.NextRecord() || got.Err() != nil {
		t.Errorf("more than the text, or error %v", got.Err())
	}
}
