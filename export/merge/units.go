package merge

import (
	"cmp"
	"slices"
)

// unit is the smallest time within which two sides are compared: a minute, or
// more where one of them does not know better. It holds the marks s0 to s1 of the
// stored chat and i0 to i1 of the incoming export, ends not included.
type unit struct {
	stretch
	noTime         bool
	s0, s1, i0, i1 int
}

// stretch is a time from up to but not including before, in milliseconds since
// 1970; both are whole minutes.
type stretch struct{ from, before int64 }

// units walks two sides at once, unit by unit.
type units struct {
	stored, incoming *Marks
	shift            int64 // by which the incoming times move, in milliseconds
	wide             []stretch
	s, i             int
}

func newUnits(stored, incoming *Marks, shift int64) *units {
	stored.Sort()
	incoming.Sort()
	return unitsOf(side{Marks: stored}, side{Marks: incoming, shift: shift, incoming: true})
}

func unitsOf(ours, theirs side) *units {
	u := &units{stored: ours.Marks, incoming: theirs.Marks, shift: theirs.shift}
	u.wide = coarse(u.wide, ours)
	u.wide = coarse(u.wide, theirs)
	u.wide = inferred(u.wide, ours, theirs)
	u.wide = inferred(u.wide, theirs, ours)
	u.wide = joined(u.wide)
	return u
}

// next returns the next unit that any side has something in.
func (u *units) next() (unit, bool) {
	stored, incoming := side{Marks: u.stored}, side{Marks: u.incoming, shift: u.shift, incoming: true}
	at, ok := stored.time(u.s)
	if t, more := incoming.time(u.i); more && (!ok || t < at) {
		at, ok = t, true
	}
	if !ok {
		return unit{}, false
	}
	n := unit{s0: u.s, i0: u.i}
	if at == untimed {
		n.noTime = true
		u.s, u.i = stored.until(u.s, untimed+1), incoming.until(u.i, untimed+1)
	} else {
		n.from = floorTo(at, milliMinute)
		n.before = n.from + milliMinute
		for len(u.wide) > 0 && u.wide[0].before <= n.from {
			u.wide = u.wide[1:]
		}
		if len(u.wide) > 0 && u.wide[0].from <= n.from {
			n.stretch = u.wide[0]
		}
		u.s, u.i = stored.until(u.s, n.before), incoming.until(u.i, n.before)
	}
	n.s1, n.i1 = u.s, u.i
	return n, true
}

// side is one of the two, with what its times move by.
type side struct {
	*Marks
	shift    int64
	incoming bool
	later    bool // there is more before the first of the marks
}

// time returns when the i-th message was said, and whether there is one.
func (s side) time(i int) (int64, bool) {
	if i >= s.count {
		return 0, false
	}
	at := s.at(i).at
	if at != untimed {
		at += s.shift
	}
	return at, true
}

// until returns the index of the first message from i on that is not before end.
func (s side) until(i int, end int64) int {
	for {
		if at, ok := s.time(i); !ok || at >= end {
			return i
		}
		i++
	}
}

// coarse adds the stretches of the times that are coarser than a minute. Those
// that an incoming export took from a neighbour are for the function inferred;
// a stored one may stand anywhere within its stretch.
func coarse(list []stretch, m side) []stretch {
	if !m.clocks.coarse {
		return list
	}
	for i := range m.count {
		k := m.at(i)
		c := m.clock(k)
		if k.at == untimed || !c.coarse() || m.incoming && c.inferred {
			continue
		}
		s := c.whole(k.at)
		s.from, s.before = s.from+m.shift, s.before+m.shift
		if len(list) == 0 || list[len(list)-1] != s {
			list = append(list, s)
		}
	}
	return list
}

// joined sorts stretches and makes one of those that overlap.
func joined(list []stretch) []stretch {
	slices.SortFunc(list, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	kept := list[:0]
	for _, s := range list {
		if n := len(kept); n > 0 && s.from < kept[n-1].before {
			kept[n-1].before = max(kept[n-1].before, s.before)
			continue
		}
		kept = append(kept, s)
	}
	return kept
}
