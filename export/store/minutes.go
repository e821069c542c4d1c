//go:build cgo

package store

import (
	"database/sql/driver"
	"math"
)

// line is a message as the index of times has it.
type line struct {
	id    int64
	ms    int64
	timed bool
}

const linesPerPage = 4096

// untimed hands on the messages of the chat that have no time, if there are any.
func (g *merging) untimed(f func(list []line) error) error {
	var list []line
	err := g.w.each("SELECT id FROM messages INDEXED BY messages_by_time WHERE chat = ? AND time IS NULL ORDER BY seq",
		[]driver.Value{g.value}, func(row []driver.Value) error {
			list = append(list, line{id: integer(row[0])})
			return nil
		})
	if err != nil || len(list) == 0 {
		return err
	}
	return f(list)
}

// minutes hands on the messages of the chat minute by minute, from one on, until f
// returns errStopped. It reads page by page: what f writes may stand in any minute
// that was handed on before this one, and is not read again.
func (g *merging) minutes(from int64, f func(minute []line) error) error {
	const query = `SELECT id, time, seq FROM messages INDEXED BY messages_by_time
WHERE chat = ?1 AND time >= ?3 AND (time > ?3 OR seq > ?4) ORDER BY time, seq LIMIT ?2`
	var minute []line
	args := []driver.Value{g.value, int64(linesPerPage), from, int64(math.MinInt64)}
	for {
		var page []line
		var seq int64
		err := g.w.each(query, args, func(row []driver.Value) error {
			page = append(page, line{integer(row[0]), integer(row[1]), true})
			seq = integer(row[2])
			return nil
		})
		if err != nil {
			return err
		}
		if len(page) == 0 {
			break
		}
		args[2], args[3] = page[len(page)-1].ms, seq
		for _, n := range page {
			if len(minute) > 0 && floorMinute(minute[0].ms) != floorMinute(n.ms) {
				if err := f(minute); err != nil {
					return err
				}
				minute = minute[:0]
			}
			minute = append(minute, n)
		}
		if err := g.w.ctx.Err(); err != nil {
			return err
		}
	}
	if len(minute) == 0 {
		return nil
	}
	return f(minute)
}

func floorMinute(ms int64) int64 {
	r := ms % minuteMilli
	if r < 0 {
		r += minuteMilli
	}
	return ms - r
}
