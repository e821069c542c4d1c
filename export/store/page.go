//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"math"
	"slices"
	"strconv"

	"exile/export"
)

// Page returns up to before messages that stand in front of a message of a chat, and
// up to after messages from that one on, it being the first of those, in the order of
// Messages and with all that Messages tells of them but Seq, which is 0.
//
// Where at is 0 it is the end of the chat if before is more than 0, else its
// beginning. It returns ErrNoMessage where the chat has no such message.
func (v *View) Page(ctx context.Context, chat export.ChatRef, at export.MessageID, before, after int) ([]*export.Message, error) {
	var list []*export.Message
	err := v.inside(ctx, func(c *conn) error {
		p, err := placeIn(ctx, c, chat, at)
		if err != nil {
			return err
		}
		switch {
		case at != 0:
		case before > 0:
			p = endOf(chat)
		default:
			p = beginningOf(chat)
		}
		same, err := readSame(ctx, c)
		if err != nil {
			return err
		}
		add := func(m *export.Message) { list = append(list, m) }
		rd := newPaging(ctx, c, chat, same)
		if err := rd.pieces(p.front(), backwards, before, add); err != nil {
			return err
		}
		slices.Reverse(list)
		return rd.pieces(p.behind(), forwards, after, add)
	})
	if err != nil {
		return nil, fmt.Errorf("read a page of messages: %w", err)
	}
	return list, nil
}

// Message returns a message as Messages tells of it, but for Seq, which is 0. It
// returns ErrNoMessage where there is none of that number.
func (v *View) Message(ctx context.Context, id export.MessageID) (*export.Message, error) {
	var found *export.Message
	err := v.inside(ctx, func(c *conn) error {
		p, err := placeOf(ctx, c, id)
		if err != nil {
			return err
		}
		same, err := readSame(ctx, c)
		if err != nil {
			return err
		}
		return readNumbers(ctx, c, same, map[int64]int64{p.id: p.chat}, func(m *export.Message) { found = m })
	})
	if err != nil {
		return nil, fmt.Errorf("read message %d: %w", id, err)
	}
	return found, nil
}

// placeOf finds out where a message stands.
func placeOf(ctx context.Context, c *conn, id export.MessageID) (position, error) {
	var p position
	found := false
	err := c.each(ctx, "SELECT "+placeColumns+" FROM messages WHERE id = ?", []driver.Value{int64(id)}, func(row []driver.Value) error {
		p, found = placeOfRow(row), true
		return nil
	})
	if err == nil && !found {
		err = ErrNoMessage
	}
	return p, err
}

// placeColumns are those of a position.
const placeColumns = "time, chat, seq, id"

func placeOfRow(row []driver.Value) position {
	p := position{noTime, integer(row[1]), integer(row[2]), integer(row[3])}
	if t, ok := row[0].(int64); ok {
		p.time = t
	}
	return p
}

// placeIn is placeOf for a message that must be one of a chat; 0 is any.
func placeIn(ctx context.Context, c *conn, chat export.ChatRef, id export.MessageID) (position, error) {
	if id == 0 {
		return position{}, nil
	}
	p, err := placeOf(ctx, c, id)
	if err == nil && chat != 0 && p.chat != int64(chat) {
		err = ErrNoMessage
	}
	return p, err
}

// beginningOf and endOf are places that no message has.
func beginningOf(chat export.ChatRef) position {
	return position{time: noTime, chat: int64(chat), seq: math.MinInt64, id: math.MinInt64}
}

func endOf(chat export.ChatRef) position {
	return position{time: math.MaxInt64, chat: int64(chat), seq: math.MaxInt64, id: math.MaxInt64}
}

// piece is a part of the index messages_by_time, in which those without a time lie
// apart: a condition that finds either end of it at once.
type piece struct {
	where string
	args  []driver.Value
}

// timed and timeless are the two parts of a chat. IS NOT NULL would read through
// the timeless ones.
func timed(chat int64) piece {
	return piece{"chat = ? AND time >= ?", []driver.Value{chat, int64(math.MinInt64)}}
}

func timeless(chat int64) piece {
	return piece{"chat = ? AND time IS NULL", []driver.Value{chat}}
}

// front is what stands in front of a place in its chat, the nearest piece first.
func (p position) front() []piece {
	if p.time == noTime {
		return []piece{{"chat = ? AND time IS NULL AND (seq, id) < (?, ?)", []driver.Value{p.chat, p.seq, p.id}}}
	}
	return []piece{
		{"chat = ? AND (time, seq, id) < (?, ?, ?)", []driver.Value{p.chat, p.time, p.seq, p.id}},
		timeless(p.chat),
	}
}

// behind is what stands there or behind it, the nearest piece first.
func (p position) behind() []piece {
	if p.time == noTime {
		return []piece{
			{"chat = ? AND time IS NULL AND (seq, id) >= (?, ?)", []driver.Value{p.chat, p.seq, p.id}},
			timed(p.chat),
		}
	}
	return []piece{{"chat = ? AND (time, seq, id) >= (?, ?, ?)", []driver.Value{p.chat, p.time, p.seq, p.id}}}
}

// What a query of the index messages_by_time is followed by. The index gives both
// orders; nothing is sorted.
const (
	forwards  = " ORDER BY time, seq, id LIMIT "
	backwards = " ORDER BY time DESC, seq DESC, id DESC LIMIT "
)

func newPaging(ctx context.Context, c *conn, chat export.ChatRef, same same) *reading {
	return &reading{ctx: ctx, c: c, chat: chat, documents: map[int64]document{0: {}}, details: allDetails(), same: same}
}

// pieces hands on up to n messages of pieces that lie one behind the other.
func (rd *reading) pieces(list []piece, order string, n int, f func(*export.Message)) error {
	for _, p := range list {
		if n <= 0 {
			break
		}
		q := chatColumns + " INDEXED BY messages_by_time WHERE " + p.where + order + strconv.Itoa(n)
		err := rd.run(q, p.args, func(m *export.Message, _ error) bool {
			m.Seq = 0
			n--
			f(m)
			return true
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// readNumbers hands on messages whose chats are known, by their numbers, in no order.
func readNumbers(ctx context.Context, c *conn, same same, chats map[int64]int64, f func(*export.Message)) error {
	ids := make([]int64, 0, len(chats))
	for id := range chats {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	q := chatColumns + " WHERE id IN (SELECT value FROM json_each(?))"
	return newPaging(ctx, c, 0, same).run(q, []driver.Value{asJSON(ids)}, func(m *export.Message, _ error) bool {
		m.Seq, m.Chat = 0, export.ChatRef(chats[int64(m.ID)])
		f(m)
		return true
	})
}
