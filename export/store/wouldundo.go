//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"slices"
)

// Undone is what undoing inputs takes out of a store, and what stays of what they
// told because others tell it too. Its JSON form is stable.
type Undone struct {
	Messages  int64 `json:"messages"` // that only they told; notices not among them
	Notices   int64 `json:"notices"`
	Shared    int64 `json:"shared"`    // messages and notices of theirs that stay
	Chats     int64 `json:"chats"`     // of which nothing is left
	People    int64 `json:"people"`    // known from nowhere else
	Media     int64 `json:"media"`     // files that no message has any more
	Originals int64 `json:"originals"` // texts and databases as they were read
}

// WouldUndo tells what Undo would take out. It needs the right to write, as Undo
// does, and changes nothing.
func (s *Store) WouldUndo(ctx context.Context, sources ...int64) (*Undone, error) {
	var u *Undone
	err := s.try(ctx, func(c *conn) error {
		before, err := countAll(ctx, c)
		if err != nil {
			return err
		}
		shared, err := sharedOf(ctx, c, sources)
		if err != nil {
			return err
		}
		if err := change(ctx, c, func(w *writing) error { return w.undo(sources) }); err != nil {
			return err
		}
		after, err := countAll(ctx, c)
		u = &Undone{
			Messages: before.Messages - after.Messages, Notices: before.Notices - after.Notices, Shared: shared,
			Chats: before.Chats - after.Chats, People: before.People - after.People,
			Media: before.Media - after.Media, Originals: before.Originals - after.Originals,
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("undo %s: %w", sourcesOf(sources), err)
	}
	return u, nil
}

// countAll counts what a store holds.
func countAll(ctx context.Context, c *conn) (*Undone, error) {
	var n Undone
	for _, part := range []struct {
		count *int64
		query string
	}{
		{&n.Notices, "SELECT count(*) FROM notices"},
		{&n.Messages, "SELECT count(*) FROM messages"},
		{&n.Chats, "SELECT count(*) FROM chats"},
		{&n.People, "SELECT count(*) FROM people"},
	} {
		var err error
		if *part.count, err = c.number(ctx, part.query); err != nil {
			return nil, err
		}
	}
	n.Messages -= n.Notices
	files, err := c.needed(ctx)
	n.Media = countMedia(files)
	n.Originals = int64(len(files)) - n.Media
	return &n, err
}

// sharedOf counts the messages of inputs that others tell too.
func sharedOf(ctx context.Context, c *conn, sources []int64) (int64, error) {
	of := map[int64]int64{} // the chats and sources of exports
	var chats []int64
	err := c.each(ctx, "SELECT id, source, chat FROM exports ORDER BY chat", nil, func(row []driver.Value) error {
		of[integer(row[0])] = integer(row[1])
		if slices.Contains(sources, integer(row[1])) {
			chats = append(chats, integer(row[2]))
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	var n int64
	for _, chat := range slices.Compact(chats) {
		tracks, err := readTracks(ctx, c, chat)
		if err != nil {
			return 0, err
		}
		var theirs, others []idRange
		for _, t := range tracks {
			if slices.Contains(sources, of[t.export]) {
				theirs = append(theirs, t.ids()...)
				continue
			}
			others = append(others, t.ids()...)
		}
		theirs, others = united(theirs), united(others)
		n += common(theirs, others)
	}
	return n, nil
}
