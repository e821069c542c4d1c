//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"exile/export"
)

// chunkSize is how many messages are read before their details are fetched and
// they are handed on.
const chunkSize = 256

// Messages yields the messages of a chat that r selects, in their order: by time,
// and where times do not tell, as the exports tell them; those without a time come
// first, unless r bounds the time. Seq counts what is yielded. A message belongs to
// whoever receives it. The error, if any, is the last pair.
func (v *View) Messages(ctx context.Context, chat export.ChatRef, r export.Range) iter.Seq2[*export.Message, error] {
	return func(yield func(*export.Message, error) bool) {
		c, err := v.s.take()
		if err != nil {
			yield(nil, fmt.Errorf("read messages: %w", err))
			return
		}
		defer v.s.put(c)
		if err := readMessages(ctx, c, chat, r, yield); err != nil && !errors.Is(err, errStopped) {
			yield(nil, fmt.Errorf("read messages: %w", err))
		}
	}
}

// chatColumns are those that a reading reads.
const chatColumns = "SELECT id, sender, time, clock, kind, text, document, place FROM messages"

var errStopped = errors.New("stopped by the caller")

// readMessages reads in one transaction, so that what somebody else commits
// meanwhile is either there or not.
func readMessages(ctx context.Context, c *conn, chat export.ChatRef, r export.Range, yield func(*export.Message, error) bool) (err error) {
	if err := c.exec(ctx, "BEGIN"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.exec(context.Background(), "ROLLBACK")) }()
	same, err := readSame(ctx, c)
	if err != nil {
		return err
	}
	where, args := condition(chat, r, same)
	if r.Limit > 0 {
		skip := int64(0)
		if r.Last {
			n, err := c.number(ctx, "SELECT count(*) FROM messages INDEXED BY messages_by_time WHERE "+where, args...)
			if err != nil {
				return err
			}
			skip = max(0, n-int64(r.Limit))
		}
		args = append(args, int64(r.Limit), skip)
	}
	// The index gives the order. Sorting would spill texts to the disk.
	q := chatColumns + ` INDEXED BY messages_by_time WHERE ` + where + ` ORDER BY time, seq`
	if r.Limit > 0 {
		q += " LIMIT ? OFFSET ?"
	}
	rd := &reading{ctx: ctx, c: c, chat: chat, documents: map[int64]document{0: {}}, details: allDetails(), same: same}
	return rd.run(q, args, yield)
}

// condition builds the WHERE of a range.
func condition(chat export.ChatRef, r export.Range, same same) (string, []driver.Value) {
	where, args := "chat = ?", []driver.Value{int64(chat)}
	if !r.After.IsZero() {
		where += " AND time >= ?"
		args = append(args, ceilMilli(r.After))
	}
	if !r.Before.IsZero() {
		where += " AND time < ?"
		args = append(args, ceilMilli(r.Before))
	}
	if r.Sender != 0 {
		where += " AND sender IN (?" + strings.Repeat(", ?", len(same.all(r.Sender))-1) + ")"
		for _, id := range same.all(r.Sender) {
			args = append(args, id)
		}
	}
	return where, args
}

// reading is one pass over the messages of a chat.
type reading struct {
	ctx       context.Context //nolint:containedctx // one call
	c         *conn
	chat      export.ChatRef
	zones     zones
	documents map[int64]document
	details   []detail
	same      same // who is somebody else too
	seq       int64
	bare      bool // the files that messages come from are of no interest

	chunk []*export.Message
	kinds []int64 // messages.kind of each
	union int64   // of the kinds: 1<<kind, and the bits shifted above
}

func (rd *reading) run(q string, args []driver.Value, yield func(*export.Message, error) bool) (err error) {
	st, err := rd.c.prepare(q)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	rows, err := st.Query(args)
	if err != nil {
		return rd.c.explain(err)
	}
	defer func() { err = errors.Join(err, rd.c.explain(rows.Close())) }()
	row := make([]driver.Value, len(rows.Columns()))
	for end := false; !end; {
		if err := rd.ctx.Err(); err != nil {
			return err
		}
		rd.chunk, rd.kinds, rd.union = rd.chunk[:0], rd.kinds[:0], 0
		for len(rd.chunk) < chunkSize && !end {
			err := rows.Next(row)
			if err == io.EOF { //nolint:errorlint // driver.Rows returns it bare
				end = true
				continue
			}
			if err != nil {
				return rd.c.explain(err)
			}
			if err := rd.add(row); err != nil {
				return err
			}
		}
		if err := rd.complete(); err != nil {
			return err
		}
		for _, m := range rd.chunk {
			rd.seq++
			m.Seq = rd.seq
			rd.same.message(m)
			if !yield(m, nil) {
				return errStopped
			}
		}
	}
	return nil
}

// add turns a row of messages into a message that may lack its details.
func (rd *reading) add(row []driver.Value) error {
	kind := integer(row[4])
	m := &export.Message{
		ID:     export.MessageID(integer(row[0])),
		Chat:   rd.chat,
		Sender: rd.same.of(integer(row[1])),
		Time:   rd.zones.unpack(row[2], integer(row[3])),
	}
	if !rd.bare {
		if err := rd.source(integer(row[6]), &m.From); err != nil {
			return err
		}
	}
	unpackPlace(integer(row[7]), &m.From)
	words := text(row[5])
	switch kind & kindMask {
	case kindText:
		m.Content = export.Text{Body: words}
	case kindMedia:
		m.Content = export.Media{Plain: words}
	case kindCall:
		m.Content = export.Call{Plain: words}
	case kindPoll:
		m.Content = export.Poll{Plain: words}
	case kindPlace:
		m.Content = export.Place{Plain: words}
	case kindCard:
		m.Content = export.Card{Plain: words}
	case kindNotice:
		m.Content = export.Notice{Plain: words}
	case kindDeleted:
		m.Content = export.Deleted{Plain: words}
	default:
		m.Content = export.Unknown{Plain: words}
	}
	rd.chunk = append(rd.chunk, m)
	rd.kinds = append(rd.kinds, kind)
	rd.union |= needs(kind)
	return nil
}

// source fills in the file that a message comes from.
func (rd *reading) source(id int64, from *export.Source) error {
	d, ok := rd.documents[id]
	if !ok {
		err := rd.c.each(rd.ctx, "SELECT input, file FROM documents WHERE id = ?", []driver.Value{id}, func(row []driver.Value) error {
			d = document{text(row[0]), text(row[1])}
			return nil
		})
		if err != nil {
			return err
		}
		rd.documents[id] = d
	}
	from.Input, from.File = d.input, d.file
	return nil
}
