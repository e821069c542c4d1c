//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"iter"
	"slices"
	"time"

	"exile/export"
)

// Persons returns whom the store took somebody of this batch for, by the reader's
// number: several where they are one person in one chat and another in the next.
func (b *Batch) Persons(ref export.PersonRef) []export.PersonRef {
	var list []export.PersonRef
	add := func(s *seat) {
		if who := export.PersonRef(s.id); !slices.Contains(list, who) {
			list = append(list, who)
		}
	}
	if s := b.cast.people[ref]; s != nil {
		add(s)
	}
	for _, s := range b.cast.mapped[ref] {
		if s.identity != 0 { // else no chat that was added had them
			add(s)
		}
	}
	return list
}

// Became returns whom people of before became, who are gone since the batch merged
// their chats.
func (b *Batch) Became() map[export.PersonRef]export.PersonRef {
	all := map[export.PersonRef]export.PersonRef{}
	for from, to := range b.adopted {
		all[export.PersonRef(from)] = export.PersonRef(to)
	}
	return all
}

// Forgot notes what was forgotten of the input before it came into this store.
func (b *Batch) Forgot(list []Oblivion) error {
	for i, o := range list {
		err := b.c.exec(b.ctx, "INSERT INTO forgotten (source, position, at, what, records, originals) VALUES (?, ?, ?, ?, ?, ?)",
			b.source, int64(i), o.At.Format(time.RFC3339), o.What, o.Records, o.Originals)
		if err != nil {
			return fmt.Errorf("note what was forgotten: %w", err)
		}
	}
	return nil
}

// Unread yields the lines of an input that no rule understood. The error, if any, is
// the last pair.
func (v *View) Unread(ctx context.Context, source int64) iter.Seq2[*export.Unread, error] {
	return func(yield func(*export.Unread, error) bool) {
		stopped := false
		err := v.s.query(ctx, `SELECT u.place, u.text, d.input, d.file FROM unread u JOIN documents d ON d.id = u.document
WHERE d.source = ? ORDER BY u.id`, []driver.Value{source}, func(row []driver.Value) error {
			u := &export.Unread{Text: text(row[1]), From: export.Source{Input: text(row[2]), File: text(row[3])}}
			unpackPlace(integer(row[0]), &u.From)
			if stopped = !yield(u, nil); stopped {
				return errStopped
			}
			return nil
		})
		if err != nil && !stopped {
			yield(nil, fmt.Errorf("read what was not understood of source %d: %w", source, err))
		}
	}
}

// Settings returns all that the person once decided.
func (s *Store) Settings(ctx context.Context) (map[string]string, error) {
	all := map[string]string{}
	if s.isUnborn() {
		return all, nil
	}
	err := s.query(ctx, "SELECT key, value FROM settings", nil, func(row []driver.Value) error {
		all[text(row[0])] = text(row[1])
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read settings: %w", err)
	}
	return all, nil
}
