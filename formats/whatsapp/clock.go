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
	if d := len(c.day); d > 0 && len(line) > d && line[0] == c.day[0] && line[:d] == c.day {
		if n := c.time(line[d:]); n > 0 {
			c.end, c.fresh, c.marked = d+n, false, false
			return true
		}
	}
	return mayBegin(line) && c.anew(line)
}

// anew reads a header of another day or shape, or one behind marks.
func (c *clock) anew(line string) bool {
	start := 0
	for line[0] >= 0x80 && start < len(line) {
		n := markAt(line[start:])
		if n == 0 {
			break
		}
		start += n
	}
	c.marked = start > 0
	if d := len(c.day); c.marked && d > 0 && len(line) > start+d && line[start:start+d] == c.day {
		if n := c.time(line[start+d:]); n > 0 {
			c.end, c.fresh = start+d+n, false
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
	if c.zero != "" {
		return c.foreignTime(s)
	}
	if len(s) < len("10:00:00") {
		return 0
	}
	hour, n, p := int(s[0]-'0'), 1, single
	if hour > 9 {
		return 0
	}
	if d := s[1] - '0'; d <= 9 {
		hour, n, p = hour*10+int(d), 2, twoDigits
		if hour <= 9 {
			p = zeroed
		}
	}
	m := s[n:]
	if m[0] != c.shape.colon || m[1]-'0' > 5 || m[2]-'0' > 9 {
		return 0
	}
	second := 60 * (10*int(m[1]-'0') + int(m[2]-'0'))
	n += 3
	if c.shape.seconds {
		if m[3] != c.shape.colon || m[4]-'0' > 5 || m[5]-'0' > 9 {
			return 0
		}
		second += 10*int(m[4]-'0') + int(m[5]-'0')
		n += 3
	}
	return c.rest(s, n, hour, second, p)
}

// rest reads what follows the n bytes of a time: of an hour, and of seconds within it.
func (c *clock) rest(s string, n, hour, second int, p pad) int {
	t := &c.tails[c.met]
	if end := n + len(t.text); len(s) < end || s[n:end] != t.text {
		t = &c.tails[1-c.met]
		if t.text == "" || !strings.HasPrefix(s[n:], t.text) {
			return 0
		}
		c.met = 1 - c.met
	}
	half := c.early
	if half == noHalf {
		half = t.half
	}
	hour, ok := half.hour(hour)
	if !ok {
		return 0
	}
	c.pads[hourPad] = p
	c.second = int32(hour*3600 + second)
	return n + len(t.text)
}

// foreignTime is time in digits of another script.
func (c *clock) foreignTime(s string) int {
	hour, digits, n := c.number(s)
	if digits == 0 {
		return 0
	}
	second, k := c.pair(s[n:])
	n += k
	second *= 60
	if c.shape.seconds && k > 0 {
		var v int
		v, k = c.pair(s[n:])
		second += v
		n += k
	}
	if k == 0 {
		return 0
	}
	return c.rest(s, n, hour, second, padOf(hour, digits))
}

// number reads one or two digits of which zero is the first of ten: they differ in
// their last byte.
func (c *clock) number(s string) (v, digits, n int) {
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
