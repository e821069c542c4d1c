package whatsapp

import (
	"strings"
	"time"
)

// order is the order of the numbers in a date.
type order string

const (
	dayFirst   order = "dmy"
	monthFirst order = "mdy"
	yearFirst  order = "ymd"
)

// orders are all of them, in the order of counts.
func orders() [3]order { return [3]order{dayFirst, monthFirst, yearFirst} }

// day is a day of the calendar.
type day struct {
	year, month, day int
}

// of takes the numbers of a date in an order.
func (o order) of(n [3]uint16) day {
	a, b, c := int(n[0]), int(n[1]), int(n[2])
	switch o {
	case monthFirst:
		return day{fullYear(c), a, b}
	case yearFirst:
		return day{fullYear(a), b, c}
	case dayFirst:
	}
	return day{fullYear(c), b, a}
}

// fullYear completes a year of two digits: of this century, or, where that lies
// beyond 2051, of the Buddhist calendar, in which WhatsApp began in '52.
func fullYear(y int) int {
	switch {
	case y >= 100:
		return y
	case y >= 52:
		return 2500 + y - buddhist
	}
	return 2000 + y
}

// exists reports whether the calendar has the day.
func (d day) exists() bool {
	return d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= 31 &&
		(d.day <= 28 || time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC).Day() == d.day)
}

// number counts days: those of two dates are as far apart as they are.
func (d day) number() int {
	return int(time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

// firstYear is the one in which WhatsApp began.
const firstYear = 2009

// evidence is what the dates of one shape tell about their order. Days in a row
// count once.
type evidence struct {
	over   [3]int // dates whose first, second, third number is above 12
	beyond [3]int // those above 31
	counts [3]against

	ways [2]way // if the order changes in the file: those that end in dmy and in mdy

	zeroed  bool // a number of a date below ten has a zero before it
	capital bool // "AM" or "PM" stands after a time
}

// against is what speaks against an order.
type against struct {
	wrong  int // dates that do not exist, or lie before WhatsApp
	back   int // steps back by more than a day
	last   int // the number of the day before
	latest int
}

func (e *evidence) add(h *header, tail string, line int) {
	n := h.date
	e.zeroed = e.zeroed || h.pads[0] == zeroed || h.pads[1] == zeroed
	e.capital = e.capital || h.shape.half == halfAfter && (strings.Contains(tail, "AM") || strings.Contains(tail, "PM"))
	for i, v := range n {
		if v > 12 {
			e.over[i]++
		}
		if v > 31 {
			e.beyond[i]++
		}
	}
	var days [3]int
	for i, o := range orders() {
		c, d := &e.counts[i], o.of(n)
		if !d.exists() || d.year < firstYear {
			c.wrong++
			continue
		}
		at := d.number()
		days[i] = at
		if c.last > 0 && at < c.last-1 {
			c.back++
		}
		c.last, c.latest = at, max(c.latest, at)
	}
	e.walk(days[0], days[1], line)
}

// asked is what bears on an order beside the dates.
type asked struct {
	want  order     // the person's word; "": none
	saved time.Time // when the file was written; zero: not known
	lang  string    // of the app
}

// reason is why an order was taken, for people who debug.
type reason string

const (
	plain      reason = "" // the dates show it: nothing was assumed
	told       reason = "the person says so"
	byOrder    reason = "the other way the dates go back more often"
	byRange    reason = "the other way dates lie after the file was written, or before the app"
	byLanguage reason = "it is usual where the app speaks this language"
	byDefault  reason = "nothing tells; most of the world writes the day first"
)

// order decides in which order the numbers of a shape's dates stand.
func (e *evidence) order(sh *shape, a asked) (order, reason) {
	switch sh.year { // rule 1
	case yearAtStart:
		return yearFirst, plain
	case yearOpen:
		if o, why := e.yearOf(sh, a); o == yearFirst {
			return o, why
		}
	case yearAtEnd:
	}
	const d, m = 0, 1
	if e.over[0] != e.over[1] { // rule 2
		if e.over[0] > e.over[1] {
			return dayFirst, plain
		}
		return monthFirst, plain
	}
	if a.want == dayFirst || a.want == monthFirst {
		return a.want, told
	}
	dmy, mdy := &e.counts[d], &e.counts[m]
	switch { // rule 3
	case dmy.back < mdy.back:
		return dayFirst, byOrder
	case mdy.back < dmy.back:
		return monthFirst, byOrder
	}
	switch late := [2]bool{a.after(dmy), a.after(mdy)}; { // rule 4
	case late[m] && !late[d]:
		return dayFirst, byRange
	case late[d] && !late[m]:
		return monthFirst, byRange
	}
	if e.american(sh, a.lang) { // rule 5
		return monthFirst, byLanguage
	}
	if a.lang != "" && a.lang != "en" {
		return dayFirst, byLanguage
	}
	return dayFirst, byDefault // rule 6
}

// yearOf decides whether the year stands first in dates of two digits each. It
// does in few places, so that must show.
func (e *evidence) yearOf(sh *shape, a asked) (order, reason) {
	const d, m, y = 0, 1, 2
	if e.beyond[0] != e.beyond[2] {
		if e.beyond[0] > e.beyond[2] {
			return yearFirst, plain
		}
		return dayFirst, plain
	}
	if a.want != "" {
		return a.want, told
	}
	first := &e.counts[y]
	last := &e.counts[d]
	if o := &e.counts[m]; o.wrong < last.wrong || o.wrong == last.wrong && o.back < last.back {
		last = o
	}
	if first.wrong != last.wrong {
		return yearIf(first.wrong < last.wrong), byRange
	}
	if first.back != last.back {
		return yearIf(first.back < last.back), byOrder
	}
	if late := a.after(first); late != a.after(last) {
		return yearIf(!late), byRange
	}
	return yearIf(sh.eastern(a.lang)), byLanguage
}

func yearIf(first bool) order {
	if first {
		return yearFirst
	}
	return dayFirst
}

// after reports whether an order puts a message after the file was written.
func (a asked) after(c *against) bool {
	const day = 24 * 60 * 60
	if a.saved.Year() < firstYear {
		return false
	}
	return int64(c.latest) > a.saved.Unix()/day+1
}

// american reports whether dates look like those of the United States. Others
// who write English pad their numbers, write years in full, or "pm".
func (e *evidence) american(sh *shape, lang string) bool {
	if sh.sep != '/' || sh.gap || sh.year != yearOpen || e.zeroed {
		return false
	}
	return lang == "en" || lang == "" && e.capital
}

// eastern reports whether the year comes first where the dates are written.
func (sh *shape) eastern(lang string) bool {
	switch lang {
	case "ko", "ja", "zh", "zh-Hans", "zh-Hant", "zh-CN", "zh-TW", "zh-HK", "hu", "lt", "mn":
		return true
	case "":
		return sh.half == halfBefore
	}
	return false
}
