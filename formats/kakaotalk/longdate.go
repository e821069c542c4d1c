package kakaotalk

import "strings"

// maxLongDate is longer than any date with a weekday, in bytes.
const maxLongDate = 120

// longDate reads a date without a time, "2026년 2월 1일 일요일" or "Sunday,
// February 1, 2026", in the languages of calendars. It must be the whole text.
// The weekday may be missing, and is not checked against the date, unless all
// the rest is numbers and dots.
func longDate(text string) (stamp, bool) {
	if len(text) < 8 || len(text) > maxLongDate || !mayDate(text) {
		return stamp{}, false
	}
	at, cal := longDateOf(text)
	return at, cal != nil
}

// longDateOf tells the language too.
func longDateOf(text string) (stamp, *calendar) {
	for i := range calendars {
		if at, ok := calendars[i].longDate(text); ok {
			return at, &calendars[i]
		}
	}
	return stamp{}, nil
}

// mayDate reports whether a text has the numbers of a date: one of four digits,
// and none that is longer than two else.
func mayDate(text string) bool {
	year := false
	for i := 0; i < len(text); i++ {
		if !isDigit(text[i]) {
			continue
		}
		from := i
		for i < len(text) && isDigit(text[i]) {
			i++
		}
		switch n := i - from; {
		case n == 4 && !year:
			year = true
		case n > 2:
			return false
		}
	}
	return year
}

// dateParts are the parts of a date that have been read; 0: not yet.
type dateParts struct {
	year, month, day int
	weekday          bool
	words            bool // a month's name, or 년, 월, 日 behind a number
}

func (c *calendar) longDate(text string) (stamp, bool) {
	var p dateParts
	for rest := text; rest != ""; {
		n := gapLen(rest)
		if n == 0 && len(rest) < len(text) && (rest[0] == ',' || rest[0] == '.') {
			n = 1
		}
		if n == 0 && isDigit(rest[0]) {
			n = p.digits(rest, text[:len(text)-len(rest)])
		} else if n == 0 {
			n = p.word(c, rest)
		}
		if n == 0 {
			return stamp{}, false
		}
		rest = rest[n:]
	}
	if p.year > 2400 { // the Buddhist calendar
		p.year -= 543
	}
	at := stamp{year: int16(p.year), month: int8(p.month), day: int8(p.day)}
	return at, (p.words || p.weekday) && at.valid() && isSpaceless(text)
}

// isSpaceless reports whether a text neither begins nor ends with a gap.
func isSpaceless(text string) bool {
	return gapLen(text) == 0 && text[len(text)-1] != ' ' && text[len(text)-1] != ','
}

// digits reads a number and the character that names it.
func (p *dateParts) digits(rest, before string) int {
	n := 0
	for n < len(rest) && isDigit(rest[n]) {
		n++
	}
	value, _ := number(rest[:n], n, 4)
	after := rest[n:]
	switch {
	case n == 4 && p.year == 0:
		p.year = value
		return n + p.named(after, "년", "年")
	case n > 2:
		return 0
	case p.month == 0 && (strings.HasPrefix(after, "월") || strings.HasPrefix(after, "月")):
		p.month = value
		return n + p.named(after, "월", "月")
	case p.month == 0 && (strings.HasSuffix(before, "tháng ") || strings.HasSuffix(before, "thg ")):
		p.month, p.words = value, true
		return n
	case p.month == 0 && p.year > 0 && strings.HasPrefix(after, ". "):
		p.month = value
		return n
	case p.day == 0:
		p.day = value
		return n + p.named(after, "일", "日")
	}
	return 0
}

// named returns the length of the character that names a number.
func (p *dateParts) named(after, korean, chinese string) int {
	if strings.HasPrefix(after, korean) && !strings.HasPrefix(after, "일요일") {
		p.words = true
		return len(korean)
	}
	if strings.HasPrefix(after, chinese) {
		p.words = true
		return len(chinese)
	}
	return 0
}

// word reads a month, a weekday or a word between.
func (p *dateParts) word(c *calendar, rest string) int {
	if p.month == 0 {
		if place, n := oneOf(c.months, rest); n > 0 && !letterAfter(rest, n) {
			p.month, p.words = place, true
			return n
		}
	}
	if !p.weekday {
		if _, n := oneOf(c.days, rest); n > 0 && !letterAfter(rest, n) {
			p.weekday = true
			return n
		}
	}
	if _, n := oneOf(c.fill, rest); n > 0 && !letterAfter(rest, n) {
		return n
	}
	return 0
}
