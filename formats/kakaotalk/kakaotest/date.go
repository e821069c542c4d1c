package kakaotest

import (
	"strconv"
	"time"
)

func layout(l string) func(time.Time) string {
	return func(t time.Time) string { return t.Format(l) }
}

// unpadded is a layout followed by the hour of 24, not padded, and the minute.
func unpadded(l string) func(time.Time) string {
	return func(t time.Time) string { return t.Format(l) + strconv.Itoa(t.Hour()) + t.Format(":04") }
}

// koreanDate is 2026년 2월 8일 오후 3:17.
func koreanDate(t time.Time) string {
	b := strconv.AppendInt(make([]byte, 0, 48), int64(t.Year()), 10)
	b = append(b, "년 "...)
	b = strconv.AppendInt(b, int64(t.Month()), 10)
	b = append(b, "월 "...)
	b = strconv.AppendInt(b, int64(t.Day()), 10)
	b = append(b, "일 "...)
	return string(append(b, koreanClock(t)...))
}

// koreanClock is 오후 3:17.
func koreanClock(t time.Time) string {
	if t.Hour() < 12 {
		return "오전 " + t.Format("3:04")
	}
	return "오후 " + t.Format("3:04")
}

// koreanPoints is 2026. 2. 8. 오후 3:17.
func koreanPoints(t time.Time) string { return t.Format("2006. 1. 2. ") + koreanClock(t) }

// koreanDay is 2026년 2월 8일 일요일.
func koreanDay(t time.Time) string {
	return t.Format("2006년 1월 2일 ") + [...]string{"일", "월", "화", "수", "목", "금", "토"}[t.Weekday()] + "요일"
}

// japaneseDay is 2026年2月8日日曜日.
func japaneseDay(t time.Time) string {
	return t.Format("2006年1月2日") + [...]string{"日", "月", "火", "水", "木", "金", "土"}[t.Weekday()] + "曜日"
}

// japaneseClock is 午後 3:17.
func japaneseClock(t time.Time) string {
	if t.Hour() < 12 {
		return "午前 " + t.Format("3:04")
	}
	return "午後 " + t.Format("3:04")
}

// dashed puts fifteen dashes on each side, as Windows does.
func dashed(day func(time.Time) string) func(time.Time) string {
	const dashes = "---------------"
	return func(t time.Time) string { return dashes + " " + day(t) + " " + dashes }
}
