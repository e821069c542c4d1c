package bubble

import (
	"strconv"
	"strings"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/words"
)

// maxQuote is how much of an answered message is shown, in bytes.
const maxQuote = 200

func (l *Layout) reply(dst []byte, r *export.Reply) []byte {
	if r == nil {
		return dst
	}
	quote := strings.TrimSpace(r.Quote)
	if short := formats.Shorten(quote, maxQuote); short != quote {
		quote = short + "…"
	}
	at, ok := l.answered(r)
	switch {
	case ok:
		dst = append(AppendText(append(dst, `<a class="re" href="`...), at.Address), `">`...)
	default:
		dst = append(dst, `<div class="re">`...)
	}
	dst = append(append(dst, `<span class="k">`...), l.say.Reply...)
	if sender := l.people.number(at.Sender); ok && sender != nobody {
		dst = append(append(append(dst, ": <bdi>"...), l.people.all[sender].html...), "</bdi>"...)
	}
	if !ok && quote == "" {
		dst = append(append(dst, ": "...), l.say.ReplyGone...)
	}
	dst = append(dst, "</span>"...)
	if quote != "" {
		dst = append(AppendText(append(dst, ` <bdi dir="auto">`...), quote), "</bdi>"...)
	}
	if ok {
		return append(dst, "</a>"...)
	}
	return append(dst, "</div>"...)
}

func (l *Layout) answered(r *export.Reply) (Target, bool) {
	if l.opt.Answer == nil {
		return Target{}, false
	}
	return l.opt.Answer(r)
}

func (l *Layout) forward(dst []byte, f *export.Forward) []byte {
	if f == nil {
		return dst
	}
	dst = append(append(append(dst, `<p class="k">`...), l.say.Forwarded...), ": "...)
	dst = append(AppendText(append(dst, "<bdi>"...), OneLine(f.Name)), "</bdi> "...)
	return append(l.fullTime(dst, &f.Time), "</p>"...)
}

// fullTime appends a day and a time of the day.
func (l *Layout) fullTime(dst []byte, t *export.Time) []byte {
	d := DayOf(t)
	if d == 0 {
		return dst
	}
	dst = appendStamp(append(dst, `<time datetime="`...), t, d)
	dst = append(dst, `">`...)
	dst = d.Append(dst)
	if t.Precision < 24*time.Hour {
		dst = AppendClock(append(dst, ' '), l.lang, t)
	}
	return append(dst, "</time>"...)
}

// edits appends older states, folded under a heading of ours.
func (l *Layout) edits(dst []byte, head string, edits []export.Edit) []byte {
	if len(edits) == 0 {
		return dst
	}
	dst = append(append(append(dst, `<details class="ed"><summary>`...), head...), "</summary><ol>"...)
	for i := range edits {
		e := &edits[i]
		dst = append(dst, `<li dir="auto">`...)
		dst = l.state(dst, e.Content)
		dst = append(dst, ' ')
		dst = append(l.fullTime(dst, &e.Time), "</li>"...)
	}
	return append(dst, "</ol></details>"...)
}

// state appends what a message was.
func (l *Layout) state(dst []byte, c export.Content) []byte {
	switch x := c.(type) {
	case nil:
		return append(append(append(dst, `<span class="k">`...), l.say.EditUnknown...), "</span>"...)
	case export.Text:
		return l.links.spans(dst, x.Body, x.Spans)
	case export.Media:
		if Blank(x.Caption) {
			break
		}
		if len(x.Files) > 0 {
			dst = append(AppendText(dst, words.Of(l.lang, export.Media{Files: x.Files})), '\n')
		}
		return l.links.spans(dst, x.Caption, x.Spans)
	case export.Call, export.Poll, export.Place, export.Card, export.Notice, export.Deleted, export.Unknown:
	}
	return AppendText(dst, words.Whole(l.lang, c))
}

// reactions appends each sign once, with how many gave it, and the names that are known.
func (l *Layout) reactions(dst []byte, list []export.Reaction) []byte {
	if len(list) == 0 {
		return dst
	}
	type sum struct {
		sign  string
		count int
		names []string
	}
	var sums []*sum
	bySign := map[string]*sum{}
	for i := range list {
		r := &list[i]
		s := bySign[r.Sign]
		if s == nil {
			s = &sum{sign: r.Sign}
			bySign[r.Sign] = s
			sums = append(sums, s)
		}
		s.count += max(r.Count, 1)
		if name := l.people.nameOf(r.By); name != "" {
			s.names = append(s.names, name)
		}
	}
	dst = append(dst, `<ul class="rx">`...)
	for _, s := range sums {
		dst = append(dst, "<li"...)
		if len(s.names) > 0 {
			dst = append(AppendText(append(dst, ` title="`...), strings.Join(s.names, ", ")), '"')
		}
		dst = append(AppendText(append(dst, "><bdi>"...), OneLine(s.sign)), "</bdi> "...)
		dst = append(strconv.AppendInt(dst, int64(s.count), 10), "</li>"...)
	}
	return append(dst, "</ul>"...)
}
