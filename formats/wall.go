package formats

import "time"

// Wall turns what the clock in a text showed into times of a zone. Most stamps
// are of the day before: it remembers that day.
type Wall struct {
	Zone *time.Location // not nil

	year, day int
	month     time.Month
	start     time.Time
	regular   bool // no clock change on this day
	last      time.Time
}

const daySeconds = 24 * 60 * 60

// At returns the time of a second of a day; one beyond the day is of the next.
// It is called in the order of the text: where an hour is repeated, a time that
// would lie before the last one is in the second round. A time that the clock
// skipped is as late after the change as it says.
func (w *Wall) At(year int, month time.Month, day, second int) time.Time {
	if day != w.day || month != w.month || year != w.year || w.start.IsZero() {
		w.year, w.month, w.day = year, month, day
		w.start = w.Exact(year, month, day, 0)
		w.regular = w.Exact(year, month, day, daySeconds-1).Sub(w.start) == (daySeconds-1)*time.Second
	}
	if !w.regular || uint(second) >= daySeconds {
		return w.changing(second)
	}
	return w.start.Add(time.Duration(second) * time.Second)
}

func (w *Wall) changing(second int) time.Time {
	t := w.Exact(w.year, w.month, w.day, second)
	if later := t.Add(time.Hour); t.Before(w.last) && sameClock(t, later) {
		t = later
	}
	w.last = t
	return t
}

func sameClock(a, b time.Time) bool { return a.Hour() == b.Hour() && a.Minute() == b.Minute() }

// Exact is At without memory: of an hour that is repeated it takes the first.
func (w *Wall) Exact(year int, month time.Month, day, second int) time.Time {
	t := time.Date(year, month, day, 0, 0, second, 0, w.Zone)
	shown := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	asked := time.Date(year, month, day, 0, 0, second, 0, time.UTC)
	t = t.Add(max(asked.Sub(shown), 0)) // time.Date may fall before a gap
	if earlier := t.Add(-time.Hour); sameClock(t, earlier) {
		return earlier // and into either round
	}
	return t
}
