package kakaodb

import (
	"context"
	"database/sql"
	"math"
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
	order   []appdb.By // that they are sorted by: room, time, and what tells within a second
	epoch   int64      // what its clock shows at 1970-01-01 is minus this, in seconds
	always  bool       // texts are encrypted whether or not the row says how
	ciphers *ciphers   // nil: nothing is encrypted

	id, typ, chat, user, sent, thread string // columns
}

// run is one Read.
type run struct {
	ctx   context.Context //nolint:containedctx // lives within one call of Read
	in    formats.Input
	opt   formats.ReadOptions
	emit  formats.Emit
	owner int64 // as the person gave it
	chats export.ChatRef
	zone  *time.Location
}

// history is one database of messages, with what belongs to it.
type history struct {
	*run
	*layout
	file     file
	db       *sql.DB
	messages *appdb.Table
	people   *people
	rooms    map[int64]*room
	media    *media
	at       map[string]int // indexes into columns
	other    string         // the name of the second database
	source   export.Source  // of the row at hand
	now      int64          // the time of the newest message, in seconds since 1970
}

// Read reads every database of messages in the input, one after the other.
func (reader) Read(ctx context.Context, in formats.Input, opt formats.ReadOptions, emit formats.Emit) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r := &run{ctx: ctx, in: in, opt: opt, emit: emit, zone: opt.Zone}
	var err error
	if r.owner, err = parseOwner(opt.Values[optionOwner]); err != nil {
		return err
	}
	if r.zone == nil {
		r.zone = korea()
	}
	files := find(in)
	all := newPeople(opt.Self, emit)
	m := newMedia(in, files)
	read := func(i int) error {
		f := files[i]
		h := &history{run: r, layout: layoutOf(f.role), file: f, people: all, rooms: map[int64]*room{}, media: m}
		return h.read(files)
	}
	return appdb.Read(in, opt, emit, findings(files), read, func(i int) error { return explained(files[i]) })
}

// korea is the zone that KakaoTalk's people live in; without the system's list of
// zones it is its offset, which has not changed since 1988.
func korea() *time.Location {
	if z, err := time.LoadLocation("Asia/Seoul"); err == nil {
		return z
	}
	return time.FixedZone("Asia/Seoul", 9*60*60)
}

func layoutOf(r role) *layout {
	switch r {
	case androidChats:
		return android()
	case iosMessages:
		return ios()
	case macAll:
		return mac()
	case none, androidPeople, iosRooms, macLocked, windowsLocked, damaged:
	}
	return nil
}

// read reads one database of messages and what lies beside it.
func (h *history) read(files []file) (err error) {
	root := h.in.Roots[h.file.root]
	h.source = export.Source{Input: root.Name, File: h.file.name}
	if h.db, err = h.opt.OpenDB(h.ctx, root, h.file.name); err != nil {
		return err
	}
	defer func() { err = appdb.Close(h.db, err) }()
	if h.messages, err = appdb.Open(h.ctx, h.db, h.table, limits(), h.columns...); err != nil {
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
	if err := h.load(files); err != nil {
		return err
	}
	if err := h.findNow(); err != nil {
		return err
	}
	h.at = make(map[string]int, len(h.columns))
	for i, c := range h.columns {
		h.at[c] = i
	}
	if err := h.learnFeeds(); err != nil {
		return err
	}
	return h.messages.Each(h.ctx, appdb.Query{Columns: h.columns, Order: h.order}, h.row)
}

// load reads people and rooms, which may lie in a second database.
func (h *history) load(files []file) (err error) {
	want := map[role]role{androidChats: androidPeople, iosMessages: iosRooms}[h.file.role]
	var other *sql.DB
	for _, f := range files {
		if want == none || f.role != want || f.place(h.in) != h.file.place(h.in) {
			continue
		}
		if other, err = h.opt.OpenDB(h.ctx, h.in.Roots[f.root], f.name); err != nil {
			return err
		}
		defer func() { err = appdb.Close(other, err) }()
		h.other = f.name
		break
	}
	switch h.file.role {
	case androidChats:
		return h.loadAndroid(h.ctx, other)
	case iosMessages:
		return h.loadIOS(h.ctx, other)
	case none, androidPeople, iosRooms, macAll, macLocked, windowsLocked, damaged:
	}
	return h.loadMac(h.ctx)
}

// beside opens a table other than that of messages, and tells of damage to it. nil:
// there is none of that name.
func (h *history) beside(ctx context.Context, db *sql.DB, name string, columns ...string) (*appdb.Table, error) {
	t, err := appdb.Open(ctx, db, name, limits(), columns...)
	if err != nil || t == nil {
		return nil, err
	}
	return t, h.endless(t, db)
}

// endless tells of a table that has more rows than its database has room for.
func (h *history) endless(t *appdb.Table, db *sql.DB) error {
	if !t.Endless {
		return nil
	}
	from := h.source
	if db != h.db {
		from.File = h.other
	}
	return h.emit(appdb.Damaged(from, t.WhyEndless()))
}

// findNow finds out when the database was in use last: a file that expired before
// is gone.
func (h *history) findNow() error {
	if !h.messages.Has(h.sent) {
		return nil
	}
	sent := appdb.Quoted(h.sent)
	v, err := h.messages.One(h.ctx, "max("+sent+")", []string{h.sent}, "WHERE typeof("+sent+") IN ('integer', 'real')")
	if n, ok := seconds(v); ok {
		h.now = n + h.epoch
	}
	return err
}

// seconds reads a time in seconds, of which iOS keeps fractions.
func seconds(v any) (int64, bool) {
	if f, ok := v.(float64); ok && math.Abs(f) < 1<<53 {
		return int64(math.Floor(f)), true
	}
	return appdb.Number(v)
}

// row emits what a row of the table of messages is.
func (h *history) row(values []any) error {
	h.source.Record++
	err := appdb.TooLong(h.columns, values)
	if err == nil {
		var r *row
		if r, err = h.parse(values); err == nil {
			err = h.message(r)
		}
	}
	return appdb.Keep(h.emit, err, h.columns, values, h.source)
}
