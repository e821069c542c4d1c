package kakaotalk

import "exile/export"

// item is a line of Windows that may begin something: a record, a notice, or a
// day line that was found to be pasted.
type item struct {
	kind    itemKind
	text    bool // lines of text follow it
	refused bool // it is text itself
	closed  bool // of a record: it is a photo, a call, a deletion: no text goes on below
	typed   bool // of a pasted day line: people write it so too, or it is the day's own
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
	pasted bool  // some date line is text
	top    int16
	past   []recordKey // some thousand records of before, each in its slot
}

// maxBatch bounds what is held of a day. No room says so much in one.
const maxBatch = 1 << 16

// begin starts a day.
func (b *batch) begin() {
	b.latest, b.top, b.open, b.back, b.pasted = -1, -1, false, false, false
}

func (b *batch) add(it item) {
	switch it.kind {
	case itemRecord:
		b.back = b.back || it.minute < b.top
		b.top = max(b.top, it.minute)
	case itemPastedDay:
		b.pasted = true
	case itemBare:
	}
	b.items = append(b.items, it)
}

// holds reports whether a message stands where the next line comes.
func (b *batch) holds() bool { return b.open || len(b.items) > 0 }

// text notes that a line of text follows the last item.
func (b *batch) text() {
	if n := len(b.items); n > 0 {
		b.items[n-1].text = true
	}
}

// decide refuses records that were pasted and notices that are text, as far as
// their places tell.
func (b *batch) decide(records bool) {
	if b.pasted {
		b.refuseBelow()
	}
	if b.back {
		b.refuseBack()
	}
	if b.pasted || b.back {
		b.keep()
	}
	end := len(b.items)
	for i := end - 1; i >= 0; i-- {
		if it := &b.items[i]; it.kind == itemRecord && !it.refused {
			if i+1 < end {
				b.decideGroup(b.items[i+1:end], true, it.text && !records)
			}
			end = i
		}
	}
	b.decideGroup(b.items[:end], b.open, false)
	for i := range b.items {
		if it := &b.items[i]; it.kind == itemRecord && !it.refused {
			b.latest, b.open = max(b.latest, it.minute), true
			b.remember(it.key())
		}
	}
	b.back, b.pasted = false, false
	b.top = b.latest
}

// keep takes back what was refused where no text can be: right below the day line,
// and below a record that no text can follow.
func (b *batch) keep() {
	for i := range b.items {
		it := &b.items[i]
		if it.kind != itemRecord || !it.refused {
			continue
		}
		if i == 0 {
			it.refused = b.open
			continue
		}
		above := &b.items[i-1]
		it.refused = above.kind != itemRecord || above.refused || !above.closed || above.text
	}
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
		if i > 0 && items[i-1].isNotice() {
			above := items[i-1].notice
			n.first = above.first || above.sure || above.warning
		}
		if n.first = n.first || !within; n.first {
			continue
		}
		n.sure = n.sure || n.kind == export.NoticeJoin && i+1 < len(items) && items[i+1].notice != nil && items[i+1].notice.warning
		n.doubtful = several && !n.sure && !n.warning
		n.beside = i > 0 && items[i-1].isNotice() || i+1 < len(items) && items[i+1].isNotice()
	}
}

func (it *item) isNotice() bool { return it.kind == itemBare && !it.refused }
