package line

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

func TestDates(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"2023/05/01(月)", "2023-05-01 Monday"},
		{"2018/04/16(Mon)", "2018-04-16 Monday"},
		{"2024/01/15 (Mon)", "2024-01-15 Monday"},
		{"2015/12/25 Fri", "2015-12-25 Friday"},
		{"2022/9/2（週五）", "2022-09-02 Friday"},
		{"2025/09/01（一）", "2025-09-01 Monday"},
		{"2024/1/2週二", "2024-01-02 Tuesday"},
		{"2026/1/30周五", "2026-01-30 Friday"},
		{"2024.01.02 Tuesday", "2024-01-02 Tuesday"},
		{"2025.12.30 火曜日", "2025-12-30 Tuesday"},
		{"2017.09.02 Saturday", "2017-09-02 Saturday"},
		{"2017.12.22 星期五", "2017-12-22 Friday"},
		{"2025.05.15 วันพฤหัสบดี", "2025-05-15 Thursday"},
		{"2024.10.17 Thu", "2024-10-17 Thursday"},
		{"2025-05-15 목요일", "2025-05-15 Thursday"},
		{"2025/05/15 Kam", "2025-05-15 Thursday"},
		{"Sat, 11/01/2025", "2025-11-01 Saturday"},
		{"Sun, 26/04/2026", "2026-04-26 Sunday"},
		{"ศ. 28/11/2568", "2025-11-28 Friday"},
		{"R7/02/09(日)", "2025-02-09 Sunday"},
		{"H31/04/30(火)", "2019-04-30 Tuesday"},
		{"2568/11/28", "2025-11-28"},
		{"2024/02/29", "2024-02-29"},
		{"03/04/2021", "2021-03-04"},
		{"mar. 04/03/2025", "2025-04-03 ?"},
		{"2025/03/04 mardi", "2025-03-04 ?"},

		{"", ""},
		{"2024/13/01(月)", ""},
		{"2024/02/30 (Mon)", ""},
		{"2024/1/2 was a good day", ""},
		{"2024/1/2: two", ""},
		{"2024/1-2", ""},
		{"2024/1/2(月", ""},
		{"24/1/2", ""},
		{"20240102", ""},
		{"1899/01/01", ""},
		{"Sat 11/01/2025", ""},
		{"Sat, 11/01/25", ""},
		{"Sat, 13/13/2025", ""},
		{"Sat, 11/01/2025!", ""},
		{"see you on 11/01/2025", ""},
		{"R/02/09", ""},
		{"R7", ""},
		{"2024/01/01" + strings.Repeat(" ", 80), ""},
	} {
		if got := shown(c.text); got != c.want {
			t.Errorf("%q is %q, want %q", c.text, got, c.want)
		}
	}
}

// shown reads a date, with the month first where its weekday does not forbid it.
func shown(text string) string {
	d, ok := dateOf(text)
	if !ok {
		return ""
	}
	day, ok := d.on(true)
	if other, real := d.on(false); real && (!ok || d.weekday >= 0 && weekdayOf(day) != d.weekday) {
		day, ok = other, true
	}
	if !ok {
		return ""
	}
	s := time.Unix(int64(day)*secondsADay, 0).UTC().Format(time.DateOnly)
	switch d.weekday {
	case noWeekday:
		return s
	case otherWeekday:
		return s + " ?"
	}
	return s + " " + time.Weekday(d.weekday).String()
}

// Which number is the day is decided by what proves most: a number above 12, the
// days of the week, the line that says when the text was saved, the order of the
// days; and it is said where nothing does.
func TestOrderOfDayAndMonth(t *testing.T) {
	for _, c := range []struct {
		why, saved string
		dates      []string
		option     string
		want       string // the first day
		told       bool
	}{
		{"above 12, first", "2025/12/31 10:00", []string{"03/04/2025", "13/05/2025"}, "", "2025-04-03", false},
		{"above 12, second", "2025/12/31 10:00", []string{"03/04/2025", "03/13/2025"}, "", "2025-03-04", false},
		{"weekday: day first", "2025/12/31 10:00", []string{"Thu, 03/04/2025"}, "", "2025-04-03", false},
		{"weekday: month first", "2025/12/31 10:00", []string{"Tue, 03/04/2025"}, "", "2025-03-04", false},
		{"weekday the same in both, then one that is not", "2025/12/31 10:00", []string{"Wed, 03/12/2025", "Tue, 06/10/2025"}, "", "2025-03-12", false},
		{"words of another language", "2025/12/31 10:00", []string{"mar. 04/03/2025", "mer. 05/03/2025", "mar. 11/03/2025"}, "", "2025-03-04", false},
		{"saved: day first", "26/04/2026, 04:36PM", []string{"03/04/2026"}, "", "2026-04-03", false},
		{"saved: month first", "04/26/2026, 04:36PM", []string{"03/04/2026"}, "", "2026-03-04", false},
		{"saved before one of the two", "05/04/2026 10:00", []string{"04/05/2025", "06/04/2026"}, "", "2025-05-04", false},
		{"going on: day first", "2021/12/12 10:00", []string{"03/04/2021", "04/05/2021", "01/06/2021"}, "", "2021-04-03", false},
		{"going on: month first", "2021/12/12 10:00", []string{"04/03/2021", "05/04/2021", "06/01/2021"}, "", "2021-04-03", false},
		{"nothing", "2021/12/12 10:00", []string{"03/04/2021", "05/06/2021"}, "", "2021-04-03", true},
		{"told", "2021/12/12 10:00", []string{"03/04/2021", "05/06/2021"}, "mdy", "2021-03-04", false},
		{"told otherwise than the days of the week", "2025/12/31 10:00", []string{"Thu, 03/04/2025"}, "mdy", "2025-04-03", false},
		{"told where the year stands first", "2021/12/12 10:00", []string{"2021/03/04"}, "dmy", "2021-03-04", false},
	} {
		t.Run(c.why, func(t *testing.T) {
			var text strings.Builder
			fmt.Fprintf(&text, "[LINE] Chat history with Ann\nSaved on: %s\n\n", c.saved)
			for _, d := range c.dates {
				fmt.Fprintf(&text, "%s\n10:00\tAnn\thello\n", d)
			}
			in := formattest.Input("a.txt", formattest.File{Name: "a.txt", Data: []byte(text.String())})
			opt := formats.ReadOptions{Values: map[string]string{"date-order": c.option}}
			first, told := "", false
			for _, e := range formattest.Read(t, reader{}, in, opt) {
				switch e := e.(type) {
				case *export.Message:
					if first == "" {
						first = e.Time.T.Format(time.DateOnly)
					}
				case *export.Problem:
					told = told || e.Code == export.GuessedDates
				case *export.Chat, *export.Person, *export.Mark, *export.Unread, *export.Profile:
				}
			}
			if first != c.want || told != c.told {
				t.Errorf("the first day is %s, told %v; want %s, %v", first, told, c.want, c.told)
			}
		})
	}
}
