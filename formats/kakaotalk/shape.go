package kakaotalk

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A shape is how one export writes its dates. Android lets the system write
// them (DateUtils.formatDateRange), so they follow the phone's language and the
// age of its system, not the app; a shape is therefore learnt from the file.
type shape struct {
	ops    []op
	layout string // a readable form: "Y년 M월 D일 AP h:mm"
	half   bool   // twelve-hour clock
	bare   bool   // a time alone: the day stands in the line of the day
	twin   *shape // the same with the other clock; nil where a file has one clock only
}

type op struct {
	kind opKind
	lit  string   // of opLiteral
	set  []string // of opMonth: twelve names; of opHalf: pairs of a.m., p.m.
}

type opKind uint8

const (
	opLiteral opKind = iota
	opGap            // U+0020, U+00A0 or U+202F: which one depends on the system's age
	opYear
	opMonthNumber
	opMonth
	opDay
	opHour
	opMinute
	opHalf
)

// stamp is a wall clock to the minute. It has no more fields than the compiler
// keeps in registers.
type stamp struct {
	year       int16
	month, day int8
	minute     int16 // of the day
}

const noon = 12 * 60

func (s stamp) valid() bool {
	return s.year >= 1970 && s.year < 2300 && s.month >= 1 && s.month <= 12 && s.day >= 1 && s.day <= 31 &&
		s.minute >= 0 && s.minute < 2*noon
}

func (s stamp) sameDay(o stamp) bool { return s.year == o.year && s.month == o.month && s.day == o.day }

// minutes orders stamps; it is not a count of real minutes.
func (s stamp) minutes() int64 {
	return ((int64(s.year)*12+int64(s.month))*31+int64(s.day))*2*noon + int64(s.minute)
}

// match reads a date at the start of text and returns its length, 0 where there
// is none.
func (sh *shape) match(text string) (stamp, int) {
	var year, month, day, hour, minute int
	half, at := -1, 0
	for i := range sh.ops {
		o, rest := &sh.ops[i], text[at:]
		n := 0
		switch o.kind {
		case opLiteral:
			if strings.HasPrefix(rest, o.lit) {
				n = len(o.lit)
			}
		case opGap:
			n = gapLen(rest)
		case opYear:
			year, n = number(rest, 4, 4)
		case opMonthNumber:
			month, n = number(rest, 1, 2)
		case opMonth:
			month, n = oneOf(o.set, rest)
			month = (month-1)%12 + 1 // the set may hold long and short names
		case opDay:
			day, n = number(rest, 1, 2)
		case opHour:
			hour, n = number(rest, 1, 2)
		case opMinute:
			minute, n = number(rest, 2, 2)
		case opHalf:
			half, n = oneOf(o.set, rest)
		}
		if n == 0 {
			return stamp{}, 0
		}
		at += n
	}
	if half > 0 {
		if hour > 12 { // Japanese phones write 午後0:05
			return stamp{}, 0
		}
		hour = hour%12 + 12*((half-1)%2)
	}
	if year > 2400 { // the Buddhist calendar of Thai phones
		year -= 543
	}
	s := stamp{int16(year), int8(month), int8(day), int16(hour*60 + minute)}
	if hour > 23 || minute > 59 || !sh.bare && !s.valid() {
		return stamp{}, 0
	}
	return s, at
}

func gapLen(s string) int {
	switch {
	case strings.HasPrefix(s, " "):
		return 1
	case strings.HasPrefix(s, "\u00a0"):
		return 2
	case strings.HasPrefix(s, "\u202f"):
		return 3
	}
	return 0
}

// number reads a decimal number of least to most digits, not followed by another.
func number(s string, least, most int) (value, n int) {
	for n < len(s) && n < most && s[n]-'0' <= 9 {
		value = value*10 + int(s[n]-'0')
		n++
	}
	if n < least || n < len(s) && s[n]-'0' <= 9 {
		return 0, 0
	}
	return value, n
}

// oneOf returns the 1-based place of the longest word that s begins with.
func oneOf(words []string, s string) (place, n int) {
	for i, w := range words {
		if len(w) > n && strings.HasPrefix(s, w) {
			place, n = i+1, len(w)
		}
	}
	return place, n
}

// learn makes a shape from a date as Android writes it.
func learn(text string) (*shape, bool) { return (&learner{text: text}).learn() }

func (l *learner) learn() (*shape, bool) {
	text := l.text
	l.sh = &shape{}
	for l.at < len(text) {
		if !l.step() {
			return nil, false
		}
	}
	if !l.whole() {
		return nil, false
	}
	l.sh.layout = l.sh.describe()
	if _, n := l.sh.match(text); n != len(text) {
		return nil, false
	}
	return l.sh, true
}

type learner struct {
	text string
	at   int
	sh   *shape
	seen [opHalf + 1]int
	cal  *calendar // of an iPhone: the language of its dates; nil: Android
	day  stamp     // of an iPhone: the day that the date must be of, zero if any
}

func (l *learner) add(o op, n int) bool {
	l.sh.ops = append(l.sh.ops, o)
	l.seen[o.kind]++
	l.at += n
	return true
}

func (l *learner) step() bool {
	rest := l.text[l.at:]
	if n := gapLen(rest); n > 0 {
		return l.add(op{kind: opGap}, n)
	}
	if rest[0]-'0' <= 9 {
		return l.digits(rest)
	}
	if l.seen[opHalf] == 0 {
		for _, set := range halves {
			if _, n := oneOf(set, rest); n > 0 && !letterAfter(rest, n) {
				l.sh.half = true
				return l.add(op{kind: opHalf, set: set}, n)
			}
		}
	}
	if l.seen[opMonth] == 0 {
		if set, n := l.month(rest); n > 0 {
			return l.add(op{kind: opMonth, set: set}, n)
		}
	}
	r, n := utf8.DecodeRuneInString(rest)
	if r == utf8.RuneError || unicode.IsControl(r) || l.cal != nil && !l.joins(r) {
		return false
	}
	if k := len(l.sh.ops); k > 0 && l.sh.ops[k-1].kind == opLiteral {
		l.sh.ops[k-1].lit += rest[:n]
		l.at += n
		return true
	}
	return l.add(op{kind: opLiteral, lit: rest[:n]}, n)
}

// month returns the names among which the text's next word is a month.
func (l *learner) month(rest string) (set []string, n int) {
	if l.cal != nil {
		set = slices.Concat(l.cal.months, l.cal.short)
		if _, n = oneOf(set, rest); letterAfter(rest, n) {
			return nil, 0
		}
		return set, n
	}
	for i := range calendars {
		set = calendars[i].months
		if _, n = oneOf(set, rest); n > 0 && !letterAfter(rest, n) {
			return set, n
		}
	}
	return nil, 0
}

// letterAfter reports whether an ASCII letter follows: "May" is no month in "Mayor".
func letterAfter(s string, n int) bool {
	return n < len(s) && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z')
}

// digits tells a number by its length and its neighbours.
func (l *learner) digits(rest string) bool {
	n := 0
	for n < len(rest) && rest[n]-'0' <= 9 {
		n++
	}
	after := rest[n:]
	switch {
	case n == 4 && l.seen[opYear] == 0:
		return l.add(op{kind: opYear}, n)
	case n > 2:
		return false
	case n == 2 && l.seen[opHour] > l.seen[opMinute]:
		return l.add(op{kind: opMinute}, n)
	case strings.HasPrefix(after, ":") && l.seen[opHour] == 0:
		return l.add(op{kind: opHour}, n)
	case l.cal != nil && l.dotted(after):
		return l.add(op{kind: opHour}, n)
	case strings.HasPrefix(after, "월"), strings.HasPrefix(after, "月"), strings.HasSuffix(l.text[:l.at], "tháng "):
		return l.add(op{kind: opMonthNumber}, n)
	case l.cal != nil && l.isMonth(rest[:n]):
		return l.add(op{kind: opMonthNumber}, n)
	case l.seen[opDay] == 0:
		return l.add(op{kind: opDay}, n)
	}
	return false
}

// whole reports whether each part of a date was found once.
func (l *learner) whole() bool {
	s := &l.seen
	if l.cal != nil && s[opYear]+s[opMonth]+s[opMonthNumber]+s[opDay] == 0 {
		l.sh.bare = true
		return s[opHour] == 1 && s[opMinute] == 1
	}
	return s[opYear] == 1 && s[opMonth]+s[opMonthNumber] == 1 && s[opDay] == 1 && s[opHour] == 1 && s[opMinute] == 1
}

// describe returns the layout: Y M D h m for numbers, MMMM for a name, MMM for
// one that may be short, AP for the half of the day.
func (sh *shape) describe() string {
	var b strings.Builder
	for _, o := range sh.ops {
		switch o.kind {
		case opLiteral:
			b.WriteString(o.lit)
		case opGap:
			b.WriteByte(' ')
		case opYear:
			b.WriteByte('Y')
		case opMonthNumber:
			b.WriteByte('M')
		case opMonth:
			name := "MMMM"
			if len(o.set) > 12 {
				name = "MMM"
			}
			b.WriteString(name)
		case opDay:
			b.WriteByte('D')
		case opHour:
			b.WriteByte('h')
		case opMinute:
			b.WriteString("mm")
		case opHalf:
			b.WriteString("AP")
		}
	}
	return b.String()
}
