//go:build cgo

package store

import (
	"cmp"
	"context"
	"database/sql/driver"
	"fmt"
	"slices"

	"exile/export"
)

// ChatHead is a chat as a list of chats shows it.
type ChatHead struct {
	Chat  export.Chat
	Count int64           // of its messages, notices among them
	Last  *export.Message // the last of them, as Message tells it; nil: it has none
	Time  export.Time     // of Last; the zero time: not known
}

// ChatHeads returns the chats, the one with the newest message first, and those
// whose last message has no time at the end. It reads no more of a chat than its
// last message.
func (v *View) ChatHeads(ctx context.Context) ([]ChatHead, error) {
	var heads []*ChatHead
	err := v.inside(ctx, func(c *conn) error {
		chats, err := readChats(ctx, c)
		if err != nil {
			return err
		}
		counts, err := countSeen(ctx, c)
		if err != nil {
			return err
		}
		last, err := lastMessages(ctx, c)
		if err != nil {
			return err
		}
		for _, chat := range chats {
			h := &ChatHead{Chat: chat, Count: counts[int64(chat.Ref)], Last: last[chat.Ref]}
			if h.Last != nil {
				h.Time = h.Last.Time
			}
			heads = append(heads, h)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the last messages: %w", err)
	}
	slices.SortStableFunc(heads, compareHeads)
	list := make([]ChatHead, 0, len(heads))
	for _, h := range heads {
		list = append(list, *h)
	}
	return list, nil
}

func compareHeads(a, b *ChatHead) int {
	if x, y := a.Time.T.IsZero(), b.Time.T.IsZero(); x || y {
		return cmp.Compare(flag(x), flag(y))
	}
	return b.Time.T.Compare(a.Time.T)
}

// lastMessages reads the last message of each chat.
func lastMessages(ctx context.Context, c *conn) (map[export.ChatRef]*export.Message, error) {
	const q = `SELECT c.id, (SELECT m.id FROM messages m INDEXED BY messages_by_time WHERE m.chat = c.id
ORDER BY m.time DESC, m.seq DESC, m.id DESC LIMIT 1) FROM chats c`
	chats := map[int64]int64{}
	err := c.each(ctx, q, nil, func(row []driver.Value) error {
		if id, ok := row[1].(int64); ok {
			chats[id] = integer(row[0])
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	same, err := readSame(ctx, c)
	if err != nil {
		return nil, err
	}
	last := make(map[export.ChatRef]*export.Message, len(chats))
	err = readNumbers(ctx, c, same, chats, func(m *export.Message) { last[m.Chat] = m })
	return last, err
}

// countSeen counts the messages of every chat by what its exports saw: each message
// was seen by one at least. That reads a row for thousands of messages.
func countSeen(ctx context.Context, c *conn) (map[int64]int64, error) {
	counts := map[int64]int64{}
	chat, end := int64(0), int64(0)
	err := c.each(ctx, `SELECT e.chat, w.first_message, w.count FROM exports e JOIN witnesses w ON w.export = e.id
ORDER BY e.chat, w.first_message`, nil, func(row []driver.Value) error {
		if n := integer(row[0]); n != chat {
			chat, end = n, 0
		}
		first, before := integer(row[1]), integer(row[1])+integer(row[2])
		if first = max(first, end); first < before {
			counts[chat] += before - first
			end = before
		}
		return nil
	})
	return counts, err
}
