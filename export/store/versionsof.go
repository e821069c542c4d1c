//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"

	"exile/export"
)

// VersionsOf returns what Versions yields of some messages of a chat alone, those of one message next to
// each other and the messages in no order. A message without
// versions costs a look into an index.
func (v *View) VersionsOf(ctx context.Context, chat export.ChatRef, ids []export.MessageID) ([]Version, error) {
	var list []Version
	err := v.inside(ctx, func(c *conn) error {
		same, err := readSame(ctx, c)
		if err != nil {
			return err
		}
		rd := newPaging(ctx, c, chat, same)
		// With + it does not look through the chat.
		const query = chatColumns + ` WHERE id IN (SELECT v.message FROM json_each(?) j CROSS JOIN versions v ON v.message = j.value) AND +chat = ?`
		add := func(v Version, _ error) bool {
			list = append(list, v)
			return true
		}
		var failed error
		err = rd.run(query, []driver.Value{asJSON(ids), int64(chat)}, func(m *export.Message, err error) bool {
			if err != nil {
				return false
			}
			failed = rd.states(m, add)
			return failed == nil
		})
		return errors.Join(failed, err)
	})
	if err != nil {
		return nil, fmt.Errorf("read versions of messages: %w", err)
	}
	return list, nil
}
