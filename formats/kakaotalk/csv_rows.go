package kakaotalk

import (
	"bytes"
	"strings"

	"exile/formats"
)

// csvHeader is line 1 of every CSV of the Mac.
const csvHeader = "Date,User,Message"

// isCSVHeader reports whether a line is that, or what other programs make of it.
func isCSVHeader(line string) bool { return line == csvHeader || line == `"Date","User","Message"` }

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
	line = strings.TrimRight(line, "\r ")
	switch {
	case strings.TrimLeft(line, ",") == "": // a table's empty row has commas
		return rowBlank
	case isCSVHeader(line): // of a file that was appended to another
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
	case undated(c.text) > 0:
		c.kind, n = rowUndated, undated(c.text)
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

// undated returns how long the empty date is with which rows begin that have
// neither date nor user, 0 where a line is no such row.
func undated(line string) int {
	switch {
	case strings.HasPrefix(line, `,"",`), strings.HasPrefix(line, ",,") && strings.Trim(line, ", \r") != "":
		return 1
	case strings.HasPrefix(line, `"","",`):
		return 3
	}
	return 0
}

// startsRow reports whether a line begins as a row does.
func startsRow(line string) bool {
	_, _, n := csvDate(line)
	return n > 0 || undated(line) > 0
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
