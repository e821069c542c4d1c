//go:build cgo

package store

import (
	"cmp"
	"database/sql/driver"
	"slices"
	"sort"
	"time"
)

// inexact are the accounts of a chat that may have been said in another minute than
// they were told to be: those whose time is a neighbour's, and those whose time is
// exact to the hour or day.
type inexact struct {
	rows     []int64       // messages whose time is a neighbour's
	versions map[spot]bool // accounts kept whole whose time is a neighbour's
	clocks   bool          // some run has a time that is a neighbour's
	wide     []spell       // the hours and days of those that are coarse, in milliseconds since 1970
}

// spell is a time, in milliseconds since 1970, of whole minutes.
type spell struct{ from, before int64 }

func (s spell) compare(ms int64) int {
	switch {
	case s.before <= ms:
		return -1
	case s.from > ms:
		return 1
	}
	return 0
}

// joinSpells makes one of those that overlap, and puts them in order. It uses the
// list's memory.
func joinSpells(list []spell) []spell {
	slices.SortFunc(list, func(a, b spell) int { return cmp.Compare(a.from, b.from) })
	kept := list[:0]
	for _, s := range list {
		if n := len(kept); n > 0 && s.from < kept[n-1].before {
			kept[n-1].before = max(kept[n-1].before, s.before)
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

// any reports whether there are such accounts.
func (x *inexact) any() bool { return x.guesses() || len(x.wide) > 0 }

func (x *inexact) guesses() bool { return x.clocks || len(x.rows) > 0 || len(x.versions) > 0 }

// readInexact finds them.
func (g *merging) readInexact() (*inexact, error) {
	x := &inexact{versions: map[spot]bool{}}
	err := g.w.each(`SELECT m.id, m.time, m.clock, coalesce(t.precision, 0) FROM messages m INDEXED BY messages_by_time
LEFT JOIN times t ON t.message = m.id AND m.clock & 7 = 7 WHERE m.chat = ? AND (m.clock & 8 <> 0 OR m.clock & 7 IN (1, 2, 7))`,
		[]driver.Value{g.value}, func(row []driver.Value) error {
			if clock := integer(row[2]); clock&inferredBit != 0 {
				x.rows = append(x.rows, integer(row[0]))
			}
			if row[1] != nil {
				x.widen(integer(row[1]), integer(row[2])>>offsetShift, coarseness(integer(row[2]), integer(row[3])))
			}
			return nil
		})
	if err == nil && g.told {
		err = g.w.tables.versions.flush()
	}
	if err == nil && g.told {
		err = x.readVersions(g)
	}
	if err == nil {
		err = x.readRuns(g)
	}
	slices.Sort(x.rows)
	x.wide = joinSpells(x.wide)
	return x, err
}

func (x *inexact) readVersions(g *merging) error {
	return g.w.each(`SELECT v.export, v.record, v.told -> '$.time.inferred' IS NOT NULL, coalesce(v.told ->> '$.time.precision', 0),
coalesce(v.told ->> '$.time.unix', 0), coalesce(v.told ->> '$.time.offset', 0), v.told -> '$.time.known' IS NOT NULL
FROM versions v WHERE v.export IN (SELECT value FROM json_each(?))
AND (v.told -> '$.time.inferred' IS NOT NULL OR v.told ->> '$.time.precision' > 60000000000)`,
		[]driver.Value{g.exports()}, func(row []driver.Value) error {
			if integer(row[2]) != 0 {
				x.versions[spot{integer(row[0]), integer(row[1])}] = true
			}
			if integer(row[6]) != 0 {
				x.widen(integer(row[4])*1000, integer(row[5]), time.Duration(integer(row[3])))
			}
			return nil
		})
}

// readRuns finds the runs that have a clock of that kind.
func (x *inexact) readRuns(g *merging) error {
	for _, t := range g.tracks {
		t.apply()
		for i := range t.list {
			s := &t.list[i]
			if !s.clocked {
				continue
			}
			x.clocks = x.clocks || s.clock&inferredBit != 0
			exact := coarseness(s.clock, 0)
			if exact == 0 {
				continue
			}
			err := g.w.each("SELECT time FROM messages WHERE id >= ? AND id < ? AND time IS NOT NULL", []driver.Value{s.message, s.message + s.count},
				func(row []driver.Value) error {
					x.widen(integer(row[0]), s.clock>>offsetShift, exact)
					return nil
				})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// coarseness is how exact a time is that is coarser than a minute; else 0. precision
// is that of the table times.
func coarseness(clock, precision int64) time.Duration {
	switch clock & 7 {
	case exactDay:
		return 24 * time.Hour
	case exactHour:
		return time.Hour
	case exactTable:
		if d := time.Duration(precision); d > time.Minute {
			return d
		}
	}
	return 0
}

// widen takes note of a time that is as exact as that, at an offset in seconds.
func (x *inexact) widen(ms, offset int64, exact time.Duration) {
	step := exact.Milliseconds()
	if exact <= time.Minute {
		return
	}
	from := ms - ((ms+offset*1000)%step+step)%step
	r := spell{floorMinute(from), floorMinute(from + step + minuteMilli - 1)}
	if n := len(x.wide); n == 0 || x.wide[n-1] != r {
		x.wide = append(x.wide, r)
	}
}

// guessed reports whether the time of a record is a neighbour's.
func (x *inexact) guessed(t *track, record int64) bool {
	if x.versions[spot{t.export, record}] {
		return true
	}
	if !x.clocks && len(x.rows) == 0 {
		return false
	}
	i := sort.Search(len(t.list), func(i int) bool { return t.list[i].record > record }) - 1
	if i < 0 || record >= t.list[i].end() {
		return false
	}
	s := &t.list[i]
	if s.clocked {
		return s.clock&inferredBit != 0
	}
	_, is := slices.BinarySearch(x.rows, s.message+record-s.record)
	return is
}
