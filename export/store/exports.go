//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"time"

	"exile/export"
)

// Export is what one input told of one chat.
type Export struct {
	ID      int64
	Chat    export.ChatRef // that it belongs to now
	Source  int64
	Key     string // these three as the input told them
	Kind    export.ChatKind
	Title   string
	Saved   time.Time // when it was made, as far as it says; zero: it does not
	Newest  time.Time // Saved, or else the time of its last message; zero: none is known
	From    export.Source
	Records int64  // messages and notices that it told
	Why     string // why it was taken for the chat, as JSON; empty: it began the chat
}

// Exports returns what the inputs told of the chats, in the order in which they were
// added.
func (v *View) Exports(ctx context.Context) ([]Export, error) {
	var list []Export
	at := map[int64]int{}
	err := v.s.read(func(c *conn) error {
		err := c.each(ctx, `SELECT e.id, chat, e.source, key, kind, title, saved, newest, place, input, file, why
FROM exports e LEFT JOIN documents d ON d.id = e.document ORDER BY e.id`, nil, func(row []driver.Value) error {
			e := Export{
				ID: integer(row[0]), Chat: export.ChatRef(integer(row[1])), Source: integer(row[2]),
				Key: text(row[3]), Kind: export.ChatKind(text(row[4])), Title: text(row[5]),
				From: export.Source{Input: text(row[9]), File: text(row[10])}, Why: text(row[11]),
			}
			var err error
			if e.Saved, err = wallTime(row[6]); err != nil {
				return err
			}
			e.Newest = e.Saved
			if n := integer(row[7]); e.Newest.IsZero() && n != 0 {
				e.Newest = time.UnixMilli(n).UTC()
			}
			unpackPlace(integer(row[8]), &e.From)
			at[e.ID] = len(list)
			list = append(list, e)
			return nil
		})
		if err != nil {
			return err
		}
		return c.each(ctx, "SELECT export, count FROM witnesses", nil, func(row []driver.Value) error {
			if i, ok := at[integer(row[0])]; ok {
				list[i].Records += integer(row[1])
			}
			return nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("read exports: %w", err)
	}
	return list, nil
}
