//go:build cgo

package store

import (
	"cmp"
	"context"
	"database/sql/driver"
	"fmt"
	"slices"
	"sort"

	"exile/export"
)

// exactRows is up to how many messages of a chat are counted one by one.
const exactRows = 1 << 14

// manyPieces is in how many pieces of a chat a place is looked for.
const manyPieces = 256

// Position tells how many messages of a chat stand in front of one of them, and how
// many it has: for a scroll bar. No index counts. In a long chat it is how many there
// are if the messages that each export brought stand in the order in which it brought
// them; where one told some out of order it is about as many. It returns
// ErrNoMessage where the chat has no such message.
func (v *View) Position(ctx context.Context, chat export.ChatRef, id export.MessageID) (rank, total int64, err error) {
	err = v.inside(ctx, func(c *conn) error {
		p, err := placeOf(ctx, c, id)
		if err == nil && p.chat != int64(chat) {
			err = ErrNoMessage
		}
		if err != nil {
			return err
		}
		pieces, err := broughtTo(ctx, c, p.chat)
		if err != nil {
			return err
		}
		for _, r := range pieces {
			total += r.before - r.from
		}
		if total <= exactRows {
			rank, err = countPieces(ctx, c, p.front())
			return err
		}
		rank, err = rankIn(ctx, c, pieces, p)
		rank = min(rank, total-1)
		return err
	})
	if err != nil {
		return 0, 0, fmt.Errorf("find where message %d stands: %w", id, err)
	}
	return rank, total, nil
}

func countPieces(ctx context.Context, c *conn, pieces []piece) (n int64, err error) {
	for _, p := range pieces {
		some, err := c.number(ctx, "SELECT count(*) FROM messages INDEXED BY messages_by_time WHERE "+p.where, p.args...)
		if err != nil {
			return 0, err
		}
		n += some
	}
	return n, nil
}

// rankIn counts the messages in front of a place by halving each piece until it is
// found there. Of pieces beyond the largest it takes as large a share.
func rankIn(ctx context.Context, c *conn, pieces []idRange, p position) (int64, error) {
	slices.SortFunc(pieces, func(a, b idRange) int { return cmp.Compare(b.before-b.from, a.before-a.from) })
	rank, searched, rest := int64(0), int64(0), int64(0)
	for i, r := range pieces {
		size := r.before - r.from
		if i >= manyPieces {
			rest += size
			continue
		}
		var failed error
		n := sort.Search(int(size), func(i int) bool {
			at, err := placeOf(ctx, c, export.MessageID(r.from+int64(i)))
			failed = cmp.Or(failed, err)
			return err != nil || comparePositions(at, p) >= 0
		})
		if failed != nil {
			return 0, failed
		}
		rank += int64(n)
		searched += size
	}
	if rest > 0 {
		rank += int64(float64(rest) * float64(rank) / float64(searched))
	}
	return rank, nil
}

// broughtTo returns the numbers of the messages of a chat, none twice: each piece are
// those that one export brought and none before had.
func broughtTo(ctx context.Context, c *conn, chat int64) ([]idRange, error) {
	var pieces, had, runs []idRange
	last := int64(0)
	end := func() {
		runs = united(runs)
		pieces = append(pieces, without(runs, had)...)
		had = united(append(had, runs...))
		runs = nil
	}
	err := eachSeen(ctx, c, chat, func(export int64, r idRange) {
		if export != last {
			end()
		}
		last = export
		runs = append(runs, r)
	})
	end()
	return pieces, err
}

// without returns what of a united list is not in another.
func without(list, other []idRange) []idRange {
	var left []idRange
	for _, r := range list {
		for len(other) > 0 && other[0].before <= r.from {
			other = other[1:]
		}
		for _, o := range other {
			if o.from >= r.before {
				break
			}
			if r.from < o.from {
				left = append(left, idRange{r.from, o.from})
			}
			r.from = o.before
		}
		if r.from < r.before {
			left = append(left, r)
		}
	}
	return left
}

// seenIn returns between which numbers the messages of a chat are, ascending: each
// was seen by one of its exports at least.
func seenIn(ctx context.Context, c *conn, chat int64) ([]idRange, error) {
	var list []idRange
	err := eachSeen(ctx, c, chat, func(_ int64, r idRange) { list = append(list, r) })
	return united(list), err
}

// eachSeen hands on the runs of messages that the exports of a chat saw, those of the
// first export first.
func eachSeen(ctx context.Context, c *conn, chat int64, f func(export int64, r idRange)) error {
	const q = `SELECT e.id, w.first_message, w.count FROM exports e JOIN witnesses w ON w.export = e.id
WHERE e.chat = ? ORDER BY e.id, w.first_record`
	return c.each(ctx, q, []driver.Value{chat}, func(row []driver.Value) error {
		f(integer(row[0]), idRange{integer(row[1]), integer(row[1]) + integer(row[2])})
		return nil
	})
}
