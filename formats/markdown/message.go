package markdown

import (
	"context"
	"strconv"
	"strings"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/plain"
	"exile/formats/words"
)

// message writes a message, or a notice, as one paragraph.
func (w *chatWriter) message(ctx context.Context, m *export.Message) error {
	p := &w.page
	p.reset()
	p.b = append(p.b, '\n')
	mark := markOf(m, w.number)
	var err error
	if n, ok := m.Content.(export.Notice); ok {
		w.notice(m, n)
	} else {
		err = w.said(ctx, m)
	}
	if err != nil {
		return err
	}
	w.under(m)
	p.join()
	p.b = append(p.b, ' ')
	p.b = append(mark.appendTo(p.b), '\n')
	if len(w.answers)+len(w.keyed) > 0 {
		w.meet(m, w.current, mark)
	}
	_, err = w.out.Write(p.b)
	return err
}

// notice writes a notice: its time and words, set off as what nobody said.
func (w *chatWriter) notice(m *export.Message, n export.Notice) {
	p := &w.page
	p.raw("*")
	p.b = w.appendTime(p.b, m)
	if w.timed {
		p.raw(" ")
	}
	if m.Sender != 0 {
		p.text(w.room.name(m.Sender), false)
		p.raw(": ")
	}
	p.text(strings.TrimSpace(clean(words.Of(w.lang, n))), true)
	if blank(n.Plain) {
		w.concerned(n)
	}
	p.close("*")
}

// concerned writes whom a notice is about, where the source has no words that tell it.
func (w *chatWriter) concerned(n export.Notice) {
	sep := " "
	for _, ref := range append([]export.PersonRef{n.Actor}, n.People...) {
		if ref != 0 {
			w.page.raw(sep)
			w.page.text(w.room.name(ref), false)
			sep = ", "
		}
	}
}

// said writes what somebody said: who and when, then the rest from the next line.
func (w *chatWriter) said(ctx context.Context, m *export.Message) error {
	p := &w.page
	p.raw("**")
	p.b = w.appendTime(p.b, m)
	if w.timed {
		p.raw(" ")
	}
	p.text(w.room.name(m.Sender), false)
	p.close("**")
	p.line()
	if m.Forward != nil {
		w.forward(m)
	}
	if m.ReplyTo != nil {
		w.reply(m.ReplyTo)
	}
	switch c := m.Content.(type) {
	case export.Text:
		w.lost.styles += p.styled(c.Body, c.Spans)
	case export.Media:
		return w.media(ctx, c)
	case export.Place:
		w.place(c)
	case export.Poll:
		more := plain.Beyond(c)
		if c.Question != "" || len(c.Options) > 0 {
			c.Plain = "" // the description has it all
		}
		p.text(words.Of(w.lang, c), true)
		p.more(more)
	case export.Card:
		more := plain.Beyond(c)
		if c.Title != "" || c.Text != "" || c.URL != "" {
			c.Plain = ""
		}
		p.text(words.Of(w.lang, c), true)
		p.more(more)
	case export.Call, export.Deleted, export.Unknown, export.Notice:
		p.told(words.Of(w.lang, c))
	default:
		p.told(words.Of(w.lang, nil))
	}
	return nil
}

// told writes words that nobody typed: set off, as no text can set itself off.
func (w *body) told(s string) {
	w.raw("*")
	w.text(strings.TrimSpace(clean(s)), true)
	w.close("*")
}

// place writes a place and, where its point is known, a link to it on a map. The
// link goes out only when somebody follows it.
func (w *chatWriter) place(c export.Place) {
	p := &w.page
	more := plain.Beyond(c)
	if c.Name != "" || c.Address != "" || c.HasPoint {
		c.Plain = ""
	}
	p.text(words.Of(w.lang, c), true)
	p.more(more)
	if !c.HasPoint {
		return
	}
	lat, lng := strconv.FormatFloat(c.Lat, 'f', -1, 64), strconv.FormatFloat(c.Lng, 'f', -1, 64)
	p.line()
	p.raw("<https://www.openstreetmap.org/?mlat=" + lat + "&mlon=" + lng + ">")
}

// more writes on a line of its own what somebody wrote with a box.
func (w *body) more(s string) {
	if s == "" {
		return
	}
	w.ownLine()
	w.text(s, true)
}

func (w *chatWriter) forward(m *export.Message) {
	p := &w.page
	p.raw("*↪ " + words.LabelForwarded.In(w.lang))
	if name := oneLine(m.Forward.Name); name != "" {
		p.raw(": ")
		p.text(name, false)
	}
	if t := m.Forward.Time; !t.T.IsZero() {
		p.raw(", ")
		p.b = w.appendMoment(p.b, t, m.Time.T)
	}
	p.close("*")
	p.line()
}

// quoteLimit is how much is shown of a message that the reply links to.
const quoteLimit = 120

// reply writes which message is answered: a link to it where it is in the chat, and
// else all that the source shows of it.
func (w *chatWriter) reply(r *export.Reply) {
	p := &w.page
	a, ok := w.answered(r)
	p.raw("*↩ " + words.LabelReply.In(w.lang) + ": ")
	if !ok {
		quote := strings.TrimSpace(clean(r.Quote))
		if quote == "" {
			w.lost.replies++
			p.raw(words.LabelEarlier.In(w.lang))
		}
		p.text(quote, true)
		p.close("*")
		p.line()
		return
	}
	quote := oneLine(r.Quote)
	if short := formats.Shorten(quote, quoteLimit); short != quote {
		quote = oneLine(short) + "…"
	}
	if quote == "" {
		quote = words.LabelEarlier.In(w.lang)
	}
	path := ""
	if a.note != w.current {
		path = w.noteName(a.note)
	}
	p.fileLink(quote, path, string(a.mark.appendTo(nil)))
	p.close("*")
	p.line()
}

// under writes what stands under a message: reactions, and its older states.
func (w *chatWriter) under(m *export.Message) {
	p := &w.page
	if len(m.Reactions) > 0 {
		p.ownLine()
		p.raw("*" + words.LabelReactions.In(w.lang) + ": ")
		for i, r := range m.Reactions {
			if i > 0 {
				p.raw(", ")
			}
			p.text(oneLine(r.Sign), false)
			p.join()
			if r.By != 0 {
				p.raw(" ")
				p.text(w.room.name(r.By), false)
			}
			if r.Count > 1 || r.By == 0 {
				p.raw(" × " + strconv.Itoa(max(r.Count, 1)))
			}
		}
		p.close("*")
	}
	for i := range m.Edits {
		w.edit(m, &m.Edits[i])
	}
}

func (w *chatWriter) edit(m *export.Message, e *export.Edit) {
	p := &w.page
	p.ownLine()
	label := words.LabelBefore
	if e.Content == nil {
		label = words.LabelEdited
	}
	p.raw("*✎ " + label.In(w.lang))
	if !e.Time.T.IsZero() {
		p.raw(" (")
		p.b = w.appendMoment(p.b, e.Time, m.Time.T)
		p.raw(")")
	}
	if e.Content != nil {
		p.raw(": ")
		p.text(w.state(e.Content), true)
	}
	p.close("*")
}

// state is what a message was, as words.
func (w *chatWriter) state(c export.Content) string {
	if media, ok := c.(export.Media); ok && !blank(media.Caption) {
		if len(media.Files) == 0 {
			return media.Caption
		}
		return words.Of(w.lang, export.Media{Files: media.Files}) + "\n" + media.Caption
	}
	return words.Whole(w.lang, c)
}

// ownLine begins a line of exile's own behind what people wrote.
func (w *body) ownLine() {
	w.join()
	w.line()
}

// close ends emphasis behind a text, whatever the text ends with.
func (w *body) close(mark string) {
	w.join()
	w.raw(mark)
}

// appendTime appends when a message was sent, as exactly as is known, and with its
// date and zone where the note has others.
func (w *chatWriter) appendTime(b []byte, m *export.Message) []byte {
	t, n := m.Time.T, &w.notes[w.current]
	w.timed = true
	if t.IsZero() {
		if w.timed = n.key != undated; w.timed {
			b = append(b, words.LabelNoTime.In(w.lang)...)
		}
		return b
	}
	start := len(b)
	if day := keyOf(t, false); w.months && day != w.day || !w.months && day != n.key {
		b = append(append(b, dateOf(day)...), ' ')
	}
	b = appendClock(b, m.Time)
	if _, offset := t.Zone(); offset != n.offset {
		b = appendOffset(append(b, ' '), offset)
	}
	b = trimSpace(b, start)
	w.timed = len(b) > start
	return b
}

// appendMoment appends a time, with its date where that is not the day of near.
func (w *chatWriter) appendMoment(b []byte, t export.Time, near time.Time) []byte {
	start := len(b)
	if day := keyOf(t.T, false); day != keyOf(near, false) || t.Precision >= 24*time.Hour {
		b = append(append(b, dateOf(day)...), ' ')
	}
	return trimSpace(appendClock(b, t), start)
}

// appendClock appends the time of day; ≈ says that it is not exactly that.
func appendClock(b []byte, t export.Time) []byte {
	if t.Precision >= 24*time.Hour {
		return b
	}
	if t.Inferred || t.Precision > time.Minute {
		b = append(b, "≈"...)
	}
	hour, minute, second := t.T.Clock()
	b = appendPadded(b, int64(hour), 2)
	b = appendPadded(append(b, ':'), int64(minute), 2)
	if t.Precision < time.Minute {
		b = appendPadded(append(b, ':'), int64(second), 2)
	}
	return b
}

func trimSpace(b []byte, from int) []byte {
	if len(b) > from && b[len(b)-1] == ' ' {
		return b[:len(b)-1]
	}
	return b
}
