package desktop

import (
	"bytes"
	"context"
	"strconv"
	"strings"
	"time"

	"exile/export"
	"exile/formats/words"
)

// message writes a message, or several if it has several files.
func (w *chatWriter) message(ctx context.Context, m *export.Message) error {
	w.place(m)
	w.count(m)
	switch c := m.Content.(type) {
	case export.Notice:
		w.notice(m, &c)
	case export.Media:
		if err := w.media(ctx, m, &c); err != nil {
			return err
		}
	case export.Call:
		w.call(m, &c)
	case export.Text:
		w.open(m)
		w.close(c.Body, c.Spans)
	case export.Poll:
		w.open(m)
		w.poll(&c)
	case export.Place:
		w.open(m)
		w.point(&c)
	case export.Card, export.Deleted, export.Unknown, nil:
		w.open(m)
		w.close(words.Of(w.lang, c), nil)
	}
	if len(w.json.buf) >= flushSize {
		return w.flush()
	}
	return nil
}

// place gives a message without a time that of the one before.
func (w *chatWriter) place(m *export.Message) {
	if m.Time.T.IsZero() {
		m.Time.T = w.last
		w.losses.inferred++
		return
	}
	w.last = m.Time.T
}

// open begins what somebody wrote, up to its content.
func (w *chatWriter) open(m *export.Message) {
	w.head(m, "message")
	w.by("from", w.people.author(m.Sender))
	j := &w.json
	if m.Forward != nil {
		j.strOrNull("forwarded_from", m.Forward.Name)
		if !m.Forward.Time.T.IsZero() {
			w.losses.forwards++ // the form has no key for when it was written
		}
	}
	if m.ReplyTo == nil {
		return
	}
	peer, n := w.ties.answered(m.ReplyTo)
	if n == 0 {
		w.losses.replies++
		return
	}
	j.int("reply_to_message_id", n)
	if peer != "" {
		j.str("reply_to_peer_id", peer)
	}
}

// head begins a message of whatever kind.
func (w *chatWriter) head(m *export.Message, kind string) {
	j := &w.json
	j.item()
	id := w.ties.ids.give(m)
	w.ties.number(m, id, true)
	j.int("id", id)
	j.str("type", kind)
	w.clock("date", m.Time.T)
	j.key("date_unixtime")
	j.buf = append(j.buf, '"')
	j.buf = strconv.AppendInt(j.buf, m.Time.T.Unix(), 10)
	j.buf = append(j.buf, '"')
	w.edited(m.Edits)
}

// edited writes when a message got its present form.
func (w *chatWriter) edited(edits []export.Edit) {
	if len(edits) == 0 {
		return
	}
	w.losses.edits += len(edits)
	last := &edits[len(edits)-1]
	if last.Time.T.IsZero() {
		return
	}
	w.clock("edited", last.Time.T)
	if last.Content == nil {
		w.losses.edits--
	}
}

// clock writes a wall clock, without its offset from UTC.
func (w *chatWriter) clock(name string, t time.Time) {
	j := &w.json
	j.key(name)
	j.buf = append(j.buf, '"')
	j.buf = t.AppendFormat(j.buf, time.RFC3339) // the layout that package time is fast at
	j.buf = append(j.buf[:bytes.LastIndexAny(j.buf, "Z+-")], '"')
}

// by writes who wrote or did something, if somebody did.
func (w *chatWriter) by(role string, u *user) {
	if u == nil {
		return
	}
	u.shown = true
	w.json.strOrNull(role, u.name)
	w.json.str(role+"_id", u.id)
}

// close ends a message with its text.
func (w *chatWriter) close(text string, spans []export.Span) {
	w.losses.spans += w.json.text(text, spans)
	for i := range spans {
		if spans[i].Kind == export.SpanMention && spans[i].Arg != "" {
			w.losses.spans++
		}
	}
	w.json.shut('}')
}

// poll ends a message with a poll. Nobody knows how many voted where one may
// choose several answers: total_voters is how many votes there are.
func (w *chatWriter) poll(c *export.Poll) {
	if c.Question == "" && len(c.Options) == 0 {
		w.close(words.Of(w.lang, *c), nil)
		return
	}
	var total int64
	for _, o := range c.Options {
		total += int64(o.Votes)
	}
	j := &w.json
	j.begin("poll", '{')
	j.str("question", c.Question)
	j.bool("closed", c.Closed)
	j.int("total_voters", total)
	j.begin("answers", '[')
	for _, o := range c.Options {
		j.item()
		j.str("text", o.Text)
		j.int("voters", int64(o.Votes))
		j.bool("chosen", false)
		j.shut('}')
	}
	j.shut(']')
	j.shut('}')
	w.close(c.Plain, nil)
}

// point ends a message with a place. Its name and address are words.
func (w *chatWriter) point(c *export.Place) {
	if !c.HasPoint {
		w.close(words.Of(w.lang, *c), nil)
		return
	}
	j := &w.json
	j.begin("location_information", '{')
	j.float("latitude", c.Lat)
	j.float("longitude", c.Lng)
	j.shut('}')
	text := c.Plain
	for _, s := range []string{c.Name, c.Address} {
		if !strings.Contains(text, s) {
			text = joinLines(text, s)
		}
	}
	w.close(text, nil)
}

func joinLines(a, b string) string {
	switch "" {
	case a:
		return b
	case b:
		return a
	}
	return a + "\n" + b
}
