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
	var last stamp
	date := "" // the date line that was just held
	for n := 0; c.lines.Next(); n++ {
		if n%1024 == 0 && c.ctx.Err() != nil {
			return c.ctx.Err()
		}
		text := c.lines.Text
		at, k := c.clock.read(text)
		record := k > 0 && strings.HasPrefix(text[k:], afterDate)
		var err error
		switch {
		case record && (date == text[:k] || last.year == 0 || at.minutes() >= last.minutes()-tolerance && (!dated || at.sameDay(last))):
			last = at
			err = c.beginLine(at, text[k+len(afterDate):], date == text[:k])
			date = ""
		case k > 0 && k == len(text):
			err = c.hold(text)
			date = text
		case text == "":
			err = c.hold(text)
			date = ""
		default:
			c.refused = c.refused || record
			err = c.continued(text)
			date = ""
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// beginLine starts a record. Lines held belong to the text before, unless the
// last of them is the date line of the record's day.
func (c *mobileReader) beginLine(at stamp, rest string, day bool) error {
	if !day {
		if c.cur.open {
			c.give()
		}
		return c.begin(at, rest)
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
	if err := c.blanks([]held{date}); err != nil {
		return err
	}
	return c.begin(at, rest)
}
