package formattest

import (
	"fmt"
	"testing"
	"unicode/utf8"

	"exile/export"
	"exile/formats"
)

// Promises fails unless events keep what the contract of readers says about
// their order and values: refs are declared once and before use, numbered from 1
// in order; Seq ascends; times and files are consistent; texts are UTF-8; what
// is not understood has a Problem.
func Promises(tb testing.TB, in formats.Input, events []export.Event) {
	tb.Helper()
	p := promises{TB: tb, in: in, seq: map[export.ChatRef]int64{}, seen: map[*export.Message]bool{}}
	for i, e := range events {
		p.at = fmt.Sprintf("event %d", i)
		p.event(e)
	}
	if p.unread > p.told {
		tb.Errorf("%d events are Unread, problems tell of %d", p.unread, p.told)
	}
}

type promises struct {
	testing.TB
	in     formats.Input
	at     string
	chats  export.ChatRef // how many were declared
	people export.PersonRef
	seq    map[export.ChatRef]int64
	seen   map[*export.Message]bool
	unread int
	told   int
}

func (p *promises) event(e export.Event) {
	p.Helper()
	switch e := e.(type) {
	case *export.Chat:
		p.chats++
		if e.Ref != p.chats {
			p.Errorf("%s declares chat %d, the next is %d", p.at, e.Ref, p.chats)
		}
		if e.App == "" || e.Kind == "" {
			p.Errorf("%s: the chat has no app or no kind", p.at)
		}
		p.text(e.Title)
	case *export.Person:
		p.people++
		if e.Ref != p.people {
			p.Errorf("%s declares person %d, the next is %d", p.at, e.Ref, p.people)
		}
		if len(e.Names) == 0 || e.KnownBy == "" {
			p.Errorf("%s: the person has no name, not even an empty one, or is known by nothing", p.at)
		}
		for _, n := range e.Names {
			p.text(n)
		}
	case *export.Message:
		p.message(e)
	case *export.Unread:
		p.unread++
		p.text(e.Text)
	case *export.Mark:
		p.text(e.Text)
	case *export.Problem:
		if e.Code == export.UnreadLine {
			p.told += e.Times()
		}
	case *export.Profile:
	default:
		p.Errorf("%s is a %T", p.at, e)
	}
}

func (p *promises) message(m *export.Message) {
	p.Helper()
	if p.seen[m] {
		p.Errorf("%s is a message that was emitted before: it belongs to whoever received it", p.at)
	}
	p.seen[m] = true
	if m.ID != 0 {
		p.Errorf("%s has an id, which only stores give", p.at)
	}
	if m.Chat < 1 || m.Chat > p.chats {
		p.Errorf("%s is in chat %d, which was not declared", p.at, m.Chat)
	}
	if last, ok := p.seq[m.Chat]; ok && m.Seq <= last {
		p.Errorf("%s has Seq %d after %d", p.at, m.Seq, last)
	}
	p.seq[m.Chat] = m.Seq
	p.person(m.Sender)
	if m.Time.T.IsZero() != (m.Time.Precision == 0) || m.Time.Precision < 0 {
		p.Errorf("%s has the time %v of precision %v", p.at, m.Time.T, m.Time.Precision)
	}
	for _, r := range m.Reactions {
		p.person(r.By)
	}
	p.content(m.Content)
	for _, e := range m.Edits {
		if e.Content != nil {
			p.content(e.Content)
		}
	}
}

func (p *promises) content(c export.Content) {
	p.Helper()
	if c == nil {
		p.Errorf("%s has no content", p.at)
		return
	}
	p.text(c.Words())
	switch c := c.(type) {
	case export.Text:
		p.spans(c.Body, c.Spans)
	case export.Media:
		p.spans(c.Caption, c.Spans)
		for i := range c.Files {
			p.file(&c.Files[i])
		}
	case export.Notice:
		p.person(c.Actor)
		for _, r := range c.People {
			p.person(r)
		}
	case export.Call, export.Poll, export.Place, export.Card, export.Deleted, export.Unknown:
	}
}

func (p *promises) spans(text string, spans []export.Span) {
	p.Helper()
	p.text(text)
	for _, s := range spans {
		if s.Start < 0 || s.End < s.Start || s.End > len(text) || !utf8.ValidString(text[s.Start:s.End]) {
			p.Errorf("%s: a span from %d to %d does not fit its text", p.at, s.Start, s.End)
		}
	}
}

func (p *promises) file(f *export.File) {
	p.Helper()
	switch f.State {
	case export.FilePresent:
		if f.Root < 0 || f.Root >= len(p.in.Roots) || !p.in.Roots[f.Root].Has(f.Path) {
			p.Errorf("%s: the present file %q is not in the input", p.at, f.Path)
		}
	case export.FileMissing, export.FileNotExported, export.FileExpired:
		if f.Path != "" {
			p.Errorf("%s: a file that is %s has a path", p.at, f.State)
		}
	default:
		p.Errorf("%s: a file has the state %q", p.at, f.State)
	}
	if f.Kind == "" {
		p.Errorf("%s: a file has no kind", p.at)
	}
}

func (p *promises) person(r export.PersonRef) {
	p.Helper()
	if r < 0 || r > p.people {
		p.Errorf("%s names person %d, who was not declared", p.at, r)
	}
}

func (p *promises) text(s string) {
	p.Helper()
	if !utf8.ValidString(s) {
		p.Errorf("%s holds a text that is not UTF-8", p.at)
	}
}
