package kakaotalk

import "exile/export"

// What was copied out of a chat and pasted into one looks like the chat itself.
// Dates and times tell it: it lies before what it stands in, and the people who
// write around it write elsewhere, too.

// refuseBelow refuses what stands below date lines that are text, up to the record
// with which the chat goes on.
func (b *batch) refuseBelow() {
	here := map[*member]bool{}
	low := b.latest
	for i := 0; i < len(b.items); i++ {
		it := &b.items[i]
		if it.kind == itemRecord {
			here[it.who] = it.who != nil
			low = it.minute
		}
		if it.kind != itemPastedDay || low < 0 {
			continue
		}
		for end := b.goesOn(i+1, low, here, it); i+1 < end; i++ {
			b.items[i+1].refused = b.items[i+1].kind == itemRecord
		}
	}
}

// goesOn returns where the chat goes on below a date line that is text: at a
// record that is no earlier than the one above the line, which the records below
// do not contradict. One right below belongs to the line, unless people may have
// written the line without anything.
func (b *batch) goesOn(from int, low int16, here map[*member]bool, above *item) int {
	to := from
	for to < len(b.items) && b.items[to].kind != itemPastedDay {
		to++
	}
	least := make([]int16, to-from+1) // of the records from there on that are not too early
	least[to-from] = 2 * noon
	for i := to - 1; i >= from; i-- {
		least[i-from] = least[i-from+1]
		if it := &b.items[i]; it.kind == itemRecord && it.minute >= low {
			least[i-from] = min(least[i-from], it.minute)
		}
	}
	more := to < len(b.items) && !b.items[to].typed
	for i := from; i < to; i++ {
		it := &b.items[i]
		if it.kind != itemRecord || it.minute < low || i == from && !above.typed && !above.text {
			continue
		}
		known := it.who != nil && (it.who.wrote > 0 || here[it.who])
		later := least[i-from+1]
		if known && it.minute-tolerance <= later || !known && it.minute <= later && !more {
			return i
		}
	}
	return to
}

// refuseBack refuses records that break the order of the day: those outside the
// longest row that never goes back, but for those at most an hour off. Records by
// people who write outside of what is in dispute count sixty times: a pasted
// conversation may be longer than what follows it. In dispute are records that are
// earlier than one before or later than one behind; if they equal one of before,
// they are its copies.
func (b *batch) refuseBack() {
	var at []int
	values := []int64{}
	if b.latest >= 0 {
		at, values = append(at, -1), append(values, int64(b.latest))
	}
	for i := range b.items {
		if it := &b.items[i]; it.kind == itemRecord && !it.refused {
			at, values = append(at, i), append(values, int64(it.minute))
		}
	}
	row := longestRow(values, b.weights(at, values), false)
	next, low := 0, int64(-tolerance)
	for k, v := range values {
		if next < len(row) && row[next] == k {
			next++
			low = v
			continue
		}
		if at[k] < 0 {
			low = v
			continue
		}
		high := int64(2 * noon)
		if next < len(row) {
			high = values[row[next]]
		}
		it := &b.items[at[k]]
		it.refused = it.refused || v < low-tolerance || v > high+tolerance
	}
}

// What records in dispute count: nobody pastes sixty lines of people who write
// nowhere else for each line that is really said.
const (
	heavy = 60
	light = 1
)

// weights says how much records count, and refuses copies, which count nothing.
func (b *batch) weights(at []int, values []int64) []int {
	weights := make([]int, len(values))
	least := int64(2 * noon)
	for k := len(values) - 1; k >= 0; k-- {
		if values[k] <= least {
			least, weights[k] = values[k], heavy
		}
	}
	known, seen := map[*member]bool{}, map[recordKey]int{}
	top := int64(-1)
	for k, v := range values {
		if v < top {
			weights[k] = 0
		}
		top = max(top, v)
		if weights[k] > 0 && at[k] >= 0 {
			known[b.items[at[k]].who] = true
		}
	}
	var later []int // the records before that are later than all between
	for k, v := range values {
		for len(later) > 0 && values[later[len(later)-1]] <= v {
			later = later[:len(later)-1]
		}
		back := -1
		if len(later) > 0 {
			back = later[len(later)-1]
		}
		later = append(later, k)
		if at[k] < 0 {
			weights[k] = heavy
			continue
		}
		it := &b.items[at[k]]
		key := it.key()
		first, copied := seen[key]
		seen[key] = k
		switch {
		case weights[k] > 0:
		case b.remembers(key) || copied && first < back:
			it.refused = true
		case it.who != nil && (it.who.wrote > 0 || known[it.who]):
			weights[k] = heavy
		default:
			weights[k] = light
		}
	}
	return weights
}

// key is what the copy of a record has too.
func (it *item) key() recordKey { return recordKey{it.who, it.minute, it.sum} }

type recordKey struct {
	who    *member
	minute int16
	sum    uint64
}

const pastSlots = 1 << 12

func (k recordKey) slot() uint64 {
	return (k.sum ^ uint64(k.minute)<<32) * 0x9E3779B97F4A7C15 >> 52
}

// remember keeps a record for the days to come, in place of another.
func (b *batch) remember(k recordKey) {
	if b.past == nil {
		b.past = make([]recordKey, pastSlots)
	}
	b.past[k.slot()] = k
}

func (b *batch) remembers(k recordKey) bool { return b.past != nil && b.past[k.slot()] == k }

// closes reports whether a body is what the app writes for something else than a
// text, with nothing behind it.
func (t *markerTable) closes(body string) bool {
	if len(body) < 4 || !t.may[markerKey(body)] {
		return false
	}
	c, _, ok := t.find(body)
	if !ok {
		return false
	}
	switch c := c.(type) {
	case export.Media:
		return c.Caption == ""
	case export.Call, export.Deleted:
		return true
	case export.Text, export.Poll, export.Place, export.Card, export.Notice, export.Unknown:
	}
	return false
}
