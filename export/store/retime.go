//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"

	"exile/export"
)

// Retime puts the times of an input right, as if it had been read with another time
// zone. shift is given every time that the input told and returns what it is; zone
// is what is noted of the input from now on. Chats to which other inputs belong too
// are settled anew, so that messages which now stand in one minute become one.
// ErrNoSource.
func (s *Store) Retime(ctx context.Context, source int64, zone string, shift func(export.Time) export.Time) error {
	return s.RetimeEach(ctx, source, zone, func() func(export.Time) export.Time { return shift })
}

// RetimeEach is Retime with a shift for each export of the input, which is given the
// times of its messages in their order.
func (s *Store) RetimeEach(ctx context.Context, source int64, zone string, shifts func() func(export.Time) export.Time) error {
	err := s.write(ctx, func(c *conn) error {
		return change(ctx, c, func(w *writing) error { return w.retime(source, zone, shifts) })
	})
	if err != nil {
		return fmt.Errorf("retime source %d: %w", source, err)
	}
	return nil
}

func (w *writing) retime(source int64, zone string, shifts func() func(export.Time) export.Time) error {
	n, err := w.c.number(w.ctx, "SELECT count(*) FROM sources WHERE id = ?", source)
	if err == nil && n == 0 {
		err = ErrNoSource
	}
	if err != nil {
		return err
	}
	chats, err := w.exportsOf("SELECT chat, id FROM exports WHERE source = ? ORDER BY chat, id", source)
	if err != nil {
		return err
	}
	for _, c := range chats {
		if err := w.retimeIn(c, shifts); err != nil {
			return err
		}
	}
	return w.noteZone(source, zone)
}

// noteZone notes that an input was read with a time zone that the owner named.
func (w *writing) noteZone(source int64, zone string) error {
	for _, q := range []string{
		"UPDATE sources SET zone = ?1, asked = json_set(asked, '$.zone', ?1) WHERE id = ?2",
		"UPDATE profiles SET zone = ?1 WHERE source = ?2 AND zone <> ''",
		"DELETE FROM problems WHERE source = ?2 AND code = '" + string(export.AssumedZone) + "' AND ?1 <> ''",
	} {
		if err := w.c.exec(w.ctx, q, zone, source); err != nil {
			return err
		}
	}
	return nil
}

// retimeIn shifts exports of one chat: each in a chat of its own, which then comes
// back.
func (w *writing) retimeIn(c chatExports, shifts func() func(export.Time) export.Time) error {
	all, err := w.c.number(w.ctx, "SELECT count(*) FROM exports WHERE chat = ?", c.chat)
	if err != nil {
		return err
	}
	chats := map[int64]int64{} // where the exports are meanwhile
	for i, id := range c.exports {
		chats[id] = c.chat
		if i == len(c.exports)-1 && int(all) == len(c.exports) {
			continue // only this one is left there
		}
		if chats[id], err = w.splitChat(c.chat, []int64{id}, false); err != nil {
			return err
		}
	}
	for _, id := range c.exports {
		if err := w.shiftExport(id, chats[id], shifts()); err != nil {
			return err
		}
	}
	for _, id := range c.exports {
		if chats[id] == c.chat {
			continue
		}
		why, err := w.c.one(w.ctx, "SELECT why FROM exports WHERE id = ?", id)
		if err != nil {
			return err
		}
		if _, err := w.mergeChats(c.chat, chats[id], whyAsked); err != nil {
			return err
		}
		if err := w.run("UPDATE exports SET why = ? WHERE id = ?", why, id); err != nil {
			return err
		}
	}
	return w.begunBy(c.chat)
}

// messagesAtOnce is how many messages are shifted at once.
const messagesAtOnce = 1024

var errNotAlone = errors.New("the chat has other exports")

// shiftExport shifts the only export of a chat.
func (w *writing) shiftExport(id, chat int64, shift func(export.Time) export.Time) error {
	g, err := newMerging(w, chat)
	if err != nil {
		return err
	}
	if len(g.tracks) != 1 {
		return errNotAlone
	}
	w.changed = true
	for _, run := range g.tracks[0].list { // by records
		for n := int64(0); n < run.count; n += messagesAtOnce {
			list, err := g.these(run.message+n, min(run.count-n, messagesAtOnce))
			if err != nil {
				return err
			}
			for _, s := range list {
				if err := w.shiftMessage(s, shift); err != nil {
					return err
				}
			}
		}
	}
	if err := w.tables.flush(); err != nil {
		return err
	}
	if err := resolveReplies(w.ctx, w.c, chat); err != nil {
		return err
	}
	return w.shiftSaved(id, chat, shift)
}

// these reads n messages of the chat by their numbers.
func (g *merging) these(first, n int64) ([]*seen, error) {
	rd := g.reading
	rd.chunk, rd.kinds, rd.union = rd.chunk[:0], rd.kinds[:0], 0
	var list []*seen
	err := g.w.each(seenColumns+" WHERE id >= ? AND id < ? AND chat = ? ORDER BY id", []driver.Value{first, first + n, g.value}, func(row []driver.Value) error {
		s, err := g.row(row)
		list = append(list, s)
		return err
	})
	if err != nil {
		return nil, err
	}
	return list, g.complete([][]*seen{list})
}

// shiftMessage shifts the times of a message.
func (w *writing) shiftMessage(s *seen, shift func(export.Time) export.Time) error {
	m := *s.m
	m.Time = shifted(m.Time, shift)
	r := row{sender: reference(s.sender), time: m.Time, document: s.origin.document, place: s.origin.place}
	r.stand.seq = s.seq
	if !m.Time.T.IsZero() {
		r.stand.moved = s.ms - s.m.Time.T.UnixMilli()
		r.stand.ms = m.Time.T.UnixMilli() + r.stand.moved
	}
	if m.Forward == nil && len(m.Edits) == 0 {
		return w.move(s, &r)
	}
	if m.Forward != nil {
		m.Forward = &export.Forward{Name: m.Forward.Name, Time: shifted(m.Forward.Time, shift)}
	}
	for i := range m.Edits {
		m.Edits[i].Time = shifted(m.Edits[i].Time, shift)
	}
	return w.replace(&scribe{w: w, id: s.id}, &m, s.kind, &r)
}

func shifted(t export.Time, shift func(export.Time) export.Time) export.Time {
	if t.T.IsZero() {
		return t
	}
	return shift(t)
}

// shiftSaved shifts when an export was made.
func (w *writing) shiftSaved(id, chat int64, shift func(export.Time) export.Time) error {
	v, err := w.c.one(w.ctx, "SELECT saved FROM exports WHERE id = ?", id)
	if err != nil {
		return err
	}
	saved, err := wallTime(v)
	if err != nil {
		return err
	}
	if !saved.IsZero() {
		saved = shift(export.Time{T: saved, Precision: time.Minute, Zone: export.ZoneAssumed}).T
	}
	var last time.Time
	if v, err = w.c.one(w.ctx, "SELECT max(time) FROM messages WHERE chat = ?", chat); err != nil {
		return err
	}
	if ms, ok := v.(int64); ok {
		last = time.UnixMilli(ms)
	}
	if err := w.run("UPDATE exports SET saved = ?, newest = ? WHERE id = ?", wallText(saved), newest(saved, last), id); err != nil {
		return err
	}
	return refreshChat(w.ctx, w.c, chat)
}
