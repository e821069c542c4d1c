//go:build cgo

package store

import (
	"cmp"
	"database/sql/driver"
	"errors"
	"maps"
	"slices"
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
	ended  bool // all that is known of it is written

	join   *joining                   // how it joins a chat that is there; nil: the chat is its own
	people map[export.PersonRef]*seat // who is whom in that chat

	records int64     // how many messages it had
	last    time.Time // the latest time of one
	saved   time.Time
	pace    pace
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
		var err error
		if r, err = c.findChat(e); err != nil {
			return err
		}
		c.chats[e.Ref] = r
	}
	c.members = append(c.members, roll{r, e.Members})
	return c.writeChat(r, e)
}

// findChat returns the room of a chat that the app itself names and that the same
// file of this source declared already, or a new one.
func (c *cast) findChat(e *export.Chat) (*room, error) {
	j := c.b.joins[e.Ref]
	identity := strings.Join([]string{e.From.Input, e.From.File, e.App, e.SourceKey}, "\x00")
	if r := c.rooms[identity]; r != nil && e.SourceKey != "" && j == nil {
		return r, nil
	}
	r := &room{export: c.nextExport}
	c.nextExport++
	if j != nil {
		return r, c.b.join(r, e, j)
	}
	r.chat = c.nextChat
	r.value = r.chat
	c.nextChat++
	if e.SourceKey != "" {
		c.rooms[identity] = r
	}
	return r, nil
}

func (c *cast) writeChat(r *room, e *export.Chat) error {
	doc, err := c.b.document(e.From)
	if err != nil {
		return err
	}
	if !e.Saved.IsZero() {
		r.saved = e.Saved
	}
	told := []driver.Value{e.SourceKey, string(e.Kind), e.Title, e.Lang, wallText(e.Saved), reference(doc), packPlace(e.From)}
	if r.said {
		const update = `SET kind = ?3, title = ?4, lang = ?5, saved = coalesce(?6, saved), document = ?7, place = ?8 WHERE id = ?1 AND ?2 <> -1`
		err := c.b.c.exec(c.b.ctx, "UPDATE exports "+update, append([]driver.Value{r.export}, told...)...)
		if err != nil || r.join != nil {
			return err
		}
		return c.b.c.exec(c.b.ctx, "UPDATE chats "+update, append([]driver.Value{r.chat}, told...)...)
	}
	r.said = true
	why := ""
	if r.join != nil {
		why = r.join.why
	}
	err = c.b.c.exec(c.b.ctx, `INSERT INTO exports (id, chat, source, key, kind, title, lang, saved, document, place, newest, why)
VALUES (?1, ?2, ?3, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0, ?4)`, append([]driver.Value{r.export, r.chat, c.b.source, why}, told...)...)
	if err != nil || r.join != nil {
		return err
	}
	return c.b.c.exec(c.b.ctx, `INSERT INTO chats (id, app, key, kind, title, lang, saved, document, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		append([]driver.Value{r.chat, e.App}, told...)...)
}

// newest is the moment of an export: when it was made, else that of its last
// message, which sources tell to the minute or better. Zero: not known.
func newest(saved, last time.Time) int64 {
	switch {
	case !saved.IsZero():
		return saved.UnixMilli()
	case !last.IsZero():
		return last.Truncate(time.Minute).UnixMilli()
	}
	return 0
}

// endRooms writes what is known of each export once all its messages have come.
func (b *Batch) endRooms() error {
	for _, r := range b.cast.all() {
		if r.ended {
			continue
		}
		r.ended = true
		if err := b.endRun(r); err != nil {
			return err
		}
		if err := b.c.exec(b.ctx, "UPDATE exports SET newest = ? WHERE id = ?", newest(r.saved, r.last), r.export); err != nil {
			return err
		}
		if r.join == nil {
			continue
		}
		if err := r.join.end(); err != nil {
			return err
		}
	}
	return nil
}

// all returns the rooms in the order in which they came.
func (c *cast) all() []*room {
	list := slices.SortedFunc(maps.Values(c.chats), func(a, b *room) int { return cmp.Compare(a.export, b.export) })
	return slices.Compact(list)
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
