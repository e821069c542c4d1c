//go:build cgo

package store

import (
	"database/sql/driver"
	"fmt"

	"exile/export"
)

// The kinds of content in messages.kind. Numbers never change meaning.
const (
	kindUnknown = iota
	kindText
	kindMedia
	kindCall
	kindPoll
	kindPlace
	kindCard
	kindNotice
	kindDeleted

	kindMask = 15
)

// The bits of messages.kind that name tables which hold more.
const (
	bitSpans = 16 << iota
	bitReply
	bitForward
	bitReactions
	bitEdits
	bitKey
	bitTime
	bitCaption
)

// How messages.place is packed: the first line above, how many lines below.
const (
	lineShift = 20
	maxLines  = 1<<lineShift - 1
	maxLine   = 1<<(63-lineShift) - 1
)

// packPlace packs where in its document an event stands: lines, or minus the
// record where lines mean nothing.
func packPlace(from export.Source) int64 {
	if from.Line <= 0 {
		return -max(from.Record, 0)
	}
	return min(int64(from.Line), maxLine)<<lineShift | int64(min(max(from.Lines, 0), maxLines))
}

func unpackPlace(place int64, from *export.Source) {
	if place < 0 {
		from.Record = -place
		return
	}
	from.Line, from.Lines = int(place>>lineShift), int(place&maxLines)
}

// message adds a message.
func (b *Batch) message(m *export.Message) error {
	r := b.cast.chats[m.Chat]
	if r == nil {
		return fmt.Errorf("chat %d was not declared", m.Chat)
	}
	doc, err := b.document(m.From)
	if err != nil {
		return err
	}
	if m.Time.T.After(r.last) {
		r.last = m.Time.T
	}
	if r.join != nil {
		if err := b.cast.translate(r, m); err != nil {
			return err
		}
		return r.join.add(m, origin{doc, packPlace(m.From)})
	}
	sender, err := b.cast.id(r, m.Sender)
	if err != nil {
		return err
	}
	if err := b.witness(r, doc); err != nil {
		return err
	}
	b.scribe.room, b.row = r, row{sender, m.Time, r.pace.stand(m.Time, m.Seq), doc, packPlace(m.From)}
	return b.insert(&b.scribe, r.value, m, &b.row)
}

// scribe writes what a message holds beside its row.
type scribe struct {
	w    *writing
	cast *cast // who the people are; nil: they have the store's numbers
	room *room
	id   int64
}

// who returns the store's number of a person, nil for none.
func (s *scribe) who(ref export.PersonRef) (driver.Value, error) {
	if s.cast == nil {
		return reference(int64(ref)), nil
	}
	return s.cast.id(s.room, ref)
}

// details writes what few messages have and returns the bits that say so.
func (s *scribe) details(m *export.Message) (bits int64, err error) {
	t := &s.w.tables
	if m.SourceKey != "" {
		bits |= bitKey
		err = t.keys.add(s.id, m.SourceKey)
	}
	if m.ReplyTo != nil && err == nil {
		bits |= bitReply
		s.w.keyed = s.w.keyed || m.ReplyTo.Key != ""
		err = t.replies.add(s.id, m.ReplyTo.Key, m.ReplyTo.Quote)
	}
	if m.Forward != nil && err == nil {
		bits |= bitForward
		err = t.forwards.add(append([]driver.Value{s.id, m.Forward.Name}, timeColumns(m.Forward.Time)...)...)
	}
	for i := 0; i < len(m.Reactions) && err == nil; i++ {
		bits |= bitReactions
		err = s.reaction(int64(i), m.Reactions[i])
	}
	for i := 0; i < len(m.Edits) && err == nil; i++ {
		bits |= bitEdits
		err = s.edit(int64(i), m.Edits[i])
	}
	spans, caption := spansOf(m.Content)
	if caption != "" && err == nil {
		bits |= bitCaption
		err = t.captions.add(s.id, caption)
	}
	for i := 0; i < len(spans) && err == nil; i++ {
		bits |= bitSpans
		p := spans[i]
		err = t.spans.add(s.id, int64(i), string(p.Kind), int64(p.Start), int64(p.End), p.Arg)
	}
	return bits, err
}

// spansOf returns the spans of a content and, for media, what they are spans of.
func spansOf(c export.Content) (spans []export.Span, caption string) {
	switch c := c.(type) {
	case export.Text:
		return c.Spans, ""
	case export.Media:
		return c.Spans, c.Caption
	case export.Call, export.Poll, export.Place, export.Card, export.Notice, export.Deleted, export.Unknown:
	}
	return nil, ""
}

func (s *scribe) reaction(position int64, r export.Reaction) error {
	by, err := s.who(r.By)
	if err != nil {
		return err
	}
	return s.w.tables.reactions.add(s.id, position, r.Sign, by, int64(r.Count))
}

func (s *scribe) edit(position int64, e export.Edit) error {
	data, err := s.marshal(e.Content)
	if err != nil {
		return err
	}
	row := append([]driver.Value{s.id, position}, timeColumns(e.Time)...)
	return s.w.tables.edits.add(append(row, string(data))...)
}

// content writes what a content holds beside its words.
func (s *scribe) content(c export.Content) (kind int64, words string, err error) {
	id, t := s.id, &s.w.tables
	switch c := c.(type) {
	case export.Text:
		return kindText, c.Body, nil
	case export.Media:
		return kindMedia, c.Plain, s.files(c.Files)
	case export.Call:
		return kindCall, c.Plain, t.calls.add(id, string(c.Kind), string(c.Outcome), int64(c.Duration))
	case export.Poll:
		return kindPoll, c.Plain, s.poll(c)
	case export.Place:
		var lat, lng driver.Value
		if c.HasPoint {
			lat, lng = c.Lat, c.Lng
		}
		return kindPlace, c.Plain, t.places.add(id, c.Name, c.Address, lat, lng)
	case export.Card:
		return kindCard, c.Plain, t.cards.add(id, string(c.Kind), c.Title, c.Text, c.URL)
	case export.Notice:
		return kindNotice, c.Plain, s.notice(c)
	case export.Deleted:
		return kindDeleted, c.Plain, t.labels.add(id, string(c.By))
	case export.Unknown:
		return kindUnknown, c.Plain, t.labels.add(id, c.Kind)
	}
	return kindUnknown, "", t.labels.add(id, "")
}

func (s *scribe) files(files []export.File) error {
	for i := range files {
		f := &files[i]
		err := s.w.tables.files.add(s.id, int64(i), string(f.Kind), f.Name, f.Type, f.Size, f.SHA256,
			string(f.State), flag(f.ByTime), int64(f.Root), f.Path, f.SourceKey, int64(f.Width), int64(f.Height), int64(f.Duration))
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *scribe) poll(c export.Poll) error {
	for i, o := range c.Options {
		if err := s.w.tables.options.add(s.id, int64(i), o.Text, int64(o.Votes)); err != nil {
			return err
		}
	}
	return s.w.tables.polls.add(s.id, c.Question, flag(c.Closed))
}

func (s *scribe) notice(c export.Notice) error {
	for i, ref := range c.People {
		id, err := s.who(ref)
		if err != nil {
			return err
		}
		if err := s.w.tables.noticed.add(s.id, int64(i), id); err != nil {
			return err
		}
	}
	actor, err := s.who(c.Actor)
	if err != nil {
		return err
	}
	return s.w.tables.notices.add(s.id, string(c.Kind), actor)
}
