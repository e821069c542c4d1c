package kakaotalk

import "strings"

// clocks reads the dates of one file, which may be written with two clocks.
type clocks struct {
	list []clock
	now  int // which clock read the last date
}

func newClocks(sh *shape) clocks {
	c := clocks{list: []clock{newClock(sh)}}
	if sh.twin != nil {
		c.list = append(c.list, newClock(sh.twin))
	}
	return c
}

// read returns the date at the start of text and its length, 0 where there is
// none.
func (c *clocks) read(text string) (stamp, int) {
	k := &c.list[c.now]
	if d := len(k.day); d > 0 && len(text) > d && text[:d] == k.day { // as quick, one call less
		if at, n := k.time(text[d:]); n > 0 && (len(c.list) == 1 || ends(text, d+n)) {
			return at, d + n
		}
	}
	if len(c.list) == 1 {
		return k.slow(text)
	}
	return c.either(text)
}

// either reads a date that the clock of the date before does not read quickly.
func (c *clocks) either(text string) (stamp, int) {
	other := 1 - c.now
	if at, n := c.list[other].quick(text); n > 0 && ends(text, n) {
		c.now = other
		return at, n
	}
	at, n := c.list[c.now].slow(text)
	if n > 0 && ends(text, n) {
		return at, n
	}
	if at, n := c.list[other].slow(text); n > 0 && ends(text, n) {
		c.now = other
		return at, n
	}
	return at, n
}

// ends reports whether a date may end there: "8:30" is no date in "8:30 PM, ".
func ends(text string, n int) bool { return n == len(text) || text[n] == ',' || text[n] == ':' }

// setDay tells the day of times that stand alone.
func (c *clocks) setDay(day stamp) {
	for i := range c.list {
		k := &c.list[i]
		if !k.sh.bare {
			return
		}
		k.base = day
		k.date.year, k.date.month, k.date.day = day.year, day.month, day.day
	}
}

// clock reads the dates of one shape. Most differ from the one before in hour
// and minute only, and where these stand last the rest is compared, not read.
type clock struct {
	sh   *shape
	tail tail
	day  string // what stood before the hour of the last date read
	date stamp  // what it says, at midnight; at noon where p.m. stood before the hour

	base stamp // the day, where shape is bare

	half string // the word for the half of the day last read after the time
	pm   int16  // what it adds to the minutes: noon, or nothing
}

// tail is the form of what begins with the hour.
type tail int

const (
	tailOther  tail = iota // more than a time, or the time stands first
	tailTime               // h:mm
	tailHalf               // h:mmAP
	tailGapped             // h:mm AP
)

func newClock(sh *shape) clock {
	c := clock{sh: sh}
	for i, o := range sh.ops {
		if o.kind != opHour || i == 0 {
			continue
		}
		switch rest := sh.ops[i+1:]; {
		case len(rest) < 2 || rest[0].lit != ":" || rest[1].kind != opMinute:
		case len(rest) == 2:
			c.tail = tailTime
		case len(rest) == 3 && rest[2].kind == opHalf:
			c.tail = tailHalf
		case len(rest) == 4 && rest[2].kind == opGap && rest[3].kind == opHalf:
			c.tail = tailGapped
		}
	}
	return c
}

// read returns the date at the start of text and its length, 0 where there is
// none.
func (c *clock) read(text string) (stamp, int) {
	if at, n := c.quick(text); n > 0 {
		return at, n
	}
	return c.slow(text)
}

// quick reads a date that differs from the one before in hour and minute only.
func (c *clock) quick(text string) (stamp, int) {
	if d := len(c.day); d > 0 && len(text) > d && text[:d] == c.day {
		if at, n := c.time(text[d:]); n > 0 {
			return at, d + n
		}
	}
	return stamp{}, 0
}

// slow reads any date.
func (c *clock) slow(text string) (stamp, int) {
	if text == "" {
		return stamp{}, 0
	}
	at, n := c.sh.match(text)
	if c.sh.bare {
		if c.base.year == 0 {
			return stamp{}, 0
		}
		at.year, at.month, at.day = c.base.year, c.base.month, c.base.day
	}
	if n > 0 && c.tail != tailOther {
		c.remember(at, text[:n])
	}
	return at, n
}

// remember keeps what stands before the hour.
func (c *clock) remember(at stamp, text string) {
	colon := strings.LastIndexByte(text, ':')
	hour := colon
	for hour > 0 && isDigit(text[hour-1]) {
		hour--
	}
	c.day, c.date = strings.Clone(text[:hour]), stamp{year: at.year, month: at.month, day: at.day}
	if c.tail == tailTime && c.sh.half && at.minute >= noon {
		c.date.minute = noon
	}
}

// time reads what begins with the hour.
func (c *clock) time(s string) (stamp, int) {
	n := 1
	if len(s) < 4 || !isDigit(s[0]) {
		return stamp{}, 0
	}
	at := c.date
	hour := int16(s[0] - '0')
	if isDigit(s[1]) {
		hour = hour*10 + int16(s[1]-'0')
		n = 2
	}
	if len(s) < n+3 || s[n] != ':' || !isDigit(s[n+1]) || !isDigit(s[n+2]) || len(s) > n+3 && isDigit(s[n+3]) {
		return stamp{}, 0
	}
	minute := int16(s[n+1]-'0')*10 + int16(s[n+2]-'0')
	n += 3
	switch c.tail {
	case tailTime, tailOther:
	case tailHalf, tailGapped:
		k := 0
		if c.tail == tailGapped {
			if k = gapLen(s[n:]); k == 0 {
				return stamp{}, 0
			}
		}
		if rest := s[n+k:]; c.half == "" || !strings.HasPrefix(rest, c.half) {
			set := c.sh.ops[len(c.sh.ops)-1].set
			half, m := oneOf(set, rest)
			if m == 0 {
				return stamp{}, 0
			}
			c.half, c.pm = set[half-1], noon*int16((half-1)%2)
		}
		n += k + len(c.half)
		at.minute = c.pm
	}
	if c.sh.half {
		if hour > 12 {
			return stamp{}, 0
		}
		hour %= 12
	}
	if hour > 23 || minute > 59 {
		return stamp{}, 0
	}
	at.minute += hour*60 + minute
	return at, n
}
