package kakaotalk

import (
	"bytes"
	"strings"
	"time"

	"exile/formats"
)

// csvHeader is line 1 of every CSV of the Mac.
const csvHeader = "Date,User,Message"

// rows cuts the lines of a CSV into rows. encoding/csv does not serve: it cannot
// go on after a row that is not well formed, nor say which lines and bytes a row
// has, and a quote that is never closed costs it the rest of the file.
type rows struct {
	row

	lines  *formats.Lines
	skim   bool   // the lines are not kept: texts of several lines are left out
	held   bool   // the line that lines is at comes next, after ahead
	ahead  []byte // lines read beyond the current row, to find the end of a quoted text
	at     int    // of what comes next in ahead
	line   int    // its number
	offset int64  // its offset

	day  string // the date of the row before and the space after it
	date stamp  // what it says, at midnight
	user string // of the last row of several lines
}

// A row is a row, or a line that is part of none.
type row struct {
	kind  rowKind
	when  stamp
	sec   int8
	name  string
	text  string // the message; of what is no row, the line as it stands
	place place
}

// place is where a row stands, as in export.Source.
type place struct {
	line, lines    int
	offset, length int64
}

type rowKind uint8

const (
	rowMessage rowKind = iota
	rowUndated         // no date and no user: stands where a message was deleted or hidden
	rowHeader
	rowBlank
	rowBad
)

// newRows returns the rows of lines. With skim, lines may be of
// formats.NewLinesReused, and texts of several lines come out empty.
func newRows(lines *formats.Lines, skim bool) rows { return rows{lines: lines, skim: skim} }

// next moves to the next row. It returns false at the end and after an error.
func (c *rows) next() bool {
	if c.at < len(c.ahead) {
		c.take()
	} else {
		if !c.held && !c.lines.Next() {
			return false
		}
		c.held = false
		l := c.lines
		c.text = l.Text
		c.place = place{l.Line, 1, l.Offset, int64(len(l.Text) + l.Ending)}
	}
	whole := c.text
	switch c.fields() {
	case closed:
		return true
	case open:
		if c.gather() {
			return true
		}
		c.kind = rowBad
	case malformed:
		c.kind = kindOfLine(whole)
	}
	c.name, c.text = "", whole
	return c.lines.Err() == nil
}

// kindOfLine says what a line is that is no row.
func kindOfLine(line string) rowKind {
	switch strings.TrimRight(line, "\r ") {
	case "":
		return rowBlank
	case csvHeader: // of a file that was appended to another
		return rowHeader
	}
	return rowBad
}

// take makes the next line of ahead the current one.
func (c *rows) take() {
	text, length := cutLine(c.ahead[c.at:])
	c.text = string(text)
	c.place = place{c.line, 1, c.offset, int64(length)}
	c.skip(1, length)
}

// skip moves on in ahead.
func (c *rows) skip(lines, length int) {
	const keep = 1 << 20
	c.line += lines
	c.offset += int64(length)
	if c.at += length; c.at < len(c.ahead) {
		return
	}
	c.ahead, c.at = c.ahead[:0], 0
	if cap(c.ahead) > keep {
		c.ahead = nil
	}
}

// cutLine returns the first line without its ending, and its length with it.
func cutLine(b []byte) (text []byte, length int) {
	i := bytes.IndexByte(b, '\n')
	if i < 0 {
		return b, len(b)
	}
	return bytes.TrimSuffix(b[:i], []byte("\r")), i + 1
}

// quoting says how the text of a row ends.
type quoting uint8

const (
	closed    quoting = iota
	open              // not on its first line
	malformed         // the line is no row
)

// fields takes the current line apart. Where the text goes on in the next line,
// c.text is what there is of it.
func (c *rows) fields() quoting {
	n := c.clock(c.text)
	switch {
	case n > 0:
		c.kind = rowMessage
	case undated(c.text):
		c.kind, n = rowUndated, 1
	default:
		return malformed
	}
	name, rest, ok := cutUser(c.text[n:])
	if !ok {
		return malformed
	}
	c.name, c.text = name, rest
	if rest == "" || rest[0] != '"' {
		return closed // commas in a bare text are commas: no column follows
	}
	c.text = rest[1:]
	switch i, pairs := closing(c.text); {
	case i < 0:
		return open
	case i < len(c.text)-1:
		return malformed
	default:
		c.text = unquote(c.text[:i], pairs)
		return closed
	}
}

// undated reports whether a line begins as rows do that have neither date nor user.
func undated(line string) bool {
	return strings.HasPrefix(line, `,"",`) || strings.HasPrefix(line, ",,")
}

// startsRow reports whether a line begins as a row does.
func startsRow(line string) bool {
	if undated(line) {
		return true
	}
	_, _, ok := csvDate(line)
	return ok
}

// cutUser cuts the second field off, and the comma after it. A user's name has
// one line.
func cutUser(s string) (name, rest string, ok bool) {
	if s == "" || s[0] != '"' {
		return strings.Cut(s, ",")
	}
	s = s[1:]
	if i := strings.IndexByte(s, '"'); i >= 0 && i+1 < len(s) && s[i+1] == ',' { // nearly always
		return s[:i], s[i+2:], true
	}
	i, pairs := closing(s)
	if i < 0 || i+1 == len(s) || s[i+1] != ',' {
		return "", "", false
	}
	return unquote(s[:i], pairs), s[i+2:], true
}

// closing returns where a quoted text ends, -1 if not in s: at the first quote
// that is not one of a pair. pairs reports whether there is a pair before.
func closing(s string) (end int, pairs bool) {
	for at := 0; ; at += 2 {
		i := strings.IndexByte(s[at:], '"')
		if i < 0 {
			return -1, pairs
		}
		at += i
		if at+1 == len(s) || s[at+1] != '"' {
			return at, pairs
		}
		pairs = true
	}
}

func unquote(s string, pairs bool) string {
	if pairs {
		return strings.ReplaceAll(s, `""`, `"`)
	}
	return s
}

// gather reads on to the end of a quoted text of several lines. That is a quote
// at the end of a line after which a row follows, or nothing: whatever the lines
// in between look like, they are quoted. Where the next lone quote stands
// elsewhere, the text was never closed and its row is malformed; all lines but
// its first are still to come then. No line is read more than twice for that, as
// a row among them that opens a quoted text ends the search.
func (c *rows) gather() bool {
	c.keepName()
	c.ahead, c.at = append(c.ahead[:0], c.ahead[c.at:]...), 0
	for end, lines := 0, 1; end <= formats.MaxRecord; lines++ {
		line, length := c.peek(end)
		if length == 0 {
			return false
		}
		i, _ := closing(line)
		if i >= 0 && i < len(line)-1 {
			return false
		}
		last := end + i
		if c.held && end == len(c.ahead) {
			c.keep()
		}
		if end += length; i < 0 {
			continue
		}
		if next, n := c.peek(end); n > 0 && !startsRow(next) && kindOfLine(next) == rowBad || c.lines.Err() != nil {
			return false
		}
		c.join(c.ahead[:last])
		c.place.lines += lines
		c.place.length += int64(end)
		c.skip(lines, end)
		return true
	}
	return false
}

// keepName keeps the user's name where the line is not.
func (c *rows) keepName() {
	if !c.skim {
		return
	}
	if c.name != c.user {
		c.user = strings.Clone(c.name)
	}
	c.name = c.user
}

// join adds the lines that follow the first to the text.
func (c *rows) join(rest []byte) {
	if c.skim {
		c.text = ""
		return
	}
	var b strings.Builder
	b.Grow(len(c.text) + 1 + len(rest))
	b.WriteString(c.text)
	b.WriteByte('\n')
	b.Write(rest)
	c.text = unquote(b.String(), true)
	if strings.IndexByte(c.text, '\r') >= 0 {
		c.text = strings.ReplaceAll(c.text, "\r\n", "\n")
	}
}

// peek returns the line at end of ahead, or else the next one of the file; length
// 0 means that there is none.
func (c *rows) peek(end int) (line string, length int) {
	if end < len(c.ahead) {
		text, n := cutLine(c.ahead[end:])
		return string(text), n
	}
	if !c.held && !c.lines.Next() {
		return "", 0
	}
	c.held = true
	return c.lines.Text, len(c.lines.Text) + c.lines.Ending
}

// keep moves the line held to ahead.
func (c *rows) keep() {
	l := c.lines
	if len(c.ahead) == 0 {
		c.line, c.offset = l.Line, l.Offset
	}
	c.ahead = append(append(c.ahead, l.Text...), "\r\n"[2-l.Ending:]...)
	c.held = false
}

// nameSlot picks the place to remember a name in, by its end: the people of a
// chat take turns.
func nameSlot(name string) uint32 {
	n := len(name)
	if n < 4 {
		return uint32(n)
	}
	end := name[n-4:]
	key := uint32(end[0])<<24 | uint32(end[1])<<16 | uint32(end[2])<<8 | uint32(end[3])
	return key * 0x9E3779B1 >> (32 - 7)
}

const nameSlots = 1 << 7

// clock reads the date of a row and the comma after it, and returns their
// length, 0 where there is none. Most rows are of the day of the row before.
func (c *rows) clock(line string) int {
	if len(line) < len(csvLayout) {
		return 0
	}
	if line[:len(c.day)] != c.day || c.day == "" {
		when, sec, ok := csvDate(line)
		if !ok {
			return 0
		}
		c.when, c.sec = when, sec
		c.day = strings.Clone(line[:len("2006-01-02 ")])
		c.date = stamp{year: when.year, month: when.month, day: when.day}
		return len(csvLayout)
	}
	minute, sec, ok := csvTime(line[len(c.day):])
	if !ok {
		return 0
	}
	c.when, c.sec = c.date, sec
	c.when.minute = minute
	return len(csvLayout)
}

// csvLayout is what a row begins with.
const csvLayout = "2006-01-02 15:04:05,"

// csvDate reads the date, the time and the comma that a row begins with.
func csvDate(line string) (when stamp, sec int8, ok bool) {
	if len(line) < len(csvLayout) || line[4] != '-' || line[7] != '-' || line[10] != ' ' {
		return when, 0, false
	}
	year, y := number(line, 4, 4)
	month, m := number(line[5:], 2, 2)
	day, d := number(line[8:], 2, 2)
	if y == 0 || m == 0 || d == 0 || day > daysIn(year, month) {
		return when, 0, false
	}
	when = stamp{year: int16(year), month: int8(month), day: int8(day)}
	when.minute, sec, ok = csvTime(line[11:])
	return when, sec, ok && when.valid()
}

// csvTime reads "15:04:05,", all digits at once: without the bits
// of "00:00:00", the first character in the lowest byte, they are their values.
func csvTime(s string) (minute int16, sec int8, ok bool) {
	const (
		zeros = 0x30303a30303a3030
		over  = 0xf0f0fff0f0fff0f0 // bits that no digit has then, and no colon
		six   = 0x0606000606000606 // takes what is above 9 above 15
	)
	if len(s) < 9 || s[8] != ',' {
		return 0, 0, false
	}
	x := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	x ^= zeros
	if x&over != 0 || (x+six)&over != 0 {
		return 0, 0, false
	}
	h, m, n := x&15*10+x>>8&15, x>>24&15*10+x>>32&15, x>>48&15*10+x>>56&15
	return int16(h*60 + m), int8(n), h < 24 && m < 60 && n < 60
}

// daysIn returns how many days a month has, 0 for what is no month.
func daysIn(year, month int) int {
	if month < 1 || month > 12 {
		return 0
	}
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
