package formattest

import (
	"context"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"exile/export"
	"exile/formats"
)

// Fitted returns h with what a target has no form for as plain words. It stands
// for convert.Fit, which the formats do not know and which finds better words.
func Fitted(h formats.History, can formats.Can) formats.History { return fitted{h, can} }

type fitted struct {
	formats.History
	can formats.Can
}

func (f fitted) Messages(ctx context.Context, chat export.ChatRef, r export.Range) iter.Seq2[*export.Message, error] {
	return func(yield func(*export.Message, error) bool) {
		for m, err := range f.History.Messages(ctx, chat, r) {
			if err == nil {
				f.fit(m)
			}
			if !yield(m, err) {
				return
			}
		}
	}
}

func (f fitted) fit(m *export.Message) {
	m.Content = f.content(m.Content)
	if !f.can.Replies {
		m.ReplyTo = nil
	}
	if !f.can.Forwards {
		m.Forward = nil
	}
	if !f.can.Reactions {
		m.Reactions = nil
	}
	if !f.can.Edits {
		m.Edits = nil
	}
}

func (f fitted) content(c export.Content) export.Content {
	can := true
	switch x := c.(type) {
	case export.Text:
		if !f.can.Spans {
			x.Spans = nil
		}
		return x
	case export.Media:
		return f.media(x)
	case export.Call:
		can = f.can.Calls
	case export.Poll:
		can = f.can.Polls
	case export.Place:
		can = f.can.Places
	case export.Card:
		can = f.can.Cards
	case export.Deleted:
		can = f.can.Deleted
	case export.Notice, export.Unknown: // every writer has a form for these
	}
	if can {
		return c
	}
	return export.Text{Body: "[" + c.Words() + "]"}
}

func (f fitted) media(c export.Media) export.Content {
	if !f.can.Spans {
		c.Spans = nil
	}
	if f.can.Media && f.can.AbsentFile {
		return c
	}
	var kept []export.File
	for _, file := range c.Files {
		if file.State == export.FilePresent {
			kept = append(kept, file)
		}
	}
	if !f.can.Media || len(kept) == 0 && len(c.Files) > 0 {
		return export.Text{Body: strings.TrimSuffix("["+c.Plain+"]\n"+c.Caption, "\n")}
	}
	c.Files = kept
	return c
}

// readsBack reads what was written and compares it with what the history
// delivered: chats, names, times, contents. A single file has no room for bytes,
// so that its present files come back as missing.
func readsBack(tb testing.TB, f formats.Format, h formats.History, out *Output) {
	tb.Helper()
	in := out.Input("everything")
	match := detects(tb, f, in)
	events := Read(tb, f.Reader, in, formats.ReadOptions{})
	Accounting(tb, in, events)
	Promises(tb, in, events)
	stopsOnCancel(tb, f.Reader, in)
	returnsEmitError(tb, f.Reader, in, len(events))
	returnsReadError(tb, f.Reader, in, match, events)
	want, got := told(tb, h, f.Writer.Can()), told(tb, NewHistory(events, nil), f.Writer.Can())
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		tb.Errorf("what was written reads back differently (-written +read):\n%s", d)
	}
}

// line is a message with names in place of refs, and nothing that belongs to
// one store or one input.
type line struct {
	Chat, Sender, Time string
	Precision          time.Duration
	Zone               export.Zone
	Inferred           bool
	Content            export.Content
	People             []string
	Reply              *export.Reply
	Forward            *export.Forward
	Reactions          []export.Reaction
	Edits              []export.Edit
}

func told(tb testing.TB, h formats.History, can formats.Can) []line {
	tb.Helper()
	chats, err := h.Chats(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	people, err := h.People(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	names := map[export.PersonRef]string{}
	for i := range people {
		names[people[i].Ref] = people[i].Name()
	}
	var lines []line
	for i, list := range messages(tb, h) {
		for _, m := range list {
			l := line{
				Chat: chats[i].Title, Sender: names[m.Sender], Precision: m.Time.Precision, Zone: m.Time.Zone,
				Inferred: m.Time.Inferred, Reply: m.ReplyTo, Forward: m.Forward, Reactions: m.Reactions, Edits: m.Edits,
			}
			if l.Time = m.Time.T.Format(time.RFC3339Nano); can.Seconds {
				l.Precision = 0
			}
			if l.Reply != nil {
				l.Reply.ID = 0
			}
			for i, r := range l.Reactions {
				l.People = append(l.People, names[r.By])
				l.Reactions[i].By = 0
			}
			l.Content, l.People = tellContent(m.Content, names, l.People, can)
			lines = append(lines, l)
		}
	}
	return lines
}

func tellContent(c export.Content, names map[export.PersonRef]string, people []string, can formats.Can) (export.Content, []string) {
	switch c := c.(type) {
	case export.Notice:
		for _, r := range append([]export.PersonRef{c.Actor}, c.People...) {
			people = append(people, names[r])
		}
		c.Actor, c.People = 0, nil
		return c, people
	case export.Media:
		for i := range c.Files {
			f := &c.Files[i]
			f.Path, f.Root = "", 0
			if can.SingleFile && f.State == export.FilePresent {
				f.State = export.FileMissing
			}
		}
		return c, people
	case export.Text, export.Call, export.Poll, export.Place, export.Card, export.Deleted, export.Unknown:
	}
	return c, people
}
