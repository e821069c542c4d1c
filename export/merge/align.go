package merge

import (
	"cmp"
	"slices"
	"sort"

	"exile/export"
)

// Align compares an export with a stored chat, minute by minute, and says what is
// to be done with each of its records. people tells who of the store an incoming
// person is; who is absent is new. It sorts both if nobody did.
//
// The time it takes grows with the number of messages, not with what they say: a
// minute that does not fit at first sight is left to be settled.
func Align(stored, incoming *Marks, people map[export.PersonRef]export.PersonRef) *Plan {
	a := &aligning{units: newUnits(stored, incoming, 0), plan: &Plan{}}
	a.mapPeople(people)
	for u, ok := a.units.next(); ok; u, ok = a.units.next() {
		if u.i0 < u.i1 {
			a.unit(&u)
		}
	}
	return a.plan.finish()
}

// aligning is one run of Align.
type aligning struct {
	units  *units
	plan   *Plan
	people []int // index among the stored people, of each incoming one; stranger: none
	order  []int32
	found  []int32
}

const stranger = -1

func (a *aligning) mapPeople(people map[export.PersonRef]export.PersonRef) {
	at := make(map[export.PersonRef]int, len(a.units.stored.people.list))
	for i, p := range a.units.stored.people.list {
		at[p.ref] = i
	}
	list := a.units.incoming.people.list
	a.people = make([]int, len(list))
	for i, p := range list {
		a.people[i] = stranger
		to, ok := people[p.ref]
		if p.ref == 0 {
			to, ok = 0, true
		}
		if n, known := at[to]; ok && known {
			a.people[i] = n
		}
	}
}

func (a *aligning) unit(u *unit) {
	p, in := a.plan, a.units.incoming
	switch {
	case u.s0 == u.s1:
		p.tally.New += int64(u.i1 - u.i0)
	case a.pairwise(u) && !a.ambiguous(u):
		for i := range u.i1 - u.i0 {
			a.pair(u.s0+i, u.i0+i)
		}
	case a.within(u):
		for i, s := range a.found {
			a.pair(int(s), u.i0+i)
		}
	default:
		p.blocks = append(p.blocks, Block{From: u.from, Before: u.before, NoTime: u.noTime, Incoming: u.i1 - u.i0})
		for i := u.i0; i < u.i1; i++ {
			p.settle(in.at(i).id)
		}
	}
}

func (a *aligning) pair(s, i int) {
	k, of := a.units.incoming.at(i), a.units.stored.at(s)
	same := *a.units.incoming.clock(k) == *a.units.stored.clock(of) && k.at == of.at
	a.plan.same(k.id, of.id, !same)
}

// equal reports whether the i-th message of the export says what the s-th of the
// stored ones says, and no more.
func (a *aligning) equal(s, i int) bool {
	k, of := a.units.incoming.at(i), a.units.stored.at(s)
	if k.whole != of.whole || k.who() >= len(a.people) || a.people[k.who()] != of.who() {
		return false
	}
	return a.units.incoming.clock(k).follows(k.at, a.units.stored.clock(of), of.at)
}

// pairwise reports whether both sides of the unit are equal, one by one.
func (a *aligning) pairwise(u *unit) bool {
	if u.i1-u.i0 != u.s1-u.s0 {
		return false
	}
	for i := range u.i1 - u.i0 {
		if !a.equal(u.s0+i, u.i0+i) {
			return false
		}
	}
	return true
}

// ambiguous reports whether both sides of the unit, though equal, may be two parts of
// a longer row: the export begins or ends here, where something is said twice. Two
// sides that have nothing else at all are the same.
func (a *aligning) ambiguous(u *unit) bool {
	in, of := a.units.incoming, a.units.stored
	begins, ends := a.edges(u)
	alone := begins && ends && u.s0 == of.timed() && u.s1 == of.count
	if u.noTime || !begins && !ends || alone || in.exact(u.i0, u.i1) {
		return false
	}
	said := make(map[uint64]bool, u.i1-u.i0)
	for i := u.i0; i < u.i1; i++ {
		said[in.at(i).whole] = true
	}
	return len(said) < u.i1-u.i0
}

// edges reports whether the export begins or ends in the unit.
func (a *aligning) edges(u *unit) (begins, ends bool) {
	in := a.units.incoming
	return u.i0 == in.timed(), u.i1 == in.count
}

// exact reports whether each of the marks has a time of its own, so that nothing
// but the times orders them.
func (m *Marks) exact(i, end int) bool {
	for at := int64(untimed); i < end; i++ {
		k := m.at(i)
		if k.at <= at || !m.clock(k).fine() || m.clock(k).inferred {
			return false
		}
		at = k.at
	}
	return true
}

// mostAlike is among how many stored messages that say the same in one unit the
// one is looked for whose time is equal too.
const mostAlike = 8

// within reports whether each incoming message of the unit is equal to exactly one
// of the stored ones, in the same order, and leaves in a.found to which.
//
// That is enough only where the times alone order what is stored. Else the export
// may show that it stands in another order, which Weave must decide. And where
// the export begins in the unit it must have its end, where it ends its beginning:
// or else it may tell what was said after or before.
func (a *aligning) within(u *unit) bool {
	if u.i1-u.i0 >= u.s1-u.s0 || !a.units.stored.exact(u.s0, u.s1) {
		return false
	}
	a.sortStored(u)
	a.found = a.found[:0]
	last := int32(-1)
	for i := u.i0; i < u.i1; i++ {
		s := a.only(i)
		if s <= last {
			return false
		}
		a.found = append(a.found, s)
		last = s
	}
	n := len(a.found)
	switch begins, ends := a.edges(u); {
	case begins && !ends:
		return int(a.found[n-1]) == u.s1-1 && int(a.found[0]) == u.s1-n
	case ends && !begins:
		return int(a.found[0]) == u.s0 && int(a.found[n-1]) == u.s0+n-1
	}
	return true
}

// sortStored leaves in a.order the stored messages of the unit by what they say.
func (a *aligning) sortStored(u *unit) {
	a.order = a.order[:0]
	for s := u.s0; s < u.s1; s++ {
		a.order = append(a.order, int32(s))
	}
	m := a.units.stored
	slices.SortFunc(a.order, func(x, y int32) int {
		return cmp.Or(cmp.Compare(m.at(int(x)).whole, m.at(int(y)).whole), cmp.Compare(x, y))
	})
}

// only returns the stored message that the i-th incoming one is equal to, -1 if
// there is none or more than one.
func (a *aligning) only(i int) int32 {
	m, whole := a.units.stored, a.units.incoming.at(i).whole
	first := sort.Search(len(a.order), func(n int) bool { return m.at(int(a.order[n])).whole >= whole })
	only := int32(-1)
	for n, s := range a.order[first:] {
		if m.at(int(s)).whole != whole {
			break
		}
		if n == mostAlike {
			return -1
		}
		if a.equal(int(s), i) {
			if only >= 0 {
				return -1
			}
			only = s
		}
	}
	return only
}
