package formats_test

import (
	"testing"
	"time"

	"exile/formats"
)

// Where a clock is turned back, an hour comes twice; order tells which is which.
// What it skipped lies after the change.
func TestWall(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Skipf("no time zones on this system: %v", err)
	}
	w := formats.Wall{Zone: zone}
	var last time.Time
	for _, c := range []struct {
		month, day, hour, minute, second int
		want                             string
	}{
		{11, 1, 23, 59, 7, "2025-11-01T23:59:07-04:00"},
		{11, 2, 1, 30, 0, "2025-11-02T01:30:00-04:00"},
		{11, 2, 1, 50, 0, "2025-11-02T01:50:00-04:00"},
		{11, 2, 1, 10, 0, "2025-11-02T01:10:00-05:00"},
		{11, 2, 1, 40, 0, "2025-11-02T01:40:00-05:00"},
		{11, 2, 2, 5, 0, "2025-11-02T02:05:00-05:00"},
		{11, 3, 1, 0, 59, "2025-11-03T01:00:59-05:00"},
		{11, 3, 24, 53, 0, "2025-11-04T00:53:00-05:00"}, // as some apps write it
		{15, 8, 2, 30, 0, "2026-03-08T03:30:00-04:00"},  // the clock went from 2 to 3
		{15, 8, 3, 45, 0, "2026-03-08T03:45:00-04:00"},
	} {
		got := w.At(2025, time.Month(c.month), c.day, (c.hour*60+c.minute)*60+c.second)
		if s := got.Format(time.RFC3339); s != c.want || got.Before(last) {
			t.Errorf("%+v: %s, want %s", c, s, c.want)
		}
		last = got
	}
}
