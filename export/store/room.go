//go:build cgo

package store

import (
	"database/sql/driver"
	"errors"
	"strings"
	"time"

	"exile/export"
)

// room is what a batch tells of one chat: an export, and the chat it belongs to.
type room struct {
	chat   int64
	value  driver.Value // chat, converted once and not for every message
	export int64
	said   bool // its rows are written

	records int64     // how many messages it had
	last    time.Time // the latest time of one
	saved   time.Time
	run     run
}

// run is a stretch of messages of one export that follow one another.
type run struct{ document, record, message, count int64 }

// chat declares a chat, or declares it again.
func (c *cast) chat(e *export.Chat) error {
	if e.Ref == 0 {
		return errors.New("a chat without a number")
	}
	if !c.settled {
		if err := c.open(e.App); err != nil {
			return err
		}
	}
	r := c.chats[e.Ref]
	if r == nil {
		r = c.findChat(e)
		c.chats[e.Ref] = r
	}
	c.members = append(c.members, roll{r, e.Members})
	return c.writeChat(r, e)
}

// findChat returns the room of a chat that the app itself names and that the same
// file of this source declared already, or a new one.
func (c *cast) findChat(e *export.Chat) *room {
	identity := strings.Join([]string{e.From.Input, e.From.File, e.App, e.SourceKey}, "\x00")
	if r := c.rooms[identity]; r != nil && e.SourceKey != "" {
		return r
	}
	r := &room{chat: c.nextChat, value: c.nextChat, export: c.nextExport}
	c.nextChat++
	c.nextExport++
	if e.SourceKey != "" {
		c.rooms[identity] = r
	}
	return r
}

func (c *cast) writeChat(r *room, e *export.Chat) error {
	doc, err := c.b.document(e.From)
	if err != nil {
		return err
	}
	r.saved = e.Saved
	told := []driver.Value{e.SourceKey, string(e.Kind), e.Title, e.Lang, wallText(e.Saved), reference(doc), packPlace(e.From)}
	if r.said {
		const update = `SET kind = ?3, title = ?4, lang = ?5, saved = coalesce(?6, saved), document = ?7, place = ?8 WHERE id = ?1 AND ?2 <> -1`
		err := c.b.c.exec(c.b.ctx, "UPDATE exports "+update, append([]driver.Value{r.export}, told...)...)
		if err != nil {
			return err
		}
		return c.b.c.exec(c.b.ctx, "UPDATE chats "+update, append([]driver.Value{r.chat}, told...)...)
	}
	r.said = true
	err = c.b.c.exec(c.b.ctx, `INSERT INTO exports (id, chat, source, key, kind, title, lang, saved, document, place, newest, why)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '')`, append([]driver.Value{r.export, r.chat, c.b.source}, told...)...)
	if err != nil {
		return err
	}
	return c.b.c.exec(c.b.ctx, `INSERT INTO chats (id, app, key, kind, title, lang, saved, document, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		append([]driver.Value{r.chat, e.App}, told...)...)
}

// endRooms writes what is known of each export once all its messages have come.
func (b *Batch) endRooms() error {
	done := map[*room]bool{}
	for _, r := range b.cast.chats {
		if done[r] {
			continue
		}
		done[r] = true
		if err := b.endRun(r); err != nil {
			return err
		}
		newest := r.saved
		if newest.IsZero() {
			newest = r.last
		}
		if newest.IsZero() {
			continue
		}
		if err := b.c.exec(b.ctx, "UPDATE exports SET newest = ? WHERE id = ?", newest.UnixMilli(), r.export); err != nil {
			return err
		}
	}
	return nil
}

// witness notes that the next message was seen in an export.
func (b *Batch) witness(r *room, doc int64) error {
	r.records++
	if n := &r.run; r.run.document == doc && n.count > 0 && b.next == n.message+n.count {
		n.count++
		return nil
	}
	err := b.endRun(r)
	r.run = run{doc, r.records, b.next, 1}
	return err
}

func (b *Batch) endRun(r *room) error {
	n := r.run
	r.run = run{}
	if n.count == 0 {
		return nil
	}
	return b.tables.witnesses.add(r.export, n.record, n.message, n.count, reference(n.document), nil, nil, int64(0))
}
