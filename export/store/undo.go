//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
)

// ErrNoSource says that no input has a number.
var ErrNoSource = errors.New("no input has this number")

// Undo takes inputs out of the store, as if they had never been added: what only they
// told is gone, with its people, originals and media; what others tell too says
// again what those say. ErrNoSource, and ErrLeft as for Forget.
func (s *Store) Undo(ctx context.Context, sources ...int64) error {
	err := s.rewrite(ctx, func(c *conn) error {
		return change(ctx, c, func(w *writing) error { return w.undo(sources) })
	})
	if err != nil {
		return fmt.Errorf("undo %s: %w", sourcesOf(sources), err)
	}
	return nil
}

func sourcesOf(ids []int64) string {
	if len(ids) == 1 {
		return fmt.Sprintf("source %d", ids[0])
	}
	return fmt.Sprintf("sources %d", ids)
}

// change runs f with what writes messages in the transaction of c.
func change(ctx context.Context, c *conn, f func(w *writing) error) error {
	if err := c.exec(ctx, "PRAGMA cache_size = -32768"); err != nil {
		return err
	}
	w, err := newWriting(ctx, c)
	if err != nil {
		return err
	}
	if err := f(w); err != nil {
		return errors.Join(err, w.close())
	}
	err = w.tables.flush()
	if cerr := w.close(); err == nil {
		err = cerr
	}
	if err == nil && w.changed {
		err = c.bumpChanges(ctx)
	}
	return err
}

// undo takes inputs out, and all that nobody tells then.
func (w *writing) undo(sources []int64) error {
	for _, source := range slices.Compact(slices.Sorted(slices.Values(sources))) {
		chats, err := w.numbers("SELECT DISTINCT chat FROM exports WHERE source = ? ORDER BY chat", source)
		if err != nil {
			return err
		}
		if err := w.withdraw(source); err != nil {
			return err
		}
		for _, chat := range chats {
			if err := w.unbridge(chat); err != nil {
				return err
			}
		}
	}
	return w.clear()
}

// withdraw takes an input out, but leaves chats and people that nobody tells of, and
// chats that nothing else holds together.
func (w *writing) withdraw(source int64) error {
	n, err := w.c.number(w.ctx, "SELECT count(*) FROM sources WHERE id = ?", source)
	if err != nil {
		return err
	}
	if n == 0 {
		return ErrNoSource
	}
	if err := w.tables.flush(); err != nil {
		return err
	}
	w.changed = true
	chats, err := w.exportsOf("SELECT chat, id FROM exports WHERE source = ? ORDER BY chat, id", source)
	if err != nil {
		return err
	}
	for _, chat := range chats {
		if err := w.withdrawFrom(chat); err != nil {
			return err
		}
	}
	selves, err := w.selves(source)
	if err != nil {
		return err
	}
	for _, q := range []string{
		"DELETE FROM names WHERE identity IN (SELECT id FROM identities WHERE source = ?)",
		"DELETE FROM handles WHERE identity IN (SELECT id FROM identities WHERE source = ?)",
		"DELETE FROM identities WHERE source = ?",
		"DELETE FROM unread WHERE document IN (SELECT id FROM documents WHERE source = ?)",
		"DELETE FROM documents WHERE source = ?",
		"DELETE FROM profiles WHERE source = ?",
		"DELETE FROM problems WHERE source = ?",
		"DELETE FROM originals WHERE source = ?",
		"DELETE FROM forgotten WHERE source = ?",
		"DELETE FROM sources WHERE id = ?",
	} {
		if err := w.c.exec(w.ctx, q, source); err != nil {
			return err
		}
	}
	return w.refreshPeople(selves)
}

// chatExports are exports of one chat.
type chatExports struct {
	chat    int64
	exports []int64
}

// exportsOf reads exports by chats.
func (w *writing) exportsOf(query string, args ...driver.Value) ([]chatExports, error) {
	var list []chatExports
	err := w.c.each(w.ctx, query, args, func(row []driver.Value) error {
		if n := len(list); n == 0 || list[n-1].chat != integer(row[0]) {
			list = append(list, chatExports{chat: integer(row[0])})
		}
		c := &list[len(list)-1]
		c.exports = append(c.exports, integer(row[1]))
		return nil
	})
	return list, err
}

// withdrawFrom takes exports out of a chat.
func (w *writing) withdrawFrom(c chatExports) error {
	g, err := newMerging(w, c.chat)
	if err != nil {
		return err
	}
	gone := map[int64]bool{}
	for _, id := range c.exports {
		gone[id] = true
	}
	if len(g.tracks) == len(c.exports) {
		err = w.empty(c.chat)
	} else {
		err = g.leave(gone, nil)
	}
	if err != nil {
		return err
	}
	for _, id := range c.exports {
		if err := w.removeExport(id); err != nil {
			return err
		}
	}
	if err := w.tables.flush(); err != nil {
		return err
	}
	if err := resolveReplies(w.ctx, w.c, c.chat); err != nil {
		return err
	}
	return refreshChat(w.ctx, w.c, c.chat)
}

// removeExport deletes an export. Its messages are for whoever calls it.
func (w *writing) removeExport(id int64) error {
	for _, q := range []string{
		"DELETE FROM witnesses WHERE export = ?", "DELETE FROM versions WHERE export = ?",
		"DELETE FROM members WHERE export = ?", "DELETE FROM exports WHERE id = ?",
	} {
		if err := w.run(q, id); err != nil {
			return err
		}
	}
	return nil
}

// idsAtOnce is how many messages are deleted at once.
const idsAtOnce = 4096

// empty deletes all messages of a chat.
func (w *writing) empty(chat int64) error {
	w.changed = true
	for {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		var ids []int64
		var union int64
		err := w.each("SELECT id, kind FROM messages INDEXED BY messages_by_time WHERE chat = ? LIMIT ?",
			[]driver.Value{chat, int64(idsAtOnce)}, func(row []driver.Value) error {
				ids = append(ids, integer(row[0]))
				union |= needs(integer(row[1]))
				return nil
			})
		if err != nil || len(ids) == 0 {
			return err
		}
		slices.Sort(ids)
		list := jsonList(ids)
		for _, t := range append(sideTables(), sideTable{"messages", 0}) {
			column := "message"
			if t.needs == 0 {
				column = "id"
			} else if union&t.needs == 0 {
				continue
			}
			if err := w.run("DELETE FROM "+t.name+" WHERE "+column+" IN (SELECT value FROM json_each(?))", list); err != nil {
				return err
			}
		}
	}
}

// clear deletes chats and people of which no source tells any more.
func (w *writing) clear() error {
	for _, q := range []string{
		"DELETE FROM chats WHERE id NOT IN (SELECT chat FROM exports)",
		// Others may be known under somebody who goes: the first of them takes the place.
		`UPDATE people AS p SET called = (SELECT q.called FROM people q WHERE q.id = p.same) WHERE called = ''
AND same IS NOT NULL AND same NOT IN (SELECT person FROM identities) AND id IN (
	SELECT min(o.id) FROM people o JOIN identities i ON i.person = o.id WHERE o.same IS NOT NULL GROUP BY o.same)`,
		`UPDATE people AS p SET same = nullif((SELECT min(o.id) FROM people o JOIN identities i ON i.person = o.id WHERE o.same = p.same), p.id)
WHERE same IS NOT NULL AND same NOT IN (SELECT person FROM identities)`,
		"DELETE FROM people WHERE id NOT IN (SELECT person FROM identities)",
	} {
		if err := w.c.exec(w.ctx, q); err != nil {
			return err
		}
	}
	return nil
}
