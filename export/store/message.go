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
	chat := b.cast.chats[m.Chat]
	if chat == nil {
		return fmt.Errorf("chat %d was not declared", m.Chat)
	}
	sender, err := b.cast.id(m.Sender)
	if err != nil {
		return err
	}
	doc, err := b.document(m.From)
	if err != nil {
		return err
	}
	if err := b.witness(chat, doc); err != nil {
		return err
	}
	kind, words, err := b.content(m.Content)
	if err != nil {
		return err
	}
	bits, err := b.details(m)
	if err != nil {
		return err
	}
	ms, clock, table := packTime(m.Time)
	if table {
		bits |= bitTime
		if err := b.tables.times.add(b.next, int64(m.Time.T.Nanosecond())%1e6, int64(m.Time.Precision), int64(0)); err != nil {
			return err
		}
	}
	if m.Time.T.After(chat.last) {
		chat.last = m.Time.T
	}
	t := b.tables.messages
	t.args = append(t.args, chat.value, sender, when(m.Time, ms), clock, m.Seq, kind|bits, words, reference(doc), packPlace(m.From))
	t.bytes += len(words)
	b.next++
	return t.added()
}

func when(t export.Time, ms int64) driver.Value {
	if t.T.IsZero() {
		return nil
	}
	return ms
}

// details writes what few messages have and returns the bits that say so.
func (b *Batch) details(m *export.Message) (bits int64, err error) {
	if m.SourceKey != "" {
		bits |= bitKey
		err = b.tables.keys.add(b.next, m.SourceKey)
	}
	if m.ReplyTo != nil && err == nil {
		bits |= bitReply
		b.keyed = b.keyed || m.ReplyTo.Key != ""
		err = b.tables.replies.add(b.next, m.ReplyTo.Key, m.ReplyTo.Quote)
	}
	if m.Forward != nil && err == nil {
		bits |= bitForward
		err = b.tables.forwards.add(append([]driver.Value{b.next, m.Forward.Name}, timeColumns(m.Forward.Time)...)...)
	}
	for i := 0; i < len(m.Reactions) && err == nil; i++ {
		bits |= bitReactions
		err = b.reaction(int64(i), m.Reactions[i])
	}
	for i := 0; i < len(m.Edits) && err == nil; i++ {
		bits |= bitEdits
		err = b.edit(int64(i), m.Edits[i])
	}
	spans, caption := spansOf(m.Content)
	if caption != "" && err == nil {
		bits |= bitCaption
		err = b.tables.captions.add(b.next, caption)
	}
	for i := 0; i < len(spans) && err == nil; i++ {
		bits |= bitSpans
		s := spans[i]
		err = b.tables.spans.add(b.next, int64(i), string(s.Kind), int64(s.Start), int64(s.End), s.Arg)
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

func (b *Batch) reaction(position int64, r export.Reaction) error {
	by, err := b.cast.id(r.By)
	if err != nil {
		return err
	}
	return b.tables.reactions.add(b.next, position, r.Sign, by, int64(r.Count))
}

func (b *Batch) edit(position int64, e export.Edit) error {
	data, err := b.marshal(e.Content)
	if err != nil {
		return err
	}
	row := append([]driver.Value{b.next, position}, timeColumns(e.Time)...)
	return b.tables.edits.add(append(row, string(data))...)
}

// content writes what a content holds beside its words.
func (b *Batch) content(c export.Content) (kind int64, words string, err error) {
	id, t := b.next, &b.tables
	switch c := c.(type) {
	case export.Text:
		return kindText, c.Body, nil
	case export.Media:
		return kindMedia, c.Plain, b.files(c.Files)
	case export.Call:
		return kindCall, c.Plain, t.calls.add(id, string(c.Kind), string(c.Outcome), int64(c.Duration))
	case export.Poll:
		return kindPoll, c.Plain, b.poll(c)
	case export.Place:
		var lat, lng driver.Value
		if c.HasPoint {
			lat, lng = c.Lat, c.Lng
		}
		return kindPlace, c.Plain, t.places.add(id, c.Name, c.Address, lat, lng)
	case export.Card:
		return kindCard, c.Plain, t.cards.add(id, string(c.Kind), c.Title, c.Text, c.URL)
	case export.Notice:
		return kindNotice, c.Plain, b.notice(c)
	case export.Deleted:
		return kindDeleted, c.Plain, t.labels.add(id, string(c.By))
	case export.Unknown:
		return kindUnknown, c.Plain, t.labels.add(id, c.Kind)
	}
	return kindUnknown, "", t.labels.add(id, "")
}

func (b *Batch) files(files []export.File) error {
	for i := range files {
		f := &files[i]
		err := b.tables.files.add(b.next, int64(i), string(f.Kind), f.Name, f.Type, f.Size, f.SHA256,
			string(f.State), flag(f.ByTime), int64(f.Root), f.Path, f.SourceKey, int64(f.Width), int64(f.Height), int64(f.Duration))
		if err != nil {
			return err
		}
	}
	return nil
}

func (b *Batch) poll(c export.Poll) error {
	for i, o := range c.Options {
		if err := b.tables.options.add(b.next, int64(i), o.Text, int64(o.Votes)); err != nil {
			return err
		}
	}
	return b.tables.polls.add(b.next, c.Question, flag(c.Closed))
}

func (b *Batch) notice(c export.Notice) error {
	for i, ref := range c.People {
		id, err := b.cast.id(ref)
		if err != nil {
			return err
		}
		if err := b.tables.noticed.add(b.next, int64(i), id); err != nil {
			return err
		}
	}
	actor, err := b.cast.id(c.Actor)
	if err != nil {
		return err
	}
	return b.tables.notices.add(b.next, string(c.Kind), actor)
}
