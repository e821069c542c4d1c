package desktop

import (
	"strconv"
	"unicode/utf8"
)

// page is JSON that is being written as Telegram Desktop lays it out: one space
// for each level, each member and element on a line of its own. buf may be
// emptied at any time.
type page struct {
	buf   []byte
	depth int
	began bool // the object or list that is open has nothing in it yet
}

// open begins an object or a list where a value may stand.
func (p *page) open(c byte) {
	p.buf = append(p.buf, c)
	p.depth++
	p.began = true
}

// shut ends the innermost object or list.
func (p *page) shut(c byte) {
	p.depth--
	if !p.began {
		p.line()
	}
	p.began = false
	p.buf = append(p.buf, c)
}

func (p *page) line() {
	const margin = "\n                " // more than is ever open at once
	p.buf = append(p.buf, margin[:min(1+p.depth, len(margin))]...)
}

// next begins a member or an element.
func (p *page) next() {
	if !p.began {
		p.buf = append(p.buf, ',')
	}
	p.began = false
	p.line()
}

// item begins an object as an element.
func (p *page) item() {
	p.next()
	p.open('{')
}

func (p *page) key(name string) {
	p.next()
	p.buf = append(p.buf, '"')
	p.buf = append(p.buf, name...)
	p.buf = append(p.buf, '"', ':', ' ')
}

// begin begins an object or a list as a member.
func (p *page) begin(name string, c byte) {
	p.key(name)
	p.open(c)
}

func (p *page) str(name, s string) {
	p.key(name)
	p.buf = appendString(p.buf, s)
}

// strOrNull writes null for an empty string, as Telegram does with names.
func (p *page) strOrNull(name, s string) {
	p.key(name)
	p.buf = appendOrNull(p.buf, s)
}

// element writes a string as an element, or null if it is empty.
func (p *page) element(s string) {
	p.next()
	p.buf = appendOrNull(p.buf, s)
}

func (p *page) int(name string, n int64) {
	p.key(name)
	p.buf = strconv.AppendInt(p.buf, n, 10)
}

// size writes a number unless it is unknown.
func (p *page) size(name string, n int64) {
	if n > 0 {
		p.int(name, n)
	}
}

func (p *page) float(name string, f float64) {
	p.key(name)
	if f != f || f-f != 0 { // JSON has no word for what is no number
		f = 0
	}
	p.buf = strconv.AppendFloat(p.buf, f, 'f', -1, 64)
}

func (p *page) bool(name string, b bool) {
	p.key(name)
	p.buf = strconv.AppendBool(p.buf, b)
}

func appendOrNull(b []byte, s string) []byte {
	if s == "" {
		return append(b, "null"...)
	}
	return appendString(b, s)
}

// appendString writes a string as Telegram Desktop does, but for control
// characters: its \x01 is no JSON. Bytes that are no UTF-8 become U+FFFD.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c < utf8.RuneSelf && c != '"' && c != '\\' {
			i++
			continue
		}
		r, size := rune(c), 1
		if c >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
			if r != '\u2028' && r != '\u2029' && (r != utf8.RuneError || size > 1) {
				i += size
				continue
			}
		}
		b = appendEscape(append(b, s[from:i]...), r)
		i += size
		from = i
	}
	return append(append(b, s[from:]...), '"')
}

func appendEscape(b []byte, r rune) []byte {
	const digits = "0123456789abcdef"
	switch r {
	case '"', '\\':
		return append(b, '\\', byte(r))
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	case utf8.RuneError:
		return append(b, "\uFFFD"...)
	}
	return append(b, '\\', 'u', digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15])
}
