package line

import (
	"math"
	"slices"
	"sort"
)

// settle decides the order of day and month and then which lines are dates.
func (c *calendar) settle() {
	c.learn()
	c.order = c.decide()
	if c.order == orderUnknown {
		c.order, c.guess = dayFirst, true
	}
	c.learnWords()
	c.learnAir()
	c.saved = c.bounded()
	list := make([]day, 0, len(c.all))
	for i := range c.all {
		k := &c.all[i]
		if d, ok := c.counts(k); ok {
			list = append(list, day{line: k.line, day: d, sure: c.sure(k), within: k.within})
		}
	}
	c.dates = c.inOrder(c.timely(list))
	differ := false
	for i, n := 0, 0; n < len(c.dates); i++ {
		if k := &c.all[i]; k.line == c.dates[n].line {
			if n == 0 {
				c.form = k.date
			}
			differ = differ || k.date.form == yearLast && k.date.a != k.date.b
			n++
		}
	}
	c.guess = c.guess && differ
}

// ignores reports whether the dates have another order than was asked for, and which,
// by the values of the option.
func (c *calendar) ignores(asked string) (has string, ok bool) {
	if len(c.dates) == 0 || asked == "" || asked == "auto" {
		return "", false
	}
	switch {
	case c.form.form != yearLast:
		has = "ymd"
	case c.order == monthFirst:
		has = "mdy"
	default:
		has = "dmy"
	}
	return has, asked != has
}

// learnAir finds out whether empty lines stand above and below date lines.
func (c *calendar) learnAir() {
	with, without := 0, 0
	near, next := 0, 0
	for i := range c.all {
		k := &c.all[i]
		if k.near {
			near++
		}
		if k.follows {
			next++
		}
		switch {
		case i == 0 || !k.follows && !k.near: // the first stands below the heading
		case k.air:
			with++
		default:
			without++
		}
	}
	c.airy = with > 0 && with*2 >= without
	c.apart = near > next
}

// bounded is the day on which the text was saved, as its own line has it.
func (c *calendar) bounded() int {
	if c.bound.year == 0 {
		return 0
	}
	d, ok := c.bound.on(c.order == monthFirst)
	if !ok {
		d, _ = c.bound.on(c.order != monthFirst)
	}
	return d
}

// counts returns the day of a candidate, if it is one: a day of the week that
// does not go with the date shows that somebody wrote the line.
func (c *calendar) counts(k *candidate) (int, bool) {
	d, ok := k.date.on(c.order == monthFirst)
	if !ok {
		return 0, false
	}
	switch {
	case k.date.weekday == noWeekday:
		return d, k.follows && !c.weeks
	case k.date.weekday == otherWeekday:
		return d, k.follows && c.means[k.word] >= 0
	case weekdayOf(d) == k.date.weekday:
		return d, !k.text
	}
	other, ok := k.date.on(c.order != monthFirst)
	return d, c.forced && k.date.form == yearLast && ok && weekdayOf(other) == k.date.weekday
}

// sure reports whether nothing speaks for somebody having pasted a line: it
// stands as date lines of this text do, and a record below it.
func (c *calendar) sure(k *candidate) bool {
	return (k.follows || k.near && c.apart) && (k.air || !c.airy) && !k.within
}

// timely leaves out what lies after the day on which the text was saved, unless
// it is sure. If most days lie there, the date saved is wrong.
func (c *calendar) timely(list []day) []day {
	if c.saved == 0 {
		return list
	}
	late := 0
	for _, d := range list {
		if d.day > c.saved+1 {
			late++
		}
	}
	if late*2 > len(list) {
		c.saved = 0
		return list
	}
	return slices.DeleteFunc(list, func(d day) bool { return d.day > c.saved+1 && !d.sure })
}

// inOrder keeps the days that are sure, in whatever order they stand, and of the
// others those that never go back among them, in each text of a file that holds
// several. Where too many lines would be left out they are dates all the same:
// the text was put together.
func (c *calendar) inOrder(list []day) []day {
	var out []day
	for len(list) > 0 {
		n := len(list)
		for _, at := range c.splits {
			if list[0].line < at {
				n = sort.Search(len(list), func(i int) bool { return list[i].line >= at })
				break
			}
		}
		part := list[:n]
		list = list[n:]
		row := among(part)
		if off := len(part) - len(row); off > 3 && off*5 > len(part) {
			row = unquotedDays(part, row)
		}
		out = append(out, row...)
	}
	return out
}

// unquotedDays are those of a list that are in a row, or not between quotes.
func unquotedDays(list, row []day) []day {
	var out []day
	for _, d := range list {
		in := len(row) > 0 && row[0].line == d.line
		if in {
			row = row[1:]
		}
		if in || !d.within {
			out = append(out, d)
		}
	}
	return out
}

// among keeps all days that are sure, and between two of them the longest row of
// others that goes back behind neither.
func among(list []day) []day {
	out := make([]day, 0, len(list))
	low := math.MinInt
	for len(list) > 0 {
		n := slices.IndexFunc(list, func(d day) bool { return d.sure })
		high := math.MaxInt
		switch {
		case n < 0:
			n = len(list)
		case list[n].day >= low:
			high = list[n].day
		}
		fit := slices.DeleteFunc(slices.Clone(list[:n]), func(d day) bool { return d.day < low || d.day > high })
		out = append(out, longestRow(fit)...)
		if n < len(list) {
			out = append(out, list[n])
			low = list[n].day
			n++
		}
		list = list[n:]
	}
	return out
}

// longestRow is the longest row of days in which none is before the one before.
func longestRow(list []day) []day {
	sorted := slices.IsSortedFunc(list, func(a, b day) int { return a.day - b.day })
	if sorted {
		return list
	}
	var ends []int                     // the index of the least last day of a row of each length
	previous := make([]int, len(list)) // in the row that ends here
	for i, d := range list {
		n := sort.Search(len(ends), func(k int) bool { return list[ends[k]].day > d.day })
		previous[i] = -1
		if n > 0 {
			previous[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		} else {
			ends[n] = i
		}
	}
	row := make([]day, len(ends))
	for n, i := len(ends)-1, ends[len(ends)-1]; n >= 0; n, i = n-1, previous[i] {
		row[n] = list[i]
	}
	return row
}
