package line

import (
	"strings"
	"time"
)

// dateForm is the order in which a date line has its numbers.
type dateForm uint8

const (
	yearFirst dateForm = iota // 2023/05/01(月), 2024.01.02 Tuesday
	yearLast                  // Sat, 11/01/2025: day and month in either order
	eraYear                   // R7/02/09(日)
)

// A dateLine is what a line that looks like a date says, as written.
type dateLine struct {
	form    dateForm
	sep     byte
	era     byte
	year    int // as written
	a, b    int // month and day, or with yearLast the first and the second number
	weekday int8
	loc     *locale // of the weekday; nil: not known
	word    string  // the weekday as written, "" where there is none
}

// What stands for a day of the week that no number stands for.
const (
	noWeekday    int8 = -1
	otherWeekday int8 = -2 // a word that we do not know
)

const (
	maxDateLine = 64 // bytes
	maxDayWord  = 30
	buddhist    = 543
	firstBuddha = 2400 // years from here on are counted from the Buddha's death
)

// dateOf reads a line that is a date and perhaps a day of the week, and nothing
// else but spaces at its end.
func dateOf(s string) (d dateLine, ok bool) {
	if len(s) < len("R7/2/9") || len(s) > maxDateLine {
		return d, false
	}
	if c := s[len(s)-1]; c == ' ' || c == '\t' {
		if s = strings.TrimRight(s, " \t"); len(s) < len("R7/2/9") {
			return d, false
		}
	}
	switch c := s[0]; {
	case isDigit(c):
		return numbersFirst(s)
	case eraStart(c) != 0 && isDigit(s[1]):
		d.era = c
		if d.year, s = number(s[1:], 2); d.year == 0 {
			return d, false
		}
		d.form = eraYear
		return d, d.monthDay(s)
	}
	return weekdayFirst(s)
}

func numbersFirst(s string) (d dateLine, ok bool) {
	n, rest := number(s, 4)
	switch len(s) - len(rest) {
	case 4:
		d.form, d.year = yearFirst, n
		return d, d.monthDay(rest)
	case 1, 2:
		return d, d.dayMonth(s)
	}
	return d, false
}

// weekdayFirst reads "Sat, 11/01/2025" and "ศ. 28/11/2568".
func weekdayFirst(s string) (d dateLine, ok bool) {
	n := len(s)
	if !isDigit(s[n-1]) || !isDigit(s[n-4]) || isDigit(s[n-5]) {
		return d, false
	}
	at := strings.LastIndexByte(s, ' ')
	if at < 2 || s[at-1] != ',' && s[at-1] != '.' || !d.dayMonth(s[at+1:]) || d.word != "" {
		return d, false
	}
	d.named(s[:at-1])
	return d, d.weekday >= 0 || mayBeDay(d.word)
}

// dayMonth reads two numbers and a year of four digits, and what follows.
func (d *dateLine) dayMonth(s string) bool {
	d.form = yearLast
	var rest string
	if d.a, rest = number(s, 2); d.a == 0 || !d.separator(rest) {
		return false
	}
	if d.b, rest = number(rest[1:], 2); d.b == 0 || rest == "" || rest[0] != d.sep || len(rest) < 5 {
		return false
	}
	if d.year, s = number(rest[1:], 4); len(rest)-1-len(s) != 4 {
		return false
	}
	return max(d.a, d.b) <= 31 && min(d.a, d.b) <= 12 && d.plausible() && d.tail(s)
}

// monthDay reads what follows the year.
func (d *dateLine) monthDay(s string) bool {
	if !d.separator(s) {
		return false
	}
	if d.a, s = number(s[1:], 2); d.a == 0 || d.a > 12 || s == "" || s[0] != d.sep {
		return false
	}
	if d.b, s = number(s[1:], 2); d.b == 0 || d.b > 31 {
		return false
	}
	return d.plausible() && d.tail(s)
}

func (d *dateLine) separator(s string) bool {
	if s == "" || s[0] != '/' && s[0] != '.' && s[0] != '-' {
		return false
	}
	d.sep = s[0]
	return true
}

// plausible reports whether there was LINE in that year.
func (d *dateLine) plausible() bool {
	year := d.fullYear()
	return year >= 2000 && year < 2200
}

// tail reads the day of the week behind a date: "(月)", " Friday", "週二" or nothing.
func (d *dateLine) tail(s string) bool {
	d.weekday = noWeekday
	if s == "" {
		return true
	}
	s = strings.TrimPrefix(s, " ")
	bare := s
	for _, b := range [...][2]string{{"(", ")"}, {"（", "）"}} {
		if rest, ok := strings.CutPrefix(s, b[0]); ok {
			if bare, ok = strings.CutSuffix(rest, b[1]); !ok {
				return false
			}
		}
	}
	d.named(bare)
	return d.weekday >= 0 || mayBeDay(bare)
}

func (d *dateLine) named(w string) {
	d.word, d.weekday = w, otherWeekday
	known, ok := dayWords[w]
	if !ok {
		known, ok = dayWords[strings.ToLower(w)]
	}
	if ok {
		d.weekday, d.loc = known.day, known.loc
	}
}

// mayBeDay reports whether a word that we do not know may name a day of the week.
func mayBeDay(w string) bool {
	return w != "" && len(w) <= maxDayWord && !strings.ContainsAny(w, " \t()/:：[]\"'!?,.\u3000。、") && !isDigit(w[0])
}

// fullYear is the year of our calendar.
func (d *dateLine) fullYear() int {
	switch {
	case d.form == eraYear:
		return eraStart(d.era) + d.year
	case d.year >= firstBuddha:
		return d.year - buddhist
	}
	return d.year
}

// eraStart is the year before the first of an era; 0: no era's letter.
func eraStart(letter byte) int {
	switch letter {
	case 'R':
		return 2018
	case 'H':
		return 1988
	case 'S':
		return 1925
	case 'T':
		return 1911
	case 'M':
		return 1867
	}
	return 0
}

// on is the day that the line says, counted from 1970, with the month first or
// not; ok is false for a day that there is not, as 31 June.
func (d *dateLine) on(monthFirst bool) (day int, ok bool) {
	month, dom := d.a, d.b
	if d.form == yearLast && !monthFirst {
		month, dom = d.b, d.a
	}
	if month < 1 || month > 12 || dom < 1 {
		return 0, false
	}
	t := time.Date(d.fullYear(), time.Month(month), dom, 0, 0, 0, 0, time.UTC)
	return int(t.Unix() / secondsADay), t.Day() == dom
}

// rightDay reports whether the day of the week goes with the date, in one of the
// orders at least.
func (d *dateLine) rightDay() bool {
	for _, first := range [...]bool{false, true} {
		if n, ok := d.on(first); ok && d.weekday == weekdayOf(n) {
			return true
		}
	}
	return false
}

const secondsADay = 24 * 60 * 60

// weekdayOf is the day of the week of a day counted from 1970, 0 on Sundays.
func weekdayOf(day int) int8 {
	const thursday = 4
	return int8(((day+thursday)%7 + 7) % 7)
}

// number reads at most so many digits.
func number(s string, most int) (n int, rest string) {
	i := 0
	for i < len(s) && i < most && isDigit(s[i]) {
		n = n*10 + int(s[i]-'0')
		i++
	}
	return n, s[i:]
}
