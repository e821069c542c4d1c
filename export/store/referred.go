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

// needed is a file that rows refer to.
type needed struct {
	name string
	sum  string
	size int64 // bytes of an original, uncompressed; -1 for media
}

// Referred names the media and originals that rows refer to, sorted, each once.
func (s *Store) Referred(ctx context.Context) ([]string, error) {
	if s.isUnborn() {
		return nil, nil
	}
	var names []string
	err := s.read(func(c *conn) error {
		list, err := c.needed(ctx)
		names = namesOf(list)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the files of the store: %w", err)
	}
	return names, nil
}

func namesOf(list []needed) []string {
	names := make([]string, len(list))
	for i := range list {
		names[i] = list[i].name
	}
	return names
}

// needed lists the files that rows refer to, by name. Where a message tells the
// sum of a file that its source had lost, there is nothing to be had. Nothing is
// sorted by SQLite, which might need the disk for it.
func (c *conn) needed(ctx context.Context) ([]needed, error) {
	var list []needed
	last := ""
	err := c.each(ctx, `SELECT sha256 FROM files INDEXED BY files_by_sha256
WHERE sha256 <> '' AND state = ? ORDER BY sha256`, []driver.Value{string(export.FilePresent)},
		func(row []driver.Value) error {
			if sum := text(row[0]); sum != last && isSum(sum) {
				last = sum
				list = append(list, needed{mediaPlace(sum), sum, -1})
			}
			return nil
		})
	if err != nil {
		return list, err
	}
	err = c.each(ctx, "SELECT sha256, size, media FROM originals", nil, func(row []driver.Value) error {
		sum := text(row[0])
		switch {
		case !isSum(sum):
		case integer(row[2]) != 0:
			list = append(list, needed{mediaPlace(sum), sum, -1})
		default:
			list = append(list, needed{originalPlace(sum), sum, integer(row[1])})
		}
		return nil
	})
	slices.SortFunc(list, func(a, b needed) int {
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.size, b.size))
	})
	return slices.CompactFunc(list, func(a, b needed) bool { return a.name == b.name }), err
}
