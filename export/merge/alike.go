package merge

// likewise is how much two people wrote in the minutes that both sides have, and how
// much of it on both sides.
type likewise struct{ both, all int }

// mostly reports whether two people wrote mostly the same.
func (l likewise) mostly() bool { return l.both > 0 && 3*l.both >= 2*l.all }

// alike compares by their words what the two of each couple wrote. Nobody is in two
// couples.
func (w *wedding) alike(couples []couple) []likewise {
	list := make([]likewise, len(couples))
	ours, theirs := newHeads(w.stored, couples), newHeads(w.incoming, couples)
	for n, c := range couples {
		ours.couple[c.stored], theirs.couple[c.incoming] = n, n
	}
	p := pairing{units: newUnits(w.stored, w.incoming, 0)}
	for u, ok := p.next(); ok; u, ok = p.next() {
		w.narrow(&u)
		p.sort(&u)
		ours.count(p.ours)
		theirs.count(p.theirs)
		for _, n := range ours.here {
			list[n].all += max(ours.wrote[n], theirs.wrote[n])
		}
		for _, n := range theirs.here {
			if ours.wrote[n] == 0 {
				list[n].all += theirs.wrote[n]
			}
		}
		for a, b := range p.groups {
			ours.count(a)
			theirs.count(b)
			for _, n := range ours.here {
				list[n].both += min(ours.wrote[n], theirs.wrote[n])
			}
		}
	}
	return list
}

// heads counts messages of one side by couple.
type heads struct {
	*Marks
	couple []int // by person; stranger: none
	wrote  []int
	here   []int // those of which there is any
}

func newHeads(m *Marks, couples []couple) *heads {
	h := &heads{Marks: m, couple: make([]int, len(m.people.list)), wrote: make([]int, len(couples))}
	for i := range h.couple {
		h.couple[i] = stranger
	}
	return h
}

// count counts anew.
func (h *heads) count(list []coded) {
	for _, n := range h.here {
		h.wrote[n] = 0
	}
	h.here = h.here[:0]
	for _, c := range list {
		who := h.at(int(c.index)).who()
		if who == crowd || h.couple[who] == stranger {
			continue
		}
		n := h.couple[who]
		if h.wrote[n] == 0 {
			h.here = append(h.here, n)
		}
		h.wrote[n]++
	}
}
