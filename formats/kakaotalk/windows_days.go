package kakaotalk

import (
	"cmp"
	"slices"
	"sort"
)

// dayLines decides which date lines are the app's. Theirs ascend, from the first
// one on, which nothing stands before that could hold it, to the day on which the
// export was made. A first run takes each that is later than the one before; if
// one does not fit, the longest ascending row is found and a second run takes it.
type dayLines struct {
	last  stamp
	saved stamp
	torn  bool // some do not fit
	all   []datedLine

	decided bool
	refused []int // lines that are text, ascending
}

type datedLine struct {
	line int
	at   int64
}

const maxDayLines = 1 << 18 // seven centuries

func (d *dayLines) accept(line int, day stamp) bool {
	if d.decided {
		for len(d.refused) > 0 && d.refused[0] < line {
			d.refused = d.refused[1:]
		}
		if len(d.refused) > 0 && d.refused[0] == line || day.minutes() <= d.last.minutes() && d.last.year > 0 {
			return false
		}
		d.last = day
		return true
	}
	if len(d.all) < maxDayLines {
		d.all = append(d.all, datedLine{line, day.minutes()})
	}
	late := d.saved.year > 0 && d.all[0].at <= d.saved.minutes() && day.minutes() > d.saved.minutes()
	if late || d.last.year > 0 && day.minutes() <= d.last.minutes() {
		d.torn = true
		return false
	}
	d.last = day
	return true
}

// pasted returns the lines that are not in the longest ascending row of dates
// which begins with the first. Of two rows of one length the one that runs
// further without a gap is taken: people paste what was said before.
func (d *dayLines) pasted(saved stamp) []int {
	first := d.all[0].at
	limit := int64(1) << 62
	if saved.year > 0 && first <= saved.minutes() {
		limit = saved.minutes()
	}
	values := make([]int64, 0, len(d.all))
	var fit []int
	for i, l := range d.all {
		if i == 0 || l.at > first && l.at <= limit {
			fit = append(fit, i)
			values = append(values, l.at)
		}
	}
	keep := make([]bool, len(d.all))
	for _, k := range longestRow(values, nil, true) {
		keep[fit[k]] = true
	}
	var refused []int
	for i, l := range d.all {
		if !keep[i] {
			refused = append(refused, l.line)
		}
	}
	return refused
}

// longestRow returns the indexes of the longest ascending row of values, of
// several the one whose members come first. A value counts as often as its weight
// says, without weights once. It takes n log n steps.
func longestRow(values []int64, weights []int, strictly bool) []int {
	if len(values) == 0 {
		return nil
	}
	ranks := slices.Clone(values)
	slices.Sort(ranks)
	ranks = slices.Compact(ranks)
	type end struct{ length, at int } // the longest row that ends with a value so far, at -1: none
	tree := make([]end, len(ranks)+1)
	better := func(a, b end) bool { return cmp.Or(cmp.Compare(a.length, b.length), cmp.Compare(b.at, a.at)) > 0 }
	before := make([]int, len(values))
	best := end{0, -1}
	for i, v := range values {
		rank := sort.Search(len(ranks), func(k int) bool { return ranks[k] >= v }) + 1
		from := rank
		if strictly {
			from--
		}
		row := end{0, -1}
		for k := from; k > 0; k -= k & -k {
			if better(tree[k], row) {
				row = tree[k]
			}
		}
		before[i] = row.at
		weight := 1
		if weights != nil {
			weight = weights[i]
		}
		row = end{row.length + weight, i}
		for k := rank; k < len(tree); k += k & -k {
			if better(row, tree[k]) {
				tree[k] = row
			}
		}
		if better(row, best) {
			best = row
		}
	}
	var rows []int
	for i := best.at; i >= 0; i = before[i] {
		rows = append(rows, i)
	}
	slices.Reverse(rows)
	return rows
}

// waitingDay is a date line without dashes, which people write too: it is the
// app's if a record or a notice follows directly.
type waitingDay struct {
	line   int
	day    stamp
	blanks int // before it
}

// settleDay decides about the date line above a line. Where the clock does not go
// back from one day to the next, it may still be part of the text.
func (s *bracketScan) settleDay(below *bracketLine) {
	w := s.waits
	if w.line == 0 {
		return
	}
	blanks := s.blanks
	s.waits, s.blanks = waitingDay{}, w.blanks
	if below.kind == lineRecord || below.kind == lineBare {
		s.found.pasted = s.found.pasted || below.kind == lineRecord && below.minute >= s.batch.top
		s.dayLine(w.line, w.day)
	} else {
		s.above = lineText
		s.ended()
		s.batch.add(item{kind: itemPastedDay, line: w.line, typed: true})
	}
	s.blanks = blanks
}
