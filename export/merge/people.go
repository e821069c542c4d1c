package merge

import "exile/export"

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
// must speak for somebody: otherwise chance does. Where people repeat themselves few
// messages can speak at all; then so many of those that tell something are enough if
// hardly any speaks for somebody else.
const (
	sharePart   = 5
	tellingEach = 3
)

// SamePeople finds out who of the stored chat the people of an export are. Each is
// at most one, and nobody is two. Who is absent from the result is new, or cannot
// be told. It sorts both if nobody did.
//
// What decides is who wrote what is alone with its words in its minute on both
// sides, so that people who changed their names are found. A name that one person
// has on either side decides where nothing else does; a name that several stored
// people have decides nothing. In chats that are repetition, those whom this does
// not tell are found by their places: a phone calls its owner "you", and two phones
// may call two owners so. Who is left alone on both sides is one if they wrote the
// same.
func SamePeople(stored, incoming *Marks) map[export.PersonRef]export.PersonRef {
	e := newElection(len(stored.people.list), len(incoming.people.list))
	e.hold(stored, incoming)
	signs := namesakes(stored, incoming)
	for c, v := range e.votes {
		if e.convinces(c, v) {
			signs[c] += v.signs
		}
	}
	w := newWedding(stored, incoming)
	w.all(signs)
	doubtful := w.doubtful(signs, e.wrote)
	for _, c := range doubtful {
		w.part(c)
		delete(signs, c)
	}
	w.all(signs)
	w.findPlaces()
	for _, c := range doubtful {
		if w.free(c) {
			w.pair(c)
		}
	}
	if c, ok := w.left(); ok && w.alike([]couple{c})[0].mostly() {
		w.pair(c)
	}
	return w.people()
}

// election is what was counted of minutes that both sides have.
type election struct {
	votes            map[couple]vote
	ofOurs, ofTheirs []int // votes of each person
	wrote, told      []int // messages of each incoming person, and those that tell something
}

func newElection(ours, theirs int) *election {
	return &election{
		votes:  map[couple]vote{},
		ofOurs: make([]int, ours), ofTheirs: make([]int, theirs),
		wrote: make([]int, theirs), told: make([]int, theirs),
	}
}

// hold counts who wrote what, in the minutes that both sides have.
func (e *election) hold(stored, incoming *Marks) {
	p := pairing{units: newUnits(stored, incoming, 0)}
	for u, ok := p.next(); ok; u, ok = p.next() {
		for i := u.i0; i < u.i1; i++ {
			e.meet(incoming.at(i))
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
			e.vote(couple{a.who(), b.who()}, b.telling())
		}
	}
}

// meet counts an incoming message.
func (e *election) meet(k *mark) {
	if who := k.who(); who < len(e.wrote) {
		e.wrote[who]++
		e.told[who] += count(k.telling())
	}
}

// vote is what two people wrote both, how often and what that is worth.
type vote struct{ count, telling, signs int }

func (e *election) vote(c couple, telling bool) {
	v := e.votes[c]
	v.count++
	v.signs += signShort
	if telling {
		v.telling++
		v.signs += signTelling - signShort
	}
	e.votes[c] = v
	e.ofOurs[c.stored]++
	e.ofTheirs[c.incoming]++
}

func (e *election) convinces(c couple, v vote) bool {
	if v.count*sharePart >= e.wrote[c.incoming] {
		return true
	}
	return v.telling >= tellingEach && v.telling*sharePart >= e.told[c.incoming] &&
		most(v.count, e.ofOurs[c.stored]) && most(v.count, e.ofTheirs[c.incoming])
}

// most reports whether a part is hardly less than all.
func most(part, all int) bool { return 5*part >= 4*all }

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
