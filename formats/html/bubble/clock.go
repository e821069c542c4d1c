package bubble

import (
	"strconv"
	"time"

	"exile/export"
)

// appendTime appends a time element: the time of the day as people write it, with
// all that is known of it in the attributes.
func (l *Layout) appendTime(dst []byte, t *export.Time) []byte {
	d := DayOf(t)
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
			dst = append(dst, l.say.Inferred...)
			dst = append(dst, ')')
		}
	}
	dst = append(dst, `">`...)
	if t.Inferred {
		dst = append(dst, "≈ "...)
	}
	return append(AppendClock(dst, l.lang, t), "</time>"...)
}

// appendStamp appends 2026-02-08T15:17:02.345+09:00, as far as it is known.
func appendStamp(dst []byte, t *export.Time, d Day) []byte {
	dst = d.Append(dst)
	if t.Precision >= 24*time.Hour {
		return dst
	}
	hour, minute, second := t.T.Clock()
	dst = AppendPadded(append(dst, 'T'), hour, 2)
	dst = AppendPadded(append(dst, ':'), minute, 2)
	if t.Precision < time.Minute {
		dst = AppendPadded(append(dst, ':'), second, 2)
		if t.Precision < time.Second {
			dst = AppendPadded(append(dst, '.'), t.T.Nanosecond()/1e6, 3)
		}
	}
	_, offset := t.T.Zone()
	sign := byte('+')
	if offset < 0 {
		sign, offset = '-', -offset
	}
	dst = AppendPadded(append(dst, sign), offset/3600, 2)
	return AppendPadded(append(dst, ':'), offset/60%60, 2)
}

// AppendClock appends the time of the day as people write it in a language, and a dash where only
// the day is known.
func AppendClock(dst []byte, lang string, t *export.Time) []byte {
	if t.Precision >= 24*time.Hour {
		return append(dst, "–"...)
	}
	hour, minute, _ := t.T.Clock()
	coarse := t.Precision >= time.Hour
	if lang != "ko" {
		dst = AppendPadded(dst, hour, 2)
		if coarse {
			return append(dst, 'h')
		}
		return AppendPadded(append(dst, ':'), minute, 2)
	}
	half := "오전 "
	if hour >= 12 {
		half = "오후 "
	}
	dst = strconv.AppendInt(append(dst, half...), int64((hour+11)%12+1), 10)
	if coarse {
		return append(dst, "시"...)
	}
	return AppendPadded(append(dst, ':'), minute, 2)
}
