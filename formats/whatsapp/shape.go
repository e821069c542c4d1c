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
	fits   int // runs that lie in time between their neighbours
	order  order
	reason reason
	is     bool // its lines are headers
}

// shapes are those of a file's lines, in order of appearance.
type shapes struct {
	list []*seen
	cur  *seen // of the last line
	runs []run
	many bool // there were more than are kept
}

// run is lines of one shape without another between them.
type run struct {
	of          *seen
	first, last moment
}

// moment is a stamp whose date is still to be understood.
type moment struct {
	date   [3]uint16
	second int32
}

// add takes a header. It returns nil where there are too many shapes.
func (s *shapes) add(c *clock, line string) *seen {
	if c.fresh || s.cur == nil {
		was := s.cur
		s.cur = s.find(c.shape)
		if s.cur == nil {
			s.many = true
			return nil
		}
		s.cur.dates.add(&c.header, line[c.tail:c.end])
		for i, p := range c.pads[:hourPad] {
			s.cur.pads[i][p]++
		}
		if s.cur != was {
			s.turn(c)
		}
		s.runs[len(s.runs)-1].last.date = c.date
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
	at := moment{c.date, c.second}
	s.runs = append(s.runs, run{s.cur, at, at})
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
// that were joined, or another phone.
func (s *shapes) decide(a asked, people *authors) *seen {
	if len(s.list) == 0 {
		return nil
	}
	for _, w := range s.list {
		w.order, w.reason = w.dates.order(&w.shape, a)
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
			first := w.order.at(r.first)
			if !first.Before(before) {
				w.fits++
			}
			before = w.order.at(r.last)
			open = w.runs
		case r.of.is:
			first := r.of.order.at(r.first)
			if open == w.runs && first.Before(before) {
				w.fits--
			}
			before, open = r.of.order.at(r.last), -1
		}
	}
}

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
