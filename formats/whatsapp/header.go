package whatsapp

import "strings"

// A header is what stands before the author of a record, taken apart.
type header struct {
	shape  shape
	date   [3]uint16 // its numbers, in their order; a year of four digits or of an era is a year AD
	second int32     // of the day
	pads   [4]pad    // of the numbers of the date and of the hour
	end    int       // of the header in the line: the author begins there

	hour, tail int  // where the hour begins, and what follows the minutes or seconds
	half       half // which the hour has
}

// shape is the form of a header. All headers that one phone wrote have one.
type shape struct {
	frame     frame
	timeFirst bool
	year      yearPlace
	era       byte // 'B': Buddhist, 'J': Japanese, 0: neither
	sep       byte // between the numbers of the date
	gap       bool // a space follows it
	dot       bool // the date ends with a dot
	comma     byte // 0, ',' or 'a' for the Arabic one
	word      [12]byte
	colon     byte // between hours and minutes
	seconds   bool
	half      halfPlace
	digits    uint8 // 0: ASCII, else the place of their zero in zeros
}

// frame is how a header ends.
type frame byte

const (
	bracketed frame = '[' // [stamp] author: text
	dashed    frame = '-' // stamp - author: text
	enDashed  frame = 'n'
	coloned   frame = ':' // stamp: author: text
	bare      frame = ' ' // stamp author: text
)

// yearPlace is where the year of a date stands.
type yearPlace uint8

const (
	yearOpen    yearPlace = iota // all numbers have two digits at most
	yearAtStart                  // four digits, or an era
	yearAtEnd
)

// halfPlace is where the half of the day stands.
type halfPlace uint8

const (
	clock24 halfPlace = iota
	halfBefore
	halfAfter
)

// hourPad is the place of the hour in header.pads.
const hourPad = 3

// pad is how a number below ten was written.
type pad uint8

const (
	twoDigits pad = iota // it is not below ten
	zeroed               // 09
	single               // 9
)

// mayBegin reports whether a header may begin with s: most lines within texts
// are told apart by their first byte.
func mayBegin(s string) bool {
	if len(s) < len("1/2/20 1:00 - a") {
		return false
	}
	c := s[0]
	return c-'0' <= 9 || c == '[' || c >= 0x80 || c == 'R' || c == 'H'
}

// parseHeader takes the header apart that line begins with.
func parseHeader(line string, h *header) bool {
	if !mayBegin(line) {
		return false
	}
	c := cursor{s: line}
	c.marks()
	open := c.i < len(line) && line[c.i] == '['
	if open {
		c.i++
		c.marks()
	}
	start := c.i
	*h = header{}
	if c.date(h) && c.joint(h) && c.time(h) && c.close(h, open) {
		return true
	}
	c = cursor{s: line, i: start}
	*h = header{shape: shape{timeFirst: true}}
	return c.time(h) && c.joint(h) && h.shape.half != halfBefore && c.date(h) && c.close(h, open)
}

// cursor reads a header from its start.
type cursor struct {
	s      string
	i      int
	seen   bool // a digit
	digits uint8
	mixed  bool // digits of several scripts
}

// era reads the letter of a Japanese era, and returns the year before its first.
func (c *cursor) era() int {
	if c.i+1 < len(c.s) && c.s[c.i+1]-'0' <= 9 {
		switch c.s[c.i] {
		case 'R':
			c.i++
			return 2018
		case 'H':
			c.i++
			return 1988
		}
	}
	return 0
}

const buddhist = 543 // years before the first of ours

// date reads three numbers.
func (c *cursor) date(h *header) bool {
	sh := &h.shape
	var digits [3]int
	for k := range 3 {
		if k > 0 && !c.dateSep(sh, k == 2) {
			return false
		}
		before := c.era()
		v, n := c.number()
		switch {
		case before > 0 && k != 1 && n > 0 && n <= 2:
			v, n, sh.era = v+before, 4, 'J'
		case n == 4 && v >= 2400 && v <= 2700:
			v, sh.era = v-buddhist, 'B'
		}
		if before > 0 && n != 4 || n == 0 || n == 3 || n > 4 || n == 4 && (k == 1 || v < 1990 || v > 2200) {
			return false
		}
		h.date[k], digits[k] = uint16(v), n
		h.pads[k] = padOf(v, n)
	}
	switch {
	case digits[0] == 4 && digits[2] == 4, digits[0] == 1 && digits[2] == 1:
		return false
	case digits[0] == 4:
		sh.year = yearAtStart
	case digits[2] == 4:
		sh.year = yearAtEnd
	}
	c.marks()
	if sh.sep == '.' && c.at('.') {
		c.i++
		sh.dot = true
	}
	if rest := c.s[c.i:]; spaceAt(rest) > 0 && strings.HasPrefix(rest[spaceAt(rest):], "BE") {
		c.i += spaceAt(rest) + len("BE")
		sh.era = 'B'
	}
	return !c.mixed
}

// dateSep reads what stands between two numbers of a date.
func (c *cursor) dateSep(sh *shape, same bool) bool {
	c.marks()
	if c.i >= len(c.s) {
		return false
	}
	sep := c.s[c.i]
	if sep != '/' && sep != '.' && sep != '-' || same && sep != sh.sep {
		return false
	}
	c.i++
	c.marks()
	n := spaceAt(c.s[c.i:])
	if same && (n > 0) != sh.gap {
		return false
	}
	c.i += n
	sh.sep, sh.gap = sep, n > 0
	return true
}

// joint reads what stands between the date and the time: a comma, a space, a
// word, and the half of the day where it stands before the hour.
func (c *cursor) joint(h *header) bool {
	apart, words := false, 0
	for {
		c.marks()
		if c.i >= len(c.s) {
			return false
		}
		rest := c.s[c.i:]
		n := 0
		switch b := rest[0]; {
		case b-'0' <= 9 || b >= 0x80 && isDigitAt(rest) || (b == 'R' || b == 'H') && h.shape.timeFirst:
			return apart
		case spaceAt(rest) > 0:
			n = spaceAt(rest)
			apart = true
		case b == ',' && h.shape.comma == 0:
			h.shape.comma, n = ',', 1
		case strings.HasPrefix(rest, "\u060c") && h.shape.comma == 0:
			h.shape.comma, n = 'a', len("\u060c")
		case apart && h.half == noHalf:
			if h.half, n = periodAt(rest); n > 0 {
				h.shape.half = halfBefore
				break
			}
			if n = wordAt(rest); n == 0 || words+n > len(h.shape.word) {
				return false
			}
			words += copy(h.shape.word[words:], rest[:n])
		}
		if n == 0 {
			return false
		}
		c.i += n
	}
}

// wordAt returns the length of the word that s begins with: letters and dots.
func wordAt(s string) int {
	for i := range len(s) {
		b := s[i]
		letter := b >= 0x80 && spaceAt(s[i:]) == 0 && markAt(s[i:]) == 0 || b|0x20 >= 'a' && b|0x20 <= 'z' || b == '.' && i > 0
		if !letter {
			return i
		}
	}
	return 0
}

// time reads hours, minutes, perhaps seconds, and the half of the day behind them.
func (c *cursor) time(h *header) bool {
	sh := &h.shape
	c.marks()
	h.hour = c.i
	hour, n := c.number()
	if n == 0 || n > 2 || hour > 24 || c.i >= len(c.s) {
		return false
	}
	h.pads[hourPad] = padOf(hour, n)
	sh.colon = c.s[c.i]
	if sh.colon != ':' && sh.colon != '.' {
		return false
	}
	c.i++
	minute, n := c.number()
	if n != 2 || minute > 59 {
		return false
	}
	second := 0
	if c.at(sh.colon) && c.i+1 < len(c.s) && isDigitAt(c.s[c.i+1:]) {
		c.i++
		if second, n = c.number(); n != 2 || second > 59 {
			return false
		}
		sh.seconds = true
	}
	h.tail = c.i
	if sh.half != halfBefore {
		skip := spaceAt(c.s[c.i:])
		if half, n := periodAt(c.s[c.i+skip:]); n > 0 {
			c.i += skip + n
			h.half, sh.half = half, halfAfter
		}
	}
	var ok bool
	if hour, ok = h.half.hour(hour); !ok {
		return false
	}
	h.second = int32(hour*3600 + minute*60 + second)
	sh.digits = c.digits
	return !c.mixed
}

// hour returns the hour of the day.
func (f half) hour(h int) (int, bool) {
	switch f {
	case noHalf:
		return h % 24, h <= 24
	case am:
		return h % 12, h <= 12
	case pm:
		return h%12 + 12, h <= 12
	case noon:
		if h == 11 {
			return h, true
		}
		return h%12 + 12, h <= 12
	}
	return 0, false
}

// close reads what stands between the stamp and the author.
func (c *cursor) close(h *header, open bool) bool {
	c.marks()
	rest := c.s[c.i:]
	if open {
		h.shape.frame = bracketed
		return strings.HasPrefix(rest, "]") && c.end(h, 1)
	}
	if strings.HasPrefix(rest, ":") {
		h.shape.frame = coloned
		return h.shape.seconds && c.end(h, 1) && h.authored(c.s)
	}
	n := spaceAt(rest)
	if n == 0 {
		return false
	}
	h.shape.frame = bare
	switch rest = rest[n:]; {
	case strings.HasPrefix(rest, "-"):
		h.shape.frame = dashed
		n++
	case strings.HasPrefix(rest, "–"):
		h.shape.frame = enDashed
		n += len("–")
	}
	if h.shape.frame == bare {
		h.end = c.i + n
		return h.shape.seconds && h.authored(c.s)
	}
	return c.end(h, n)
}

// end ends the header with a space after n more bytes.
func (c *cursor) end(h *header, n int) bool {
	c.i += n
	n = spaceAt(c.s[c.i:])
	h.end = c.i + n
	return n > 0 || markAt(c.s[c.i:]) > 0
}

// authored reports whether an author follows the header of line.
func (h *header) authored(line string) bool {
	raw, _, ok := splitAuthor(line[h.end:])
	if ok {
		_, ok = authorName(raw)
	}
	return ok
}

func (c *cursor) at(b byte) bool { return c.i < len(c.s) && c.s[c.i] == b }

func (c *cursor) marks() {
	for c.i < len(c.s) && c.s[c.i] >= 0x80 {
		n := markAt(c.s[c.i:])
		if n == 0 {
			return
		}
		c.i += n
	}
}
