package html

import (
	"fmt"
	"strconv"
	"time"

	"exile/export"
)

// day is a day of the wall clock as a number, 20260208; 0: not known.
type day int32

func dayOf(t *export.Time) day {
	if t.T.IsZero() {
		return 0
	}
	y, m, d := t.T.Date()
	if y < 1 || y > 9999 {
		return 0
	}
	return day(y*10000 + int(m)*100 + d)
}

func (d day) month() day { return d / 100 }

func (d day) time() time.Time {
	return time.Date(int(d/10000), time.Month(d/100%100), int(d%100), 0, 0, 0, 0, time.UTC)
}

// append appends the day as 2026-02-08.
func (d day) append(dst []byte) []byte {
	dst = appendPadded(dst, int(d/10000), 4)
	dst = appendPadded(append(dst, '-'), int(d/100%100), 2)
	return appendPadded(append(dst, '-'), int(d%100), 2)
}

func (d day) String() string { return string(d.append(nil)) }

// long is the day as a heading.
func (d day) long(lang string, say *labels) string {
	if d == 0 {
		return say.Undated
	}
	t := d.time()
	if lang == "ko" {
		weekdays := [...]string{"일", "월", "화", "수", "목", "금", "토"}
		return fmt.Sprintf("%d년 %d월 %d일 %s요일", t.Year(), t.Month(), t.Day(), weekdays[t.Weekday()])
	}
	return t.Format("Monday, 2 January 2006")
}

// monthName is the month of a day, or the number of a page where pages go by count.
func (d day) monthName(lang string, say *labels) string {
	if d == 0 {
		return say.Undated
	}
	if lang == "ko" {
		return fmt.Sprintf("%d년 %d월", d/10000, d/100%100)
	}
	return d.time().Format("January 2006")
}

func appendPadded(dst []byte, n, width int) []byte {
	limit := 1
	for range width - 1 {
		limit *= 10
	}
	for ; limit > 1 && n < limit; limit /= 10 {
		dst = append(dst, '0')
	}
	return strconv.AppendInt(dst, int64(n), 10)
}

// appendTime appends a time element: the time of the day as people write it, with
// all that is known of it in the attributes.
func (r *run) appendTime(dst []byte, t *export.Time) []byte {
	d := dayOf(t)
	if d == 0 {
		return dst
	}
	dst = append(dst, `<time datetime="`...)
	dst = appendStamp(dst, t, d)
	if t.Precision < time.Minute || t.Inferred {
		dst = append(dst, `" title="`...)
		dst = appendStamp(dst, t, d)
		if t.Inferred {
			dst = append(dst, " ("...)
			dst = append(dst, r.say.Inferred...)
			dst = append(dst, ')')
		}
	}
	dst = append(dst, `">`...)
	if t.Inferred {
		dst = append(dst, "≈ "...)
	}
	return append(r.appendClock(dst, t), "</time>"...)
}

// appendStamp appends 2026-02-08T15:17:02.345+09:00, as far as it is known.
func appendStamp(dst []byte, t *export.Time, d day) []byte {
	dst = d.append(dst)
	if t.Precision >= 24*time.Hour {
		return dst
	}
	hour, minute, second := t.T.Clock()
	dst = appendPadded(append(dst, 'T'), hour, 2)
	dst = appendPadded(append(dst, ':'), minute, 2)
	if t.Precision < time.Minute {
		dst = appendPadded(append(dst, ':'), second, 2)
		if t.Precision < time.Second {
			dst = appendPadded(append(dst, '.'), t.T.Nanosecond()/1e6, 3)
		}
	}
	_, offset := t.T.Zone()
	sign := byte('+')
	if offset < 0 {
		sign, offset = '-', -offset
	}
	dst = appendPadded(append(dst, sign), offset/3600, 2)
	return appendPadded(append(dst, ':'), offset/60%60, 2)
}

// appendClock appends the time of the day as people write it; nothing where only the day is known.
func (r *run) appendClock(dst []byte, t *export.Time) []byte {
	if t.Precision >= 24*time.Hour {
		return append(dst, "–"...)
	}
	hour, minute, _ := t.T.Clock()
	coarse := t.Precision >= time.Hour
	if r.set.lang != "ko" {
		dst = appendPadded(dst, hour, 2)
		if coarse {
			return append(dst, 'h')
		}
		return appendPadded(append(dst, ':'), minute, 2)
	}
	half := "오전 "
	if hour >= 12 {
		half = "오후 "
	}
	dst = strconv.AppendInt(append(dst, half...), int64((hour+11)%12+1), 10)
	if coarse {
		return append(dst, "시"...)
	}
	return appendPadded(append(dst, ':'), minute, 2)
}
