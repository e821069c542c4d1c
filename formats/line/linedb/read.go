package linedb

import (
	"context"
	"database/sql"
	"maps"
	"slices"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/appdb"
)

// layout is where a platform keeps what a message is made of.
type layout struct {
	variant string
	table   string     // of messages
	columns []string   // that are read
	order   []appdb.By // that they are sorted by: room, time, and what tells within an instant
	words   []string   // columns that must be text
	chat    string     // the column that names the room
	sender  string
	load    func(*history) error
	names   func(h *history, chat, sender any) (room, who string) // mids
	parse   func(*history, cells) (*row, error)
}

func layoutOf(r role) *layout {
	switch r {
	case androidMessages:
		return android()
	case iosMessages:
		return ios()
	case none, iosGroups, iosReactions, iosFiles, locked, damaged:
	}
	return nil
}

// run is one Read.
type run struct {
	ctx    context.Context //nolint:containedctx // lives within one call of Read
	in     formats.Input
	opt    formats.ReadOptions
	emit   formats.Emit
	files  []file
	people *people
	media  *media
	chats  export.ChatRef
	zone   *time.Location
}

// history is one database of messages, with what belongs to it.
type history struct {
	*run
	*layout
	file      file
	db        *sql.DB
	messages  *appdb.Table
	self      string // the owner's mid; "": not known
	rooms     map[string]*room
	users     map[int64]string // iOS: mids by the numbers of their rows
	pks       map[int64]string // the same of rooms
	reactions map[string][]reaction
	reacted   int
	lost      int             // reactions that were too many
	reactors  map[string]bool // who reacted in a chat of two and is not the other
	left      map[string]int  // fields that stay in the original
	at        map[string]int  // indexes into columns
	source    export.Source   // of the row at hand
}

// Read reads every database of messages in the input, one after the other.
func (reader) Read(ctx context.Context, in formats.Input, opt formats.ReadOptions, emit formats.Emit) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r := &run{
		ctx: ctx, in: in, opt: opt, emit: emit, zone: opt.Zone,
		files: find(in), people: newPeople(opt.Self, emit), media: newMedia(in),
	}
	if r.zone == nil {
		r.zone = time.Local //nolint:gosmopolitan // instants are exact: it only says how they are shown
	}
	read := func(i int) error { return newHistory(r, r.files[i]).read() }
	return appdb.Read(in, opt, emit, findings(r.files), read, func(i int) error { return explained(r.files[i]) })
}

func newHistory(r *run, f file) *history {
	return &history{
		run: r, layout: layoutOf(f.role), file: f,
		rooms: map[string]*room{}, reactions: map[string][]reaction{}, reactors: map[string]bool{}, left: map[string]int{},
		source: export.Source{Input: r.in.Roots[f.root].Name, File: f.name},
	}
}

// read reads one database of messages and what lies beside it.
func (h *history) read() (err error) {
	if h.db, err = h.opt.OpenDB(h.ctx, h.in.Roots[h.file.root], h.file.name); err != nil {
		return err
	}
	defer func() { err = appdb.Close(h.db, err) }()
	if h.messages, err = appdb.Open(h.ctx, h.db, h.table, limits(), append([]string{"ZTHUMBNAIL"}, h.columns...)...); err != nil {
		return err
	}
	if h.messages == nil {
		return appdb.ErrNoMessages
	}
	err = h.emit(&export.Profile{
		Variant: h.variant, Clock: "24h", Zone: h.zone.String(), Encoding: string(formats.UTF8), From: h.source,
	})
	if err != nil {
		return err
	}
	if err := h.endless(h.messages, h.db); err != nil {
		return err
	}
	if err := h.load(h); err != nil {
		return err
	}
	if err := h.writers(); err != nil {
		return err
	}
	h.at = make(map[string]int, len(h.columns))
	for i, c := range h.columns {
		h.at[c] = i
	}
	if err := h.messages.Each(h.ctx, appdb.Query{Columns: h.columns, Order: h.order}, h.row); err != nil {
		return err
	}
	return h.settle()
}

// beside opens a database of some role in the same folder. Where there is none, what
// it would tell is not known.
func (h *history) beside(want role, use func(*sql.DB) error) (err error) {
	for _, f := range h.files {
		if f.role != want || f.place(h.in) != h.file.place(h.in) {
			continue
		}
		var db *sql.DB
		if db, err = h.opt.OpenDB(h.ctx, h.in.Roots[f.root], f.name); err != nil {
			return err
		}
		return appdb.Close(db, use(db))
	}
	return nil
}

// scan reads a table other than that of messages, if it is there, and tells of damage
// to it.
func (h *history) scan(db *sql.DB, name string, columns []string, order []appdb.By, f func([]any) error) error {
	t, err := appdb.Open(h.ctx, db, name, limits(), columns...)
	if err != nil || t == nil {
		return err
	}
	if err := h.endless(t, db); err != nil {
		return err
	}
	return t.Each(h.ctx, appdb.Query{Columns: columns, Order: order}, f)
}

// endless tells of a table that has more rows than its database has room for.
func (h *history) endless(t *appdb.Table, db *sql.DB) error {
	if !t.Endless {
		return nil
	}
	why := t.WhyEndless()
	if db != h.db {
		why += " (in a database beside it)"
	}
	return h.emit(appdb.Damaged(h.source, why))
}

// leave counts what stays in the original alone.
func (h *history) leave(field string, n int) {
	if n > 0 {
		h.left[field] += n
	}
}

func (h *history) tellLeft(from export.Source) error {
	for _, field := range slices.Sorted(maps.Keys(h.left)) {
		err := h.emit(&export.Problem{Code: export.OnlyInOriginal, Name: field, Count: h.left[field], From: from})
		if err != nil {
			return err
		}
	}
	return nil
}

// row emits what a row of the table of messages is.
func (h *history) row(values []any) error {
	h.source.Record++
	err := h.readable(values)
	if err == nil {
		var r *row
		if r, err = h.parse(h, cells{h.at, values}); err == nil {
			err = h.message(r)
		}
	}
	return appdb.Keep(h.emit, err, h.columns, values, h.source)
}

// readable tells of a row with a value that is too long to be read, which came as
// NULL, or with words that are no text.
func (h *history) readable(values []any) error {
	if err := appdb.TooLong(h.columns, values); err != nil {
		return err
	}
	for _, c := range h.words {
		if !appdb.IsText(values[h.at[c]]) {
			return &appdb.UnreadError{Why: "its " + c + " is no text"}
		}
	}
	return nil
}
