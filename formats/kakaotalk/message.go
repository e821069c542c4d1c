package kakaotalk

import (
	"strings"
	"time"
	"unicode/utf8"

	"exile/export"
)

// message emits the record that was read.
func (c *chatReader) message() error {
	r := &c.cur
	name, body, authored := c.p.names.split(r.rest, c.p.feeds())
	if !authored {
		return c.notice(r)
	}
	ref, err := c.author(name)
	if err != nil {
		return err
	}
	m := c.last()
	m.Sender = ref
	m.Content = c.content(body, r.more)
	if err := c.check(m); err != nil {
		return err
	}
	return c.emit(m)
}

const slabSize = 60 // fits a size class of the allocator

// next makes the next message. Messages are cut from a slab: one allocation
// serves many. It is cut by a count, for storing a pointer costs more than a
// number while the garbage collector runs.
func (c *chatReader) next(at stamp) {
	if c.used == len(c.slab) {
		c.slab, c.used = make([]export.Message, slabSize), 0
	}
	m := &c.slab[c.used]
	c.used++
	c.seq++
	m.Chat, m.Seq = c.ref, c.seq
	m.Time.T, m.Time.Precision, m.Time.Zone = c.days.time(at), time.Minute, export.ZoneAssumed
	now := m.Time.T.Unix()
	if now < c.before {
		c.tally.earlier++
	}
	c.before = now
	c.place(&m.From)
}

// last is the message that next made last.
func (c *chatReader) last() *export.Message { return &c.slab[c.used-1] }

// content says what a body and the pieces after it mean.
func (c *chatReader) content(body string, more []string) export.Content {
	if len(body) > 8 && body[0] <= 'f' { // an ASCII letter, a digit or '<'
		if m, ok := c.media.media(body, more, c.marks); ok {
			return m
		}
	}
	if len(more) > 0 {
		body += "\n" + strings.Join(more, "\n")
	}
	if m, ok := c.media.contact(body); ok {
		return m
	}
	got, typed := c.marks.content(body)
	if m, ok := got.(export.Media); ok {
		for i := range m.Files {
			if m.Files[i].State == export.FileMissing {
				c.media.find(&m.Files[i])
			}
		}
	}
	if typed {
		c.tally.typed++
	}
	return got
}

// cutAt is the length, in UTF-16 units, at which the app cuts a text whose
// whole it no longer has.
const cutAt = 500

// check reports what the reader of a message should know about it.
func (c *chatReader) check(m *export.Message) error {
	switch content := m.Content.(type) {
	case export.Text:
		if n := len(content.Body); n >= cutAt && n <= 3*cutAt && utf16Len(content.Body) == cutAt {
			return c.emit(&export.Problem{Code: export.MaybeTruncated, From: m.From})
		}
	case export.Media:
		for i := range content.Files {
			if err := c.checkFile(&content.Files[i], m.From); err != nil {
				return err
			}
		}
	case export.Call, export.Poll, export.Place, export.Card, export.Notice, export.Deleted, export.Unknown:
	}
	return nil
}

func (c *chatReader) checkFile(f *export.File, from export.Source) error {
	switch f.State {
	case export.FileMissing:
		return c.emit(&export.Problem{Code: export.MissingFile, Name: f.Name, From: from})
	case export.FileNotExported:
		c.tally.absent(f.Kind)
	case export.FilePresent, export.FileExpired:
	}
	return nil
}

func utf16Len(s string) int {
	n := utf8.RuneCountInString(s)
	for i := range len(s) {
		if s[i] >= 0xF0 { // four bytes of UTF-8 are two units of UTF-16
			n++
		}
	}
	return n
}

// author returns who wrote a record, whose name has just been split off.
func (c *chatReader) author(name string) (export.PersonRef, error) {
	h := c.p.names.lastHead
	if h == nil {
		return c.people.declare(name, c.emit)
	}
	if h.ref == 0 {
		ref, err := c.people.declare(name, c.emit)
		if err != nil {
			return 0, err
		}
		h.ref = ref
	}
	return h.ref, nil
}

// notice emits a record without an author.
func (c *chatReader) notice(r *record) error {
	text := r.rest
	if len(r.more) > 0 {
		text += "\n" + strings.Join(r.more, "\n")
	}
	var content export.Content = export.Notice{Kind: export.NoticeOther, Plain: text}
	if f, ok := parseFeed(c.p.feeds(), text, c.p.names.is); ok {
		n := export.Notice{Kind: f.kind, Plain: text}
		var err error
		if f.named {
			if n.Actor, err = c.people.declare(f.actor, c.emit); err != nil {
				return err
			}
		}
		for _, name := range f.people {
			ref, err := c.people.declare(name, c.emit)
			if err != nil {
				return err
			}
			n.People = append(n.People, ref)
		}
		c.tally.present(f)
		content = n
	} else if m, _, ok := c.marks.find(text); ok {
		if d, isDeleted := m.(export.Deleted); isDeleted {
			content = d
		}
	}
	m := c.last()
	m.Content = content
	return c.emit(m)
}

// dayClock turns stamps into times. Most stamps are of the day before.
type dayClock struct {
	zone    *time.Location
	day     stamp // with minute 0
	start   time.Time
	regular bool // no clock change on this day
	last    time.Time
}

func (d *dayClock) time(s stamp) time.Time {
	if !s.sameDay(d.day) {
		d.day = stamp{year: s.year, month: s.month, day: s.day}
		d.start = d.exact(d.day)
		d.regular = d.exact(stamp{s.year, s.month, s.day, 2*noon - 1}).Sub(d.start) == 24*time.Hour-time.Minute
	}
	if !d.regular {
		return d.changing(s)
	}
	return d.start.Add(time.Duration(s.minute) * time.Minute)
}

// changing reads a stamp of a day on which the clock changes. Where an hour is
// repeated, a time that would lie before the last one is in the second round.
func (d *dayClock) changing(s stamp) time.Time {
	t := d.exact(s)
	if later := t.Add(time.Hour); t.Before(d.last) && later.Hour() == t.Hour() && later.Minute() == t.Minute() {
		t = later
	}
	d.last = t
	return t
}

func (d *dayClock) exact(s stamp) time.Time {
	return time.Date(int(s.year), time.Month(s.month), int(s.day), int(s.minute/60), int(s.minute%60), 0, 0, d.zone)
}
