package line

import "strings"

// pastBody follows a quoted body on past lines that look like dates, to tell
// whether they stand between its quotes.
type pastBody struct {
	on      bool
	closed  bool // the quotes are; what follows tells whether they were a body's
	odd     bool // as many quotes so far as leave one open
	bytes   int
	first   int // of the candidates within
	records int
	fit     int // those of people whose times go on
	minute  int // of the last one
}

// dateWithin notes that a line within a quoted body looks like a date.
func (p *profile) dateWithin() {
	if b := &p.past; b.on && b.closed {
		p.pasted(true)
	}
	if p.open.on && !p.past.on {
		p.past = pastBody{on: true, odd: p.open.odd, bytes: p.open.bytes, first: len(p.cal.all) - 1}
	}
}

// passing reads a record behind such a line.
func (p *profile) passing(minute int, sent bool, rest string) {
	b := &p.past
	if b.closed {
		p.pasted(minute >= b.minute)
		return
	}
	b.records++
	if sent && minute >= b.minute {
		b.fit++
		b.minute = minute
	}
	p.follow(rest)
}

// follow looks for the quote that closes the body.
func (p *profile) follow(s string) {
	b := &p.past
	if b.closed {
		p.pasted(false)
		return
	}
	if b.bytes += len(s) + 1; b.bytes > maxQuoted {
		b.on = false
		return
	}
	if n := strings.Count(s, `"`); n > 0 {
		b.odd = b.odd != (n%2 == 1)
		b.closed = !b.odd && s[len(s)-1] == '"'
	}
}

// pasted ends such a body. If its quotes closed, the dates are within, unless
// there is the chat itself between the quotes, see wholeDay. goesOn: what follows
// the quotes goes on from what stands between them.
func (p *profile) pasted(goesOn bool) {
	b := &p.past
	whole := goesOn && b.fit == b.records && b.fit >= fewPasted
	if b.on && b.closed && !whole {
		for i := b.first; i < len(p.cal.all); i++ {
			p.cal.all[i].within = true
		}
	}
	b.on = false
}
