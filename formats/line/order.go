package line

import (
	"slices"
	"strings"
)

// dateOrder says which number is the day where the year stands last.
type dateOrder uint8

const (
	orderUnknown dateOrder = iota
	dayFirst
	monthFirst
)

// A candidate is a line of the first pass that looks like a date.
type candidate struct {
	line    int
	date    dateLine // word: an index into words says which, see calendar
	word    int16
	follows bool // a record stands on the next line
	near    bool // an empty line, and then a record
	text    bool // something else stands on the next line
	air     bool // an empty line stands before it, or nothing does
	within  bool // between quotes that close
}

// A day is a date line that counts.
type day struct {
	line   int
	day    int  // from 1970
	sure   bool // nothing speaks for somebody having pasted it
	within bool // between quotes that close
}

// maxDates is how many date lines a file may have: three hundred years of days.
const (
	maxDates = 1 << 17
	maxWords = 64 // of days of the week that we do not know
)

// calendar collects what looks like a date and settles which lines are dates.
type calendar struct {
	all    []candidate
	words  []string // of days of the week that we do not know
	means  []int8   // which day each stands for; -1: not always the same
	last   int      // the line of the last candidate
	airy   bool     // empty lines stand above date lines
	apart  bool     // and below them
	splits []int    // lines at which a heading is repeated
	order  dateOrder
	asked  dateOrder // by option, for where the dates do not prove another
	forced bool      // what was asked for decides
	guess  bool      // nothing tells the order
	weeks  bool      // date lines say the day of the week
	saved  int       // the day the text was saved, 0: not known
	bound  dateLine
	dates  []day
	form   dateLine // the first that counts
}

// add takes a line that looks like a date. air: an empty line stands before it.
func (c *calendar) add(line int, d dateLine, air bool) {
	if len(c.all) == maxDates {
		return
	}
	k := candidate{line: line, date: d, word: -1, air: air || len(c.all) == 0}
	k.date.word = ""
	if d.weekday == otherWeekday {
		i := slices.Index(c.words, d.word)
		if i < 0 && len(c.words) < maxWords {
			i = len(c.words)
			c.words = append(c.words, strings.Clone(d.word))
		}
		if i < 0 {
			return
		}
		k.word = int16(i)
	}
	c.all = append(c.all, k)
	c.last = line
}

// next says what stands on a line: a record, or text that is none.
func (c *calendar) next(line int, record, air bool) {
	if line > c.last+2 || len(c.all) == 0 {
		return
	}
	switch k := &c.all[len(c.all)-1]; {
	case line == c.last+1:
		k.follows, k.text = record, !record
	case air:
		k.near = record
	}
}

// learn finds out whether date lines say the day of the week.
func (c *calendar) learn() {
	with, without := 0, 0
	for i := range c.all {
		switch k := &c.all[i]; {
		case !k.follows:
		case k.date.weekday == noWeekday:
			without++
		default:
			with++
		}
	}
	c.weeks = with > 0 && with >= without
}

// learnWords finds out which day the words that we do not know stand for: one
// that stands for several is no day.
func (c *calendar) learnWords() {
	const none, several = -2, -1
	c.means = slices.Repeat([]int8{none}, len(c.words))
	for i := range c.all {
		k := &c.all[i]
		if k.word < 0 || !k.follows {
			continue
		}
		d, ok := k.date.on(c.order == monthFirst)
		switch w := &c.means[k.word]; {
		case !ok:
		case *w == none:
			*w = weekdayOf(d)
		case *w != weekdayOf(d):
			*w = several
		}
	}
}

// decide finds the order of day and month, by what proves most. What was asked for
// counts where neither a number above 12 nor a day of the week proves anything.
func (c *calendar) decide() dateOrder {
	var over, week, back [3]int // by dateOrder
	dated, total := 0, 0
	last := [3]int{}
	for i := range c.all {
		k := &c.all[i]
		if k.date.form != yearLast || !k.follows {
			continue
		}
		total++
		if k.date.weekday >= 0 {
			dated++
		}
		switch {
		case k.date.a > 12:
			over[dayFirst]++
		case k.date.b > 12:
			over[monthFirst]++
		}
		for _, o := range [...]dateOrder{dayFirst, monthFirst} {
			d, ok := k.date.on(o == monthFirst)
			if !ok {
				continue
			}
			if k.date.weekday >= 0 && weekdayOf(d) == k.date.weekday {
				week[o]++
			}
			if d < last[o] {
				back[o]++
			}
			last[o] = max(last[o], d)
		}
	}
	alike := [3]int{dayFirst: c.alike(false), monthFirst: c.alike(true)}
	switch {
	case total == 0 && c.asked == orderUnknown:
		return dayFirst // nothing depends on it, but perhaps the date saved
	case over[dayFirst] != over[monthFirst] && min(over[dayFirst], over[monthFirst]) == 0:
		return more(over)
	case dated > 0 && week[dayFirst] != week[monthFirst]:
		return more(week)
	case c.asked != orderUnknown:
		c.forced = true
		return c.asked
	case more(alike) != orderUnknown:
		return more(alike)
	case c.bound.form == yearLast && max(c.bound.a, c.bound.b) > 12:
		if c.bound.a > 12 {
			return dayFirst
		}
		return monthFirst
	}
	return c.byOrder(back, last)
}

// alike counts the dates on which each word that we do not know stands for the day
// of the week that it mostly does.
func (c *calendar) alike(monthFirst bool) int {
	counts := make([][7]int, len(c.words))
	for i := range c.all {
		if k := &c.all[i]; k.word >= 0 && k.follows {
			if d, ok := k.date.on(monthFirst); ok {
				counts[k.word][weekdayOf(d)]++
			}
		}
	}
	n := 0
	for i := range counts {
		n += slices.Max(counts[i][:])
	}
	return n
}

// byOrder is the order under which dates do not go back and do not pass the day
// on which the text was saved.
func (c *calendar) byOrder(back, last [3]int) dateOrder {
	if back[dayFirst] != back[monthFirst] && min(back[dayFirst], back[monthFirst]) == 0 {
		return more([3]int{dayFirst: back[monthFirst], monthFirst: back[dayFirst]})
	}
	if c.bound.form == yearLast && c.bound.year > 0 {
		var fits [3]int
		for _, o := range [...]dateOrder{dayFirst, monthFirst} {
			if d, ok := c.bound.on(o == monthFirst); ok && last[o] <= d+1 {
				fits[o] = 1
			}
		}
		return more(fits)
	}
	return orderUnknown
}

func more(n [3]int) dateOrder {
	switch {
	case n[dayFirst] > n[monthFirst]:
		return dayFirst
	case n[monthFirst] > n[dayFirst]:
		return monthFirst
	}
	return orderUnknown
}
