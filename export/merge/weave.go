package merge

import (
	"cmp"
	"math"
	"slices"
	"time"

	"exile/export"
)

// Weave returns entries in the order in which they are read. It depends on what
// was told alone, not on the order in which it came, and not on entries of other
// minutes.
//
// Minutes follow each other. Within one, what is known to the second or finer
// stands by its time; of equal times, and of all that has none, the records of the
// export whose times are the finest make the order, of several the newest. What
// only others have stands right behind the record before it in its own export, or,
// if that has none in this minute, before the one after it; exports that have
// nothing in common with the rest stand before it if they are older, else behind.
// Where no two exports contradict each other all keep their own order.
//
// So each message can be given a time within its own precision such that the
// times ascend.
func Weave(entries []Entry) []Entry {
	type timed struct {
		minute int64
		entry  *Entry
	}
	list := make([]timed, len(entries))
	for i := range entries {
		from, _ := window(timeOf(&entries[i]))
		if from > untimed { // the first minute of all is no whole one
			from = floorTo(from, milliMinute)
		}
		list[i] = timed{from, &entries[i]}
	}
	slices.SortStableFunc(list, func(a, b timed) int { return cmp.Compare(a.minute, b.minute) })
	woven := make([]Entry, 0, len(entries))
	var minute []*Entry
	for i := range list {
		minute = append(minute, list[i].entry)
		if i+1 < len(list) && list[i+1].minute == list[i].minute {
			continue
		}
		for _, e := range weaveMinute(minute) {
			woven = append(woven, *e)
		}
		minute = minute[:0]
	}
	return woven
}

// strand is what one export has in a minute.
type strand struct {
	export  int64
	rank    Rank
	finest  time.Duration
	records []strandRecord
}

type strandRecord struct {
	record int64
	entry  int
}

func weaveMinute(entries []*Entry) []*Entry {
	if len(entries) == 1 {
		return entries
	}
	exports := strands(entries)
	timed := newLoom(len(entries), exports)
	for i := range exports {
		timed.add(&exports[i], func(entry int) bool { return isFine(timeOf(entries[entry])) })
	}
	fine := byTime(entries, timed.order())
	l := newLoom(len(entries), exports)
	for _, i := range fine {
		l.insert(i, l.last[len(entries)])
	}
	for i := range exports {
		l.add(&exports[i], func(int) bool { return true })
	}
	return l.arrange(entries, reconcile(l.order(), fine, exports))
}

// isFine reports whether a time orders messages within a minute.
func isFine(t export.Time) bool {
	return !t.T.IsZero() && t.Precision > 0 && t.Precision < time.Minute
}

// strands returns the exports of a minute, the finest and newest first, each with
// its records in order.
func strands(entries []*Entry) []strand {
	at := map[int64]int{}
	var list []strand
	for i, e := range entries {
		for j := range e.Accounts {
			a := &e.Accounts[j]
			n, ok := at[a.Export]
			if !ok {
				n = len(list)
				at[a.Export] = n
				list = append(list, strand{export: a.Export, rank: a.Rank, finest: math.MaxInt64})
			}
			s := &list[n]
			if t := a.Message.Time; !t.Inferred {
				s.finest = min(s.finest, exactness(t))
			}
			s.records = append(s.records, strandRecord{a.Record, i})
		}
	}
	for i := range list {
		slices.SortStableFunc(list[i].records, func(a, b strandRecord) int { return cmp.Compare(a.record, b.record) })
	}
	slices.SortFunc(list, func(a, b strand) int {
		return cmp.Or(cmp.Compare(a.finest, b.finest), b.rank.Compare(a.rank), cmp.Compare(a.export, b.export))
	})
	return list
}

// loom is a ring of entries; the last index is its beginning and end.
type loom struct {
	next, last []int // -1: not in the ring
	newest     Rank
}

func newLoom(n int, exports []strand) *loom {
	l := &loom{next: make([]int, n+1), last: make([]int, n+1)}
	for i := range n {
		l.next[i], l.last[i] = -1, -1
	}
	l.next[n], l.last[n] = n, n
	if len(exports) > 0 {
		l.newest = exports[0].rank
	}
	return l
}

func (l *loom) has(i int) bool { return l.next[i] >= 0 }

func (l *loom) insert(i, behind int) {
	l.next[i], l.last[i] = l.next[behind], behind
	l.last[l.next[behind]] = i
	l.next[behind] = i
}

// add inserts what an export has of the entries that are wanted.
func (l *loom) add(s *strand, wanted func(int) bool) {
	end := len(l.next) - 1
	behind := l.last[end] // nothing in common
	if s.rank.Compare(l.newest) < 0 {
		behind = end
	}
	for _, r := range s.records {
		if l.has(r.entry) {
			behind = l.last[r.entry]
			break
		}
	}
	for _, r := range s.records {
		if l.has(r.entry) {
			behind = r.entry
		} else if wanted(r.entry) {
			l.insert(r.entry, behind)
			behind = r.entry
		}
	}
}

// order returns the ring from its beginning.
func (l *loom) order() []int {
	end := len(l.next) - 1
	list := make([]int, 0, end)
	for i := l.next[end]; i != end; i = l.next[i] {
		list = append(list, i)
	}
	return list
}

// arrange returns the entries in an order, and behind them any that nobody told.
func (l *loom) arrange(entries []*Entry, order []int) []*Entry {
	list := make([]*Entry, 0, len(entries))
	for _, i := range order {
		list = append(list, entries[i])
	}
	told := len(list)
	for i, e := range entries {
		if !l.has(i) {
			list = append(list, e)
		}
	}
	slices.SortStableFunc(list[told:], func(a, b *Entry) int { return cmp.Compare(a.ID, b.ID) })
	return list
}
