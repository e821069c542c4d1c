package line

import "strings"

// maxQuoted is how long a quoted body may be: the app takes 10,000 characters.
const maxQuoted = 64 << 10

// Looking for the end of a quoted body costs what it looks at. Where bodies that
// never end follow one another that would be quadratic, so what may be spent
// grows with what was read.
const (
	creditFirst = 1 << 20
	creditByte  = 16
)

// quoted reads on in a body that opened with a quote and did not close on its
// line. Lines within that look like records or dates are text. A body that is
// not closed when the next day begins, or at the end, is what stands before the
// first line that looks like a record.
func (r *room) quoted(minute int) {
	end, how := r.closing(minute)
	if how == unclosed {
		r.tally.unclosed++
	}
	if how != closed {
		return
	}
	c := &r.cur
	first := c.text[1:]
	for i := range end + 1 {
		at, _ := r.rows.peek(i)
		r.extend(at)
	}
	body := together(first, c.more[:len(c.more)-len(`"`)])
	c.text, c.more, c.closed = r.single(body), c.more[:0], true
	r.rows.skip(end + 1)
}

// closure is how a body that opens with a quote ends.
type closure uint8

const (
	unclosed closure = iota
	closed           // with a quote at the end of a line
	plain            // text stands behind the quote that closes: somebody's own quotes
)

// block is a quoted body that is being followed to its end.
type block struct {
	bytes   int
	odd     bool // as many quotes so far as leave one open
	records int  // lines that look like records
	fit     int  // of these, those of people of this chat whose times go on from the opening's
	minute  int  // of the last one
}

// closing finds the line on which a quoted body ends, counted from the next one.
func (r *room) closing(minute int) (end int, how closure) {
	b := block{bytes: len(r.cur.text), odd: true, minute: minute}
	spent := int64(0)
	defer func() { r.spent += spent }()
	date := r.date
	for i := 0; ; i++ {
		at, more := r.rows.peek(i)
		if !more || b.bytes > maxQuoted || r.spent+spent > creditFirst+creditByte*at.offset {
			return 0, r.open(&b)
		}
		b.bytes += len(at.text) + 1
		spent += int64(len(at.text)) + 1
		if r.isDate(at.line, &date) && r.recordAt(i+1) {
			return 0, r.open(&b)
		}
		had := b.records
		if r.look(&b, at.text); had == 0 && b.records > 0 && !b.odd {
			return 0, plain
		}
		if r.closes(&b, at.text, i) {
			if r.wholeDay(&b, i) {
				return 0, unclosed
			}
			return i, closed
		}
	}
}

// open says how a body ends whose closing quote was not found.
func (r *room) open(b *block) closure {
	if b.records == 0 && !b.odd {
		return plain
	}
	return unclosed
}

// look counts a line that looks like a record.
func (r *room) look(b *block, s string) {
	t, n := r.t.head.record(s)
	if n == 0 {
		return
	}
	b.records++
	if name, _, sent := r.t.head.columns(s[n:]); sent && t.minute >= b.minute && r.p.senders[name] != nil {
		b.fit++
		b.minute = t.minute
	}
}

// closes reports whether a line ends the body: a quote stands last, and no other
// is open. Where quotes within are not doubled their number says nothing; there a
// last quote also counts if the next record follows.
func (r *room) closes(b *block, s string, i int) bool {
	n := strings.Count(s, `"`)
	if n == 0 {
		return false
	}
	b.odd = b.odd != (n%2 == 1)
	if s[len(s)-1] != '"' {
		return false
	}
	return !b.odd || b.records == 0 && r.ends(i+1)
}

// ends reports whether a new record or day begins at a line, or the text ends.
func (r *room) ends(i int) bool {
	at, more := r.rows.peek(i)
	if !more || r.recordAt(i) {
		return true
	}
	date := r.date
	if at.text == "" {
		if at, more = r.rows.peek(i + 1); !more {
			return true
		}
	}
	return r.isDate(at.line, &date)
}

func (r *room) recordAt(i int) bool {
	at, more := r.rows.peek(i)
	if !more {
		return false
	}
	_, n := r.t.head.record(at.text)
	return n > 0
}

// isDate reports whether a line is a date. The index moves along.
func (r *room) isDate(line int, index *int) bool {
	dates := r.p.cal.dates
	for *index < len(dates) && dates[*index].line < line {
		*index++
	}
	return *index < len(dates) && dates[*index].line == line
}

const fewPasted = 8

// wholeDay reports whether what stands between two quotes is not a body but the
// chat itself: many records, all of people of this chat, in order, and in order
// with the next. Somebody had typed one quote.
func (r *room) wholeDay(b *block, end int) bool {
	if b.fit != b.records || b.fit < fewPasted {
		return false
	}
	at, more := r.rows.peek(end + 1)
	if !more {
		return true
	}
	t, n := r.t.head.record(at.text)
	return n == 0 || t.minute >= b.minute
}

// single makes one quote of two, in a body that has no other quotes.
func (r *room) single(body string) string {
	if r.p.lone > r.p.doubled || !strings.Contains(body, `""`) {
		return body
	}
	for rest := body; ; {
		i := strings.IndexByte(rest, '"')
		if i < 0 {
			return strings.ReplaceAll(body, `""`, `"`)
		}
		if !strings.HasPrefix(rest[i:], `""`) {
			return body
		}
		rest = rest[i+2:]
	}
}

// unquoted takes the quotes off a body of several lines whose first line looked
// closed, in a text that quotes such bodies.
func (r *room) unquoted(body string) string {
	if r.p.quotes <= r.p.bare || len(body) < 2 || body[0] != '"' || body[len(body)-1] != '"' {
		return body
	}
	return r.single(body[1 : len(body)-1])
}
