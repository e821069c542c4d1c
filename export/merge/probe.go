package merge

import (
	"sort"
	"time"
)

// Probe is a message by which a store is asked cheaply whether it has any of an
// export: the minute since 1970 and the words, see WordsOf.
type Probe struct {
	Minute int64
	Words  uint32
}

// Probes returns at most n of the messages of a time (to not included), spread
// evenly: of each n-th part the first that says something, or else the first. A zero
// time is no bound. Messages whose minute is not known are none. It sorts the marks
// if nobody did.
func (m *Marks) Probes(n int, from, to time.Time) []Probe {
	m.Sort()
	first, end := m.timed(), m.count
	if !from.IsZero() {
		first = m.since(minuteOf(milli(from)))
	}
	if !to.IsZero() {
		end = m.since(minuteOf(milli(to) + milliMinute - 1))
	}
	var list []Probe
	for part := range n {
		low, high := first+part*(end-first)/n, first+(part+1)*(end-first)/n
		if i := m.probe(low, high); i >= 0 {
			list = append(list, Probe{m.at(i).minute(), m.at(i).words})
		}
	}
	return list
}

// probe returns the best of the marks from i up to but not including end, -1 if
// none will do.
func (m *Marks) probe(i, end int) int {
	best := -1
	for ; i < end; i++ {
		k := m.at(i)
		if c := m.clock(k); c.coarse() || c.inferred {
			continue
		}
		if k.telling() {
			return i
		}
		if best < 0 {
			best = i
		}
	}
	return best
}

// Found returns how many of the probes are among the marks. It sorts them if
// nobody did.
func (m *Marks) Found(probes []Probe) int {
	m.Sort()
	n := 0
	for _, p := range probes {
		for i := m.since(p.Minute); i < m.count && m.at(i).minute() == p.Minute; i++ {
			if m.at(i).words == p.Words {
				n++
				break
			}
		}
	}
	return n
}

// since returns the index of the first message that is not before a minute.
func (m *Marks) since(minute int64) int {
	return sort.Search(m.count, func(i int) bool { return m.at(i).minute() >= minute })
}

// timed returns the index of the first message that has a time.
func (m *Marks) timed() int { return m.since(untimed + 1) }
