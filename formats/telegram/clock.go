package telegram

import (
	"time"

	"exile/export"
)

// clock turns times into stamps of one fixed offset. Times here are local
// seconds: seconds of Unix time plus the offset, so that a division by 60 or
// 86,400 gives the minute or the day on the wall.
type clock struct {
	offset int64
	minute int64    // the minute that stands in stamp
	stamp  [23]byte // "[dd/mm/yyyy, hh:mm:ss] "
	day    int      // day of the month of that minute
}

func newClock(offset int64) *clock {
	c := &clock{offset: offset, minute: -1}
	copy(c.stamp[:], "[dd/mm/yyyy, hh:mm:ss] ")
	return c
}

// local returns a time as local seconds; ok is false where there is none that
// a stamp can show.
func (c *clock) local(t export.Time) (sec int64, ok bool) {
	if t.T.IsZero() {
		return 0, false
	}
	sec = t.T.Unix() + c.offset
	return sec, sec >= minLocal && sec <= maxLocal
}

const (
	minLocal = -62135596800 // 0001-01-01 00:00:00
	maxLocal = 253402300799 // 9999-12-31 23:59:59
)

// append appends the stamp of a time, with the space after it. Neighbours mostly
// share their minute: only the seconds are written anew then.
func (c *clock) append(b []byte, sec int64) []byte {
	minute, s := floorDiv(sec, 60)
	if minute != c.minute || c.day == 0 {
		c.set(minute)
	}
	two(c.stamp[19:], int(s))
	return append(b, c.stamp[:]...)
}

func (c *clock) set(minute int64) {
	c.minute = minute
	t := time.Unix(minute*60, 0).UTC()
	year, month, day := t.Date()
	c.day = day
	two(c.stamp[1:], day)
	two(c.stamp[4:], int(month))
	two(c.stamp[7:], year/100)
	two(c.stamp[9:], year%100)
	two(c.stamp[13:], t.Hour())
	two(c.stamp[16:], t.Minute())
}

// dayOf numbers the days of the wall clock.
func dayOf(sec int64) int64 {
	d, _ := floorDiv(sec, 86400)
	return d
}

func two(b []byte, n int) {
	b[0], b[1] = byte('0'+n/10), byte('0'+n%10)
}

// floorDiv divides as calendars do, also before 1970.
func floorDiv(a, b int64) (quotient, rest int64) {
	quotient, rest = a/b, a%b
	if rest < 0 {
		quotient, rest = quotient-1, rest+b
	}
	return quotient, rest
}
