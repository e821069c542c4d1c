package formattest

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"slices"

	"exile/export"
	"exile/formats"
)

// History is a history in memory.
type History struct {
	chats    []export.Chat
	people   []export.Person
	messages map[export.ChatRef][]*export.Message
	files    map[string][]byte
}

// NewHistory makes a history of what a reader emitted. The bytes of present
// files are in files, by SHA256 or by Path.
func NewHistory(events []export.Event, files map[string][]byte) *History {
	h := &History{messages: map[export.ChatRef][]*export.Message{}, files: files}
	for _, e := range events {
		switch e := e.(type) {
		case *export.Chat:
			h.chats = append(h.chats, *e)
		case *export.Person:
			h.people = append(h.people, *e)
		case *export.Message:
			h.messages[e.Chat] = append(h.messages[e.Chat], e)
		case *export.Mark, *export.Unread, *export.Problem, *export.Profile:
		}
	}
	for _, list := range h.messages {
		slices.SortStableFunc(list, func(a, b *export.Message) int {
			return cmp.Or(a.Time.T.Compare(b.Time.T), cmp.Compare(a.Seq, b.Seq))
		})
	}
	return h
}

// Chats returns the chats in order of declaration.
func (h *History) Chats(ctx context.Context) ([]export.Chat, error) {
	return slices.Clone(h.chats), ctx.Err()
}

// People returns the people in order of declaration.
func (h *History) People(ctx context.Context) ([]export.Person, error) {
	return slices.Clone(h.people), ctx.Err()
}

// Messages yields copies of a chat's messages.
func (h *History) Messages(ctx context.Context, chat export.ChatRef, r export.Range) iter.Seq2[*export.Message, error] {
	return selected(ctx, r, func(yield func(*export.Message) bool) {
		for _, m := range h.messages[chat] {
			if !yield(clone(m)) {
				return
			}
		}
	})
}

// OpenFile opens the bytes of a present file.
func (h *History) OpenFile(ctx context.Context, f *export.File) (io.ReadSeekCloser, error) {
	for _, key := range []string{f.SHA256, f.Path} {
		if b, ok := h.files[key]; ok && f.State == export.FilePresent {
			return opened{bytes.NewReader(b)}, ctx.Err()
		}
	}
	return nil, fmt.Errorf("open %q: %w", f.Name, fs.ErrNotExist)
}

type opened struct{ *bytes.Reader }

func (opened) Close() error { return nil }

// History returns the chat as a history that makes its messages on demand, for
// writers at any size.
func (c *Chat) History() formats.History { return generated{c} }

type generated struct{ c *Chat }

func (g generated) Chats(ctx context.Context) ([]export.Chat, error) {
	return []export.Chat{g.c.Info}, ctx.Err()
}

func (g generated) People(ctx context.Context) ([]export.Person, error) {
	return slices.Clone(g.c.People), ctx.Err()
}

func (g generated) Messages(ctx context.Context, chat export.ChatRef, r export.Range) iter.Seq2[*export.Message, error] {
	if chat != g.c.Info.Ref {
		return func(func(*export.Message, error) bool) {}
	}
	return selected(ctx, r, g.c.Messages())
}

func (g generated) OpenFile(ctx context.Context, f *export.File) (io.ReadSeekCloser, error) {
	if f.State != export.FilePresent {
		return nil, fmt.Errorf("open %q: %w", f.Name, fs.ErrNotExist)
	}
	return opened{bytes.NewReader(FileBytes(f.Name))}, ctx.Err()
}

// selected yields what a range selects of messages in order.
func selected(ctx context.Context, r export.Range, all iter.Seq[*export.Message]) iter.Seq2[*export.Message, error] {
	return func(yield func(*export.Message, error) bool) {
		var tail []*export.Message
		n := 0
		for m := range all {
			if n&1023 == 0 && ctx.Err() != nil {
				yield(nil, ctx.Err())
				return
			}
			if !within(m, r) {
				continue
			}
			n++
			if r.Limit > 0 && r.Last {
				tail = append(tail, m)
				if len(tail) > r.Limit {
					tail = tail[1:]
				}
				continue
			}
			if !yield(m, nil) || n == r.Limit {
				return
			}
		}
		for _, m := range tail {
			if !yield(m, nil) {
				return
			}
		}
	}
}

func within(m *export.Message, r export.Range) bool {
	return (r.After.IsZero() || !m.Time.T.Before(r.After)) &&
		(r.Before.IsZero() || m.Time.T.Before(r.Before)) &&
		(r.Sender == 0 || m.Sender == r.Sender)
}

// clone copies a message so deeply that its new owner may change all of it.
func clone(m *export.Message) *export.Message {
	c := *m
	c.Content = cloneContent(m.Content)
	if m.ReplyTo != nil {
		r := *m.ReplyTo
		c.ReplyTo = &r
	}
	if m.Forward != nil {
		f := *m.Forward
		c.Forward = &f
	}
	c.Reactions, c.Edits = slices.Clone(m.Reactions), slices.Clone(m.Edits)
	for i := range c.Edits {
		c.Edits[i].Content = cloneContent(c.Edits[i].Content)
	}
	return &c
}

func cloneContent(c export.Content) export.Content {
	switch c := c.(type) {
	case export.Text:
		c.Spans = slices.Clone(c.Spans)
		return c
	case export.Media:
		c.Files, c.Spans = slices.Clone(c.Files), slices.Clone(c.Spans)
		return c
	case export.Poll:
		c.Options = slices.Clone(c.Options)
		return c
	case export.Notice:
		c.People = slices.Clone(c.People)
		return c
	case export.Call, export.Place, export.Card, export.Deleted, export.Unknown:
	}
	return c
}
