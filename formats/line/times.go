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
	for _, m := range halvesBefore {
		if strings.HasPrefix(s, m.word) {
			n := len(m.word)
			return m.half, n + gap(s[n:])
		}
	}
	return noHalf, 0
}

// halfAfter reads the mark behind a time, with the gap before it.
func halfAfter(s string) (half, int) {
	n := gap(s)
	rest := s[n:]
	if rest == "" || rest[0]|0x20 != 'a' && rest[0]|0x20 != 'p' && rest[0] < 0x80 {
		return noHalf, 0
	}
	for _, m := range halvesAfter {
		if k := len(m.word); len(rest) >= k && strings.EqualFold(rest[:k], m.word) && (len(rest) == k || rest[k] == '\t' || rest[k] == ' ') {
			return m.half, n + k
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
