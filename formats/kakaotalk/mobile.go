package kakaotalk

import (
	"strings"

	"exile/export"
	"exile/formats"
)

// mobileReader reads what the phones write: "date, name : text".
type mobileReader struct {
	*room
	clock   clocks
	cur     record
	held    []held
	refused bool // a line that looks like a record was taken for text
}

func (c *mobileReader) read(pp partProfile) error {
	var err error
	if pp.records {
		err = c.byRecord()
	} else {
		err = c.byLine(pp.dated)
	}
	if err == nil {
		err = c.lines.Err()
	}
	if err == nil {
		err = c.finish()
	}
	if c.refused {
		c.tally.guessed = true
	}
	return err
}

// record is the message or notice that is being read: what follows may still
// belong to it.
type record struct {
	open   bool     // the last message is still to be emitted
	notice bool     // the date says that it is one
	rest   string   // what stands after the date, in record mode with its bare LFs
	more   []string // further pieces: lines of the text, names of an album
}

// byRecord reads a file in which CRLF ends a record: what stands after a bare
// LF is text, however much it looks like a record.
func (c *mobileReader) byRecord() error {
	for n := 0; c.lines.NextRecord(); n++ {
		if n%512 == 0 && c.ctx.Err() != nil {
			return c.ctx.Err()
		}
		text := c.lines.Text
		at, k := c.clock.read(text)
		var err error
		switch {
		case k > 0 && strings.HasPrefix(text[k:], afterDate):
			err = c.begin(at, text[k+len(afterDate):], false)
		case k > 0 && c.isNotice(text[k:]):
			err = c.begin(at, text[k+len(afterNoticeDate):], true)
		case c.isDay(text, k):
			err = c.date(text)
		case strings.Trim(text, "\n") == "":
			err = c.hold(text)
		default:
			err = c.continued(text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// isNotice reports whether what follows a date is what an iPhone writes before
// the app's own words.
func (c *mobileReader) isNotice(rest string) bool {
	return c.p.app == ios && strings.HasPrefix(rest, afterNoticeDate)
}

// isDay reports whether a record, of which a date takes k bytes, is the line of
// a day.
func (c *mobileReader) isDay(text string, k int) bool {
	if c.p.app == android {
		return k > 0 && k == len(text)
	}
	day, cal := dayLine(text)
	if cal != nil {
		c.clock.setDay(day)
	}
	return cal != nil
}

// begin starts a new record, which ends the one before.
func (c *mobileReader) begin(at stamp, rest string, notice bool) error {
	if err := c.finish(); err != nil {
		return err
	}
	c.cur.open, c.cur.notice, c.cur.rest, c.cur.more = true, notice, rest, c.cur.more[:0]
	c.next(at)
	return nil
}

// date marks a line that is only a date, with the blank line before it.
func (c *mobileReader) date(text string) error {
	h := c.held
	c.held = nil
	if err := c.finish(); err != nil {
		return err
	}
	from := c.from()
	if n := len(h); n > 0 {
		from = span(h[n-1].from, from)
		h = h[:n-1]
	}
	if err := c.layout(h); err != nil {
		return err
	}
	return c.emit(&export.Mark{Kind: export.MarkDay, Text: text, From: from})
}

// Bounds on what a hostile file can make us hold: no phone writes so much.
const (
	maxText = formats.MaxRecord // bytes of one message
	maxHeld = 10_000            // blank lines in a row
)

// hold keeps a line of which the next ones tell whether it belongs to a text.
func (c *mobileReader) hold(text string) error {
	if len(c.held) >= maxHeld {
		if err := c.finish(); err != nil {
			return err
		}
	}
	c.held = append(c.held, held{text: text, from: c.from()})
	return nil
}

// continued takes a piece that begins no record: the next name of an album, or
// more of the text.
func (c *mobileReader) continued(text string) error {
	if !c.cur.open || c.last().From.Length > maxText {
		if err := c.finish(); err != nil {
			return err
		}
		return c.unread(text, c.from())
	}
	c.give()
	c.cur.more = append(c.cur.more, text)
	m := c.last()
	m.From = span(m.From, c.from())
	return nil
}

// give adds the lines held to the text.
func (c *mobileReader) give() {
	m := c.last()
	for _, h := range c.held {
		c.cur.more = append(c.cur.more, h.text)
		m.From = span(m.From, h.from)
	}
	c.held = c.held[:0]
}

// held is a line that may belong to the text before it or to the date after it.
type held struct {
	text string
	from export.Source
}

// finish emits the record that is being read, then the blank lines held.
func (c *mobileReader) finish() error {
	if c.cur.open {
		c.cur.open = false
		if err := c.message(); err != nil {
			return err
		}
	}
	h := c.held
	c.held = c.held[:0]
	return c.layout(h)
}

// message emits the record that was read.
func (c *mobileReader) message() error {
	r := &c.cur
	var name, body string
	authored := false
	if !r.notice {
		name, body, authored = c.p.names.split(r.rest, c.p.doubtful())
	}
	if !authored {
		text := r.rest
		if len(r.more) > 0 {
			text += "\n" + strings.Join(r.more, "\n")
		}
		return c.notice(text)
	}
	ref, err := c.author(name)
	if err != nil {
		return err
	}
	c.last().Sender = ref
	return c.say(body, r.more)
}

// author returns who wrote a record, whose name has just been split off.
func (c *mobileReader) author(name string) (export.PersonRef, error) {
	h := c.p.names.of
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
