package csv

import (
	"context"
	"strconv"
	"strings"

	"exile/export"
	"exile/formats/plain"
	"exile/formats/words"
)

// chatWriter writes one chat into a table.
type chatWriter struct {
	*run
	chat  *export.Chat
	lang  string // of the words that stand for something: the chat's
	label string // what the chat is called in the table
	room  *plain.Room
	shelf *plain.Shelf
	row   row

	replies, styles int // messages that lost some
}

// message writes one row.
func (w *chatWriter) message(ctx context.Context, m *export.Message) error {
	r := &w.row
	r.reset()
	r.bytes = plain.AppendTime(r.bytes, m.Time, ' ')
	r.end()
	w.text(w.room.Name(m.Sender))
	w.text(w.kind(m.Content))
	w.content(m.Content)
	r.end()
	if err := w.files(ctx, m.Content); err != nil {
		return err
	}
	r.end()
	w.reply(m.ReplyTo)
	r.end()
	w.forward(m.Forward)
	r.end()
	w.text(w.room.Reactions(m.Reactions))
	w.edits(m.Edits)
	r.end()
	w.links(m.Content)
	r.end()
	w.text(w.label)
	w.number(m.ID)
	if m.ReplyTo != nil {
		w.number(m.ReplyTo.ID)
	} else {
		r.end()
	}
	if r.bytes = plain.AppendTime(r.bytes, m.Time, 'T'); len(r.bytes) > r.ends[r.n-1]+len("2026-02-08") {
		r.bytes = plain.AppendOffset(r.bytes, m.Time.T)
	}
	r.end()
	w.sums(m.Content)
	r.end()
	if plain.Styled(m) {
		w.styles++
	}
	return w.table.add(r)
}

// append appends a stranger's text.
func (w *chatWriter) append(s string) {
	w.row.bytes = plain.AppendText(w.row.bytes, s, "\n", w.scripts)
}

// text appends a text as a cell.
func (w *chatWriter) text(s string) {
	w.append(s)
	w.row.end()
}

func (w *chatWriter) number(id export.MessageID) {
	if id != 0 {
		w.row.bytes = strconv.AppendInt(w.row.bytes, int64(id), 10)
	}
	w.row.end()
}

// kind says what a message is, to a script as the model does.
func (w *chatWriter) kind(c export.Content) string {
	if !w.scripts {
		return words.KindHeading(w.run.lang, c)
	}
	if media, ok := c.(export.Media); ok {
		if kind := words.OneKind(media); kind != "" {
			return string(kind)
		}
	}
	return string(export.KindOf(c))
}

// content appends what a message says, as words.
func (w *chatWriter) content(c export.Content) {
	switch c := c.(type) {
	case export.Text:
		w.append(c.Body)
		return
	case export.Media:
		if c.Caption != "" {
			w.append(c.Caption)
			return
		}
	case export.Notice:
		w.append(w.room.Notice(c))
		return
	case export.Call, export.Poll, export.Place, export.Card, export.Deleted, export.Unknown:
	}
	w.append(words.Whole(w.lang, c))
}

// files appends a line for each file, and copies those that are present.
func (w *chatWriter) files(ctx context.Context, c export.Content) error {
	media, ok := c.(export.Media)
	if !ok {
		return nil
	}
	for i := range media.Files {
		f := &media.Files[i]
		if i > 0 {
			w.row.bytes = append(w.row.bytes, '\n')
		}
		if f.State != export.FilePresent {
			w.row.bytes = plain.AppendText(w.row.bytes, plain.Absent(w.lang, f), " ", w.scripts)
			continue
		}
		where, err := w.shelf.Put(ctx, f)
		if err != nil {
			return err
		}
		if where == "" { // it has no name, and is not copied
			where = "[" + words.Kind(w.lang, f.Kind) + "]"
		}
		w.append(where)
		w.tally.Files++
	}
	return nil
}

// sums appends the SHA-256 of the files that are present.
func (w *chatWriter) sums(c export.Content) {
	media, ok := c.(export.Media)
	if !ok {
		return
	}
	sep := ""
	for i := range media.Files {
		if f := &media.Files[i]; f.State == export.FilePresent {
			w.append(sep + f.SHA256)
			sep = "\n"
		}
	}
}

func (w *chatWriter) reply(r *export.Reply) {
	if r == nil {
		return
	}
	if r.Quote == "" && r.ID == 0 {
		w.replies++
	}
	w.append(r.Quote)
}

func (w *chatWriter) forward(f *export.Forward) {
	if f == nil {
		return
	}
	name := plain.Line(f.Name)
	if name == "" {
		name = words.In(w.lang, words.NoName)
	}
	w.append(name)
	if !f.Time.T.IsZero() {
		w.row.bytes = append(plain.AppendTime(append(w.row.bytes, " ("...), f.Time, ' '), ')')
	}
}

// edits appends what a message was before.
func (w *chatWriter) edits(edits []export.Edit) {
	for i := range edits {
		e := &edits[i]
		if i > 0 {
			w.row.bytes = append(w.row.bytes, '\n')
		}
		said := "[" + words.LabelEdited.In(w.lang) + "]"
		if e.Content != nil {
			said = words.Whole(w.lang, e.Content)
			if media, ok := e.Content.(export.Media); ok && media.Caption != "" {
				said = media.Caption
			}
		}
		if !e.Time.T.IsZero() {
			w.row.bytes = append(plain.AppendTime(append(w.row.bytes, '['), e.Time, ' '), "] "...)
		}
		w.append(said)
	}
}

func (w *chatWriter) links(c export.Content) {
	switch c := c.(type) {
	case export.Text:
		if len(c.Spans) > 0 {
			w.append(strings.Join(plain.Links(c.Body, c.Spans), "\n"))
		}
	case export.Media:
		if len(c.Spans) > 0 {
			w.append(strings.Join(plain.Links(c.Caption, c.Spans), "\n"))
		}
	case export.Call, export.Poll, export.Place, export.Card, export.Notice, export.Deleted, export.Unknown:
	}
}

// tell tells what was lost in the chat, and what was done for a spreadsheet's sake.
func (w *chatWriter) tell() {
	once := func(code export.Code, n int, text string) {
		if n > 0 {
			w.warn(export.Problem{Code: code, Name: w.label, Count: n, Text: text})
		}
	}
	once(export.LossyReply, w.replies, "neither its number nor a quote is known")
	once(export.LossyStyle, w.styles, "")
	once(export.GuardedCell, w.table.guarded, "")
	once(export.LongCell, w.table.long, "")
	w.table.guarded, w.table.long = 0, 0
}
