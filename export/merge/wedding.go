package merge

import (
	"cmp"
	"slices"

	"exile/export"
)

// wedding is who is who so far: people by their indexes.
type wedding struct {
	stored, incoming *Marks
	of               []int  // whom an incoming person is; stranger: nobody yet
	taken            []bool // stored people who are somebody
	timed            struct{ stored, incoming int }
}

func newWedding(stored, incoming *Marks) *wedding {
	w := &wedding{
		stored: stored, incoming: incoming,
		of: make([]int, max(len(incoming.people.list), 1)), taken: make([]bool, max(len(stored.people.list), 1)),
	}
	for i := range w.of {
		w.of[i] = stranger
	}
	w.pair(couple{0, 0}) // nobody
	stored.Sort()
	incoming.Sort()
	w.timed.stored, w.timed.incoming = stored.timed(), incoming.timed()
	return w
}

func (w *wedding) pair(c couple) { w.of[c.incoming], w.taken[c.stored] = c.stored, true }

func (w *wedding) part(c couple) { w.of[c.incoming], w.taken[c.stored] = stranger, false }

func (w *wedding) free(c couple) bool { return w.of[c.incoming] == stranger && !w.taken[c.stored] }

// all takes the couples with the most signs first; everybody is taken once.
func (w *wedding) all(signs map[couple]int) {
	couples := make([]couple, 0, len(signs))
	for c, n := range signs {
		if n >= signEnough {
			couples = append(couples, c)
		}
	}
	slices.SortFunc(couples, func(a, b couple) int {
		return cmp.Or(
			cmp.Compare(signs[b], signs[a]),
			cmp.Compare(w.stored.people.list[a.stored].ref, w.stored.people.list[b.stored].ref),
			cmp.Compare(w.incoming.people.list[a.incoming].ref, w.incoming.people.list[b.incoming].ref),
		)
	})
	for _, c := range couples {
		if w.free(c) {
			w.pair(c)
		}
	}
}

// people is the same by their numbers.
func (w *wedding) people() map[export.PersonRef]export.PersonRef {
	same := map[export.PersonRef]export.PersonRef{}
	for i, p := range w.incoming.people.list {
		if to := w.of[i]; i > 0 && to != stranger {
			same[p.ref] = w.stored.people.list[to].ref
		}
	}
	return same
}

// doubtful returns those who are one by their name alone although they wrote other
// things, and not only few. wrote is how much, by incoming person.
func (w *wedding) doubtful(signs map[couple]int, wrote []int) []couple {
	var named []couple
	for i, of := range w.of {
		if c := (couple{of, i}); i > 0 && of != stranger && signs[c] == signName && wrote[i] >= leastDoubted {
			named = append(named, c)
		}
	}
	if len(named) == 0 {
		return nil
	}
	var list []couple
	for n, s := range w.alike(named) {
		if s.all >= leastDoubted && !s.mostly() {
			list = append(list, named[n])
		}
	}
	return list
}

// leastDoubted is how many messages may show that a name is another's.
const leastDoubted = 4

// left returns the only two who wrote anything and are nobody yet.
func (w *wedding) left() (c couple, ok bool) {
	c.stored = w.stored.alone(func(who int) bool { return w.taken[who] })
	c.incoming = w.incoming.alone(func(who int) bool { return w.of[who] != stranger })
	return c, c.stored > 0 && c.incoming > 0
}

// alone returns the only one who wrote something and is not known; 0: there is none,
// or more than one.
func (m *Marks) alone(known func(int) bool) int {
	one := 0
	for i := range m.count {
		who := m.at(i).who()
		switch {
		case who == 0 || who == one:
		case who == crowd:
			return 0
		case !known(who):
			if one > 0 {
				return 0
			}
			one = who
		}
	}
	return one
}
