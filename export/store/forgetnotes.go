//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"time"
)

// Oblivion is what was forgotten of an input at one time.
type Oblivion struct {
	At        time.Time
	What      string // chat, person, message, before
	Records   int64  // messages and notices that it told of
	Originals int64  // of its texts and databases
}

// Oblivions tells what was forgotten of an input, the oldest first. Of one of which
// something was forgotten the originals are not whole any more: it cannot be read
// again. One of which nothing is left has no Input and no exports.
func (s *Store) Oblivions(ctx context.Context, source int64) ([]Oblivion, error) {
	var list []Oblivion
	err := s.query(ctx, "SELECT at, what, records, originals FROM forgotten WHERE source = ? ORDER BY position", []driver.Value{source},
		func(row []driver.Value) error {
			at, err := time.Parse(time.RFC3339, text(row[0]))
			if err != nil {
				return fmt.Errorf("%w: source %d: %w", ErrDamaged, source, err)
			}
			list = append(list, Oblivion{at, text(row[1]), integer(row[2]), integer(row[3])})
			return nil
		})
	if err != nil {
		return nil, fmt.Errorf("read what was forgotten: %w", err)
	}
	return list, nil
}

// Again is Replace for an input of which something was forgotten, and which is added
// again as it is: all of it comes back, nothing that was noted of it stays, and it is
// added now, as it is asked for now.
func (b *Batch) Again(source int64) error {
	if err := b.Replace(source); err != nil {
		return err
	}
	b.put.again = true
	return nil
}
