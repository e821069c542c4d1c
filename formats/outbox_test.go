package formats_test

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
)

// What a reader emits comes out in order and whole, however texts stand among
// other things, and also where the last texts are followed by nothing.
func TestOutbox(t *testing.T) {
	long := strings.Repeat("긴 글", 1<<12)
	for texts := range 80 {
		var want, got []string
		out := formats.NewOutbox(func(e export.Event) error {
			switch e := e.(type) {
			case *export.Message:
				got = append(got, fmt.Sprint(e.Seq, export.KindOf(e.Content), e.Content.Words()))
			case *export.Mark:
				got = append(got, e.Text)
			case *export.Unread, *export.Chat, *export.Person, *export.Problem, *export.Profile:
				t.Errorf("a %T came out", e)
			}
			return nil
		})
		say := func(body string) {
			m := &export.Message{Seq: int64(len(want))}
			want = append(want, fmt.Sprint(m.Seq, export.KindText, body))
			if err := out.Text(m, body); err != nil {
				t.Fatal(err)
			}
		}
		for i := range texts {
			say(fmt.Sprint("text ", i))
		}
		want = append(want, "a day")
		if err := out.Emit(&export.Mark{Text: "a day"}); err != nil {
			t.Fatal(err)
		}
		for i := range texts {
			say(fmt.Sprint("more ", i))
		}
		say(long)
		say("")
		if err := out.Flush(); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("with %d texts: got %d events, want %d:\n%.500q\n%.500q", texts, len(got), len(want), got, want)
		}
	}
}

// The contents that are made together are each message's own: nothing that is
// read later changes them.
func TestOutboxKeepsContents(t *testing.T) {
	var all []*export.Message
	out := formats.NewOutbox(func(e export.Event) error {
		if m, ok := e.(*export.Message); ok {
			all = append(all, m)
		}
		return nil
	})
	for i := range 1000 {
		if err := out.Text(&export.Message{}, strconv.Itoa(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	if len(all) != 1000 {
		t.Fatalf("%d messages", len(all))
	}
	for i, m := range all {
		if m.Content != nil && m.Content.Words() == strconv.Itoa(i) {
			continue
		}
		t.Fatalf("message %d says %#v", i, m.Content)
	}
}

// After an error nothing more is emitted, and the error is what every call returns.
func TestOutboxError(t *testing.T) {
	full := errors.New("the disk is full")
	for _, at := range []int{1, 2, 31, 32, 33, 40} {
		emitted, told := 0, false
		out := formats.NewOutbox(func(export.Event) error {
			if emitted++; emitted == at {
				return full
			}
			return nil
		})
		for range 100 {
			if err := out.Text(&export.Message{}, "text"); err != nil {
				told = err == full //nolint:errorlint // returned unchanged by contract
				break
			}
		}
		if !told || emitted != at {
			t.Errorf("error %d: told %v after %d events", at, told, emitted)
		}
		for range 100 { // and whoever does not listen does no harm
			_ = out.Text(&export.Message{}, "text")
		}
		if out.Emit(&export.Mark{}) == nil || out.Text(&export.Message{}, strings.Repeat("a", 1<<13)) == nil || out.Flush() == nil || emitted != at {
			t.Errorf("error %d: %d events", at, emitted)
		}
	}
}

// An allocation a text is what the Outbox is there to save.
func TestOutboxAllocations(t *testing.T) {
	out := formats.NewOutbox(func(export.Event) error { return nil })
	m := &export.Message{}
	each := testing.AllocsPerRun(10, func() {
		for range 3200 {
			if err := out.Text(m, "text"); err != nil {
				t.Fatal(err)
			}
		}
	})
	if each > 3200/32*1.5 {
		t.Errorf("%.0f allocations for 3200 texts", each)
	}
}
