//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"

	"exile/export"
)

// United tells what became of two chats that were made one. Its JSON form is stable.
type United struct {
	From     export.ChatRef `json:"from"` // the chat that is gone
	Title    string         `json:"title"`
	Messages int64          `json:"messages"`  // messages and notices that it had
	Both     int64          `json:"both"`      // of those, messages that the other chat had too
	Refined  int64          `json:"refined"`   // of Both, those of which more is known now
	New      int64          `json:"new"`       // messages that the other chat did not have
	OnlyFrom int64          `json:"only_from"` // of New, those in the time that both cover
	OnlyInto int64          `json:"only_into"` // messages of the other in that time that this one did not have
}

// UniteChats is MergeChats of several chats, in one transaction, and tells what came
// of each.
func (s *Store) UniteChats(ctx context.Context, into export.ChatRef, from ...export.ChatRef) ([]United, error) {
	var list []United
	err := s.write(ctx, func(c *conn) error {
		list = nil
		return change(ctx, c, func(w *writing) error {
			for _, other := range from {
				u, err := w.unite(int64(into), int64(other))
				if err != nil {
					return fmt.Errorf("merge chat %d into %d: %w", other, into, err)
				}
				list = append(list, *u)
			}
			return nil
		})
	})
	return list, err
}

func (w *writing) unite(into, from int64) (*United, error) {
	u := &United{From: export.ChatRef(from)}
	title, err := w.c.one(w.ctx, "SELECT title FROM chats WHERE id = ?", from)
	if err != nil {
		return nil, err
	}
	u.Title = text(title)
	a, err := readSpan(w, into)
	if err != nil {
		return nil, err
	}
	b, err := readSpan(w, from)
	if err != nil {
		return nil, err
	}
	a.first, a.last = max(a.first, b.first), min(a.last, b.last)
	a.known = a.known && b.known && a.first <= a.last
	before, err := w.countIn(into, &a)
	if err != nil {
		return nil, err
	}
	there, err := w.countIn(from, &a)
	if err != nil {
		return nil, err
	}
	if u.Refined, err = w.mergeChats(into, from, whyAsked); err != nil {
		return nil, err
	}
	if err := w.tables.flush(); err != nil {
		return nil, err
	}
	now, err := w.countIn(into, &a)
	u.Messages, u.New = there.all, now.all-before.all
	u.Both = u.Messages - u.New
	u.OnlyFrom, u.OnlyInto = max(0, now.within-before.within), max(0, now.within-there.within)
	return u, err
}

// tallied is how many messages a chat has: all, and in a time.
type tallied struct{ all, within int64 }

func (w *writing) countIn(chat int64, s *reach) (n tallied, err error) {
	if n.all, err = w.c.number(w.ctx, "SELECT count(*) FROM messages WHERE chat = ?", chat); err != nil || !s.known {
		return n, err
	}
	n.within, err = w.c.number(w.ctx, "SELECT count(*) FROM messages WHERE chat = ? AND time >= ? AND time < ?", chat, s.first, s.last+minuteMilli)
	return n, err
}

// Why an export belongs to a chat, where it was taken there with all of another chat.
const (
	whyAsked   = "asked"   // the owner said so
	whyBridged = "bridged" // another export reaches from one to the other
)

// merged is exports.why of an export that came with another chat.
type merged struct {
	Why  string          `json:"why"`
	Chat int64           `json:"chat"`          // the number of that chat
	Was  json.RawMessage `json:"was,omitempty"` // what stood there before
}

// mergedOf reads exports.why of an export; without Why where it did not come so.
func mergedOf(why string) merged {
	var m merged
	if json.Unmarshal([]byte(why), &m) != nil {
		return merged{}
	}
	return m
}

// noteMerged notes that an export has come from another chat.
func (w *writing) noteMerged(id, from, into int64, why string) error {
	before, err := w.c.one(w.ctx, "SELECT why FROM exports WHERE id = ?", id)
	if err != nil {
		return err
	}
	m := merged{Why: why, Chat: from}
	if was := []byte(text(before)); json.Valid(was) {
		m.Was = was
	}
	now, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return w.run("UPDATE exports SET chat = ?, why = ? WHERE id = ?", into, string(now), id)
}

// parted notes that exports are a chat of their own, each as it was before that was
// merged with another.
func (w *writing) parted(exports []int64) error {
	for _, id := range exports {
		why, err := w.c.one(w.ctx, "SELECT why FROM exports WHERE id = ?", id)
		if err != nil {
			return err
		}
		m := mergedOf(text(why))
		if m.Why != whyAsked && m.Why != whyBridged {
			continue
		}
		if err := w.run("UPDATE exports SET why = ? WHERE id = ?", string(m.Was), id); err != nil {
			return err
		}
	}
	return nil
}

// Mergers returns the exports of a chat that came with another chat because the owner
// said that both are one, a list for each of those chats, the last merged last.
func (v *View) Mergers(ctx context.Context, chat export.ChatRef) ([][]int64, error) {
	var lists [][]int64
	at := map[int64]int{}
	err := v.s.query(ctx, "SELECT id, why FROM exports WHERE chat = ? ORDER BY id", []driver.Value{int64(chat)}, func(row []driver.Value) error {
		m := mergedOf(text(row[1]))
		if m.Why != whyAsked {
			return nil
		}
		i, ok := at[m.Chat]
		if !ok {
			i = len(lists)
			at[m.Chat] = i
			lists = append(lists, nil)
		}
		lists[i] = append(lists[i], integer(row[0]))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read exports: %w", err)
	}
	return slices.Clip(lists), nil
}
