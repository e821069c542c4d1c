package bubble

import (
	"fmt"
	"strconv"
	"time"

	"exile/export"
)

// Day is a day of the wall clock as a number, 20260208; 0: not known.
type Day int32

// DayOf returns the day of a time, as the wall clock of its place had it.
func DayOf(t *export.Time) Day {
	if t.T.IsZero() {
		return 0
	}
	y, m, d := t.T.Date()
	if y < 1 || y > 9999 {
		return 0
	}
	return Day(y*10000 + int(m)*100 + d)
}

// Month returns the month as a number, 202602; 0: not known.
func (d Day) Month() Day { return d / 100 }

func (d Day) time() time.Time {
	return time.Date(int(d/10000), time.Month(d/100%100), int(d%100), 0, 0, 0, 0, time.UTC)
}

// Append appends the day as 2026-02-08.
func (d Day) Append(dst []byte) []byte {
	dst = AppendPadded(dst, int(d/10000), 4)
	dst = AppendPadded(append(dst, '-'), int(d/100%100), 2)
	return AppendPadded(append(dst, '-'), int(d%100), 2)
}

// String returns the day as 2026-02-08.
func (d Day) String() string { return string(d.Append(nil)) }

// Long returns the day as a heading, in "ko" or else English.
func (d Day) Long(lang string) string {
	if d == 0 {
		return labelsOf(lang).Undated
	}
	t := d.time()
	if lang == "ko" {
		weekdays := [...]string{"일", "월", "화", "수", "목", "금", "토"}
		return fmt.Sprintf("%d년 %d월 %d일 %s요일", t.Year(), t.Month(), t.Day(), weekdays[t.Weekday()])
	}
	return t.Format("Monday, 2 January 2006")
}

// MonthName returns the month of a day for people.
func (d Day) MonthName(lang string) string {
	if d == 0 {
		return labelsOf(lang).Undated
	}
	if lang == "ko" {
		return fmt.Sprintf("%d년 %d월", d/10000, d/100%100)
	}
	return d.time().Format("January 2006")
}

// AppendPadded appends a number with noughts before it, so that it has so many digits at least.
func AppendPadded(dst []byte, n, width int) []byte {
	limit := 1
	for range width - 1 {
		limit *= 10
	}
	for ; limit > 1 && n < limit; limit /= 10 {
		dst = append(dst, '0')
	}
	return strconv.AppendInt(dst, int64(n), 10)
}
