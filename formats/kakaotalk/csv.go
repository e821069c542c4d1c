package kakaotalk

import (
	"time"

	"exile/export"
)

// rowReader reads the CSV of the Mac.
type rowReader struct {
	*room
	last  csvMoment // of the row before
	known [nameSlots]struct {
		name string
		ref  export.PersonRef
	}
}

func (c *rowReader) read(partProfile) error {
	rows := newRows(c.lines, false)
	c.last = c.p.csv.first
	for n := 0; rows.next(); n++ {
		if n%512 == 0 && c.ctx.Err() != nil {
			return c.ctx.Err()
		}
		if err := c.row(&rows.row); err != nil {
			return err
		}
	}
	return nil
}

func (c *rowReader) row(w *row) error {
	switch w.kind {
	case rowMessage:
		return c.message(w)
	case rowUndated:
		return c.undated(w)
	case rowBlank:
		return c.emit(&export.Mark{Kind: export.MarkBlank, From: c.where(w)})
	case rowHeader:
		return c.emit(&export.Mark{Kind: export.MarkHeader, Text: w.text, From: c.where(w)})
	case rowBad:
	}
	return c.unread(w.text, c.where(w))
}

// where is the place of a row, which need not be the line that was read last.
func (c *rowReader) where(w *row) export.Source {
	s := export.Source{Input: c.source.Input, File: c.source.File}
	w.place.set(&s)
	return s
}

func (p *place) set(s *export.Source) {
	s.Line, s.Lines, s.Offset, s.Length = p.line, p.lines, p.offset, p.length
}

func (c *rowReader) time(m csvMoment) time.Time {
	return c.room.time(m.when, int(max(m.sec, 0)))
}

func (c *rowReader) message(w *row) error {
	c.last = csvMoment{w.when, w.sec}
	c.nextAt(c.time(c.last), c.last.exact())
	m := c.room.last()
	w.place.set(&m.From)
	if mayTell(w.text) {
		if f, ok := c.p.csv.notice(w, c.p); ok {
			return c.told(w, f)
		}
	}
	ref, err := c.user(w.name)
	if err != nil {
		return err
	}
	m.Sender = ref
	return c.say(w.text, nil)
}

// user returns who wrote a row.
func (c *rowReader) user(name string) (export.PersonRef, error) {
	k := &c.known[nameSlot(name)]
	if k.ref != 0 && k.name == name {
		return k.ref, nil
	}
	ref, err := c.people.declare(name, c.emit)
	if err != nil {
		return 0, err
	}
	k.name, k.ref = name, ref
	return ref, nil
}

// told emits a notice. The row says whose doing it is; a user that writes nothing
// else is nobody.
func (c *rowReader) told(w *row, f notice) error {
	m := c.room.last()
	n := export.Notice{Kind: f.kind, Plain: w.text}
	var err error
	if !c.p.csv.silent[w.name] {
		if m.Sender, err = c.user(w.name); err != nil {
			return err
		}
	}
	if f.named {
		if n.Actor, err = c.people.declare(f.actor, c.emit); err != nil {
			return err
		}
	} else if f.kind == export.NoticeInvite {
		n.Actor = m.Sender
	}
	for _, name := range f.people {
		ref, err := c.people.declare(name, c.emit)
		if err != nil {
			return err
		}
		n.People = append(n.People, ref)
	}
	if !f.named || m.Sender == 0 { // else it names the row's user, as people seldom do
		c.tally.typed++
	}
	c.tally.present(f)
	m.Content = n
	return c.emit(m)
}

// undated emits what stands in the place of a message that was deleted or hidden,
// with the time of the row before, or of the first row that has one.
func (c *rowReader) undated(w *row) error {
	if c.last.when.year > 0 {
		c.nextAt(c.time(c.last), c.last.exact())
	} else {
		c.nextAt(time.Time{}, 0)
	}
	m := c.room.last()
	w.place.set(&m.From)
	m.Time.Inferred = true
	c.tally.inferred++
	m.Content = export.Notice{Kind: export.NoticeOther, Plain: w.text}
	for _, loc := range locales {
		if said, ok := loc.said(w.text); ok {
			m.Content = said
		}
	}
	return c.emit(m)
}
