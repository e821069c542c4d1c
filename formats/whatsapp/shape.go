package whatsapp

import (
	"cmp"
	"slices"
	"time"
)

const (
	maxShapes = 64   // that one file's lines may have: a phone writes one
	maxRuns   = 4096 // of lines of one shape, in a file that has several
	fewLines  = 3    // of a shape beside the first that may be chance
	farMore   = 100  // times as many lines as the shape of the first line has outweigh it
	fewPads   = 10   // of so many numbers below ten one that is padded otherwise is not the app's
)

// seen is what the first pass saw of one shape.
type seen struct {
	shape  shape
	bit    uint64 // of its place
	lines  int
	pads   [4][3]int // how often each number was of each kind of padding; of the date once for lines in a row
	dates  evidence
	runs   int
	fits   int    // runs that lie in time between their neighbours
	order  order  // of the dates
	turns  []turn // where the order changes; none: nowhere
	reason reason
	is     bool // its lines are headers
	since  int  // from this line of the file on
}

// shapes are those of a file's lines, in order of appearance.
type shapes struct {
	list []*seen
	cur  *seen // of the last line
	runs []run
	many bool // there were more than are kept
	line int  // of the header that add takes
}

// run is lines of one shape without another between them.
type run struct {
	of          *seen
	first, last moment
	before      int    // lines of its shape before it
	back        [3]int // steps back by more than a day, in each order
}

// moment is a stamp whose date is still to be understood.
type moment struct {
	date   [3]uint16
	second int32
	line   int
}

// add takes a header. It returns nil where there are too many shapes.
func (s *shapes) add(c *clock, line string) *seen {
	if c.fresh || s.cur == nil {
		last := s.cur
		s.cur = s.find(c.shape)
		if s.cur == nil {
			s.many = true
			return nil
		}
		e := &s.cur.dates
		was := e.counts
		e.add(&c.header, line[c.tail:c.end], s.line)
		for i, p := range c.pads[:hourPad] {
			s.cur.pads[i][p]++
		}
		if s.cur != last {
			s.turn(c)
			was = e.counts
		}
		r := &s.runs[len(s.runs)-1]
		r.last.date, r.last.line = c.date, s.line
		for i := range was {
			r.back[i] += e.counts[i].back - was[i].back
		}
	}
	w := s.cur
	w.lines++
	w.pads[hourPad][c.pads[hourPad]]++
	s.runs[len(s.runs)-1].last.second = c.second
	return w
}

func (s *shapes) turn(c *clock) {
	if len(s.runs) == maxRuns {
		s.many = true
		return
	}
	at := moment{c.date, c.second, s.line}
	s.runs = append(s.runs, run{of: s.cur, first: at, last: at, before: s.cur.lines})
}

func (s *shapes) find(sh shape) *seen {
	for _, w := range s.list {
		if w.shape == sh {
			return w
		}
	}
	if len(s.list) == maxShapes {
		return nil
	}
	w := &seen{shape: sh, bit: 1 << len(s.list)}
	s.list = append(s.list, w)
	return w
}

// decide finds out which shapes are those of the file. The first line of an export
// is a header, so its shape is one, unless another has a hundred times as many
// lines. Of the others only such are in whose lines lie in time between those
// around them, as a pasted conversation does not, and in which somebody writes who
// writes in the first: a phone whose settings were changed between two exports
// that were joined, or another phone. What stands behind all of these may be an older
// export that was joined to a newer one: see tail.
func (s *shapes) decide(a asked, people *authors) *seen {
	if len(s.list) == 0 {
		return nil
	}
	for _, w := range s.list {
		w.order, w.reason = w.dates.order(&w.shape, a)
		w.turns = w.dates.turned(w.order)
	}
	main := s.list[0]
	most := slices.MaxFunc(s.list, func(a, b *seen) int { return cmp.Compare(a.lines, b.lines) })
	if most.lines > main.lines*farMore {
		main = most
	}
	main.is = true
	if s.many || len(s.list) == 1 {
		return main
	}
	var met uint64 // the shapes that share an author with main
	for _, p := range people.order {
		if p.is && p.seen&main.bit != 0 {
			met |= p.seen
		}
	}
	slices.SortStableFunc(s.list, func(a, b *seen) int { return cmp.Compare(b.lines, a.lines) })
	for _, w := range s.list {
		if w == main || w.lines < fewLines || met&w.bit == 0 {
			continue
		}
		s.fit(w)
		w.is = w.fits == w.runs && w.lines >= 2*w.runs
	}
	s.tail(main, people)
	return main
}

// fit counts the runs of a shape and those that lie in time between the headers
// before and after them.
func (s *shapes) fit(w *seen) {
	var before time.Time
	w.runs, w.fits = 0, 0
	open := -1 // runs that wait for the next header
	for _, r := range s.runs {
		switch {
		case r.of == w:
			w.runs++
			first := w.at(r.first)
			if !first.Before(before) {
				w.fits++
			}
			before = w.at(r.last)
			open = w.runs
		case r.of.is:
			first := r.of.at(r.first)
			if open == w.runs && first.Before(before) {
				w.fits--
			}
			before, open = r.of.at(r.last), -1
		}
	}
}

// tail looks at the lines of other shapes behind the last header: a second export
// that was joined to the first, whichever is older. Those of a shape are messages
// if all who write in them write in main, too, and they stand in the order of time
// among themselves. A single line that lies before the others in time is what
// somebody pasted.
func (s *shapes) tail(main *seen, people *authors) {
	from := len(s.runs)
	for from > 0 && !s.runs[from-1].of.is {
		from--
	}
	if from == 0 || from == len(s.runs) {
		return
	}
	var strange uint64 // the shapes in which others write
	for _, p := range people.order {
		if p.is && p.seen&main.bit == 0 {
			strange |= p.wrote
		}
	}
	before := s.runs[from-1].of.at(s.runs[from-1].last)
	var met uint64
	for i := from; i < len(s.runs); i++ {
		r := &s.runs[i]
		w := r.of
		if w.is || (strange|met)&w.bit != 0 {
			continue
		}
		met |= w.bit
		lines, back := w.lines-r.before, 0
		for j := i; j < len(s.runs); j++ {
			if s.runs[j].of == w {
				back += s.runs[j].back[w.orderOf(s.runs[j].first.line).index()]
			}
		}
		if lines > 1 && back*farMore <= lines || lines == 1 && !w.at(r.first).Before(before) {
			w.is, w.since = true, r.first.line
		}
	}
}

// at is the time of a moment that the shape has.
func (w *seen) at(m moment) time.Time { return w.orderOf(m.line).at(m) }

func (o order) at(m moment) time.Time {
	d := o.of(m.date)
	return time.Date(d.year, time.Month(d.month), d.day, 0, 0, int(m.second), 0, time.UTC)
}

// takes reports whether the file pads a number in this way.
func (w *seen) takes(i int, p pad) bool {
	if p == twoDigits {
		return true
	}
	n, other := w.pads[i][p], w.pads[i][zeroed+single-p]
	return other == 0 || n*fewPads >= other && (n >= fewLines || 2*n >= other)
}

// takesDate reports whether the file pads the numbers of a date as the header does.
func (w *seen) takesDate(h *header) bool {
	return w.takes(0, h.pads[0]) && w.takes(1, h.pads[1]) && w.takes(2, h.pads[2])
}
