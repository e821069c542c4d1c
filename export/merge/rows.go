package merge

import "slices"

// A row is a unit of which both sides say the same, word for word and in one order,
// and in which everybody who is known stands in the same places. There it is plain who
// the others are, however often they say ㅋㅋ: those who stand in each other's places.

// Of what somebody has in the units that both sides have, so much must stand in rows,
// and in so many places; one is enough in a row of which so many places are known.
const (
	rowPart   = 3
	rowPlaces = 2
	rowKnown  = 4
)

// places counts who stands in whose places.
type places struct {
	*wedding

	shared           map[couple]place
	ofOurs, ofTheirs []int // places in rows, by person who is nobody yet
	ours, theirs     []int // messages in units that both sides have, by person
}

// place is how often one stands in the place of another.
type place struct {
	count int
	sure  bool // in a row of which enough is known
}

// findPlaces pairs those who are nobody yet by their places in rows.
func (w *wedding) findPlaces() {
	if !slices.Contains(w.of, stranger) || !slices.Contains(w.taken, false) {
		return
	}
	p := &places{
		wedding: w, shared: map[couple]place{},
		ofOurs: make([]int, len(w.taken)), ours: make([]int, len(w.taken)),
		ofTheirs: make([]int, len(w.of)), theirs: make([]int, len(w.of)),
	}
	units := newUnits(w.stored, w.incoming, 0)
	for u, ok := units.next(); ok; u, ok = units.next() {
		if u.s0 < u.s1 && u.i0 < u.i1 && w.narrow(&u) {
			p.unit(&u)
		}
	}
	for c, s := range p.shared {
		if p.convinces(c, s) {
			w.pair(c)
		}
	}
}

// convinces reports whether two are one. They stand hardly ever in other places, so
// nobody is two.
func (p *places) convinces(c couple, s place) bool {
	return (s.sure || s.count >= rowPlaces) &&
		s.count*rowPart >= max(p.ours[c.stored], p.theirs[c.incoming]) &&
		most(s.count, p.ofOurs[c.stored]) && most(s.count, p.ofTheirs[c.incoming])
}

// unit counts the places of a unit.
func (p *places) unit(u *unit) {
	known := 0
	for i := u.i0; i < u.i1; i++ {
		if who := p.incoming.at(i).who(); who != crowd {
			p.theirs[who]++
			known += count(who != 0 && p.of[who] != stranger)
		}
	}
	for i := u.s0; i < u.s1; i++ {
		if who := p.stored.at(i).who(); who != crowd {
			p.ours[who]++
		}
	}
	if !p.row(u) {
		return
	}
	for i := range u.i1 - u.i0 {
		c := couple{p.stored.at(u.s0 + i).who(), p.incoming.at(u.i0 + i).who()}
		if p.of[c.incoming] != stranger {
			continue
		}
		s := p.shared[c]
		p.shared[c] = place{s.count + 1, s.sure || known >= rowKnown}
		p.ofOurs[c.stored]++
		p.ofTheirs[c.incoming]++
	}
}

// row reports whether a unit is a row.
func (p *places) row(u *unit) bool {
	if u.s1-u.s0 != u.i1-u.i0 {
		return false
	}
	for i := range u.s1 - u.s0 {
		if !p.fit(p.stored.at(u.s0+i), p.incoming.at(u.i0+i)) {
			return false
		}
	}
	return true
}

// fit reports whether two messages say the same and can be of one person.
func (w *wedding) fit(a, b *mark) bool {
	if a.words != b.words || a.who() == crowd || b.who() == crowd {
		return false
	}
	if of := w.of[b.who()]; of != stranger {
		return of == a.who()
	}
	return !w.taken[a.who()]
}

// narrow leaves of a unit what both sides can have of it, and reports whether that is
// known: in the unit in which a side begins as much of the end of the other, in that
// in which it ends as much of the beginning. Where the one ends and the other begins
// nobody knows.
func (w *wedding) narrow(u *unit) bool {
	if u.noTime {
		return true
	}
	sb, se := u.s0 == w.timed.stored, u.s1 == w.stored.count
	ib, ie := u.i0 == w.timed.incoming, u.i1 == w.incoming.count
	begins, ends := sb || ib, se || ie
	if begins == ends {
		return !begins || sb && se && ib && ie
	}
	ours, theirs := u.s1-u.s0, u.i1-u.i0
	n := min(ours, theirs)
	switch {
	case ours > theirs && !ib && !ie, theirs > ours && !sb && !se: // more than the whole
	case begins:
		u.s0, u.i0 = u.s1-n, u.i1-n
	default:
		u.s1, u.i1 = u.s0+n, u.i0+n
	}
	return true
}
