package merge

import "time"

// Likeness says how much an export and a stored chat have in common.
type Likeness struct {
	Overlap int64         // incoming messages within the time that both cover
	Equal   int64         // of those, found: in the same minute, with the same words
	Telling int64         // of Equal, texts that say something: six characters or more, of three kinds at least
	Stretch int64         // the longest row of Equal
	Shift   time.Duration // not 0: all this is so only when the incoming times move by this, a multiple of 15 minutes
}

// Compare tells whether an export could be of a stored chat. Senders do not count:
// people are called otherwise on another phone. Where hardly anything is found it
// looks whether the times are off, as after a wrong zone; then the numbers are
// those after the shift. It sorts both if nobody did.
func Compare(stored, incoming *Marks) Likeness {
	as := likeness(stored, incoming, 0)
	if as.Equal*2 >= as.Overlap && as.Telling > 0 {
		return as
	}
	shift := findShift(stored, incoming)
	if shift == 0 {
		return as
	}
	moved := likeness(stored, incoming, shift)
	if moved.Equal*2 < moved.Overlap || moved.Telling < leastMoved || moved.Telling < mostUnmoved*as.Telling {
		return as
	}
	moved.Shift = time.Duration(shift) * time.Millisecond
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
	var l Likeness
	both := timeOfBoth(stored, incoming, shift)
	var row int64
	var found []bool
	w := newUnits(stored, incoming, shift)
	p := pairing{units: w}
	for u, ok := w.next(); ok; u, ok = w.next() {
		if u.noTime && u.s0 == u.s1 || !u.noTime && (u.before <= both.from || u.from >= both.before) {
			continue
		}
		found = append(found[:0], make([]bool, u.i1-u.i0)...)
		if u.s0 < u.s1 {
			p.sort(&u)
			for ours, theirs := range p.groups {
				for i := range min(len(ours), len(theirs)) {
					found[int(theirs[i].index)-u.i0] = true
				}
			}
		}
		for i, is := range found {
			l.Overlap++
			if !is {
				row = 0
				continue
			}
			l.Equal++
			row++
			l.Stretch = max(l.Stretch, row)
			if incoming.at(u.i0 + i).telling() {
				l.Telling++
			}
		}
	}
	return l
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
// is clearly the best.
func findShift(stored, incoming *Marks) int64 {
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
	best, second := 0, 0
	for i, n := range often {
		switch {
		case n > often[best]:
			best, second = i, often[best]
		case i != best:
			second = max(second, n)
		}
	}
	if often[best] < leastMoved || often[best] < mostUnmoved*second {
		return 0
	}
	return (int64(best)*quarterHour - farthestShift) * milliMinute
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
