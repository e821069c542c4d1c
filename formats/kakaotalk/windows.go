package kakaotalk

import (
	"strings"
	"time"

	"exile/export"
)

// bracketReader reads what Windows writes: "[name] [time] text".
type bracketReader struct {
	*room
	grammar bracketGrammar
	part    bracketProfile
	day     stamp
	timed   bool // a record of the day was read; the day's minute is its
	guessed bool // the day is that before the first day line
	open    bool // the last message is still to be emitted
	lost    bool // it was longer than any message, and what follows is not read
	body    string
	more    []string
	blanks  []held // which may belong to the message
}

func (c *bracketReader) read(pp partProfile) error {
	head := c.g.parts[0].head
	c.grammar = bracketGrammar{bracketHead: head.win, loc: c.p.loc, isName: c.p.names.is, nested: pp.win.nested}
	c.part, c.day, c.timed = pp.win, pp.win.day, false
	if c.guessed = pp.win.early; c.guessed {
		c.day = eveOf(c.day)
	}
	c.tally.guessed = c.tally.guessed || pp.win.pasted
	c.tally.notices += pp.win.doubts
	err := c.scan()
	if err == nil {
		err = c.lines.Err()
	}
	if err == nil {
		c.giveAll()
		err = c.finish()
	}
	return err
}

func (c *bracketReader) scan() error {
	after := 2
	var line bracketLine
	for n := 0; c.lines.Next(); n++ {
		if n%1024 == 0 && c.ctx.Err() != nil {
			return c.ctx.Err()
		}
		kind := c.grammar.read(c.lines.Text, &line)
		if c.part.records && after != 2 && kind != lineBlank || c.refused() {
			kind = lineText
		}
		after = c.lines.Ending
		var err error
		switch kind {
		case lineRecord:
			err = c.record(&line)
		case lineDay:
			err = c.date(line.day)
		case lineBare:
			err = c.bare()
		case lineBlank:
			err = c.hold()
		case lineText:
			err = c.continued()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// refused reports whether the first pass found the line to be text.
func (c *bracketReader) refused() bool {
	for len(c.part.refused) > 0 && c.part.refused[0] < c.lines.Line {
		c.part.refused = c.part.refused[1:]
	}
	return len(c.part.refused) > 0 && c.part.refused[0] == c.lines.Line
}

// record begins a message, which ends the one before.
func (c *bracketReader) record(line *bracketLine) error {
	c.giveAll()
	if err := c.finish(); err != nil {
		return err
	}
	by := line.by
	if by.ref == 0 || by.name != line.name {
		*by = speaker{name: strings.Clone(line.name)}
		if by.name != "" {
			var err error
			if by.ref, err = c.people.declare(by.name, c.emit); err != nil {
				return err
			}
		}
	}
	c.day.minute, c.timed = line.minute, true
	c.begin(c.day, time.Minute, c.guessed)
	c.last().Sender = by.ref
	c.open, c.lost, c.body = true, false, line.body
	c.more = c.more[:0]
	return nil
}

// begin makes the next message. In a copy without any day line its time is not
// known: a clock alone is none.
func (c *bracketReader) begin(at stamp, exact time.Duration, inferred bool) {
	if at.year == 0 {
		before := c.before
		c.nextAt(time.Unix(before, 0), 0)
		c.last().Time = export.Time{}
		c.tally.undated++
		return
	}
	c.nextAt(c.time(at, 0), exact)
	if inferred {
		c.last().Time.Inferred = true
		c.tally.inferred++
	}
}

func eveOf(s stamp) stamp {
	t := time.Date(int(s.year), time.Month(s.month), int(s.day)-1, 0, 0, 0, 0, time.UTC)
	return stamp{year: int16(t.Year()), month: int8(t.Month()), day: int8(t.Day())}
}

// date marks a day line. Where the file has an empty line before each, that is
// no part of the message.
func (c *bracketReader) date(day stamp) error {
	var own []held
	if n := len(c.blanks); n > 0 && c.part.blank {
		own = append(own, c.blanks[n-1])
		c.blanks = c.blanks[:n-1]
	}
	c.giveAll()
	if err := c.finish(); err != nil {
		return err
	}
	if err := c.layout(own); err != nil {
		return err
	}
	c.day, c.timed, c.guessed, c.lost = day, false, false, false
	return c.emit(&export.Mark{Kind: export.MarkDay, Text: c.lines.Text, From: c.from()})
}

// bare emits a notice, which has no time of its own: it takes that of the record
// before it, or else the day.
func (c *bracketReader) bare() error {
	c.giveAll()
	if err := c.finish(); err != nil {
		return err
	}
	at, exact := c.day, time.Minute
	if !c.timed {
		at.minute, exact = 0, 24*time.Hour
	}
	c.begin(at, exact, true)
	return c.notice(c.lines.Text)
}

// hold keeps an empty line of which the next ones tell what it belongs to.
func (c *bracketReader) hold() error {
	if len(c.blanks) >= maxHeld {
		c.giveAll()
		if err := c.finish(); err != nil {
			return err
		}
	}
	c.blanks = append(c.blanks, held{from: c.from()})
	return nil
}

// giveAll gives the empty lines to the message before them.
func (c *bracketReader) giveAll() {
	if !c.open {
		return
	}
	m := c.last()
	for _, h := range c.blanks {
		c.more = append(c.more, h.text)
		m.From = span(m.From, h.from)
	}
	c.blanks = c.blanks[:0]
}

// continued takes a line that begins nothing: more of the text. Where no text can
// go on, below a day line or a notice, it is a notice that we do not know.
func (c *bracketReader) continued() error {
	if c.open && c.last().From.Length > maxText {
		c.lost = true
		if err := c.finish(); err != nil {
			return err
		}
	}
	if c.lost {
		return c.unread(c.lines.Text, c.from())
	}
	if !c.open {
		return c.bare()
	}
	c.giveAll()
	c.more = append(c.more, c.lines.Text)
	m := c.last()
	m.From = span(m.From, c.from())
	return nil
}

// finish emits the message that is being read, then the empty lines held.
func (c *bracketReader) finish() error {
	if c.open {
		c.open = false
		if err := c.say(c.body, c.more); err != nil {
			return err
		}
	}
	if len(c.blanks) == 0 {
		return nil
	}
	h := c.blanks
	c.blanks = c.blanks[:0]
	return c.layout(h)
}
