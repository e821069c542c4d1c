package plain

import (
	"strconv"
	"strings"
	"time"

	"exile/export"
)

// Links returns the addresses behind the words of a text, of which the text itself
// tells nothing, each in one line.
func Links(body string, spans []export.Span) []string {
	var links []string
	for _, s := range spans {
		if s.Kind == export.SpanLink && s.Arg != "" && (s.Start < 0 || s.End > len(body) || s.Start > s.End || body[s.Start:s.End] != s.Arg) {
			links = append(links, strings.ReplaceAll(Line(s.Arg), " ", "%20"))
		}
	}
	return links
}

// Styled reports whether a message, or what it was before, has styles, for which plain
// text has no form. What an app finds by itself, an address within a text, is not one;
// nor is a link, which Links tells.
func Styled(m *export.Message) bool {
	if styled(m.Content) {
		return true
	}
	for i := range m.Edits {
		if styled(m.Edits[i].Content) {
			return true
		}
	}
	return false
}

func styled(c export.Content) bool {
	var spans []export.Span
	switch c := c.(type) {
	case export.Text:
		spans = c.Spans
	case export.Media:
		spans = c.Spans
	case export.Call, export.Poll, export.Place, export.Card, export.Notice, export.Deleted, export.Unknown:
	}
	for _, s := range spans {
		switch s.Kind {
		case export.SpanLink, export.SpanURL, export.SpanEmail, export.SpanPhone, export.SpanHashtag,
			export.SpanCashtag, export.SpanCommand, export.SpanBankCard:
		case export.SpanMention:
			if s.Arg != "" {
				return true
			}
		case export.SpanBold, export.SpanItalic, export.SpanUnder, export.SpanStrike, export.SpanCode,
			export.SpanPre, export.SpanQuote, export.SpanSpoiler, export.SpanEmoji:
			return true
		}
	}
	return false
}

// AppendTime appends a time as its clock showed it, as exactly as it is known:
// "2026-02-08 15:17", with the given sign between day and hour. Of an unknown time it
// appends nothing.
func AppendTime(b []byte, t export.Time, between byte) []byte {
	if t.T.IsZero() {
		return b
	}
	b = AppendDay(b, t.T)
	if t.Precision >= 24*time.Hour {
		return b
	}
	return AppendClock(append(b, between), t)
}

// AppendDay appends the day of a time: "2026-02-08".
func AppendDay(b []byte, t time.Time) []byte {
	y, m, d := t.Date()
	if y < 0 || y > 9999 {
		b = strconv.AppendInt(b, int64(y), 10)
	} else {
		b = append(b, byte('0'+y/1000), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10))
	}
	return two(append(two(append(b, '-'), int(m)), '-'), d)
}

// AppendClock appends the time of day, to the hour, the minute, the second or the
// millisecond.
func AppendClock(b []byte, t export.Time) []byte {
	h, m, s := t.T.Clock()
	b = two(b, h)
	if t.Precision >= time.Hour {
		return b
	}
	b = two(append(b, ':'), m)
	if t.Precision >= time.Minute {
		return b
	}
	b = two(append(b, ':'), s)
	if t.Precision >= time.Second {
		return b
	}
	ms := t.T.Nanosecond() / int(time.Millisecond)
	return append(b, '.', byte('0'+ms/100), byte('0'+ms/10%10), byte('0'+ms%10))
}

// AppendOffset appends how far a clock is from UTC, in whole minutes: "+09:00".
func AppendOffset(b []byte, t time.Time) []byte {
	_, off := t.Zone()
	sign := byte('+')
	if off < 0 {
		sign, off = '-', -off
	}
	return two(append(two(append(b, sign), off/3600), ':'), off/60%60)
}

func two(b []byte, n int) []byte { return append(b, byte('0'+n/10%10), byte('0'+n%10)) }
