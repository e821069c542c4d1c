package linetest

import (
	"strconv"
	"strings"
	"time"
)

func layout(l string) func(time.Time) string {
	return func(t time.Time) string { return t.Format(l) }
}

// halves is a clock of twelve hours with a word before it.
func halves(am, pm, l string) func(time.Time) string {
	return func(t time.Time) string {
		if t.Hour() < 12 {
			return am + t.Format(l)
		}
		return pm + t.Format(l)
	}
}

// zeroHour counts the hours of each half from 0, as Japanese does: 午後0:10.
func zeroHour(t time.Time) string {
	half := "午前"
	if t.Hour() >= 12 {
		half = "午後"
	}
	return half + strconv.Itoa(t.Hour()%12) + t.Format(":04")
}

// hour24 calls the first hour of a day its 24th, and pads no other.
func hour24(t time.Time) string {
	hour := t.Hour()
	if hour == 0 {
		hour = 24
	}
	return strconv.Itoa(hour) + t.Format(":04")
}

func japaneseDay(before, after string) func(time.Time) string {
	return func(t time.Time) string {
		return t.Format(before) + [...]string{"日", "月", "火", "水", "木", "金", "土"}[t.Weekday()] + after
	}
}

func chineseDay(before, word, after string) func(time.Time) string {
	return func(t time.Time) string {
		return t.Format(before) + word + [...]string{"日", "一", "二", "三", "四", "五", "六"}[t.Weekday()] + after
	}
}

// koreanDay is 2025.04.18 금요일.
func koreanDay(t time.Time) string {
	return t.Format("2006.01.02 ") + [...]string{"일", "월", "화", "수", "목", "금", "토"}[t.Weekday()] + "요일"
}

// reiwa is R7/04/18, and before the first of May 2019 H31/04/30.
func reiwa(t time.Time) string {
	y, m, _ := t.Date()
	if y > 2019 || y == 2019 && m >= time.May {
		return "R" + strconv.Itoa(y-2018) + t.Format("/01/02")
	}
	return "H" + strconv.Itoa(y-1988) + t.Format("/01/02")
}

func reiwaDay(t time.Time) string { return reiwa(t) + japaneseDay("(", ")")(t) }

// buddhist counts years from the death of the Buddha. The layout ends in the year
// or goes on after it.
func buddhist(l string) func(time.Time) string {
	before, after, _ := strings.Cut(l, "2006")
	return func(t time.Time) string {
		return t.Format(before) + strconv.Itoa(t.Year()+543) + t.Format(after)
	}
}

// thaiDay is ศ. 28/11/2568.
func thaiDay(t time.Time) string {
	return [...]string{"อา.", "จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส."}[t.Weekday()] + " " + buddhist("02/01/2006")(t)
}

// thaiLongDay is 2025.05.15 วันพฤหัสบดี.
func thaiLongDay(t time.Time) string {
	return t.Format("2006.01.02 วัน") + [...]string{"อาทิตย์", "จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์"}[t.Weekday()]
}
