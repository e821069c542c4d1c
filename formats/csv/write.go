package csv

import (
	"cmp"
	"context"
	"errors"

	"exile/export"
	"exile/formats"
	"exile/formats/plain"
	"exile/formats/words"
)

// The longest parts of a path that a title gets, in bytes: in the name of a table and
// in that of its folder of media.
const maxTitle = 100

// writer writes the format; it has no state.
type writer struct{}

// Can says that a table has a place for everything but styles, of which the writer
// keeps the links and tells of the others itself.
func (writer) Can() formats.Can {
	return formats.Can{
		Media: true, AbsentFile: true, Calls: true, Polls: true, Places: true, Cards: true, Deleted: true,
		Notices: true, Replies: true, Forwards: true, Reactions: true, Edits: true, Spans: true,
	}
}

// Write writes the tables and the media beside them.
func (writer) Write(
	ctx context.Context, h formats.History, out formats.Output, opt formats.WriteOptions, warn formats.Warn,
) (tally formats.Tally, err error) {
	if warn == nil {
		warn = func(export.Problem) {}
	}
	people, err := h.People(ctx)
	if err != nil {
		return tally, err
	}
	chats, err := h.Chats(ctx)
	if err != nil {
		return tally, err
	}
	r := &run{
		history: h, out: out, warn: warn, lang: opt.Lang,
		one:     opt.Values[optionOne] == "true",
		scripts: opt.Values[optionScripts] == "true",
		named:   opt.Values[plain.OptionNoMedia] == "true",
		people:  plain.NewPeople(people, opt, nil, warn),
	}
	err = r.chats(ctx, chats)
	if r.table != nil {
		err = errors.Join(err, r.table.finish())
	}
	if r.named && r.tally.Files > 0 && err == nil {
		warn(export.Problem{Code: export.NamedOnly, Count: int(r.tally.Files)})
	}
	return r.tally, err
}

// run is one call of Write.
type run struct {
	history formats.History
	out     formats.Output
	warn    formats.Warn
	lang    string
	one     bool // one table for all chats
	scripts bool // nothing is done for a spreadsheet's sake
	named   bool // media are named, not copied

	people *plain.People
	stems  formats.FileNames // of tables
	labels formats.FileNames // of chats, as they are called in the tables
	table  *table            // that is open; nil: none
	tally  formats.Tally
}

func (r *run) chats(ctx context.Context, chats []export.Chat) error {
	for i := range chats {
		if err := r.chat(ctx, &chats[i]); err != nil {
			return err
		}
		if r.one || r.table == nil {
			continue
		}
		t := r.table
		r.table = nil
		if err := t.finish(); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// chat writes one chat; one without messages leaves nothing behind.
func (r *run) chat(ctx context.Context, c *export.Chat) error {
	var w *chatWriter
	n := 0
	for m, err := range r.history.Messages(ctx, c.Ref, export.Range{}) {
		if err != nil {
			return err
		}
		if n++; n%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if w == nil {
			w = r.begin(c)
		}
		if err := w.message(ctx, m); err != nil {
			return err
		}
	}
	if w == nil {
		return nil
	}
	r.tally.Chats++
	w.tell()
	return nil
}

// begin begins a chat, and a table for it unless it shares one.
func (r *run) begin(c *export.Chat) *chatWriter {
	lang := cmp.Or(c.Lang, r.lang)
	title := cmp.Or(plain.Line(c.Title), words.In(lang, words.NoTitle))
	stem := cmp.Or(formats.FileName(title, maxTitle), words.In(lang, words.NoTitle))
	stem = r.stems.Unique(stem, "")
	if r.table == nil {
		name := stem
		if r.one {
			name = "chats"
		}
		r.table = &table{run: r, stem: name}
	}
	return &chatWriter{
		run: r, chat: c, lang: lang, label: r.labels.Unique(title, ""),
		room:  r.people.Room(lang),
		shelf: &plain.Shelf{History: r.history, Out: r.out, Folder: "media/" + stem + "/", Lang: lang, Named: r.named},
	}
}
