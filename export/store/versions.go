//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"iter"

	"exile/export"
)

// Version is an older state of a message: what an export told of it before it was
// deleted or edited, or a text that was cut.
type Version struct {
	Message export.MessageID // the one that it is a state of
	Export  int64            // that told it
	Source  int64            // of that export
	Told    *export.Message
}

// Versions yields the older states of the messages of a chat, those of one message
// next to each other, in the order of Messages, and of one message the newest
// export's first. What says the same in other words, as another device does, is no
// state of its own. The error, if any, is the last pair.
func (v *View) Versions(ctx context.Context, chat export.ChatRef) iter.Seq2[Version, error] {
	return func(yield func(Version, error) bool) {
		err := v.inside(ctx, func(c *conn) error { return readVersions(ctx, c, chat, yield) })
		if err != nil && !errors.Is(err, errStopped) {
			yield(Version{}, fmt.Errorf("read versions: %w", err))
		}
	}
}

func readVersions(ctx context.Context, c *conn, chat export.ChatRef, yield func(Version, error) bool) error {
	same, err := readSame(ctx, c)
	if err != nil {
		return err
	}
	rd := &reading{ctx: ctx, c: c, chat: chat, documents: map[int64]document{0: {}}, details: allDetails(), same: same}
	// The index of times gives the order; a message without versions costs a look.
	const query = chatColumns + ` m INDEXED BY messages_by_time
WHERE chat = ? AND EXISTS (SELECT 1 FROM versions WHERE message = m.id) ORDER BY time, seq`
	var failed error
	err = rd.run(query, []driver.Value{int64(chat)}, func(m *export.Message, err error) bool {
		if err != nil {
			return false
		}
		if failed = rd.states(m, yield); failed != nil {
			return false
		}
		return true
	})
	return errors.Join(failed, err)
}

// states hands on the older states of one message.
func (rd *reading) states(now *export.Message, yield func(Version, error) bool) error {
	var list []Version
	err := rd.c.each(rd.ctx, `SELECT v.export, e.source, v.told FROM versions v JOIN exports e ON e.id = v.export
WHERE v.message = ? ORDER BY e.newest DESC, e.id`, []driver.Value{int64(now.ID)}, func(row []driver.Value) error {
		t, err := unmarshalTold(text(row[2]))
		if err != nil || !anotherState(now.Content, t.Message.Content) {
			return err
		}
		m := t.Message
		m.ID, m.Chat, m.Sender = now.ID, rd.chat, rd.same.of(int64(m.Sender))
		rd.same.message(m)
		unpackPlace(t.Place, &m.From)
		list = append(list, Version{now.ID, integer(row[0]), integer(row[1]), m})
		return rd.source(t.Document, &m.From)
	})
	if err != nil {
		return err
	}
	for _, v := range list {
		if !yield(v, nil) {
			return errStopped
		}
	}
	return nil
}

// anotherState reports whether a content is an older state of what a message says
// now, and not the same in other words.
func anotherState(now, told export.Content) bool {
	switch told := told.(type) {
	case export.Deleted:
		_, still := now.(export.Deleted)
		return !still
	case export.Text:
		n, ok := now.(export.Text)
		return !ok || n.Body != told.Body
	case export.Media:
		n, ok := now.(export.Media)
		return !ok || n.Caption != told.Caption && told.Caption != ""
	case export.Notice:
		_, ok := now.(export.Notice)
		return !ok
	case export.Call, export.Poll, export.Place, export.Card, export.Unknown:
	}
	return export.KindOf(now) != export.KindOf(told)
}

// Seen tells which exports saw the messages of a chat.
type Seen struct{ tracks []*track }

// Seen returns that of a chat. It takes memory for stretches of messages.
func (v *View) Seen(ctx context.Context, chat export.ChatRef) (*Seen, error) {
	var s Seen
	err := v.s.read(func(c *conn) (err error) {
		s.tracks, err = readTracks(ctx, c, int64(chat))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read who saw chat %d: %w", chat, err)
	}
	return &s, nil
}

// Exports returns the numbers of the exports that saw a message, in their order.
func (s *Seen) Exports(id export.MessageID) []int64 {
	var list []int64
	for _, t := range s.tracks {
		if _, _, ok := t.find(int64(id)); ok {
			list = append(list, t.export)
		}
	}
	return list
}

// Alone returns the export that a message stands in, where it stands in no other of
// several; else 0.
func (s *Seen) Alone(id export.MessageID) int64 {
	if list := s.Exports(id); len(list) == 1 && len(s.tracks) > 1 {
		return list[0]
	}
	return 0
}
