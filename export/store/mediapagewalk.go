//go:build cgo

package store

import (
	"cmp"
	"database/sql/driver"
	"math"
	"slices"
	"strconv"
)

// patientRows is how many messages are gone through before it is asked whether there
// is a shorter way: some milliseconds.
const patientRows = 1 << 14

// How many messages of a chat are gone through at once.
const (
	firstBlock = 256
	lastBlock  = 8192
)

// walk goes through the messages of an album, the newest first.
type walk struct {
	a       *album
	windows *windows // nil: one chat, or all that have a time are behind
	strips  []strip  // one after the other
	found   []position
	span    idRange // between which numbers messages with files are
}

// strip is what is left of a chat: all that stands in front of a place.
type strip struct {
	at   position
	next int // how many messages are gone through at once
}

func newWalk(a *album) (*walk, error) {
	w := &walk{a: a, found: []position{}, span: idRange{math.MinInt64, math.MaxInt64}}
	if a.chat != 0 {
		at := a.from
		at.chat = a.chat
		w.strips = []strip{{at, firstBlock}}
		return w, nil
	}
	if err := w.timeless(); err != nil || a.from.time == noTime {
		return w, err
	}
	var err error
	w.windows, err = newWindows(w)
	return w, err
}

// timeless makes strips of the messages of all chats that have no time: the last
// chat first, as positions are compared.
func (w *walk) timeless() error {
	const q = `SELECT c.id FROM chats c WHERE EXISTS (SELECT 1 FROM messages m INDEXED BY messages_by_time
WHERE m.chat = c.id AND m.time IS NULL) ORDER BY c.id DESC`
	from := &w.a.from
	return w.a.c.each(w.a.ctx, q, nil, func(row []driver.Value) error {
		at := position{noTime, integer(row[0]), math.MaxInt64, math.MaxInt64}
		switch {
		case comparePositions(at, *from) < 0:
			w.strips = append(w.strips, strip{at, firstBlock})
		case at.chat == from.chat:
			w.strips = append(w.strips, strip{*from, firstBlock})
		}
		return nil
	})
}

// run returns the messages, or nil where it has gone through so many without finding
// them all; it may be called again then.
func (w *walk) run(rows int) ([]position, error) {
	for len(w.found) < w.a.most && (w.windows != nil || len(w.strips) > 0) {
		if rows < 0 {
			return nil, nil
		}
		next := w.block
		if w.windows != nil {
			next = w.windows.window
		}
		cost, err := next()
		if err != nil {
			return nil, err
		}
		rows -= cost
	}
	slices.SortFunc(w.found, newestFirst)
	return w.found[:min(len(w.found), w.a.most)], nil
}

// block goes through the next messages of the first strip.
func (w *walk) block() (rows int, err error) {
	s := &w.strips[0]
	front := s.at.front()[0]
	args := slices.Concat(front.args, []driver.Value{w.span.from, w.span.before})
	from := " FROM messages INDEXED BY messages_by_time WHERE " + front.where + " AND id >= ? AND id < ?" + backwards
	err = w.with("(SELECT "+placeColumns+from+strconv.Itoa(s.next)+")", args)
	if err != nil {
		return 0, err
	}
	last, end := position{}, true
	q := "SELECT " + placeColumns + from + "1 OFFSET " + strconv.Itoa(s.next-1)
	err = w.a.c.each(w.a.ctx, q, args, func(row []driver.Value) error {
		last, end = placeOfRow(row), false
		return nil
	})
	rows = s.next
	switch {
	case err != nil:
	case !end:
		s.at = last
	case s.at.time != noTime: // those without a time are left
		s.at.time, s.at.seq, s.at.id = noTime, math.MaxInt64, math.MaxInt64
	default:
		w.strips = w.strips[1:]
		return rows, nil
	}
	s.next = min(2*s.next, lastBlock)
	return rows, err
}

// with adds those of some messages that have files.
func (w *walk) with(messages string, args []driver.Value) error {
	kinds, more := w.a.ofKind()
	q := "SELECT " + placeColumns + " FROM " + messages + " WHERE EXISTS (SELECT 1 FROM files WHERE message = id AND " + kinds + ")"
	return w.a.c.each(w.a.ctx, q, slices.Concat(args, more), func(row []driver.Value) error {
		w.found = append(w.found, placeOfRow(row))
		return nil
	})
}

// windows are stretches of time, in each of which the messages of all chats are gone
// through: wide ones where little was said, and narrow ones where much was.
type windows struct {
	w      *walk
	chats  []latest // the one with the latest message first
	before int64    // where the last window began
	width  int64    // of the next one, in milliseconds
	first  int64    // the time of the first message of all; noTime: nobody asked yet
	narrow bool     // it was too wide a moment ago
}

// latest is when the last message of a chat was that is early enough.
type latest struct{ chat, time int64 }

func newWindows(w *walk) (*windows, error) {
	const q = `SELECT c.id, (SELECT m.time FROM messages m INDEXED BY messages_by_time
WHERE m.chat = c.id AND m.time <= ? ORDER BY m.time DESC LIMIT 1) FROM chats c`
	t := &windows{w: w, first: noTime, width: 24 * hourMilli}
	err := w.a.c.each(w.a.ctx, q, []driver.Value{w.a.from.time}, func(row []driver.Value) error {
		if last, ok := row[1].(int64); ok {
			t.chats = append(t.chats, latest{integer(row[0]), last})
		}
		return nil
	})
	if err != nil || len(t.chats) == 0 {
		return nil, err
	}
	slices.SortFunc(t.chats, func(a, b latest) int { return cmp.Compare(b.time, a.time) })
	t.before = min(max(t.chats[0].time, -farTime), farTime-1) + 1
	return t, nil
}

// How many messages there should be in a window, and from what width on it is worth
// while to know where they begin. No clock goes as far as farTime, or as far back.
const (
	leastInWindow = 512
	mostInWindow  = 4096
	wideWindow    = 366 * 24 * hourMilli
	farTime       = int64(1) << 60
)

// window goes through the next window. Where it is too wide, or not wide enough, it
// only gets another width.
func (t *windows) window() (rows int, err error) {
	if t.width > wideWindow && t.first == noTime {
		if err := t.begin(); err != nil {
			return 0, err
		}
	}
	from := max(t.before-t.width, t.first)
	sqlFrom, sqlBefore := from, t.before
	if from == t.first {
		sqlFrom = math.MinInt64
	}
	if t.before == farTime {
		sqlBefore = math.MaxInt64
	}
	chats := []int64{}
	for _, c := range t.chats {
		if c.time >= from {
			chats = append(chats, c.chat)
		}
	}
	const in = `json_each(?1) j CROSS JOIN messages m INDEXED BY messages_by_time ON m.chat = j.value AND m.time >= ?2 AND m.time < ?3
WHERE (m.time < ?4 OR m.chat < ?5 OR m.chat = ?5 AND (m.seq, m.id) < (?6, ?7)) AND m.id >= ?8 AND m.id < ?9`
	p, span := t.w.a.from, t.w.span
	args := []driver.Value{asJSON(chats), sqlFrom, sqlBefore, p.time, p.chat, p.seq, p.id, span.from, span.before}
	count, err := t.w.a.c.number(t.w.a.ctx, "SELECT count(*) FROM (SELECT 1 FROM "+in+" LIMIT "+strconv.Itoa(mostInWindow+1)+")", args...)
	rows = len(chats) + int(count)
	switch {
	case err != nil:
		return 0, err
	case count > mostInWindow && t.before-from > 1:
		t.width, t.narrow = max(1, (t.before-from)/8), true
		return rows, nil
	case count < leastInWindow && from != t.first && !t.narrow:
		if t.width *= 8; t.width > 64*wideWindow {
			t.width = t.before - t.first
		}
		return rows, nil
	}
	if from == t.first { // those without a time are left
		t.w.windows = nil
	}
	t.before, t.narrow = from, false
	return 2 * rows, t.w.with("(SELECT m.time, m.chat, m.seq, m.id FROM "+in+")", args)
}

// begin finds out when the first message of all was.
func (t *windows) begin() error {
	const q = `SELECT min((SELECT m.time FROM messages m INDEXED BY messages_by_time
WHERE m.chat = c.id AND m.time >= ? ORDER BY m.time LIMIT 1)) FROM chats c`
	var err error
	t.first, err = t.w.a.c.number(t.w.a.ctx, q, int64(math.MinInt64))
	t.first = min(max(t.first, -farTime), t.before-1)
	return err
}
