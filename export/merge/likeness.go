package merge

import "time"

// Likeness says how much an export and a stored chat have in common, and what of that
// speaks for one room. Equal messages alone do not: whoever sends a notice to two
// rooms puts it in both, word for word and in one minute.
type Likeness struct {
	Overlap int64         // incoming messages within the time that both cover
	Stored  int64         // stored messages within it
	Equal   int64         // of either, found on the other side: in the same minute, with the same words
	Telling int64         // of Equal, texts that say something: six characters or more, of three kinds at least
	Stretch int64         // the longest row of Equal
	Shift   time.Duration // not 0: all this is so only when the incoming times move by this, a multiple of 15 minutes

	Common   int   // people of whom anything is equal
	Senders  int   // of those, people of whom more than chance is equal: a telling text, or three messages of any kind
	Tellers  int   // of those, people of whom a telling text is equal
	Second   int64 // telling texts but for those of whoever has the most of them
	Alone    bool  // each side has one writer in all its time
	Reworded int64 // of Equal, texts of one key and other words
	Whole    bool  // one side has nothing but what is equal
	Torn     int64 // texts that say otherwise: between two equal messages both sides have some, and so many at least

	Here, There Own // of the incoming export, of the stored chat
}

// Own is what one side has in the time that both cover and the other has not. What is
// in the first and the last minute of that time does not count: an export may begin or
// end there.
type Own struct {
	Texts     int64 // messages that are text
	Runs      int64 // rows of them, each where the other side has nothing
	Writers   int   // people who wrote in this time, here
	Strangers int   // of those who have such texts, people of whom nothing is equal
}

// Compare tells whether an export could be of a stored chat. Names do not count:
// people are called otherwise on another phone. Where hardly anything is found it
// looks whether the times are off, as after a wrong zone; then the numbers are
// those after the shift. It sorts both if nobody did.
func Compare(stored, incoming *Marks) Likeness {
	as := likeness(stored, incoming, 0)
	if as.Equal*2 >= as.Overlap && as.Telling > 0 {
		return as
	}
	shift, second := findShift(stored, incoming)
	if shift == 0 {
		return as
	}
	moved := likeness(stored, incoming, shift)
	equal, said := moved.Equal, moved.Telling
	if second != 0 { // an hour of difference for a part of the year
		other := likeness(stored, incoming, second)
		equal, said = equal+other.Equal, said+other.Telling
	}
	if equal*2 < moved.Overlap || said < leastMoved || said < mostUnmoved*as.Telling {
		return as
	}
	moved.Shift = time.Duration(shift) * time.Millisecond
	moved.Equal, moved.Telling = min(equal, moved.Overlap), min(said, moved.Overlap)
	return moved
}

// A shift must be found this clearly: by so many telling messages, so many times
// as many as without it and with any other.
const (
	leastMoved  = 3
	mostUnmoved = 4
)

// likeness compares with the incoming times moved by shift milliseconds.
func likeness(stored, incoming *Marks, shift int64) Likeness {
	both := timeOfBoth(stored, incoming, shift)
	w := newUnits(stored, incoming, shift)
	p := pairing{units: w}
	e := newEvidence(stored, incoming)
	for u, ok := w.next(); ok; u, ok = w.next() {
		if u.noTime && (u.s0 == u.s1 || u.i0 == u.i1) || !u.noTime && (u.before <= both.from || u.from >= both.before) {
			continue
		}
		e.open(&u)
		if u.s0 < u.s1 && u.i0 < u.i1 {
			p.sort(&u)
			for ours, theirs := range p.groups {
				e.found(ours, theirs)
			}
		}
		e.close(!u.noTime && (u.from <= both.from || u.before >= both.before))
	}
	return e.end()
}

// timeOfBoth returns the time that both sides cover, in whole minutes; it is empty
// if they cover none.
func timeOfBoth(stored, incoming *Marks, shift int64) stretch {
	a, b := stored.span(stored.stretch)
	c, d := incoming.span(incoming.stretch)
	if a == untimed || c == untimed {
		return stretch{}
	}
	return stretch{max(a, floorTo(c+shift, milliMinute)), min(b, floorTo(d+shift+milliMinute-1, milliMinute))}
}

// stretch returns the minutes in which a message can have been said.
func (m *Marks) stretch(k *mark) stretch {
	if c := m.clock(k); c.coarse() {
		return c.whole(k.at)
	}
	from := floorTo(k.at, milliMinute)
	return stretch{from, from + milliMinute}
}

// What is looked at for a shift: so many telling messages of the export, among
// those of the chat that have their words and are no more than farthestShift
// away. Words that come more often than mostOften tell nothing.
const (
	shiftSample   = 2048
	mostOften     = 8
	quarterHour   = 15
	farthestShift = 26 * 60 // minutes
)

// findShift returns by how many milliseconds the incoming times must move so that
// messages stand where the chat has them; 0: there is no such time, or none that
// is clearly the best. Where one of the two zones has summer time and the other has
// not, the rest of the year moves by an hour more or less: that is second, else 0.
func findShift(stored, incoming *Marks) (best, second int64) {
	sample := incoming.sample(shiftSample)
	var often [2*farthestShift/quarterHour + 1]int
	count := map[uint32]int{}
	each := func(see func(words uint32, minute int64)) {
		for i := range stored.count {
			k := stored.at(i)
			if _, ok := sample[k.words]; ok && k.telling() && k.at != untimed {
				see(k.words, k.minute())
			}
		}
	}
	each(func(words uint32, _ int64) { count[words]++ })
	each(func(words uint32, minute int64) {
		if count[words] > mostOften {
			return
		}
		for _, told := range sample[words] {
			d := minute - told
			if d%quarterHour == 0 && d >= -farthestShift && d <= farthestShift {
				often[(d+farthestShift)/quarterHour]++
			}
		}
	})
	return clearest(often[:])
}

// clearest returns the shift that was found most often, and the one beside it that
// was found too, if both together are clearly the best.
func clearest(often []int) (best, second int64) {
	const hour = 60 / quarterHour
	top := 0
	for i, n := range often {
		if n > often[top] {
			top = i
		}
	}
	beside, rest := -1, 0
	for _, i := range []int{top - hour, top + hour} {
		if i >= 0 && i < len(often) && often[i] > 0 && (beside < 0 || often[i] > often[beside]) {
			beside = i
		}
	}
	for i, n := range often {
		if i != top && i != beside {
			rest = max(rest, n)
		}
	}
	milli := func(i int) int64 { return (int64(i)*quarterHour - farthestShift) * milliMinute }
	sum := often[top]
	if beside >= 0 {
		sum += often[beside]
		second = milli(beside)
	}
	if sum < leastMoved || sum < mostUnmoved*rest {
		return 0, 0
	}
	return milli(top), second
}

// sample returns the minutes of about n telling messages, spread over the export,
// by their words.
func (m *Marks) sample(n int) map[uint32][]int64 {
	sample := map[uint32][]int64{}
	step := max(m.count/n, 1)
	for i, next := 0, 0; i < m.count; i++ {
		k := m.at(i)
		if i < next || !k.telling() || k.at == untimed {
			continue
		}
		if minutes := sample[k.words]; len(minutes) <= mostOften {
			sample[k.words] = append(minutes, k.minute())
		}
		next = i + step
	}
	for words, minutes := range sample {
		if len(minutes) > mostOften {
			delete(sample, words)
		}
	}
	return sample
}
