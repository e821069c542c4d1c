package merge

import (
	"cmp"
	"slices"
)

// pairing finds, unit by unit, which messages of two sides could be the same by
// their words alone, or by their keys where all of them have one.
type pairing struct {
	*units
	ours, theirs []coded // of the stored chat, of the incoming export
}

// coded is a message by what it is compared by.
type coded struct {
	code  uint32
	index int32
}

// next steps to the next unit in which both sides have messages.
func (p *pairing) next() (unit, bool) {
	for {
		u, ok := p.units.next()
		if !ok || u.s0 < u.s1 && u.i0 < u.i1 {
			return u, ok
		}
	}
}

// sort prepares the messages of a unit for groups.
func (p *pairing) sort(u *unit) {
	keyed := p.stored.keyed(u.s0, u.s1) && p.incoming.keyed(u.i0, u.i1)
	p.ours = p.stored.codes(p.ours[:0], u.s0, u.s1, keyed)
	p.theirs = p.incoming.codes(p.theirs[:0], u.i0, u.i1, keyed)
}

func (m *Marks) keyed(i, end int) bool {
	for ; i < end; i++ {
		if m.key(i) == 0 {
			return false
		}
	}
	return true
}

func (m *Marks) codes(list []coded, i, end int, keyed bool) []coded {
	for ; i < end; i++ {
		c := coded{m.at(i).words, int32(i)}
		if keyed {
			c.code = m.key(i)
		}
		list = append(list, c)
	}
	if len(list) > 1 {
		slices.SortFunc(list, func(a, b coded) int {
			return cmp.Or(cmp.Compare(a.code, b.code), cmp.Compare(a.index, b.index))
		})
	}
	return list
}

// groups yields what is alike on both sides.
func (p *pairing) groups(yield func(ours, theirs []coded) bool) {
	a, b := p.ours, p.theirs
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].code < b[0].code:
			a = a[1:]
		case a[0].code > b[0].code:
			b = b[1:]
		default:
			n, k := sameCode(a), sameCode(b)
			if !yield(a[:n], b[:k]) {
				return
			}
			a, b = a[n:], b[k:]
		}
	}
}

// sameCode returns how many at the head of list have the code of the first.
func sameCode(list []coded) int {
	n := 1
	for n < len(list) && list[n].code == list[0].code {
		n++
	}
	return n
}
