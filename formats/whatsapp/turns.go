package whatsapp

import "slices"

// Two exports whose dates have another order may have been joined to one file: the
// phone was set to another region in between. Then days above 12 stand at both
// places, and no order fits all dates.

// turn is where the order of dates changes.
type turn struct {
	line int // of the file, from which on it is
	to   order
}

// way is one to read all dates so far, in one order after the other, and what
// speaks against it.
type way struct {
	cost  int
	last  int // the number of the last day; 0: none
	turns []turn
}

// What speaks against a way. To change the order and back again costs more than
// three dates that do not exist: so many lines may have been pasted.
const (
	costBack  = 1 // a step back by more than a day
	costWrong = 20
	costTurn  = 35
	maxTurns  = 64
)

// walk goes on with the next date: its days in both orders, 0 for one that does not
// exist.
func (e *evidence) walk(dmy, mdy, line int) {
	days := [...]int{dmy, mdy}
	was := e.ways
	for i, day := range days {
		stay, change := was[i].to(day), was[1-i].to(day)
		change.cost += costTurn
		if change.cost < stay.cost && len(change.turns) < maxTurns {
			change.turns = append(slices.Clip(change.turns), turn{line, orders()[i]})
			stay = change
		}
		e.ways[i] = stay
	}
}

// to is the path with a day more.
func (p way) to(day int) way {
	switch {
	case day == 0:
		p.cost += costWrong
	case p.last > 0 && day < p.last-1:
		p.cost += costBack
	}
	if day > 0 {
		p.last = day
	}
	return p
}

// turned returns where the order changes from one to another, if days above 12
// stand at the first place and at the second.
func (e *evidence) turned(o order) []turn {
	if o == yearFirst || e.over[0] == 0 || e.over[1] == 0 {
		return nil
	}
	best := e.ways[0]
	if e.ways[1].cost < best.cost {
		best = e.ways[1]
	}
	if len(best.turns) == 0 {
		return nil
	}
	first := dayFirst
	if best.turns[0].to == dayFirst {
		first = monthFirst
	}
	return append([]turn{{0, first}}, best.turns...)
}

// orderOf is the order of dates in a line of the file.
func (w *seen) orderOf(line int) order {
	for _, t := range slices.Backward(w.turns) {
		if line >= t.line {
			return t.to
		}
	}
	return w.order
}

// index is the place of an order in counts.
func (o order) index() int {
	for i, other := range orders() {
		if o == other {
			return i
		}
	}
	return 0
}
