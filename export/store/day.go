//go:build cgo

package store

import (
	"cmp"
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/mattn/go-sqlite3"

	"exile/export"
)

// Month is a month in which a chat has messages.
//
// Days and months are those of the clock that each message was written by. Where
// clocks of several zones mix, a day may begin behind the first message of the next.
type Month struct {
	Year  int
	Month time.Month
	First export.MessageID // where it begins; where zones mix a few others of it may stand in front
}

// FirstOn returns the first message of a chat at a time or later, as a Range that is
// After it has it; 0 where there is none. One without a time never is.
func (v *View) FirstOn(ctx context.Context, chat export.ChatRef, t time.Time) (export.MessageID, error) {
	var id int64
	err := v.inside(ctx, func(c *conn) (err error) {
		id, err = c.number(ctx, "SELECT id FROM messages INDEXED BY messages_by_time WHERE chat = ? AND time >= ?"+forwards+"1",
			int64(chat), ceilMilli(t))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("find the first message on a day: %w", err)
	}
	return export.MessageID(id), nil
}

// FirstOnDay returns the first message of a chat that its own clock puts on a day or
// later, whatever zone it is in; 0 where there is none.
func (v *View) FirstOnDay(ctx context.Context, chat export.ChatRef, year int, month time.Month, day int) (export.MessageID, error) {
	var id int64
	err := v.inCalendar(ctx, chat, func(k *calendar) error {
		from := wallMilli(year, month, day)
		n, err := k.reach(from, from-farEast)
		if err != nil {
			return err
		}
		if id, err = k.stray(from-farEast, n.ms, from, noWall); id == 0 {
			id = n.id
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("find the first message on a day: %w", err)
	}
	return export.MessageID(id), nil
}

// Months returns the months in which a chat has messages, the first one first.
func (v *View) Months(ctx context.Context, chat export.ChatRef) ([]Month, error) {
	var list []Month
	err := v.inCalendar(ctx, chat, func(k *calendar) (err error) {
		list, err = k.months()
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("find the months of a chat: %w", err)
	}
	return list, nil
}

// Days returns the days of a month on which a chat has messages, in order.
func (v *View) Days(ctx context.Context, chat export.ChatRef, year int, month time.Month) ([]int, error) {
	var list []int
	err := v.inCalendar(ctx, chat, func(k *calendar) error {
		if _, err := k.reach(wallMilli(year, month, 1), wallMilli(year, month, 1)-farEast); err != nil {
			return err
		}
		for day := 1; day <= wallTimeOf(wallMilli(year, month+1, 0)).Day(); day++ {
			has, err := k.has(wallMilli(year, month, day), wallMilli(year, month, day+1))
			if err != nil {
				return err
			}
			if has {
				list = append(list, day)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("find the days of a month: %w", err)
	}
	return list, nil
}

// The wall clock is counted in milliseconds too: messages.time and the zone, as if
// it were UTC.
const (
	farEast = 14 * hourMilli   // how far clocks are ahead of UTC
	farWest = 12 * hourMilli   // and behind
	noWall  = int64(1)<<62 - 1 // no calendar goes that far, or back

	hourMilli = int64(time.Hour / time.Millisecond)
)

func wallMilli(year int, month time.Month, day int) int64 {
	const far = 100_000_000
	year = min(max(year, -far), far)
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC).UnixMilli()
}

func wallTimeOf(wall int64) time.Time { return time.UnixMilli(wall).UTC() }

// calendar finds days of a chat. The index knows times, not clocks; so it looks where
// a day begins by the clock of the messages near it, and where that finds nothing
// looks through those that stand there by another clock.
type calendar struct {
	ctx    context.Context //nolint:containedctx // one call
	c      *conn
	chat   int64
	first  *sqlite3.SQLiteStmt
	offset int64 // milliseconds that the clock of the last message found was ahead of UTC
}

// dated is a message, and when it was written; where there is none, at the end of time.
type dated struct{ id, ms, offset int64 }

func (d *dated) wall() int64 { return d.ms + d.offset }

func (v *View) inCalendar(ctx context.Context, chat export.ChatRef, f func(k *calendar) error) error {
	return v.inside(ctx, func(c *conn) error {
		first, err := c.prepare("SELECT id, time, clock >> 6 FROM messages INDEXED BY messages_by_time WHERE chat = ? AND time >= ? AND time < ?" + forwards + "1")
		if err != nil {
			return err
		}
		return errors.Join(f(&calendar{ctx: ctx, c: c, chat: int64(chat), first: first}), first.Close())
	})
}

// at returns the first message at a time or later.
func (k *calendar) at(ms int64) (dated, error) {
	d := dated{ms: math.MaxInt64}
	if err := k.ctx.Err(); err != nil {
		return d, err
	}
	rows, err := k.first.Query([]driver.Value{k.chat, max(ms, -noWall), noWall})
	if err != nil {
		return d, k.c.explain(err)
	}
	err = k.c.drain(rows, func(row []driver.Value) error {
		k.offset = min(max(integer(row[2])*1000, -farWest), farEast)
		d = dated{integer(row[0]), integer(row[1]), k.offset}
		return nil
	})
	return d, err
}

// reach returns the first message that is found, from a time on, by its own clock at
// another time or later.
func (k *calendar) reach(wall, from int64) (dated, error) {
	for {
		d, err := k.at(from)
		if err != nil || d.id == 0 || d.wall() >= wall {
			return d, err
		}
		from = wall - d.offset
	}
}

// strayRows is how many messages are looked through for one of another zone: some
// milliseconds. Only where more stand within a day of each other, and zones mix, can
// one be missed.
const strayRows = "2048"

// stray returns the first message between two times whose clock is between two
// others, if there is any: 0.
func (k *calendar) stray(from, before, wall, wallBefore int64) (int64, error) {
	if from >= before {
		return 0, nil
	}
	return k.c.number(k.ctx, `SELECT id FROM (SELECT id, time + (clock >> 6) * 1000 AS wall FROM messages INDEXED BY messages_by_time
WHERE chat = ? AND time >= ? AND time < ?`+forwards+strayRows+") WHERE wall >= ? AND wall < ? LIMIT 1", k.chat, from, before, wall, wallBefore)
}

// has reports whether there is a message between two times of the clock.
func (k *calendar) has(wall, before int64) (bool, error) {
	d, err := k.reach(wall, wall-k.offset)
	if err != nil || d.id != 0 && d.wall() < before {
		return err == nil, err
	}
	id, err := k.stray(wall-farEast, d.ms, wall, before)
	if err == nil && id == 0 {
		id, err = k.stray(d.ms, before+farWest, wall, before)
	}
	return id != 0, err
}

// months goes from the beginning of a month to that of the next, by the clock of the
// message found there.
func (k *calendar) months() ([]Month, error) {
	found := map[int64]export.MessageID{} // by when they begin
	end := noWall                         // of the month before
	for from := int64(math.MinInt64); ; {
		d, err := k.at(from)
		if err != nil {
			return nil, err
		}
		begin, next := noWall, noWall
		if d.id != 0 {
			begin, next = monthOf(d.wall())
		}
		if err := k.edges(found, end, from, begin, d.ms); err != nil {
			return nil, err
		}
		if d.id == 0 {
			return listMonths(found), nil
		}
		if _, twice := found[begin]; !twice {
			found[begin] = export.MessageID(d.id)
		}
		end, from = next, max(next-d.offset, d.ms+1)
	}
}

// edges looks where a month could be missed between one that ends and one that begins
// at a time of the clock: the messages of it stand, by another clock, in front of
// where the former ended, or behind the first one found of the latter.
func (k *calendar) edges(found map[int64]export.MessageID, end, ended, begin, begun int64) error {
	if end == begin {
		return nil
	}
	look := func(wall, from, before int64) error {
		month, next := monthOf(wall)
		if _, known := found[month]; known || month == begin {
			return nil
		}
		id, err := k.stray(from, before, month, next)
		if err == nil && id != 0 {
			found[month] = export.MessageID(id)
		}
		return err
	}
	if end != noWall {
		if err := look(end, end-farEast, ended); err != nil {
			return err
		}
	}
	if begin == noWall {
		return nil
	}
	return look(begin-1, begun, begin+farWest)
}

// monthOf returns when the month of a time begins, and the next.
func monthOf(wall int64) (begin, next int64) {
	t := wallTimeOf(wall)
	return wallMilli(t.Year(), t.Month(), 1), wallMilli(t.Year(), t.Month()+1, 1)
}

func listMonths(found map[int64]export.MessageID) []Month {
	list := make([]Month, 0, len(found))
	for _, begin := range slices.SortedFunc(maps.Keys(found), cmp.Compare[int64]) {
		t := wallTimeOf(begin)
		list = append(list, Month{t.Year(), t.Month(), found[begin]})
	}
	return list
}
