//go:build cgo

package store

import (
	"context"
	"database/sql/driver"

	"exile/export"
)

// refreshChat writes what a chat is out of what its exports tell: of each thing the
// newest that tells it.
func refreshChat(ctx context.Context, c *conn, chat int64) error {
	var list [][]driver.Value
	err := c.each(ctx, `SELECT e.key, e.kind, e.title, e.lang, e.saved, e.document, e.place
FROM exports e LEFT JOIN documents d ON d.id = e.document WHERE e.chat = ?
ORDER BY e.newest DESC, d.input, d.file, e.place, e.id`, []driver.Value{chat}, func(row []driver.Value) error {
		list = append(list, append([]driver.Value(nil), row...))
		return nil
	})
	if err != nil || len(list) == 0 {
		return err
	}
	now := list[0]
	for _, other := range list[1:] {
		for i := range 4 {
			if none := text(now[i]); none == "" || i == 1 && none == string(export.ChatUnknown) {
				now[i] = other[i]
			}
		}
		if now[4] == nil {
			now[4] = other[4]
		}
	}
	return c.exec(ctx, `UPDATE chats SET key = ?, kind = ?, title = ?, lang = ?, saved = ?, document = ?, place = ? WHERE id = ?`, append(now, chat)...)
}
