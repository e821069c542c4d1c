package telegram

import (
	"math"
	"slices"
	"time"
)

// received counts what a verdict found. Whose chat it is and what was to come is told
// by the caller.
func (v *verdict) received(r *Received, chainKey string) {
	v.countFates(r)
	v.countClocks(r)
	v.countCame(r, chainKey)
	v.countSides(r)
	r.Disordered = v.disordered()
}

func (v *verdict) countFates(r *Received) {
	for i := range v.sent {
		if v.sent[i].sender == notice {
			continue
		}
		switch v.fate[i] {
		case lost:
			r.Missing++
		case misnamed:
			r.Misnamed++
		case unbound:
			r.Unbound++
		case clipped:
			r.Clipped++
		case empty:
			r.Empty++
		case changed:
			r.Changed++
		case moved:
			r.Moved++
		case whole:
		}
	}
}

// countClocks tells the shift that most messages have. Those of a part with another
// one count as moved.
func (v *verdict) countClocks(r *Received) {
	shifts := map[int64]int64{}
	there := make([]int64, len(v.clocks))
	for i := range v.sent {
		if e := &v.sent[i]; e.sender != notice && v.fate[i] != lost && v.fate[i] != moved {
			there[e.part]++
			if c := v.clocks[e.part]; c.swapped && v.when(e) != e.at+c.late {
				r.Swapped++
			}
		}
	}
	for part, c := range v.clocks {
		shifts[c.late] += there[part]
	}
	var late, most int64
	for _, c := range v.clocks { // in their order: the first of equals
		if shifts[c.late] > most {
			late, most = c.late, shifts[c.late]
		}
	}
	for d, n := range shifts {
		if d != late {
			r.Moved += n
		}
	}
	r.Shift = time.Duration(late) * time.Second
	r.Mend = mend(v.offset, late)
}

// countCame goes through what came, in the order of the chat.
func (v *verdict) countCame(r *Received, chainKey string) {
	r.Got.Media = map[Form]int64{}
	r.Foreign = v.came.others
	r.Messages, r.Doubles, r.Notices = []int{}, nil, nil
	own := v.ownNumbers()
	proof := newChain(chainKey)
	forms := allForms()
	for i := range v.came.all {
		a := &v.came.all[i]
		at := v.was[i]
		switch {
		case at != none && v.sent[at].sender == notice:
			r.Notices = append(r.Notices, int(a.id))
			continue
		case at != none:
			proof.add(v.names[v.sent[at].sender], a.at, a.hash)
		case v.double[i] != none && own.hold(a.id):
			r.Doubles = append(r.Doubles, int(a.id))
			continue
		default:
			r.Foreign++
			continue
		}
		r.Messages = append(r.Messages, int(a.id))
		if a.form != noForm {
			r.Got.Media[forms[a.form]]++
			r.Got.Bytes += a.size
		}
		if d := a.date - a.at; d >= 86400 || d <= -86400 {
			r.Today++
		}
	}
	slices.Sort(r.Messages)
	slices.Sort(r.Doubles)
	r.Doubled = int64(len(r.Doubles))
	slices.Sort(r.Notices)
	r.Got.Messages, r.Got.Notices = int64(len(r.Messages)), int64(len(r.Notices))
	r.Hash = proof.sum()
}

// reach is from which number to which the messages of a part stand.
type reach struct{ from, to int32 }

type reaches []reach

// ownNumbers returns how far the messages of each part reach by those that arrived as
// they were sent. A part that may have been imported twice reaches to the end.
func (v *verdict) ownNumbers() reaches {
	all := make(reaches, len(v.again))
	for i := range all {
		all[i].from = math.MaxInt32
	}
	for i := range v.sent {
		if v.fate[i] != whole || v.became[i] == none {
			continue
		}
		p, id := &all[v.sent[i].part], v.came.all[v.became[i]].id
		p.from, p.to = min(p.from, id), max(p.to, id)
	}
	for i, again := range v.again {
		if again {
			all[i].to = math.MaxInt32
		}
	}
	return all
}

// hold reports whether a number is within what any part reaches to.
func (r reaches) hold(id int32) bool {
	return slices.ContainsFunc(r, func(p reach) bool { return p.from <= id && id <= p.to })
}

func (v *verdict) countSides(r *Received) {
	r.Sides = make([]Side, len(v.names))
	accounts := make([]int64, len(v.names))
	for i, name := range v.names {
		r.Sides[i].Name, accounts[i] = name, v.account(name)
	}
	for i := range v.sent {
		e := &v.sent[i]
		if e.sender == notice || v.became[i] == none {
			continue
		}
		s := &r.Sides[e.sender]
		s.Messages++
		if account := v.came.senders[v.came.all[v.became[i]].sender].account; account != 0 {
			s.Linked++
			if account != accounts[e.sender] {
				s.Other++
			}
		}
	}
}

// disordered counts the messages that would have to be put elsewhere to have the order
// of the text: all but the longest rising row. Of those that were not known by what they
// say, nobody can tell.
func (v *verdict) disordered() int64 {
	var ends []int32 // ends[n]: the smallest end of a rising row of n+1
	total := int64(0)
	for i := range v.came.all {
		at := v.was[i]
		if at == none || v.sent[at].sender == notice {
			continue
		}
		switch v.fate[at] {
		case changed, empty, moved, lost:
			continue
		case whole, misnamed, unbound, clipped:
		}
		total++
		n, _ := slices.BinarySearch(ends, at)
		if n == len(ends) {
			ends = append(ends, at)
			continue
		}
		ends[n] = at
	}
	return total - int64(len(ends))
}
