//go:build cgo

package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"exile/export"
)

// SplitChat takes exports of a chat out of it and makes a chat of their own of
// them, whose number it returns. Each of both says what its exports tell. People of
// whom more is known than a name stay who they are; the others are two again where
// the inputs of these exports told of them too. MergeChats undoes it. Errors:
// ErrNoChat, ErrNoExport where one is not of that chat, ErrWholeChat where none would
// stay.
func (s *Store) SplitChat(ctx context.Context, chat export.ChatRef, exports ...int64) (export.ChatRef, error) {
	var split int64
	err := s.write(ctx, func(c *conn) error {
		return change(ctx, c, func(w *writing) (err error) {
			split, err = w.splitChat(int64(chat), exports, true)
			return err
		})
	})
	if err != nil {
		return 0, fmt.Errorf("split chat %d: %w", chat, err)
	}
	return export.ChatRef(split), nil
}

var errNoExports = errors.New("no exports were named")

// splitChat makes a chat of exports of another one. Where people too are to be
// parted, those whom only these exports know are people of their own again.
func (w *writing) splitChat(chat int64, exports []int64, people bool) (int64, error) {
	g, err := newMerging(w, chat)
	if err != nil {
		return 0, err
	}
	if len(g.tracks) == 0 {
		return 0, ErrNoChat
	}
	exports = slices.Compact(slices.Sorted(slices.Values(exports)))
	for _, id := range exports {
		if g.track(id) == nil {
			return 0, fmt.Errorf("%w: %d", ErrNoExport, id)
		}
	}
	switch len(exports) {
	case 0:
		return 0, errNoExports
	case len(g.tracks):
		return 0, ErrWholeChat
	}
	split, err := w.nextID("chats")
	if err != nil {
		return 0, err
	}
	err = w.run(`INSERT INTO chats (id, app, key, kind, title, lang, saved, document, place)
SELECT ?, app, key, kind, title, lang, saved, document, place FROM chats WHERE id = ?`, split, chat)
	if err != nil {
		return 0, err
	}
	if err := w.part(g, split, exports); err != nil {
		return 0, err
	}
	if err := w.parted(exports); err != nil {
		return 0, err
	}
	if people {
		if err := w.partPeople(split, exports); err != nil {
			return 0, err
		}
	}
	for _, id := range []int64{chat, split} {
		if err := w.begunBy(id); err != nil {
			return 0, err
		}
		if err := resolveReplies(w.ctx, w.c, id); err != nil {
			return 0, err
		}
		if err := refreshChat(w.ctx, w.c, id); err != nil {
			return 0, err
		}
	}
	return split, nil
}

// part moves exports to a chat that is empty. While that is done, what they saw and
// told is read under other numbers.
func (w *writing) part(g *merging, split int64, exports []int64) error {
	into, err := newMerging(w, split)
	if err != nil {
		return err
	}
	gone := map[int64]bool{}
	for _, id := range exports {
		into.tracks = append(into.tracks, newTrack(id))
		into.ranks[id] = g.ranks[id]
		if err := w.renumber(id, -id); err != nil {
			return err
		}
		g.track(id).export = -id
		g.ranks[-id] = g.ranks[id]
		gone[-id] = true
	}
	if err := g.leave(gone, into); err != nil {
		return err
	}
	if err := into.save(); err != nil {
		return err
	}
	if err := into.resettle(nil, nil); err != nil {
		return err
	}
	for _, id := range exports {
		if err := w.run("UPDATE exports SET chat = ? WHERE id = ?", split, id); err != nil {
			return err
		}
		if err := w.dropAside(id); err != nil {
			return err
		}
	}
	return w.tables.flush()
}

// begunBy notes that the oldest of the exports of a chat began it, where the one
// that did is not there any more.
func (w *writing) begunBy(chat int64) error {
	return w.run(`UPDATE exports SET why = '' WHERE id = (SELECT min(id) FROM exports WHERE chat = ?1)
AND NOT EXISTS (SELECT 1 FROM exports WHERE chat = ?1 AND why = '')`, chat)
}

// aside gives accounts that were read under other numbers their own.
func (a *accounts) aside() {
	origins := make(map[spot]origin, len(a.origins))
	for at, from := range a.origins {
		origins[spot{-at.export, at.record}] = from
	}
	a.origins, a.before, a.whole = origins, nil, nil
	for i := range a.entries {
		e := &a.entries[i]
		e.ID = 0
		for n := range e.Accounts {
			e.Accounts[n].Export *= -1
		}
	}
}
