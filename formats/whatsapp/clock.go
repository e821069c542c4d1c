package whatsapp

import "strings"

// clock reads the headers of a file one after the other. Most differ from the
// one before in hour and minute only: what stands before the hour and behind the
// minutes is compared then, not read.
type clock struct {
	header
	fresh  bool // the last header was read anew: its shape or date may be another
	marked bool // marks stand before it

	day   string // what stands before the hour, without marks at the start
	early half   // the half of the day that stands there
	tails [2]ending
	met   int    // which of them was met last
	zero  string // in the file's script; "" for ASCII
}

// ending is what follows the minutes or seconds.
type ending struct {
	text string
	half half
}

// read reads the header that line begins with, into c.header.
func (c *clock) read(line string) bool {
	if !mayBegin(line) {
		return false
	}
	start := 0
	for line[0] >= 0x80 && start < len(line) {
		n := markAt(line[start:])
		if n == 0 {
			break
		}
		start += n
	}
	c.marked = start > 0
	if d := len(c.day); d > 0 && len(line) > start+d && line[start:start+d] == c.day {
		if n := c.time(line[start+d:]); n > 0 {
			c.end = start + d + n
			c.fresh = false
			return true
		}
	}
	var h header
	if !parseHeader(line, &h) {
		return false
	}
	c.remember(line[start:], h, start)
	c.header, c.fresh = h, true
	return true
}

// time reads what begins with the hour, and returns its length.
func (c *clock) time(s string) int {
	hour, digits, n := c.number(s)
	if digits == 0 {
		return 0
	}
	p := padOf(hour, digits)
	minute, k := c.pair(s[n:])
	n += k
	second := 0
	if c.shape.seconds && k > 0 {
		second, k = c.pair(s[n:])
		n += k
	}
	if k == 0 {
		return 0
	}
	if !strings.HasPrefix(s[n:], c.tails[c.met].text) {
		other := 1 - c.met
		if c.tails[other].text == "" || !strings.HasPrefix(s[n:], c.tails[other].text) {
			return 0
		}
		c.met = other
	}
	half := c.early
	if half == noHalf {
		half = c.tails[c.met].half
	}
	hour, ok := half.hour(hour)
	if !ok {
		return 0
	}
	c.pads[hourPad] = p
	c.second = int32(hour*3600 + minute*60 + second)
	return n + len(c.tails[c.met].text)
}

// number reads one or two digits of the file's script.
func (c *clock) number(s string) (v, digits, n int) {
	if c.zero != "" {
		return c.foreign(s)
	}
	if len(s) < 2 || s[0]-'0' > 9 {
		return 0, 0, 0
	}
	if d := s[1] - '0'; d <= 9 {
		return int(s[0]-'0')*10 + int(d), 2, 2
	}
	return int(s[0] - '0'), 1, 1
}

// foreign reads digits of which zero is the first of ten: they differ in their last
// byte.
func (c *clock) foreign(s string) (v, digits, n int) {
	size := len(c.zero)
	first := c.zero[size-1]
	for digits < 2 && len(s) >= n+size && s[n:n+size-1] == c.zero[:size-1] && s[n+size-1]-first <= 9 {
		v = v*10 + int(s[n+size-1]-first)
		digits++
		n += size
	}
	return v, digits, n
}

// pair reads the colon and two digits below sixty.
func (c *clock) pair(s string) (v, n int) {
	if s == "" || s[0] != c.shape.colon {
		return 0, 0
	}
	v, digits, n := c.number(s[1:])
	if digits != 2 || v > 59 {
		return 0, 0
	}
	return v, n + 1
}

// remember keeps what surrounds the time of a header, whose line begins after
// start bytes of marks.
func (c *clock) remember(s string, h header, start int) {
	if h.shape.timeFirst || h.half == noon {
		c.day = ""
		return
	}
	tail := ending{text: s[h.tail-start : h.end-start]}
	last := tail.text[len(tail.text)-1]
	if last != ' ' || h.hour < start { // U+202F and the like: rare enough
		c.day = ""
		return
	}
	if day := s[:h.hour-start]; day != c.day {
		c.day = strings.Clone(day)
	}
	c.early = noHalf
	if h.shape.half == halfBefore {
		c.early = h.half
	} else {
		tail.half = h.half
	}
	if h.shape != c.shape {
		c.tails, c.zero = [2]ending{}, zeroOf(h.shape.digits)
	}
	for i := range c.tails {
		if c.tails[i] == tail {
			c.met = i
			return
		}
	}
	c.met = 1 - c.met
	tail.text = strings.Clone(tail.text)
	c.tails[c.met] = tail
}
