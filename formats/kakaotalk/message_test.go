package kakaotalk

import (
	"strings"
	"testing"
	"time"

	"exile/export"
)

// Where a clock is turned back, an hour comes twice; order tells which is which.
func TestDayClock(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Skipf("no time zones on this system: %v", err)
	}
	d := dayClock{zone: zone}
	var last time.Time
	for _, c := range []struct {
		at   stamp
		want string
	}{
		{stamp{2025, 11, 1, 23*60 + 59}, "2025-11-01T23:59:00-04:00"},
		{stamp{2025, 11, 2, 90}, "2025-11-02T01:30:00-04:00"},
		{stamp{2025, 11, 2, 110}, "2025-11-02T01:50:00-04:00"},
		{stamp{2025, 11, 2, 70}, "2025-11-02T01:10:00-05:00"},
		{stamp{2025, 11, 2, 100}, "2025-11-02T01:40:00-05:00"},
		{stamp{2025, 11, 2, 125}, "2025-11-02T02:05:00-05:00"},
		{stamp{2025, 11, 3, 60}, "2025-11-03T01:00:00-05:00"},
		{stamp{2026, 3, 8, 180}, "2026-03-08T03:00:00-04:00"},
	} {
		got := d.time(c.at)
		if s := got.Format(time.RFC3339); s != c.want || got.Before(last) {
			t.Errorf("%+v: %s, want %s", c.at, s, c.want)
		}
		last = got
	}
}

// The length at which the app cuts is that of the whole text, however its lines
// came.
func TestTruncated(t *testing.T) {
	const date = "2026년 2월 8일 오후 3:17"
	for body, want := range map[string]bool{
		strings.Repeat("가", 500):                                   true,
		strings.Repeat("가", 501):                                   false,
		strings.Repeat("가", 249) + "\n" + strings.Repeat("나", 250): true,
		strings.Repeat("가", 498) + "🎉":                             true, // two units of UTF-16
	} {
		text := exportHead + "\r\n" + date + "\r\n" + date + ", 민수 : " + body + "\r\n" + date + ", 영희 : 네\n그래요\r\n"
		for _, t2 := range []string{text, strings.ReplaceAll(text, "\r\n", "\n")} {
			if _, codes := read(t, t2); codes[export.MaybeTruncated] != want {
				t.Errorf("%d bytes: problems %v", len(body), codes)
			}
		}
	}
}

// A medium's name followed by what the app does not write is somebody's text.
func TestNamedMedium(t *testing.T) {
	name := strings.Repeat("0123456789abcdef", 4) + ".jpg"
	for tail, want := range map[string]bool{
		"": true, " <용량 초과>": true, "<용량 초과>": true, " => ENOENT": true,
		" <3": false, " 봐": false, "\n둘째 줄": false, " <둘>\n셋>": false, "x": false,
	} {
		if got := namedMedium(name+tail) == len(name); got != want {
			t.Errorf("%q: %v", tail, got)
		}
	}
}
