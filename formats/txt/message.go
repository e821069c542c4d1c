package txt

import (
	"context"
	"time"

	"exile/export"
	"exile/formats/plain"
	"exile/formats/words"
)

// What lines within a message begin with.
const (
	within      = "\n    "   // a further line of what was written
	below       = "  - "     // what belongs to the message
	belowWithin = "\n      " // a further line of that
	notice      = "* "
)

// message writes a message or a notice, and what belongs to it.
func (w *chatWriter) message(ctx context.Context, m *export.Message) error {
	w.buf = w.days.append(w.buf, m.Time.T, w.lang)
	said := w.words(m.Content)
	_, isNotice := m.Content.(export.Notice)
	if isNotice {
		w.buf = append(w.buf, notice...)
	}
	w.buf = append(appendClock(w.buf, m.Time), ' ')
	if name := w.room.Name(m.Sender); name != "" {
		w.buf = append(append(w.buf, name...), ": "...)
	} else if !isNotice {
		w.buf = append(append(w.buf, words.In(w.lang, words.NoName)...), ": "...)
	}
	if plain.Blank(said) {
		said = words.In(w.lang, words.EmptyText)
	}
	w.buf = append(plain.AppendText(w.buf, said, within, false), '\n')
	w.recent.keep(m, said)
	if err := w.files(ctx, m.Content); err != nil {
		return err
	}
	w.ties(m)
	if plain.Styled(m) {
		w.styles++
	}
	if len(w.buf) < flushSize {
		return nil
	}
	return w.flush()
}

// appendClock appends the time of day, as exactly as it is known.
func appendClock(b []byte, t export.Time) []byte {
	if t.T.IsZero() || t.Precision >= 24*time.Hour {
		return append(b, "--:--"...)
	}
	t.Precision = max(t.Precision, time.Second)
	return plain.AppendClock(b, t)
}

// words returns what a message says.
func (w *chatWriter) words(c export.Content) string {
	switch c := c.(type) {
	case export.Text:
		return c.Body
	case export.Media:
		if !plain.Blank(c.Caption) {
			return c.Caption
		}
		if what := words.Files(w.lang, unnamed(c)); what != "" {
			return "[" + what + "]"
		}
	case export.Notice:
		return w.room.Notice(c)
	case export.Call, export.Poll, export.Place, export.Card, export.Deleted, export.Unknown:
	}
	return words.Whole(w.lang, c)
}

// unnamed returns the files of c without their names, which stand below.
func unnamed(c export.Media) export.Media {
	files := make([]export.File, len(c.Files))
	for i := range files {
		files[i].Kind = c.Files[i].Kind
	}
	return export.Media{Files: files}
}

// files appends a line for each file, and copies those that are present.
func (w *chatWriter) files(ctx context.Context, c export.Content) error {
	media, ok := c.(export.Media)
	if !ok {
		return nil
	}
	for i := range media.Files {
		f := &media.Files[i]
		if f.State != export.FilePresent {
			w.buf = append(w.buf, below...)
			w.buf = append(plain.AppendText(w.buf, plain.Absent(w.lang, f), " ", false), '\n')
			continue
		}
		where, err := w.shelf.Put(ctx, f)
		if err != nil {
			return err
		}
		if w.named {
			where = named(where, f.SHA256)
		}
		w.below(words.HeadingFiles, where)
		w.tally.Files++
	}
	return nil
}

func named(name, sum string) string {
	if name != "" {
		name += " "
	}
	return name + "(SHA-256 " + sum + ")"
}

// below appends a line that belongs to the message above.
func (w *chatWriter) below(h words.Heading, s string) {
	w.buf = append(append(append(w.buf, below...), h.In(w.lang)...), ": "...)
	w.buf = append(plain.AppendText(w.buf, s, belowWithin, false), '\n')
}

// ties appends what ties a message to others and to what it was before.
func (w *chatWriter) ties(m *export.Message) {
	if m.Forward != nil {
		w.forward(m.Forward)
	}
	if m.ReplyTo != nil {
		w.reply(m.ReplyTo, m.Time.T)
	}
	w.links(m.Content)
	if len(m.Reactions) > 0 {
		w.below(words.HeadingReaction, w.room.Reactions(m.Reactions))
	}
	for i := range m.Edits {
		w.edit(&m.Edits[i])
	}
}

func (w *chatWriter) forward(f *export.Forward) {
	name := plain.Line(f.Name)
	if plain.Blank(name) {
		name = words.In(w.lang, words.NoName)
	}
	b := []byte(name)
	if !f.Time.T.IsZero() {
		b = append(plain.AppendTime(append(b, " ("...), f.Time, ' '), ')')
	}
	w.below(words.HeadingForward, string(b))
}

// reply appends the beginning of the message that is answered: who wrote it and when, if
// it is at hand, and its words, or those that the source showed of it.
func (w *chatWriter) reply(r *export.Reply, at time.Time) {
	q := w.recent.find(r.ID)
	if q == nil {
		said := plain.Line(r.Quote)
		if plain.Blank(said) {
			w.replies++
			said = words.LabelEarlier.In(w.lang)
		}
		w.below(words.HeadingReply, said)
		return
	}
	var b []byte
	if y, m, d := at.Date(); !q.time.T.IsZero() {
		if qy, qm, qd := q.time.T.Date(); y != qy || m != qm || d != qd {
			b = append(plain.AppendDay(b, q.time.T), ' ')
		}
	}
	b = append(appendClock(b, q.time), ' ')
	if name := w.room.Name(q.sender); name != "" {
		b = append(append(b, name...), ": "...)
	}
	said := plain.Line(r.Quote)
	if plain.Blank(said) {
		said = plain.Line(string(q.text[:q.n]))
	}
	w.below(words.HeadingReply, string(b)+said)
}

func (w *chatWriter) links(c export.Content) {
	var links []string
	switch c := c.(type) {
	case export.Text:
		links = plain.Links(c.Body, c.Spans)
	case export.Media:
		links = plain.Links(c.Caption, c.Spans)
	case export.Call, export.Poll, export.Place, export.Card, export.Notice, export.Deleted, export.Unknown:
	}
	for _, l := range links {
		w.below(words.HeadingLinks, l)
	}
}

// edit appends an older state of the message.
func (w *chatWriter) edit(e *export.Edit) {
	var b []byte
	if !e.Time.T.IsZero() {
		e.Time.Precision = max(e.Time.Precision, time.Second)
		b = append(plain.AppendTime(append(b, '['), e.Time, ' '), "] "...)
	}
	if e.Content == nil {
		w.below(words.HeadingEarlier, string(b)+"["+words.LabelEdited.In(w.lang)+"]")
		return
	}
	w.below(words.HeadingEarlier, string(b)+w.words(e.Content))
}
