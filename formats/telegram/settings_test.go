package telegram

import (
	"testing"
	"time"

	"exile/export"
	"exile/formats"
)

func TestParseOffset(t *testing.T) {
	for in, want := range map[string]int64{
		"+09:00": 9 * 3600, "+9": 9 * 3600, "+0930": 9*3600 + 1800, "-03:30": -3*3600 - 1800,
		"UTC": 0, "Z": 0, "utc+9": 9 * 3600, "GMT-5": -5 * 3600, "+14:00": 14 * 3600, "−05:00": -5 * 3600,
	} {
		if got, err := parseOffset(in); err != nil || got != want {
			t.Errorf("%q: %d, %v, want %d", in, got, err, want)
		}
	}
	for _, in := range []string{"9", "+", "+9:", "+9:5", "+25:00", "+09:60", "Asia/Seoul", "+09:00:00", "+-9"} {
		if got, err := parseOffset(in); err == nil {
			t.Errorf("%q: %d, want an error", in, got)
		}
	}
	for in, want := range map[int64]string{9 * 3600: "+09:00", 0: "+00:00", -12600: "-03:30"} {
		if got := formatOffset(in); got != want {
			t.Errorf("%d: %q, want %q", in, got, want)
		}
	}
}

func TestBadOptions(t *testing.T) {
	for _, values := range []map[string]string{{"for": "windows"}, {"as-group": "yes"}, {"part": "many"}, {"telegram-offset": "Seoul"}} {
		out := tree{}
		h := chatOf(export.ChatDirect, nil, text(0, at(1, 1, 1), "x"))
		if _, err := (writer{}).Write(t.Context(), h, out, formats.WriteOptions{Values: values}, nil); err == nil || len(out) > 0 {
			t.Errorf("%v: error %v, files %q", values, err, out.names())
		}
	}
	if _, err := parseSettings(formats.WriteOptions{Offset: 20 * time.Hour}); err == nil {
		t.Error("an offset of 20 hours passed")
	}
	for _, o := range Format().WriterOptions {
		set, err := parseSettings(formats.WriteOptions{Values: map[string]string{o.Name: o.Default}})
		if unset, _ := parseSettings(formats.WriteOptions{}); err != nil || set != unset {
			t.Errorf("the default of --%s is not what its absence means: %+v, %v", o.Name, set, err)
		}
	}
}

// The stamps of many times of many years are what package time makes of them.
func TestClock(t *testing.T) {
	for _, offset := range []int64{0, 9 * 3600, -12600} {
		zone := time.FixedZone("", int(offset))
		c := newClock(offset)
		for unix := int64(-5_000_000_000); unix < 20_000_000_000; unix += 9_999_987 {
			for _, u := range []int64{unix, unix, unix + 1, unix + 59} {
				at := time.Unix(u, 0).In(zone)
				sec, ok := c.local(export.Time{T: at})
				if got, want := string(c.append(nil, sec)), at.Format("[02/01/2006, 15:04:05] "); got != want || !ok {
					t.Fatalf("%d: %q, want %q", u, got, want)
				}
			}
		}
	}
}
