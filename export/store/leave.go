//go:build cgo

package store

import (
	"database/sql/driver"
	"slices"
	"time"

	"exile/export/merge"
)

// leaving takes exports out of a chat. What is left of a message is what the other
// exports tell of it; the others stay as they are, and where they are unless
// something in their minute changes.
type leaving struct {
	g    *merging
	gone map[int64]bool // the exports
	into *merging       // the chat that they go to; nil: nowhere

	versions []int64 // the messages that have some, if any go nowhere

	minute []line // the messages of the minute at hand
	touch  []merge.Block
	rows   int // in touch
	wide   []merge.Block
	moved  map[int64]bool // messages of wide, which may be met again: what went of them is in into
}

// line is a message as the index of times has it.
type line struct {
	id    int64
	ms    int64
	timed bool
}

const (
	minuteMilli = int64(time.Minute / time.Millisecond)

	linesPerPage  = 4096
	blocksAtOnce  = 256
	messagesAtOne = 4096
)

// leave takes exports out of a chat that has others too.
func (g *merging) leave(gone map[int64]bool, into *merging) error {
	l := &leaving{g: g, gone: gone, into: into, moved: map[int64]bool{}}
	if into == nil && g.told {
		if err := l.readVersions(); err != nil {
			return err
		}
	}
	if err := l.walk(); err != nil {
		return err
	}
	kept := g.tracks[:0]
	for _, t := range g.tracks {
		if !gone[t.export] {
			kept = append(kept, t)
		}
	}
	g.tracks = kept
	return g.save()
}

func (l *leaving) readVersions() error {
	return l.g.w.c.each(l.g.w.ctx, `SELECT DISTINCT message FROM versions
WHERE export IN (SELECT id FROM exports WHERE chat = ?) ORDER BY message`, []driver.Value{l.g.value}, func(row []driver.Value) error {
		l.versions = append(l.versions, integer(row[0]))
		return nil
	})
}

// walk goes through the chat minute by minute, those messages first that have no
// time. It reads page by page, since what is read is changed meanwhile.
func (l *leaving) walk() error {
	w, chat := l.g.w, l.g.value
	err := w.each("SELECT id FROM messages INDEXED BY messages_by_time WHERE chat = ? AND time IS NULL ORDER BY seq",
		[]driver.Value{chat}, func(row []driver.Value) error {
			l.minute = append(l.minute, line{id: integer(row[0])})
			return nil
		})
	if err == nil {
		err = l.endMinute()
	}
	if err != nil {
		return err
	}
	const first = "SELECT id, time, seq FROM messages INDEXED BY messages_by_time WHERE chat = ?1 AND time IS NOT NULL ORDER BY time, seq LIMIT ?2"
	const next = `SELECT id, time, seq FROM messages INDEXED BY messages_by_time
WHERE chat = ?1 AND time >= ?3 AND (time > ?3 OR seq > ?4) ORDER BY time, seq LIMIT ?2`
	query, args := first, []driver.Value{chat, int64(linesPerPage)}
	for {
		var page []line
		var seq int64
		err := w.each(query, args, func(row []driver.Value) error {
			page = append(page, line{integer(row[0]), integer(row[1]), true})
			seq = integer(row[2])
			return nil
		})
		if err != nil {
			return err
		}
		if len(page) == 0 {
			break
		}
		if err := l.page(page); err != nil {
			return err
		}
		query, args = next, []driver.Value{chat, int64(linesPerPage), page[len(page)-1].ms, seq}
	}
	if err := l.endMinute(); err != nil {
		return err
	}
	return l.flush()
}

func (l *leaving) page(page []line) error {
	for _, n := range page {
		if len(l.minute) > 0 && floorMinute(l.minute[0].ms) != floorMinute(n.ms) {
			if err := l.endMinute(); err != nil {
				return err
			}
		}
		l.minute = append(l.minute, n)
	}
	return l.g.w.ctx.Err()
}

func floorMinute(ms int64) int64 {
	r := ms % minuteMilli
	if r < 0 {
		r += minuteMilli
	}
	return ms - r
}

// endMinute looks whether anything changes in the minute. What is to be changed is
// so a few pages later: pages are behind by then.
func (l *leaving) endMinute() error {
	minute := l.minute
	l.minute = l.minute[:0]
	if len(minute) == 0 || !l.touched(minute) {
		return nil
	}
	b := merge.Block{NoTime: !minute[0].timed}
	if !b.NoTime {
		b.From = floorMinute(minute[0].ms)
		b.Before = b.From + minuteMilli
	}
	l.touch = append(l.touch, b)
	l.rows += len(minute)
	if len(l.touch) < blocksAtOnce && l.rows < messagesAtOne {
		return nil
	}
	return l.flush()
}

// touched reports whether an export that goes saw any message of the minute, and
// something can change by that.
func (l *leaving) touched(minute []line) bool {
	hit := false
	for _, n := range minute {
		for _, t := range l.g.tracks {
			if l.gone[t.export] && !hit {
				_, _, hit = t.find(n.id)
			}
		}
	}
	return hit && (l.into != nil || !l.told(minute))
}

// told reports whether one export that stays tells the whole minute just as it is,
// and all that stay tell it in this order: then nothing changes.
func (l *leaving) told(minute []line) bool {
	for _, n := range minute {
		if _, has := slices.BinarySearch(l.versions, n.id); has { // what they say is not looked at here
			return false
		}
	}
	whole := false
	owned := make([]bool, len(minute))
	for _, t := range l.g.tracks {
		if l.gone[t.export] {
			continue
		}
		all, last := true, int64(0)
		for i, n := range minute {
			record, v, ok := t.find(n.id)
			if ok && record <= last {
				return false
			}
			if ok {
				last = record
			}
			all = all && ok && !v.clocked && v.without == 0
			owned[i] = owned[i] || ok && !v.placed
		}
		whole = whole || all
	}
	for _, is := range owned {
		whole = whole && is
	}
	return whole
}

// flush changes the minutes that were found.
func (l *leaving) flush() error {
	blocks := l.touch
	l.touch, l.rows = nil, 0
	if err := l.settle(blocks, l.into); err != nil {
		return err
	}
	for len(l.wide) > 0 {
		b := l.wide[0]
		l.wide = l.wide[1:]
		if err := l.settle([]merge.Block{b}, nil); err != nil {
			return err
		}
	}
	return nil
}

// settle brings some minutes to what the exports that stay tell of them, and puts
// into another chat what those tell that go.
func (l *leaving) settle(blocks []merge.Block, into *merging) error {
	lists, err := l.g.see(blocks)
	if err != nil {
		return err
	}
	versions, err := l.g.versions(lists)
	if err != nil {
		return err
	}
	for i, list := range lists {
		if into != nil {
			if err := l.move(into, list, versions); err != nil {
				return err
			}
		}
		a, err := l.g.accounts(list, versions, func(export int64) bool { return l.gone[export] })
		if err != nil {
			return err
		}
		entries := foldAll(a.entries)
		if l.into == nil { // two may have been taken for one only because of a third
			entries = l.g.anew(a, entries, nil)
		}
		if b, wider := widen(blocks[i], entries); wider {
			l.wide = append(l.wide, b)
			for _, s := range list {
				l.moved[s.id] = true
			}
			continue
		}
		if _, err := l.g.write(list, a, merge.Weave(entries)); err != nil {
			return err
		}
	}
	return nil
}

// move puts what the exports that go tell of some messages into another chat.
func (l *leaving) move(into *merging, list []*seen, versions map[spot]string) error {
	a, err := l.g.accounts(list, versions, func(export int64) bool { return !l.gone[export] })
	if err != nil {
		return err
	}
	for i := range a.entries {
		if l.moved[a.entries[i].ID] {
			a.entries[i].Accounts = nil
		}
	}
	a.aside()
	_, err = into.write(nil, a, merge.Weave(foldAll(a.entries)))
	return err
}

// foldAll makes entries say what their accounts tell; those without any are left
// out.
func foldAll(entries []merge.Entry) []merge.Entry {
	var kept []merge.Entry
	for _, e := range entries {
		if len(e.Accounts) > 0 {
			e.Now, _ = merge.Fold(e.Accounts)
			kept = append(kept, e)
		}
	}
	return kept
}

// widen makes a block reach to the minutes in which its messages stand now, which
// are others where a time was known better by an export that goes.
func widen(b merge.Block, entries []merge.Entry) (merge.Block, bool) {
	wider := false
	for i := range entries {
		t := entries[i].Now.Time.T
		if b.NoTime || t.IsZero() {
			continue
		}
		if from := floorMinute(t.UnixMilli()); from < b.From {
			b.From, wider = from, true
		} else if from >= b.Before {
			b.Before, wider = from+minuteMilli, true
		}
	}
	return b, wider
}
