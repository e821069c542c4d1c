package line

import "strings"

// A clockTime is a time of the day as it was written.
type clockTime struct {
	minute int  // of the day
	twelve bool // on a clock of twelve hours
}

const (
	noon     = 12 * 60
	minutes  = 60
	lastHour = 24 // written for the hour after midnight of the same date
)

// half says which half of the day a mark names.
type half uint8

const (
	noHalf half = iota
	before      // noon
	after
)

// timeOf reads the time that s begins with and returns its length, 0 where there
// is none. dot allows "12.30". Two marks, as in "上午01:00 PM", are no time.
func timeOf(s string, dot bool) (t clockTime, n int) {
	if len(s) < 4 {
		return t, 0
	}
	mark := noHalf
	if !isDigit(s[0]) {
		if s[0] < 0xE0 {
			return t, 0
		}
		if mark, n = halfBefore(s); n == 0 || n+4 > len(s) || !isDigit(s[n]) {
			return t, 0
		}
	}
	hour := int(s[n] - '0')
	n++
	if isDigit(s[n]) {
		hour = hour*10 + int(s[n]-'0')
		n++
	}
	if len(s) < n+3 || s[n] != ':' && (!dot || s[n] != '.') || !isDigit(s[n+1]) || !isDigit(s[n+2]) {
		return t, 0
	}
	minute := int(s[n+1]-'0')*10 + int(s[n+2]-'0')
	n += 3
	if n < len(s) && s[n] != '\t' {
		if isDigit(s[n]) {
			return t, 0
		}
		if m, k := halfAfter(s[n:]); k > 0 {
			if mark != noHalf {
				return t, 0
			}
			mark = m
			n += k
		}
	}
	hour, ok := mark.hour(hour)
	if !ok || minute >= minutes {
		return t, 0
	}
	return clockTime{minute: hour*minutes + minute, twelve: mark != noHalf}, n
}

// plainTime reads "12:08" before a tab, which is what most lines of phones begin
// with.
func plainTime(s string) (t clockTime, ok bool) {
	if len(s) < len("12:08\t") || s[2] != ':' || s[5] != '\t' {
		return t, false
	}
	h10, h1, m10, m1 := s[0]-'0', s[1]-'0', s[3]-'0', s[4]-'0'
	if h10 > 9 || h1 > 9 || m10 > 5 || m1 > 9 {
		return t, false
	}
	hour := int(h10)*10 + int(h1)
	return clockTime{minute: hour%lastHour*minutes + int(m10)*10 + int(m1)}, hour <= lastHour
}

// hour is the hour of the day. "午後13:05" says one thing twice and is taken.
func (h half) hour(written int) (int, bool) {
	switch {
	case h == noHalf:
		return written % lastHour, written <= lastHour
	case h == after && written > 12:
		return written, written < lastHour
	case h == after:
		return written%12 + 12, true
	}
	return written % 12, written <= 12
}

// halfBefore reads the mark before a time, with a space after it where there is one.
func halfBefore(s string) (half, int) {
	const n = len("午前") // all are two letters of three bytes
	if len(s) < n {
		return noHalf, 0
	}
	if h := halvesBefore(s[:n]); h != noHalf {
		return h, n + gap(s[n:])
	}
	return noHalf, 0
}

// halfAfter reads the mark behind a time, with the gap before it.
func halfAfter(s string) (half, int) {
	at := gap(s)
	rest := s[at:]
	if len(rest) < len("AM") {
		return noHalf, 0
	}
	var h half
	switch rest[0] | 0x20 {
	case 'a':
		h = before
	case 'p':
		h = after
	default:
		return thaiHalf(rest, at)
	}
	n := 0
	switch {
	case rest[1]|0x20 == 'm':
		n = len("AM")
	case len(rest) >= len("a.m.") && rest[1] == '.' && rest[2]|0x20 == 'm' && rest[3] == '.':
		n = len("a.m.")
	}
	if n == 0 || len(rest) > n && rest[n] != '\t' && rest[n] != ' ' {
		return noHalf, 0
	}
	return h, at + n
}

func thaiHalf(rest string, at int) (half, int) {
	if rest[0] != 0xE0 { // as Thai letters begin, and the words of most languages do not
		return noHalf, 0
	}
	for _, m := range halvesAfter {
		if k := len(m.word); strings.HasPrefix(rest, m.word) && (len(rest) == k || rest[k] == '\t' || rest[k] == ' ') {
			return m.half, at + k
		}
	}
	return noHalf, 0
}

// gap is the length of the space that s begins with: a plain one, U+00A0 or U+202F.
func gap(s string) int {
	switch {
	case s == "":
	case s[0] == ' ':
		return 1
	case strings.HasPrefix(s, "\u00a0"):
		return len("\u00a0")
	case strings.HasPrefix(s, "\u202f"):
		return len("\u202f")
	}
	return 0
}

func isDigit(c byte) bool { return c-'0' <= 9 }
