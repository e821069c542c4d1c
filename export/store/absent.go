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
		// SQLite is not to sort it, for which it might need the disk.
		return c.each(ctx, `SELECT m.chat, f.kind, f.state FROM files f CROSS JOIN messages m ON m.id = f.message WHERE f.state <> ?`,
			[]driver.Value{string(export.FilePresent)}, func(row []driver.Value) error {
				counts[Absent{
					Chat: export.ChatRef(integer(row[0])), Kind: export.FileKind(text(row[1])), State: export.FileState(text(row[2])),
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
