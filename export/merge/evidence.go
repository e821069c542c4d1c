package merge

import (
	"cmp"
	"slices"

	"exile/export"
)

// leastShort is how many messages that say little speak for a person as one does that
// says something.
const leastShort = 3

// evidence gathers what speaks for one room, and what for two, unit by unit.
type evidence struct {
	like         Likeness
	ours, theirs witness
	couples      map[couple]shared
	row          int64 // of equal incoming messages
}

// shared is what two people have in common.
type shared struct{ equal, telling int64 }

// witness is one side: what it has that the other has not.
type witness struct {
	*Marks
	first   int    // the index of the first message of the unit
	found   []bool // whether the other side has it, of each in the unit
	gap     int64  // own texts since the last message that both have
	own     Own
	equal   []bool // by person: something of theirs is equal
	alone   []bool // by person: they have something of their own
	wrote   []bool // by person: they wrote in the time of both
	deleted uint32 // the words of what was deleted
}

func newWitness(m *Marks) witness {
	n := len(m.people.list)
	return witness{Marks: m, equal: make([]bool, n), alone: make([]bool, n), wrote: make([]bool, n), deleted: kindWords(export.KindDeleted)}
}

func newEvidence(stored, incoming *Marks) *evidence {
	return &evidence{ours: newWitness(stored), theirs: newWitness(incoming), couples: map[couple]shared{}}
}

// open begins a unit.
func (e *evidence) open(u *unit) {
	e.ours.open(u.s0, u.s1)
	e.theirs.open(u.i0, u.i1)
}

func (w *witness) open(first, end int) {
	w.first = first
	w.found = append(w.found[:0], make([]bool, end-first)...)
}

// found takes note of messages that have the same words.
func (e *evidence) found(ours, theirs []coded) {
	for i := range min(len(ours), len(theirs)) {
		e.ours.found[int(ours[i].index)-e.ours.first] = true
		e.theirs.found[int(theirs[i].index)-e.theirs.first] = true
		a, b := e.ours.at(int(ours[i].index)), e.theirs.at(int(theirs[i].index))
		if a.words != b.words && a.text() && b.text() {
			e.like.Reworded++
		}
	}
	for _, c := range ours {
		note(e.ours.equal, e.ours.at(int(c.index)).who())
	}
	for _, c := range theirs {
		note(e.theirs.equal, e.theirs.at(int(c.index)).who())
	}
	if len(ours) > 1 || len(theirs) > 1 {
		return // which is whose is not known
	}
	a, b := e.ours.at(int(ours[0].index)), e.theirs.at(int(theirs[0].index))
	if a.who() == 0 || b.who() == 0 || a.who() == crowd || b.who() == crowd {
		return
	}
	c := e.couples[couple{a.who(), b.who()}]
	c.equal++
	if b.telling() && a.words == b.words {
		c.telling++
	}
	e.couples[couple{a.who(), b.who()}] = c
}

func note(people []bool, who int) {
	if who > 0 && who < len(people) {
		people[who] = true
	}
}

// close ends a unit. At an edge, what one side has alone tells nothing.
func (e *evidence) close(edge bool) {
	equal := int64(0)
	for i, is := range e.theirs.found {
		if !is {
			e.row = 0
			continue
		}
		equal++
		e.row++
		e.like.Stretch = max(e.like.Stretch, e.row)
		if e.theirs.at(e.theirs.first + i).telling() {
			e.like.Telling++
		}
	}
	e.like.Equal += equal
	e.like.Overlap += int64(len(e.theirs.found))
	e.like.Stored += int64(len(e.ours.found))
	there, here := e.ours.left(edge), e.theirs.left(edge)
	there.texts, here.texts = max(there.texts-here.deleted, 0), max(here.texts-there.deleted, 0)
	e.ours.own.Texts += there.texts
	e.theirs.own.Texts += here.texts
	if equal == 0 {
		e.ours.gap += there.texts
		e.theirs.gap += here.texts
		return
	}
	e.closeGap()
	torn := min(there.texts, here.texts)
	e.like.Torn += torn
	// A unit may be a whole day: then it has many rows.
	e.ours.own.Runs += min(there.texts-torn, equal)
	e.theirs.own.Runs += min(here.texts-torn, equal)
}

// closeGap ends what stands between two equal messages.
func (e *evidence) closeGap() {
	a, b := &e.ours, &e.theirs
	switch {
	case a.gap > 0 && b.gap > 0:
		e.like.Torn += min(a.gap, b.gap)
	case a.gap > 0:
		a.own.Runs++
	case b.gap > 0:
		b.own.Runs++
	}
	a.gap, b.gap = 0, 0
}

// leftover is what of a unit the other side has not.
type leftover struct{ texts, deleted int64 }

// left counts that, and takes note of who wrote.
func (w *witness) left(edge bool) leftover {
	var l leftover
	for i, is := range w.found {
		k := w.at(w.first + i)
		note(w.wrote, k.who())
		switch {
		case is || edge:
		case k.text():
			l.texts++
			note(w.alone, k.who())
		case k.words == w.deleted:
			l.deleted++
		}
	}
	return l
}

// end sums everything up.
func (e *evidence) end() Likeness {
	e.closeGap()
	e.like.Here, e.like.There = e.theirs.sum(), e.ours.sum()
	e.like.Alone = e.ours.oneWriter() && e.theirs.oneWriter()
	e.like.Whole = e.like.Equal > 0 && e.like.Equal == int64(min(e.ours.count, e.theirs.count))
	var all, most int64
	wed := e.wed()
	e.like.Common = len(wed)
	for _, c := range wed {
		if c.telling == 0 && c.equal < leastShort {
			continue
		}
		e.like.Senders++
		if c.telling > 0 {
			e.like.Tellers++
		}
		all += c.telling
		most = max(most, c.telling)
	}
	e.like.Second = all - most
	return e.like
}

func (w *witness) sum() Own {
	own := w.own
	for who, wrote := range w.wrote {
		if wrote {
			own.Writers++
		}
		if w.alone[who] && !w.equal[who] {
			own.Strangers++
		}
	}
	return own
}

// wed returns what people have in common of whom each is one on the other side: a
// greeting that two people wrote in one minute does not make them one.
func (e *evidence) wed() []shared {
	type pair struct {
		couple
		shared
	}
	pairs := make([]pair, 0, len(e.couples))
	for c, n := range e.couples {
		pairs = append(pairs, pair{c, n})
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(
			cmp.Compare(b.telling, a.telling), cmp.Compare(b.equal, a.equal),
			cmp.Compare(a.stored, b.stored), cmp.Compare(a.incoming, b.incoming),
		)
	})
	ours, theirs := make([]bool, len(e.ours.people.list)), make([]bool, len(e.theirs.people.list))
	var list []shared
	for _, p := range pairs {
		if ours[p.stored] || theirs[p.incoming] {
			continue
		}
		ours[p.stored], theirs[p.incoming] = true, true
		list = append(list, p.shared)
	}
	return list
}

// oneWriter reports whether one person wrote all there is, notices aside.
func (m *Marks) oneWriter() bool {
	one := 0
	for i := range m.count {
		who := m.at(i).who()
		if who != 0 && one != 0 && who != one || who == crowd {
			return false
		}
		one = max(one, who)
	}
	return one != 0
}
