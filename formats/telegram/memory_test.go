package telegram

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
)

// memory is a history in memory.
type memory struct {
	chats    []export.Chat
	people   []export.Person
	messages map[export.ChatRef][]*export.Message
	files    map[string][]byte // by File.Path
}

func (m *memory) Chats(context.Context) ([]export.Chat, error)    { return m.chats, nil }
func (m *memory) People(context.Context) ([]export.Person, error) { return m.people, nil }

func (m *memory) Messages(_ context.Context, chat export.ChatRef, _ export.Range) iter.Seq2[*export.Message, error] {
	return func(yield func(*export.Message, error) bool) {
		for _, msg := range m.messages[chat] {
			if !yield(msg, nil) {
				return
			}
		}
	}
}

type file struct{ *bytes.Reader }

func (file) Close() error { return nil }

func (m *memory) OpenFile(_ context.Context, f *export.File) (io.ReadSeekCloser, error) {
	b, ok := m.files[f.Path]
	if !ok {
		return nil, fmt.Errorf("no file %s", f.Path)
	}
	return file{bytes.NewReader(b)}, nil
}

// tree is an output in memory.
type tree map[string]*node

type node struct {
	bytes.Buffer
	closed bool
}

func (n *node) Close() error {
	n.closed = true
	return nil
}

func (t tree) Create(name string) (io.WriteCloser, error) {
	if t[name] != nil {
		return nil, fmt.Errorf("%s was created twice", name)
	}
	t[name] = &node{}
	return t[name], nil
}

func (t tree) names() []string { return slices.Sorted(maps.Keys(t)) }

// one returns the only file whose name ends so.
func (t tree) one(tb testing.TB, suffix string) []byte {
	tb.Helper()
	var found []byte
	n := 0
	for name, f := range t {
		if len(name) >= len(suffix) && name[len(name)-len(suffix):] == suffix {
			found, n = f.Bytes(), n+1
		}
	}
	if n != 1 {
		tb.Fatalf("%d files end in %s, want one of %q", n, suffix, t.names())
	}
	return found
}

// discard is an output that keeps nothing.
type discard struct{}

func (discard) Create(string) (io.WriteCloser, error) { return discard{}, nil }
func (discard) Write(p []byte) (int, error)           { return len(p), nil }
func (discard) Close() error                          { return nil }

// write writes a history and fails where a file stays open.
func write(tb testing.TB, h formats.History, opt formats.WriteOptions) (tree, formats.Tally, []export.Problem) {
	tb.Helper()
	out := tree{}
	var problems []export.Problem
	tally, err := writer{}.Write(tb.Context(), h, out, opt, func(p export.Problem) { problems = append(problems, p) })
	if err != nil {
		tb.Fatal(err)
	}
	for name, f := range out {
		if !f.closed {
			tb.Errorf("%s was not closed", name)
		}
	}
	return out, tally, problems
}

var seoul = time.FixedZone("KST", 9*3600)

func at(day, hour, minute int) export.Time {
	return export.Time{T: time.Date(2026, 2, day, hour, minute, 0, 0, seoul), Precision: time.Minute, Zone: export.ZoneAssumed}
}

// chatOf makes a history of one chat from its messages.
func chatOf(kind export.ChatKind, people []export.Person, messages ...*export.Message) *memory {
	for i, m := range messages {
		m.Chat, m.Seq = 1, int64(i)
	}
	return &memory{
		chats:    []export.Chat{{Ref: 1, App: "kakaotalk", Kind: kind, Title: "가족"}},
		people:   people,
		messages: map[export.ChatRef][]*export.Message{1: messages},
		files:    map[string][]byte{},
	}
}

func person(ref export.PersonRef, name string) export.Person {
	return export.Person{Ref: ref, Names: []string{name}, KnownBy: export.ByName}
}

func text(sender export.PersonRef, t export.Time, body string) *export.Message {
	return &export.Message{Sender: sender, Time: t, Content: export.Text{Body: body}}
}

func notice(t export.Time, plain string) *export.Message {
	return &export.Message{Time: t, Content: export.Notice{Plain: plain}}
}

// kst are the options of most tests.
func kst(values map[string]string) formats.WriteOptions {
	return formats.WriteOptions{Lang: "ko", Offset: 9 * time.Hour, Values: values}
}
