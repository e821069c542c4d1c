package kakaotalk

import (
	"fmt"
	"testing"
	"time"
)

// The short cut must read what the shape reads, in every form and on every day.
func TestClock(t *testing.T) {
	halves := map[string]func(int) string{
		"ko": func(h int) string { return []string{"오전", "오후"}[h/12] },
		"en": func(h int) string { return []string{"am", "pm"}[h/12] },
	}
	h12 := func(h int) int { return (h+11)%12 + 1 }
	for name, write := range map[string]func(time.Time) string{
		"ko": func(x time.Time) string {
			return fmt.Sprintf("%d년 %d월 %d일 %s %d:%02d", x.Year(), x.Month(), x.Day(), halves["ko"](x.Hour()), h12(x.Hour()), x.Minute())
		},
		"ko24": func(x time.Time) string {
			return fmt.Sprintf("%d년 %d월 %d일 %d:%02d", x.Year(), x.Month(), x.Day(), x.Hour(), x.Minute())
		},
		"en":  func(x time.Time) string { return x.Format("January 2, 2006, 3:04 PM") },
		"at":  func(x time.Time) string { return x.Format("January 2, 2006 at 3:04\u202fPM") },
		"gb":  func(x time.Time) string { return x.Format("2 January 2006, 3:04 pm") },
		"old": func(x time.Time) string { return x.Format("3:04pm, January 2, 2006") },
	} {
		at := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)
		sh, ok := learn(write(at))
		if !ok {
			t.Fatalf("%s: %q is not learnt", name, write(at))
		}
		c := newClock(sh)
		for range 20_000 {
			text := write(at)
			got, n := c.read(text + ", 이름 : 1")
			want := stamp{int16(at.Year()), int8(at.Month()), int8(at.Day()), int16(at.Hour()*60 + at.Minute())}
			if got != want || n != len(text) {
				t.Fatalf("%s: %q: got %+v in %d bytes", name, text, got, n)
			}
			at = at.Add(37 * time.Minute)
		}
		for _, bad := range []string{"", "1", "13:0", "99:99", "오후", write(at)[:8]} {
			if _, n := c.read(bad); n != 0 {
				t.Errorf("%s: %q is read as a date", name, bad)
			}
		}
	}
}
