package merge

import (
	"slices"

	"exile/export"
)

// Twins returns the names under which one side has several people whom the other side
// tells apart: people is what SamePeople found, and yet somebody whom it left out wrote
// what one of those wrote who are somebody else already.
func Twins(stored, incoming *Marks, people map[export.PersonRef]export.PersonRef) []string {
	w := newWedding(stored, incoming)
	w.take(people)
	if !slices.Contains(w.of, stranger) && !slices.Contains(w.taken, false) {
		return nil
	}
	e := newElection(len(w.taken), len(w.of))
	e.hold(stored, incoming)
	var names []string
	for c, v := range e.votes {
		name := ""
		switch {
		case v.telling < tellingEach:
		case w.of[c.incoming] == stranger && w.taken[c.stored] && most(v.count, e.ofTheirs[c.incoming]):
			name = stored.people.list[c.stored].name
		case w.of[c.incoming] != stranger && !w.taken[c.stored] && most(v.count, e.ofOurs[c.stored]):
			name = incoming.people.list[c.incoming].name
		}
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// take takes over who is who.
func (w *wedding) take(people map[export.PersonRef]export.PersonRef) {
	at := make(map[export.PersonRef]int, len(w.stored.people.list))
	for i, p := range w.stored.people.list {
		at[p.ref] = i
	}
	for i, p := range w.incoming.people.list {
		if to, ok := at[people[p.ref]]; ok && i > 0 && to > 0 {
			w.pair(couple{to, i})
		}
	}
}
