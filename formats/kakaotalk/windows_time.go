package kakaotalk

import "strings"

// timeForm is how a file of Windows writes times: 오전 1:01, 2:37 PM, AM 9:04 or
// 20:36. The app prints all of them when it exports, so that a file has one form.
type timeForm struct {
	ok   bool
	set  []string // the words for the halves of the day, in pairs; nil: a clock of 24 hours
	last bool     // they follow the time

	half  string // the word read last, and what it adds to the minutes
	pm    int16
	now   int    // which half of the day that is: 0 or 1
	begun string // the word that stood before a time read last, and its gap
	ended string // the gap and the word that stood behind it
}

// learnTime makes a form from one time, which is the whole text.
func learnTime(text string) (timeForm, bool) {
	if len(text) > 32 {
		return timeForm{}, false
	}
	f := timeForm{ok: true}
	if _, n := f.read(text); n > 0 && n == len(text) {
		return f, true
	}
	for _, set := range halves {
		for _, last := range []bool{false, true} {
			f = timeForm{ok: true, set: set, last: last}
			if _, n := f.read(text); n > 0 && n == len(text) {
				return f, true
			}
		}
	}
	return timeForm{}, false
}

// read reads a time at the start of text: the minute of the day, and the length,
// 0 where there is none.
func (f *timeForm) read(text string) (minute int16, n int) {
	if f.set != nil && !f.last {
		if n = f.word(text); n == 0 {
			return 0, 0
		}
		n += gapLen(text[n:])
		if text[:n] != f.begun {
			f.begun = strings.Clone(text[:n])
		}
	}
	minute, k := clockTime(text[n:])
	if k == 0 {
		return 0, 0
	}
	n += k
	if f.set == nil {
		return minute, n
	}
	if f.last {
		from := n
		n += gapLen(text[n:])
		if k = f.word(text[n:]); k == 0 {
			return 0, 0
		}
		n += k
		if text[from:n] != f.ended {
			f.ended = strings.Clone(text[from:n])
		}
	}
	if minute >= 13*60 {
		return 0, 0
	}
	return minute%noon + f.pm, n
}

// goesOn reads a record of somebody whose records began with lead, all that
// stands before the hour: most records do. Whether the hour has one digit or two
// nobody can foretell, nor can the processor: that is no branch.
func (f *timeForm) goesOn(lead, line string) (body string, minute int16, ok bool) {
	n := len(lead)
	if n == 0 || len(line) < n+7 || line[:n] != lead {
		return "", 0, false
	}
	line = line[n:]
	two := 0
	if line[1] != ':' {
		two = 1
	}
	tens, s := int16(line[0]-'0')*int16(two), line[two:]
	one, ten, unit := int16(s[0]-'0'), int16(s[2]-'0'), int16(s[3]-'0')
	hour := tens*10 + one
	if tens > 2 || one > 9 || s[1] != ':' || ten > 5 || unit > 9 || hour > 23 || f.set != nil && hour > 12 {
		return "", 0, false
	}
	minute = hour*60 + ten*10 + unit
	if f.set != nil {
		minute = minute%noon + f.pm
	}
	s = s[4:]
	if f.last {
		if s, ok = strings.CutPrefix(s, f.ended); !ok {
			return "", 0, false
		}
	}
	if len(s) < 2 || s[0] != ']' || s[1] != ' ' {
		return "", 0, false
	}
	return s[2:], minute, true
}

// hourAt returns where the hour stands in a record by somebody that was read last.
func (f *timeForm) hourAt(name string) int { return len("[] [") + len(name) + len(f.begun) }

// word reads the word for a half of the day, which mostly is that of the time
// before, and returns its length.
func (f *timeForm) word(text string) int {
	if n := len(f.half); n > 0 && len(text) > n && text[:n] == f.half {
		return n
	}
	place, n := oneOf(f.set, text)
	if n > 0 {
		f.half, f.now = f.set[place-1], (place-1)%2
		f.pm = noon * int16(f.now)
	}
	return n
}

// clockTime reads h:mm or hh:mm as minutes.
func clockTime(s string) (minute int16, n int) {
	if len(s) < 4 || !isDigit(s[0]) {
		return 0, 0
	}
	hour := int16(s[0] - '0')
	n = 1
	if isDigit(s[1]) {
		hour = hour*10 + int16(s[1]-'0')
		n = 2
	}
	if len(s) < n+3 || s[n] != ':' || !isDigit(s[n+1]) || !isDigit(s[n+2]) || len(s) > n+3 && isDigit(s[n+3]) {
		return 0, 0
	}
	minute = int16(s[n+1]-'0')*10 + int16(s[n+2]-'0')
	if hour > 23 || minute > 59 {
		return 0, 0
	}
	return hour*60 + minute, n + 3
}

// layout describes the form for people.
func (f *timeForm) layout() string {
	switch {
	case !f.ok:
		return ""
	case f.set == nil:
		return "h:mm"
	case f.last:
		return "h:mm AP"
	}
	return "AP h:mm"
}

// bracketed cuts "[name] [time] text" apart. The name ends at the first "] ["
// after which a time of the form, a bracket and a space stand: it may hold
// brackets itself, and what comes later on the line is text.
func (f *timeForm) bracketed(line string) (name, body string, minute int16, ok bool) {
	if len(line) < 8 || line[0] != '[' {
		return "", "", 0, false
	}
	for at := 1; at <= maxName; {
		i := strings.IndexByte(line[at:], ']')
		if i < 0 {
			break
		}
		at += i + 1
		if len(line) < at+2 || line[at] != ' ' || line[at+1] != '[' {
			continue
		}
		if minute, body, ok = f.closes(line[at+2:]); ok {
			return line[1 : at-1], body, minute, true
		}
	}
	return "", "", 0, false
}

// by is bracketed for a line that probably is by somebody who was found to write.
func (f *timeForm) by(known, line string) (name, body string, minute int16, ok bool) {
	if n := len(known); n > 0 && len(line) > n+4 && line[n+1:n+4] == "] [" && line[1:n+1] == known {
		if minute, body, ok = f.closes(line[n+4:]); ok {
			return known, body, minute, true
		}
	}
	return f.bracketed(line)
}

// closes reads "time] text". Editors cut the space of an empty text.
func (f *timeForm) closes(s string) (minute int16, body string, ok bool) {
	minute, n := f.read(s)
	if n == 0 || n >= len(s) || s[n] != ']' {
		return 0, "", false
	}
	if n+1 == len(s) {
		return minute, "", true
	}
	return minute, s[n+2:], s[n+1] == ' '
}

// learnBracketed learns the form of the times from a line that may be a record.
func learnBracketed(line string) (timeForm, bool) {
	if len(line) < 8 || line[0] != '[' {
		return timeForm{}, false
	}
	for at := 1; at <= min(maxName, len(line)); {
		i := strings.Index(line[at:], "] [")
		if i < 0 {
			break
		}
		at += i + 3
		if end := strings.IndexByte(line[at:], ']'); end > 0 {
			if f, ok := learnTime(line[at : at+end]); ok {
				if _, _, _, ok = f.bracketed(line); ok {
					return f, true
				}
			}
		}
	}
	return timeForm{}, false
}
