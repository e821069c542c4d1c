package txt

import (
	"context"
	"fmt"
	"strings"
	"time"

	"exile/export"
	"exile/formats/plain"
	"exile/formats/words"
)

// mostPeople is how many the head of a text names.
const mostPeople = 50

// head appends the title, and who took part.
func (w *chatWriter) head(members []export.PersonRef) {
	title := plain.Line(w.chat.Title)
	if plain.Blank(title) {
		title = words.In(w.lang, words.NoTitle)
	}
	w.buf = append(append(w.buf[:0], title...), '\n')
	if len(members) > 0 {
		names := make([]string, 0, mostPeople+1)
		for _, ref := range members[:min(len(members), mostPeople)] {
			name := w.room.Name(ref)
			if w.room.Self(ref) {
				name += " (" + words.LabelMe.In(w.lang) + ")"
			}
			names = append(names, name)
		}
		if more := len(members) - mostPeople; more > 0 {
			names = append(names, fmt.Sprintf(words.HeadingOthers.In(w.lang), more))
		}
		w.buf = append(w.buf, words.LabelPeople.In(w.lang)+": "+strings.Join(names, ", ")+"\n"...)
	}
	if saved := w.chat.Saved; !saved.IsZero() {
		w.buf = append(w.buf, words.HeadingSaved.In(w.lang)+": "...)
		w.buf = append(plain.AppendTime(w.buf, export.Time{T: saved, Precision: time.Minute}, ' '), '\n')
	}
}

// members returns who took part, as the source tells; where it does not, who wrote, in
// the order of their first messages.
func (r *run) members(ctx context.Context, c *export.Chat) ([]export.PersonRef, error) {
	if len(c.Members) > 0 {
		return c.Members, nil
	}
	var members []export.PersonRef
	seen := map[export.PersonRef]bool{0: true}
	for m, err := range r.history.Messages(ctx, c.Ref, export.Range{}) {
		if err != nil {
			return nil, err
		}
		if !seen[m.Sender] {
			seen[m.Sender] = true
			members = append(members, m.Sender)
		}
	}
	return members, ctx.Err()
}

// days writes a heading where a day begins or the clock changes.
type days struct {
	begun    bool
	unknown  bool // the last heading is of messages whose day nobody knows
	year     int
	month    time.Month
	day      int
	offset   int
	offsetOK bool // an offset was told
}

const rule = "────"

// append appends the heading that a message of this time needs before it, if any.
func (d *days) append(b []byte, t time.Time, lang string) []byte {
	if t.IsZero() {
		if d.begun && d.unknown {
			return b
		}
		d.begun, d.unknown = true, true
		return append(b, "\n"+rule+" "+words.LabelUndated.In(lang)+" "+rule+"\n\n"...)
	}
	year, month, day := t.Date()
	_, offset := t.Zone()
	if d.begun && !d.unknown && day == d.day && month == d.month && year == d.year && offset == d.offset {
		return b
	}
	b = append(b, "\n"+rule+" "...)
	if lang == "ko" {
		b = fmt.Appendf(b, "%d년 %d월 %d일 %s요일", year, month, day, [...]string{"일", "월", "화", "수", "목", "금", "토"}[t.Weekday()])
	} else {
		b = fmt.Appendf(b, "%s, %d %s %d", t.Weekday(), day, month, year)
	}
	if !d.offsetOK || offset != d.offset {
		b = append(plain.AppendOffset(append(b, " (UTC"...), t), ')')
	}
	*d = days{begun: true, year: year, month: month, day: day, offset: offset, offsetOK: true}
	return append(b, " "+rule+"\n\n"...)
}
