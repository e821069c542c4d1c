package formats_test

import (
	"fmt"
	"testing"
	"time"

	"exile/formats"
)

// Which round time.Date chooses differs from zone to zone; ours is the first.
func TestWallRounds(t *testing.T) {
	for _, c := range []struct {
		zone             string
		month, day, hour int
		first, second    string
	}{
		{"America/New_York", 11, 2, 1, "-04:00", "-05:00"},
		{"Europe/London", 10, 26, 1, "+01:00", "Z"},
		{"Europe/Berlin", 10, 26, 2, "+02:00", "+01:00"},
		{"Australia/Sydney", 4, 6, 2, "+11:00", "+10:00"},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Skipf("no time zones on this system: %v", err)
		}
		w := formats.Wall{Zone: zone}
		for i, minute := range []int{5, 55, 10, 50} { // twice through the hour
			got := w.At(2025, time.Month(c.month), c.day, (c.hour*60+minute)*60).Format("15:04Z07:00")
			want := fmt.Sprintf("%02d:%02d%s", c.hour, minute, []string{c.first, c.second}[i/2])
			if got != want {
				t.Errorf("%s: %s, want %s", c.zone, got, want)
			}
		}
		if got := w.Exact(2025, time.Month(c.month), c.day, c.hour*3600).Format("Z07:00"); got != c.first {
			t.Errorf("%s: Exact is of %s, want %s", c.zone, got, c.first)
		}
	}
}

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
