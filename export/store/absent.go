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

// Absent tells how many files of one kind the messages of a chat name without their
// bytes being there, and why.
type Absent struct {
	Chat  export.ChatRef
	Kind  export.FileKind
	State export.FileState
	Files int64
}

// Absent counts the files whose bytes no export brought along, by chat, kind and
// state.
func (v *View) Absent(ctx context.Context) ([]Absent, error) {
	counts := map[Absent]int64{}
	err := v.s.read(func(c *conn) error {
		chats, err := readOwners(ctx, c)
		if err != nil {
			return err
		}
		// In the order of messages, which is that of the table.
		return c.each(ctx, "SELECT message, kind, state FROM files WHERE state <> ? ORDER BY message",
			[]driver.Value{string(export.FilePresent)}, func(row []driver.Value) error {
				counts[Absent{
					Chat: chats.of(integer(row[0])), Kind: export.FileKind(text(row[1])), State: export.FileState(text(row[2])),
				}]++
				return nil
			})
	})
	if err != nil {
		return nil, fmt.Errorf("count absent files: %w", err)
	}
	list := make([]Absent, 0, len(counts))
	for a, n := range counts {
		a.Files = n
		list = append(list, a)
	}
	slices.SortFunc(list, func(a, b Absent) int {
		return cmp.Or(cmp.Compare(a.Chat, b.Chat), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.State, b.State))
	})
	return list, nil
}

// owned are messages with numbers in a row that an export tells of, and their chat.
type owned struct {
	from, before int64
	chat         export.ChatRef
}

// owners tell of messages, asked for in the order of their numbers, which chat they are of:
// each stands in an export, and an export is of one chat. To ask the messages themselves takes
// ten times as long.
type owners struct {
	all []owned // by their beginning
	now owned   // of those that have begun, the one that reaches furthest
}

func readOwners(ctx context.Context, c *conn) (*owners, error) {
	s := &owners{}
	err := c.each(ctx, "SELECT w.first_message, w.count, e.chat FROM exports e JOIN witnesses w ON w.export = e.id", nil, func(row []driver.Value) error {
		from := integer(row[0])
		s.all = append(s.all, owned{from, from + integer(row[1]), export.ChatRef(integer(row[2]))})
		return nil
	})
	slices.SortFunc(s.all, func(a, b owned) int { return cmp.Compare(a.from, b.from) })
	return s, err
}

// of returns the chat of a message; 0 where no export tells of it.
func (s *owners) of(message int64) export.ChatRef {
	for len(s.all) > 0 && s.all[0].from <= message {
		if s.all[0].before > s.now.before {
			s.now = s.all[0]
		}
		s.all = s.all[1:]
	}
	if message < s.now.before {
		return s.now.chat
	}
	return 0
}
