package txt

import (
	"cmp"
	"context"
	"errors"
	"io"
	"strings"

	"exile/export"
	"exile/formats"
	"exile/formats/plain"
	"exile/formats/words"
)

// maxTitle is the longest part of a path that a title gets, in bytes.
const maxTitle = 100

// flushSize is how much text is gathered before it goes out.
const flushSize = 256 << 10

// writer writes the format; it has no state.
type writer struct{}

// Can says that a transcript has words for everything but styles, of which the writer
// keeps the links and tells of the others itself.
func (writer) Can() formats.Can {
	return formats.Can{
		Media: true, AbsentFile: true, Calls: true, Polls: true, Places: true, Cards: true, Deleted: true,
		Notices: true, Replies: true, Forwards: true, Reactions: true, Edits: true, Spans: true,
	}
}

// Write writes a text for each chat, and the media beside.
func (writer) Write(
	ctx context.Context, h formats.History, out formats.Output, opt formats.WriteOptions, warn formats.Warn,
) (formats.Tally, error) {
	if warn == nil {
		warn = func(export.Problem) {}
	}
	people, err := h.People(ctx)
	if err != nil {
		return formats.Tally{}, err
	}
	chats, err := h.Chats(ctx)
	if err != nil {
		return formats.Tally{}, err
	}
	r := &run{
		history: h, out: out, warn: warn, lang: opt.Lang,
		named:  opt.Values[plain.OptionNoMedia] == "true",
		people: plain.NewPeople(people, opt, tightColons, warn),
		recent: newRecent(),
	}
	for i := range chats {
		if err := r.chat(ctx, &chats[i]); err != nil {
			return r.tally, err
		}
	}
	if r.named && r.tally.Files > 0 {
		warn(export.Problem{Code: export.NamedOnly, Count: int(r.tally.Files)})
	}
	return r.tally, ctx.Err()
}

// tightColons takes out the white space after colons, so that a name ends at the first
// colon which has some.
func tightColons(name string) string {
	for _, colon := range []string{":", "："} {
		parts := strings.Split(name, colon)
		for i := 1; i < len(parts); i++ {
			parts[i] = strings.TrimLeftFunc(parts[i], plain.Unseen)
		}
		name = strings.Join(parts, colon)
	}
	return name
}

// run is one call of Write.
type run struct {
	history formats.History
	out     formats.Output
	warn    formats.Warn
	lang    string
	named   bool // media are named, not copied
	people  *plain.People
	stems   formats.FileNames
	recent  *recent
	buf     []byte
	tally   formats.Tally
}

// chat writes one chat; one without messages leaves nothing behind.
func (r *run) chat(ctx context.Context, c *export.Chat) (err error) {
	var w *chatWriter
	defer func() {
		if w != nil {
			err = errors.Join(err, w.file.Close())
		}
	}()
	members, err := r.members(ctx, c)
	if err != nil {
		return err
	}
	n := 0
	for m, err := range r.history.Messages(ctx, c.Ref, export.Range{}) {
		if err != nil {
			return err
		}
		if n++; n%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if w == nil {
			if w, err = r.begin(c, members); err != nil {
				return err
			}
		}
		if err := w.message(ctx, m); err != nil {
			return err
		}
	}
	if w == nil {
		return nil
	}
	return w.finish()
}

// begin creates the text of a chat and writes its head.
func (r *run) begin(c *export.Chat, members []export.PersonRef) (*chatWriter, error) {
	lang := cmp.Or(c.Lang, r.lang)
	stem := r.stems.Unique(cmp.Or(formats.FileName(plain.Line(c.Title), maxTitle), words.In(lang, words.NoTitle)), "")
	w := &chatWriter{
		run: r, chat: c, lang: lang, room: r.people.Room(lang),
		shelf: &plain.Shelf{History: r.history, Out: r.out, Folder: "media/" + stem + "/", Lang: lang, Named: r.named},
	}
	w.head(members)
	var err error
	if w.file, err = r.out.Create(stem + ".txt"); err != nil {
		return nil, err
	}
	r.recent.clear()
	return w, nil
}

// chatWriter writes one chat.
type chatWriter struct {
	*run
	chat  *export.Chat
	lang  string // of the words that exile adds: the chat's
	room  *plain.Room
	shelf *plain.Shelf
	file  io.WriteCloser
	count counter
	days  days

	replies, styles int // messages that lost some
}

// flush writes out what was gathered, and counts it.
func (w *chatWriter) flush() error {
	n, err := w.file.Write(w.buf)
	w.count.add(w.buf[:n])
	w.buf = w.buf[:0]
	return err
}

// finish ends the text and adds up what is in it.
func (w *chatWriter) finish() error {
	if err := w.flush(); err != nil {
		return err
	}
	w.tally.Chats++
	w.tally.Messages += w.count.messages
	w.tally.Notices += w.count.notices
	w.tally.Extra += w.count.extra
	once := func(code export.Code, n int, text string) {
		if n > 0 {
			w.warn(export.Problem{Code: code, Name: plain.Line(w.chat.Title), Count: n, Text: text})
		}
	}
	once(export.LossyReply, w.replies, "which message was answered")
	once(export.LossyStyle, w.styles, "")
	return nil
}
