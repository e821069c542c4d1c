package kakaotalk

import "strings"

// tolerance is how far back a record may lie behind the one before it, in
// minutes, before a line that looks like a record is taken for pasted text: an
// export prints every date in one zone, whose clock goes back an hour a year.
const tolerance = 60

// byLine reads a file whose line endings do not tell records from lines within
// them, because an editor, a mail program or git rewrote them. A line begins a
// record if it has the day of the record before and is not far in the past, or
// if the date line of its day stands before it; all else continues the text
// before. In a file whose days have no date lines any later date will do. Blank
// lines stay in the text, but for the one before a date line.
func (c *mobileReader) byLine(dated bool) error {
	var day dayBefore
	var last stamp
	for n := 0; c.lines.Next(); n++ {
		if n%1024 == 0 && c.ctx.Err() != nil {
			return c.ctx.Err()
		}
		text := c.lines.Text
		at, k := c.clock.read(text)
		record := k > 0 && strings.HasPrefix(text[k:], afterDate)
		notice := k > 0 && !record && c.isNotice(text[k:])
		record = record || notice
		first := record && day.begins(at, text[:k])
		var err error
		switch {
		case record && (first || last.year == 0 || at.minutes() >= last.minutes()-tolerance && (!dated || at.sameDay(last))):
			last = at
			err = c.beginLine(at, text[k+len(afterDate):], notice, first) // as long as afterNoticeDate
			day.line = ""
		case c.dayAfter(text, k, last, &day):
			err = c.hold(text)
		case text == "":
			err = c.hold(text)
			c.noDay(&day, last)
		default:
			c.refused = c.refused || record
			err = c.continued(text)
			c.noDay(&day, last)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// dayBefore is the date line that was just held.
type dayBefore struct {
	line string // "": none
	at   stamp  // of an iPhone, where the line is not how records begin
}

// begins reports whether a record with that date may stand below the line.
func (d *dayBefore) begins(at stamp, date string) bool {
	if d.line == "" {
		return false
	}
	return d.line == date || at.sameDay(d.at)
}

// dayAfter reports whether a line, of which a date takes k bytes, may be the
// date line of another day. On an iPhone each day has one line, so a day that
// was is text.
func (c *mobileReader) dayAfter(text string, k int, last stamp, day *dayBefore) bool {
	if c.p.app == android {
		if k == 0 || k != len(text) {
			return false
		}
		day.line = text
		return true
	}
	at, cal := dayLine(text)
	if cal == nil || last.year > 0 && (at.minutes() < last.minutes() || at.sameDay(last)) {
		return false
	}
	day.line, day.at = text, at
	c.clock.setDay(at)
	return true
}

// noDay takes back that the line held is a date line: no record stands below it.
func (c *mobileReader) noDay(day *dayBefore, last stamp) {
	if day.line != "" {
		day.line = ""
		c.clock.setDay(last)
	}
}

// beginLine starts a record. Lines held belong to the text before, unless the
// last of them is the date line of the record's day.
func (c *mobileReader) beginLine(at stamp, rest string, notice, day bool) error {
	if !day {
		if c.cur.open {
			c.give()
		}
		return c.begin(at, rest, notice)
	}
	h := c.held
	c.held = nil
	date, h := h[len(h)-1], h[:len(h)-1]
	if n := len(h); n > 0 && h[n-1].text == "" {
		date.from, h = span(h[n-1].from, date.from), h[:n-1]
	}
	c.held = h
	if c.cur.open {
		c.give()
	}
	if err := c.finish(); err != nil {
		return err
	}
	if err := c.layout([]held{date}); err != nil {
		return err
	}
	return c.begin(at, rest, notice)
}
