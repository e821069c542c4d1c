package merge

import (
	"cmp"
	"slices"

	"exile/export"
)

// What speaks for two people being one. A name is a weak sign: people take other
// names, and names that others had. What both wrote in the same minute is a
// strong one, and the more so if it is more than ㅋㅋ.
const (
	signTelling = 2
	signShort   = 1
	signName    = 5
	signEnough  = 2
)

// Of the messages that a person has in minutes which the store has too, so many
// must speak for somebody: otherwise chance does.
const sharePart = 5

// SamePeople finds out who of the stored chat the people of an export are. Each is
// at most one, and nobody is two. Who is absent from the result is new, or cannot
// be told. It sorts both if nobody did.
//
// What decides is who wrote what is alone with its words in its minute on both
// sides, so that people who changed their names are found. A name that one person
// has on either side decides where nothing else does; a name that several stored
// people have decides nothing.
func SamePeople(stored, incoming *Marks) map[export.PersonRef]export.PersonRef {
	most := make([]int, len(incoming.people.list))
	votes := map[couple]vote{}
	p := pairing{units: newUnits(stored, incoming, 0)}
	for u, ok := p.next(); ok; u, ok = p.next() {
		for i := u.i0; i < u.i1; i++ {
			if who := incoming.at(i).who(); who < len(most) {
				most[who]++
			}
		}
		p.sort(&u)
		for ours, theirs := range p.groups {
			if len(ours) > 1 || len(theirs) > 1 {
				continue
			}
			a, b := stored.at(int(ours[0].index)), incoming.at(int(theirs[0].index))
			if a.who() == 0 || b.who() == 0 || a.who() == crowd || b.who() == crowd {
				continue
			}
			c := couple{a.who(), b.who()}
			votes[c] = votes[c].plus(b.telling())
		}
	}
	signs := namesakes(stored, incoming)
	for c, v := range votes {
		if v.count*sharePart >= most[c.incoming] {
			signs[c] += v.signs
		}
	}
	return wed(signs, stored, incoming)
}

// vote is what two people wrote both, how often and what that is worth.
type vote struct{ count, signs int }

func (v vote) plus(telling bool) vote {
	if telling {
		return vote{v.count + 1, v.signs + signTelling}
	}
	return vote{v.count + 1, v.signs + signShort}
}

// couple is a stored person and an incoming one, by their indexes.
type couple struct{ stored, incoming int }

// namesakes finds those of one name, if nobody else on either side has it.
func namesakes(stored, incoming *Marks) map[couple]int {
	ours, theirs := stored.people.byName(), incoming.people.byName()
	signs := map[couple]int{}
	for name, a := range ours {
		if b := theirs[name]; a > 0 && b > 0 {
			signs[couple{a, b}] = signName
		}
	}
	return signs
}

// byName returns who has a name, by index; 0: several have.
func (p *markPeople) byName() map[string]int {
	m := make(map[string]int, len(p.list))
	for i := 1; i < len(p.list); i++ {
		name := p.list[i].name
		if name == "" {
			continue
		}
		if _, twin := m[name]; twin {
			m[name] = 0
			continue
		}
		m[name] = i
	}
	return m
}

// wed takes the couples with the most signs first; everybody is taken once.
func wed(signs map[couple]int, stored, incoming *Marks) map[export.PersonRef]export.PersonRef {
	couples := make([]couple, 0, len(signs))
	for c, n := range signs {
		if n >= signEnough {
			couples = append(couples, c)
		}
	}
	slices.SortFunc(couples, func(a, b couple) int {
		return cmp.Or(
			cmp.Compare(signs[b], signs[a]),
			cmp.Compare(stored.people.list[a.stored].ref, stored.people.list[b.stored].ref),
			cmp.Compare(incoming.people.list[a.incoming].ref, incoming.people.list[b.incoming].ref),
		)
	})
	same := map[export.PersonRef]export.PersonRef{}
	taken := make([]bool, len(stored.people.list))
	for _, c := range couples {
		in := incoming.people.list[c.incoming].ref
		if _, done := same[in]; done || taken[c.stored] {
			continue
		}
		same[in], taken[c.stored] = stored.people.list[c.stored].ref, true
	}
	return same
}
