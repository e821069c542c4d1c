package merge

import (
	"time"

	"exile/export"
)

// clock is how times are told: all of an export.Time but the time. An export has
// few of them, so that a mark has room for its number.
type clock struct {
	precision time.Duration
	offset    int32 // seconds east of UTC
	zone      int8  // 0 not told, 1 assumed, 2 stated: the higher, the better
	inferred  bool
	odd       bool // there are too many clocks: this one equals none
}

// clockTable numbers the clocks of an export.
type clockTable struct {
	list     []clock
	known    map[clock]uint32
	last     clock
	number   uint32
	coarse   bool // some are coarser than a minute
	inferred bool // some times are a neighbour's
}

func (t *clockTable) index(told *export.Time) uint32 {
	c := clockOf(told)
	if c == t.last && t.known != nil {
		return t.number
	}
	n, ok := t.known[c]
	if !ok {
		n = t.add(c)
	}
	t.last, t.number = c, n
	return n
}

func (t *clockTable) add(c clock) uint32 {
	if t.known == nil {
		t.known = map[clock]uint32{}
	}
	n := uint32(len(t.list))
	if n > clockMask {
		return clockMask
	}
	if n == clockMask {
		t.list = append(t.list, clock{precision: time.Minute, odd: true})
		return n
	}
	t.list = append(t.list, c)
	t.known[c] = n
	t.coarse = t.coarse || c.coarse()
	t.inferred = t.inferred || c.inferred
	return n
}

func clockOf(t *export.Time) clock {
	c := clock{precision: t.Precision, inferred: t.Inferred}
	if !t.T.IsZero() {
		_, offset := t.T.Zone()
		c.offset = int32(offset)
	}
	switch t.Zone {
	case export.ZoneAssumed:
		c.zone = 1
	case export.ZoneStated:
		c.zone = 2
	case export.ZoneUnknown:
	}
	return c
}

func (c *clock) coarse() bool { return c.precision > time.Minute }

// fine reports whether the times tell the order within a minute.
func (c *clock) fine() bool { return c.precision > 0 && c.precision < time.Minute }

// cut is the time as a clock as exact as c shows it, in milliseconds since 1970.
func (c *clock) cut(at int64) int64 {
	step, east := c.precision.Milliseconds(), int64(c.offset)*1000
	if step <= 1 { // as exact as marks are
		return at
	}
	return floorTo(at+east, step) - east
}

// whole returns the stretch of whole minutes in which a message told at that time
// by c can have been said.
func (c *clock) whole(at int64) stretch {
	from := c.cut(at)
	until := from + c.precision.Milliseconds()
	return stretch{floorTo(from, milliMinute), floorTo(until+milliMinute-1, milliMinute)}
}

// follows reports whether what an export tells, by its clock c at the time at,
// adds nothing to what is stored: the same instant, or the stored one cut to what
// c can show, and no better known in any other way. It is what Derive makes of the
// stored time with that clock.
func (c *clock) follows(at int64, stored *clock, storedAt int64) bool {
	switch {
	case c.odd || stored.odd:
		return false
	case *c == *stored && at == storedAt:
		return true
	case at == untimed || storedAt == untimed || stored.precision <= 0 || !common(c.precision):
		return false
	case stored.inferred && !c.inferred:
		return false
	case stored.precision == c.precision && c.zone > stored.zone:
		return false
	}
	return stored.precision <= c.precision && at == c.cut(storedAt)
}
