package kakaotalk

import "exile/export"

// item is a line of Windows that may begin something: a record, a notice, or a
// day line that was found to be pasted.
type item struct {
	kind    itemKind
	text    bool // lines of text follow it
	refused bool // it is text itself
	today   bool // of a pasted day line: it has the date of the day
	minute  int16
	line    int
	who     *member
	sum     uint64 // of a record
	notice  *told
}

// told is what a notice tells, and what is known about it.
type told struct {
	kind       export.NoticeKind
	people     []*member
	impersonal bool
	warning    bool
	sure       bool
	doubtful   bool // it stands after a text of several lines
	beside     bool // another notice stands next to it
	first      bool // nothing stands before it that it could belong to
}

type itemKind uint8

const (
	itemRecord itemKind = iota
	itemBare
	itemPastedDay
)

// batch are the items of one day, in order.
type batch struct {
	items  []item
	latest int16 // of the records before the batch on the same day, -1: none
	open   bool  // a message stands before the batch
	back   bool  // some record is earlier than one before it
	top    int16
}

// maxBatch bounds what is held of a day. No room says so much in one.
const maxBatch = 1 << 16

// begin starts a day.
func (b *batch) begin() { b.latest, b.top, b.open, b.back = -1, -1, false, false }

func (b *batch) add(it item) {
	if it.kind == itemRecord {
		b.back = b.back || it.minute < b.top
		b.top = max(b.top, it.minute)
	}
	b.items = append(b.items, it)
}

// text notes that a line of text follows the last item.
func (b *batch) text() {
	if n := len(b.items); n > 0 {
		b.items[n-1].text = true
	}
}

// decide refuses records that were pasted and notices that are text, as far as
// their places tell.
func (b *batch) decide(records bool) {
	b.refuseBelow()
	if b.back {
		b.refuseBack()
	}
	end := len(b.items)
	for i := end - 1; i >= 0; i-- {
		if it := &b.items[i]; it.kind == itemRecord && !it.refused {
			b.decideGroup(b.items[i+1:end], true, it.text && !records)
			end = i
		}
	}
	b.decideGroup(b.items[:end], b.open, false)
	for i := range b.items {
		if it := &b.items[i]; it.kind == itemRecord && !it.refused {
			b.latest, b.open = max(b.latest, it.minute), true
		}
	}
	b.back = false
	b.top = b.latest
}

// refuseBelow refuses the record right below a pasted day line, unless that has
// the date of the day and may be all that was pasted.
func (b *batch) refuseBelow() {
	for i := 1; i < len(b.items); i++ {
		above, it := &b.items[i-1], &b.items[i]
		if above.kind == itemPastedDay && !above.today && !above.text && it.kind == itemRecord {
			it.refused, b.back = true, true
		}
	}
}

// refuseBack refuses records that break the order of the day: those outside the
// longest row that never goes back, but for those at most an hour off that are
// no copies of a record before.
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
	row := longestRow(values, false)
	var copies map[copied]bool
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
		it := &b.items[at[k]]
		high := int64(2 * noon)
		if next < len(row) {
			high = values[row[next]]
		}
		it.refused = v < low-tolerance || v > high+tolerance
		if !it.refused {
			if copies == nil {
				copies = b.firstCopies()
			}
			it.refused = copies[copied{it.line, it.key()}]
		}
	}
}

// key is what the copy of a record has too.
func (it *item) key() recordKey { return recordKey{it.who, it.minute, it.sum} }

type recordKey struct {
	who    *member
	minute int16
	sum    uint64
}

type copied struct {
	line int
	key  recordKey
}

// firstCopies returns the records of the batch that equal one before them.
func (b *batch) firstCopies() map[copied]bool {
	seen, all := map[recordKey]bool{}, map[copied]bool{}
	for i := range b.items {
		if it := &b.items[i]; it.kind == itemRecord {
			if seen[it.key()] {
				all[copied{it.line, it.key()}] = true
			}
			seen[it.key()] = true
		}
	}
	return all
}

// decideGroup decides about what stands between two records. Nothing but a record,
// a notice or a date line follows a notice: what text follows is text. within is
// true where a record stands before, several where that has more lines.
func (b *batch) decideGroup(items []item, within, several bool) {
	inText := false
	for i := len(items) - 1; i >= 0; i-- {
		it := &items[i]
		inText = inText || it.text
		switch {
		case it.kind != itemBare:
			it.refused, inText = true, true
		case within && inText:
			it.refused = true
		}
	}
	for i := range items {
		it := &items[i]
		if it.refused = it.refused || it.kind != itemBare; it.refused {
			several = true
			continue
		}
		n := it.notice
		if n.first = !within; n.first {
			continue
		}
		n.sure = n.sure || n.kind == export.NoticeJoin && i+1 < len(items) && items[i+1].notice != nil && items[i+1].notice.warning
		n.doubtful = several && !n.sure && !n.warning
		n.beside = i > 0 && items[i-1].isNotice() || i+1 < len(items) && items[i+1].isNotice()
		if i > 0 && items[i-1].isNotice() && !items[i-1].notice.doubtful {
			n.first = true // what stands before it is a notice
		}
	}
}

func (it *item) isNotice() bool { return it.kind == itemBare && !it.refused }
