//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"exile/export"
)

// View reads a store as a history; it is a formats.History. It sees what is
// committed, each call on its own, and may be used from several goroutines.
type View struct{ s *Store }

// View returns the history that the store holds.
func (s *Store) View() *View { return &View{s} }

// Chats returns all chats in the order in which they were added.
func (v *View) Chats(ctx context.Context) ([]export.Chat, error) {
	var list []export.Chat
	err := v.s.read(func(c *conn) (err error) {
		list, err = readChats(ctx, c)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read chats: %w", err)
	}
	return list, nil
}

func readChats(ctx context.Context, c *conn) ([]export.Chat, error) {
	var list []export.Chat
	at := map[int64]int{}
	err := c.each(ctx, `SELECT c.id, app, key, kind, title, saved, place, input, file, lang
FROM chats c LEFT JOIN documents d ON d.id = c.document ORDER BY c.id`, nil, func(row []driver.Value) error {
		chat := export.Chat{
			Ref: export.ChatRef(integer(row[0])), App: text(row[1]), SourceKey: text(row[2]),
			Kind: export.ChatKind(text(row[3])), Title: text(row[4]), Lang: text(row[9]),
			From: export.Source{Input: text(row[7]), File: text(row[8])},
		}
		var err error
		if chat.Saved, err = wallTime(row[5]); err != nil {
			return err
		}
		unpackPlace(integer(row[6]), &chat.From)
		at[integer(row[0])] = len(list)
		list = append(list, chat)
		return nil
	})
	if err != nil {
		return nil, err
	}
	same, err := readSame(ctx, c)
	if err != nil {
		return nil, err
	}
	err = c.each(ctx, `SELECT e.chat, m.person FROM exports e JOIN members m ON m.export = e.id
ORDER BY e.chat, e.newest DESC, e.id, m.position`, nil, func(row []driver.Value) error {
		i, ok := at[integer(row[0])]
		if who := same.of(integer(row[1])); ok && !slices.Contains(list[i].Members, who) {
			list[i].Members = append(list[i].Members, who)
		}
		return nil
	})
	return list, err
}

// Count returns how many messages and notices a chat has, notices not among the
// messages, and the times of the first and the last of both; zero times where
// none is known.
func (v *View) Count(ctx context.Context, chat export.ChatRef) (messages, notices int64, first, last time.Time, err error) {
	err = v.s.read(func(c *conn) error {
		all, err1 := c.number(ctx, "SELECT count(*) FROM messages WHERE chat = ?", int64(chat))
		some, err2 := c.number(ctx, "SELECT count(*) FROM notices n CROSS JOIN messages m ON m.id = n.message WHERE m.chat = ?", int64(chat))
		messages, notices = all-some, some
		var err3, err4 error
		first, err3 = edge(ctx, c, chat, "ASC")
		last, err4 = edge(ctx, c, chat, "DESC")
		return errors.Join(err1, err2, err3, err4)
	})
	if err != nil {
		err = fmt.Errorf("count messages: %w", err)
	}
	return messages, notices, first, last, err
}

// edge returns the first (ASC) or last (DESC) known time of a chat.
func edge(ctx context.Context, c *conn, chat export.ChatRef, order string) (time.Time, error) {
	var z zones
	var t time.Time
	err := c.each(ctx, "SELECT time, clock FROM messages WHERE chat = ? AND time IS NOT NULL ORDER BY time "+order+" LIMIT 1",
		[]driver.Value{int64(chat)}, func(row []driver.Value) error {
			t = z.unpack(row[0], integer(row[1])).T
			return nil
		})
	return t, err
}

// OpenFile opens the bytes of a file whose State is FilePresent and whose
// SHA256 is known. Else it returns ErrNoBytes: a temporary store leaves the
// bytes in the input.
func (v *View) OpenFile(ctx context.Context, f *export.File) (io.ReadSeekCloser, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	file, err := v.s.openPlace(f.SHA256, mediaPlace)
	if err != nil {
		return nil, fmt.Errorf("open media: %w", err)
	}
	return file, nil
}
