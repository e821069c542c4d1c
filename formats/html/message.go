package html

import (
	"context"
	"strconv"
	"strings"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/words"
)

// maxQuote is how much of an answered message is shown, in bytes.
const maxQuote = 200

// message appends one message or notice, with the heading of its day if it begins one.
func (c *chatWriter) message(ctx context.Context, m *export.Message) error {
	c.dayOf(m)
	if n, ok := m.Content.(export.Notice); ok {
		c.notice(m, n)
		return nil
	}
	b := &c.sheet.b
	sender := c.r.people.number(m.Sender)
	same := c.run && sender == c.sender
	c.run, c.sender = true, sender
	*b = append(*b, markMessage...)
	me := sender != nobody && c.r.people.all[sender].self
	if me {
		*b = append(*b, " me"...)
	}
	if same {
		*b = append(*b, " on"...)
	}
	*b = appendID(*b, c.r.doc)
	if !same {
		c.name(sender, me)
	}
	*b = append(*b, `<div class="b">`...)
	c.reply(m.ReplyTo)
	c.forward(m.Forward)
	if err := c.content(ctx, m); err != nil {
		return err
	}
	c.edits(m.Edits)
	*b = append(*b, "</div>"...)
	c.when(m)
	c.reactions(m.Reactions)
	*b = append(*b, "</article>\n"...)
	return nil
}

func appendID(dst []byte, doc int64) []byte {
	dst = append(dst, `" id="m`...)
	dst = strconv.AppendInt(dst, doc, 10)
	return append(dst, `">`...)
}

func (c *chatWriter) name(sender int32, me bool) {
	b := &c.sheet.b
	if sender == nobody {
		return
	}
	p := &c.r.people.all[sender]
	*b = append(*b, `<p class="n c`...)
	*b = append(*b, p.color, '"', '>')
	*b = append(append(append(*b, "<bdi>"...), p.html...), "</bdi>"...)
	if me {
		*b = append(append(append(*b, " ("...), c.r.say.You...), ')')
	}
	*b = append(*b, "</p>"...)
}

// when appends the time, which is the link to the message.
func (c *chatWriter) when(m *export.Message) {
	if dayOf(&m.Time) == 0 {
		return
	}
	b := &c.sheet.b
	*b = append(*b, `<a class="w" href="#m`...)
	*b = strconv.AppendInt(*b, c.r.doc, 10)
	*b = append(*b, `">`...)
	*b = append(c.r.appendTime(*b, &m.Time), "</a>"...)
}

func (c *chatWriter) notice(m *export.Message, n export.Notice) {
	b := &c.sheet.b
	c.run = false
	*b = append(*b, markNotice...)
	*b = appendID(*b, c.r.doc)
	*b = append(*b, `<p dir="auto">`...)
	if name := c.r.people.name(m.Sender); name != "" {
		*b = append(appendText(append(*b, "<b><bdi>"...), name), "</bdi></b> "...)
	}
	*b = append(appendLinked(*b, words.Of(c.r.set.lang, n)), "</p>"...)
	c.when(m)
	c.reactions(m.Reactions)
	*b = append(*b, "</article>\n"...)
}

func (c *chatWriter) reply(r *export.Reply) {
	if r == nil {
		return
	}
	b := &c.sheet.b
	quote := strings.TrimSpace(r.Quote)
	if short := formats.Shorten(quote, maxQuote); short != quote {
		quote = short + "…"
	}
	at, ok := c.plan.answered.find(r)
	switch {
	case ok:
		*b = append(*b, `<a class="re" href="`...)
		if at.page != c.page && !c.r.set.single {
			*b = append(append(*b, c.plan.pages[at.page].name...), ".html"...)
		}
		*b = strconv.AppendInt(append(*b, "#m"...), at.doc, 10)
		*b = append(*b, `">`...)
	default:
		*b = append(*b, `<div class="re">`...)
	}
	*b = append(append(*b, `<span class="k">`...), c.r.say.Reply...)
	if ok && at.sender != nobody {
		*b = append(append(append(*b, ": <bdi>"...), c.r.people.all[at.sender].html...), "</bdi>"...)
	}
	if !ok && quote == "" {
		*b = append(append(*b, ": "...), c.r.say.ReplyGone...)
	}
	*b = append(*b, "</span>"...)
	if quote != "" {
		*b = append(appendText(append(*b, ` <bdi dir="auto">`...), quote), "</bdi>"...)
	}
	if ok {
		*b = append(*b, "</a>"...)
		return
	}
	*b = append(*b, "</div>"...)
}

func (c *chatWriter) forward(f *export.Forward) {
	if f == nil {
		return
	}
	b := &c.sheet.b
	*b = append(append(append(*b, `<p class="k">`...), c.r.say.Forwarded...), ": "...)
	*b = append(appendText(append(*b, "<bdi>"...), oneLine(f.Name)), "</bdi> "...)
	c.fullTime(&f.Time)
	*b = append(*b, "</p>"...)
}

// fullTime appends a day and a time of the day.
func (c *chatWriter) fullTime(t *export.Time) {
	d := dayOf(t)
	if d == 0 {
		return
	}
	b := &c.sheet.b
	*b = appendStamp(append(*b, `<time datetime="`...), t, d)
	*b = append(*b, `">`...)
	*b = d.append(*b)
	if t.Precision < 24*time.Hour {
		*b = c.r.appendClock(append(*b, ' '), t)
	}
	*b = append(*b, "</time>"...)
}

// edits appends the older states, folded.
func (c *chatWriter) edits(edits []export.Edit) {
	if len(edits) == 0 {
		return
	}
	b := &c.sheet.b
	*b = append(append(append(*b, `<details class="ed"><summary>`...), c.r.say.Edited...), "</summary><ol>"...)
	for i := range edits {
		e := &edits[i]
		*b = append(*b, `<li dir="auto">`...)
		if text, ok := e.Content.(export.Text); ok {
			*b = c.r.appendSpans(*b, text.Body, text.Spans)
		} else if e.Content != nil {
			*b = appendText(*b, words.Of(c.r.set.lang, e.Content))
		} else {
			*b = append(append(append(*b, `<span class="k">`...), c.r.say.EditUnknown...), "</span>"...)
		}
		*b = append(*b, ' ')
		c.fullTime(&e.Time)
		*b = append(*b, "</li>"...)
	}
	*b = append(*b, "</ol></details>"...)
}

// reactions appends each sign once, with how many gave it, and the names that are known.
func (c *chatWriter) reactions(list []export.Reaction) {
	if len(list) == 0 {
		return
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
		if name := c.r.people.name(r.By); name != "" {
			s.names = append(s.names, name)
		}
	}
	b := &c.sheet.b
	*b = append(*b, `<ul class="rx">`...)
	for _, s := range sums {
		*b = append(*b, "<li"...)
		if len(s.names) > 0 {
			*b = append(appendText(append(*b, ` title="`...), strings.Join(s.names, ", ")), '"')
		}
		*b = append(appendText(append(*b, "><bdi>"...), oneLine(s.sign)), "</bdi> "...)
		*b = append(strconv.AppendInt(*b, int64(s.count), 10), "</li>"...)
	}
	*b = append(*b, "</ul>"...)
}
