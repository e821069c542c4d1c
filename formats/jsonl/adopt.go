package jsonl

import (
	"time"
	"unicode/utf8"

	"exile/export"
)

// The methods here take what a line says into this run: they turn the ids of the
// file into refs, and drop what belongs to another store. They report false for a
// line that names what was not declared, or holds what no writer wrote.

func (r *reading) chat(c *export.Chat) bool {
	if _, again := r.chatOf[c.Ref]; again || c.Ref < 1 || c.App == "" {
		return false
	}
	if !r.refs(c.Members) {
		return false
	}
	r.chats++
	r.chatOf[c.Ref] = r.chats
	c.Ref = r.chats
	if c.Kind == "" {
		c.Kind = export.ChatUnknown
	}
	if r.opt.Chat != "" {
		c.Title = r.opt.Chat
	}
	return true
}

func (r *reading) person(p *export.Person) bool {
	if _, again := r.personOf[p.Ref]; again || p.Ref < 1 || len(p.Names) == 0 {
		return false
	}
	r.people++
	r.personOf[p.Ref] = r.people
	p.Ref = r.people
	if p.KnownBy == "" {
		p.KnownBy = export.ByName
	}
	if r.opt.Self != "" {
		p.Self = p.Name() == r.opt.Self
	}
	return true
}

func (r *reading) message(m *export.Message) bool {
	chat, ok := r.chatOf[m.Chat]
	if !ok || !r.ref(&m.Sender) || !adoptTime(&m.Time) || !r.content(&m.Content) {
		return false
	}
	if m.Forward != nil && !adoptTime(&m.Forward.Time) {
		return false
	}
	for i := range m.Reactions {
		if !r.ref(&m.Reactions[i].By) {
			return false
		}
	}
	for i := range m.Edits {
		if !adoptTime(&m.Edits[i].Time) || !r.content(&m.Edits[i].Content) {
			return false
		}
	}
	if m.ReplyTo != nil {
		m.ReplyTo.ID = 0
	}
	r.seq[chat]++
	m.ID, m.Chat, m.Seq = 0, chat, r.seq[chat]
	return true
}

// adoptTime lets a time without a precision be exact to the second, as RFC 3339
// is written.
func adoptTime(t *export.Time) bool {
	switch {
	case t.T.IsZero():
		t.Precision = 0
	case t.Precision == 0:
		t.Precision = time.Second
	}
	return t.Precision >= 0
}

func (r *reading) content(c *export.Content) bool {
	switch x := (*c).(type) {
	case export.Text:
		return spansFit(x.Body, x.Spans)
	case export.Media:
		for i := range x.Files {
			if !adoptFile(&x.Files[i]) {
				return false
			}
		}
		return spansFit(x.Caption, x.Spans)
	case export.Notice:
		ok := r.ref(&x.Actor) && r.refs(x.People)
		if x.Kind == "" {
			x.Kind = export.NoticeOther
		}
		*c = x
		return ok
	case export.Call, export.Poll, export.Place, export.Card, export.Deleted, export.Unknown:
	}
	return true
}

// adoptFile makes a present file missing: its bytes are not in a JSON file.
func adoptFile(f *export.File) bool {
	f.Root, f.Path = 0, ""
	if f.Kind == "" {
		f.Kind = export.FileDocument
	}
	switch f.State {
	case export.FilePresent, "":
		f.State = export.FileMissing
	case export.FileMissing, export.FileNotExported, export.FileExpired:
	default:
		return false
	}
	return true
}

func spansFit(text string, spans []export.Span) bool {
	for _, s := range spans {
		if s.Start < 0 || s.End < s.Start || s.End > len(text) || !utf8.ValidString(text[s.Start:s.End]) {
			return false
		}
	}
	return true
}

// ref turns an id of the file into a ref; 0 stays.
func (r *reading) ref(p *export.PersonRef) bool {
	if *p == 0 {
		return true
	}
	ref, ok := r.personOf[*p]
	*p = ref
	return ok
}

func (r *reading) refs(list []export.PersonRef) bool {
	for i := range list {
		if list[i] == 0 || !r.ref(&list[i]) {
			return false
		}
	}
	return true
}
