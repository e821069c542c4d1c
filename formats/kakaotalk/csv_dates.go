package kakaotalk

import (
	"strings"
	"time"
)

// clock reads the date of a row and the comma after it, and returns their
// length, 0 where there is none. Most rows are of the day of the row before.
func (c *rows) clock(line string) int {
	n := len(c.day)
	if n == 0 || len(line) < n || line[:n] != c.day {
		when, sec, n := csvDate(line)
		if n == 0 {
			return 0
		}
		c.when, c.sec = when, sec
		c.day = strings.Clone(line[:strings.IndexByte(line, ' ')+1])
		c.date = stamp{year: when.year, month: when.month, day: when.day}
		return n
	}
	minute, sec, k := csvTime(line[n:], line[0] == '"')
	if k == 0 {
		return 0
	}
	c.when, c.sec = c.date, sec
	c.when.minute = minute
	return n + k
}

// csvMoment is a date of a CSV. The app writes seconds; Excel cuts them off when
// it saves the file again.
type csvMoment struct {
	when stamp
	sec  int8 // noSeconds: the date has none
}

const noSeconds int8 = -1

// exact is how much time a date stands for.
func (m csvMoment) exact() time.Duration {
	if m.sec == noSeconds {
		return time.Minute
	}
	return time.Second
}

// csvDate reads the date, the time and the comma that a row begins with, and
// returns their length, 0 where there are none. What saves a file again may put
// them in quotes.
func csvDate(line string) (when stamp, sec int8, n int) {
	const day = len("2006-01-02 ")
	q := 0
	if strings.HasPrefix(line, `"`) {
		q = 1
	}
	s := line[q:]
	if len(s) < day || s[4] != '-' || s[7] != '-' || s[10] != ' ' {
		return when, 0, 0
	}
	year, y := number(s, 4, 4)
	month, m := number(s[5:], 2, 2)
	date, d := number(s[8:], 2, 2)
	if y == 0 || m == 0 || d == 0 || date > daysIn(year, month) {
		return when, 0, 0
	}
	when = stamp{year: int16(year), month: int8(month), day: int8(date)}
	if when.minute, sec, n = csvTime(s[day:], q > 0); n == 0 || !when.valid() {
		return when, 0, 0
	}
	return when, sec, q + day + n
}

// csvTime reads "15:04:05,", or "9:04,", and returns its length.
func csvTime(s string, quoted bool) (minute int16, sec int8, n int) {
	if minute, sec, n = csvSeconds(s); n == 0 {
		if minute, n = clockTime(s); n == 0 {
			return 0, 0, 0
		}
		sec = noSeconds
	}
	if quoted {
		if n == len(s) || s[n] != '"' {
			return 0, 0, 0
		}
		n++
	}
	if n == len(s) || s[n] != ',' {
		return 0, 0, 0
	}
	return minute, sec, n + 1
}

// csvSeconds reads "15:04:05", all digits at once: without the bits
// of "00:00:00", the first character in the lowest byte, they are their values.
func csvSeconds(s string) (minute int16, sec int8, n int) {
	const (
		zeros = 0x30303a30303a3030
		over  = 0xf0f0fff0f0fff0f0 // bits that no digit has then, and no colon
		six   = 0x0606000606000606 // takes what is above 9 above 15
	)
	if len(s) < 8 {
		return 0, 0, 0
	}
	x := eightBytes(s) ^ zeros
	if x&over != 0 || (x+six)&over != 0 {
		return 0, 0, 0
	}
	h, m, k := (x&15)*10+(x>>8)&15, (x>>24&15)*10+(x>>32)&15, (x>>48&15)*10+(x>>56)&15
	if h > 23 || m > 59 || k > 59 {
		return 0, 0, 0
	}
	return int16(h*60 + m), int8(k), 8
}

// daysIn returns how many days a month has, 0 for what is no month.
func daysIn(year, month int) int {
	if month < 1 || month > 12 {
		return 0
	}
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
