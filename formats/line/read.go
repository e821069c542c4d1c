package line

import (
	"cmp"
	"context"
	"strings"
	"time"

	"exile/export"
	"exile/formats"
)

// Read reads every text of the input, each as a chat of its own.
func (reader) Read(ctx context.Context, in formats.Input, opt formats.ReadOptions, emit formats.Emit) error {
	texts, err := find(in, opt.Values[optionEncoding])
	if err == nil && len(texts) == 0 {
		err = formats.ErrNoExport
	}
	if err != nil {
		return err
	}
	files := newMedia(in, texts)
	var people export.PersonRef
	for i := range texts {
		if texts[i].head.cr {
			return formats.OldMacLines(texts[i].name)
		}
	}
	for i := range texts {
		known, err := knownNames(ctx, in, texts, i, opt)
		if err != nil {
			return err
		}
		p, err := profileOf(ctx, in, &texts[i], opt, known)
		if err != nil {
			return err
		}
		r := newRoom(ctx, in, &texts[i], p, opt)
		r.media = files
		r.emit, r.ref, r.people.Last = emit, export.ChatRef(i+1), people
		if err := r.read(); err != nil {
			return err
		}
		people = r.people.Last
	}
	return nil
}

// knownNames are the names that the person gave, and for a text of a computer
// those in texts of the same chat that a phone wrote.
func knownNames(ctx context.Context, in formats.Input, texts []text, i int, opt formats.ReadOptions) ([]string, error) {
	h := &texts[i].head
	if h.sep != single {
		return nil, nil
	}
	var known []string
	for n := range strings.SplitSeq(opt.Values[optionName], "\n") {
		if n != "" {
			known = append(known, n)
		}
	}
	if h.party.text == "" {
		return known, nil
	}
	for k := range texts {
		if o := &texts[k].head; o.sep == single || o.title != h.party.text && o.party.text != h.party.text {
			continue
		}
		p, err := profileOf(ctx, in, &texts[k], opt, nil)
		if err != nil {
			return nil, err
		}
		known = append(known, p.names...)
	}
	return known, nil
}

// room is the second pass over one text.
type room struct {
	ctx    context.Context //nolint:containedctx // lives as long as one call of Read
	in     formats.Input
	t      *text
	p      *profile
	opt    formats.ReadOptions
	media  *media
	emit   formats.Emit
	out    *formats.Outbox
	ref    export.ChatRef
	people formats.People
	wall   formats.Wall
	slab   formats.Slab
	tally  tally
	source export.Source // Input and File
	seq    int64
	before int64 // the time of the message before, in Unix seconds

	rows    rows
	cur     record
	blank   []row // empty lines of which the next line tells where they belong
	date    int   // index of the next date line
	split   int   // index of the next heading within the text
	day     civil
	minute  int   // of the record before, on its day
	dated   bool  // a date line was met
	guessed bool  // whose export it is was inferred
	spent   int64 // bytes looked at in vain, see creditFirst
}

// civil is a day as people write it.
type civil struct {
	year  int
	month time.Month
	day   int
}

func civilOf(day int) civil {
	y, m, d := time.Unix(int64(day)*secondsADay, 0).UTC().Date()
	return civil{y, m, d}
}

func newRoom(ctx context.Context, in formats.Input, t *text, p *profile, opt formats.ReadOptions) *room {
	r := &room{ctx: ctx, in: in, t: t, p: p, opt: opt}
	r.wall.Zone = opt.Zone
	if opt.Zone == nil {
		r.wall.Zone = time.Local
	}
	r.people.Self, r.guessed = p.self(opt.Self)
	r.source = export.Source{Input: in.Roots[t.root].Name, File: t.name}
	return r
}

func (r *room) read() error {
	r.out = formats.NewOutbox(r.emit)
	r.emit = r.out.Emit // behind the texts held
	err := r.all()
	return cmp.Or(err, r.out.Flush()) // what was read is emitted even so
}

func (r *room) all() error {
	if err := r.emit(r.p.event(r.wall.Zone.String(), r.source)); err != nil {
		return err
	}
	if err := r.emit(r.chat()); err != nil {
		return err
	}
	f, err := r.in.Roots[r.t.root].FS.Open(r.t.name)
	if err != nil {
		return err
	}
	defer f.Close()
	mode := formats.TrustText
	if r.p.bad > 0 {
		mode = formats.RepairBad
	}
	r.rows.lines = formats.NewLines(formats.NewDecoder(f, r.t.head.enc, mode))
	if err := r.heading(r.t.head.lines); err != nil {
		return err
	}
	r.infer()
	if err := r.body(); err != nil {
		return err
	}
	if err := r.rows.lines.Err(); err != nil {
		return err
	}
	return r.tell()
}

// heading marks lines of a heading.
func (r *room) heading(lines int) error {
	for i := range lines {
		if !r.rows.next() {
			return nil
		}
		kind := export.MarkTitle
		if i == 1 {
			kind = export.MarkSaved
		}
		if err := r.mark(kind, r.rows.row); err != nil {
			return err
		}
	}
	return nil
}

// infer says what day it is before the first date line: the one before, as far
// as anybody can tell.
func (r *room) infer() {
	if len(r.p.cal.dates) > 0 {
		r.day = civilOf(r.p.cal.dates[0].day - 1)
	}
}

// chat describes the room.
func (r *room) chat() *export.Chat {
	t := r.p.title()
	ch := &export.Chat{Ref: r.ref, App: "line", Kind: r.p.kind(r.people.Self), Title: t.text, From: r.source}
	if ch.Title == "" {
		ch.Title = r.p.partner(r.people.Self)
	}
	if l := r.p.locale(); l != nil {
		ch.Lang = l.tag
	}
	if r.opt.Chat != "" {
		ch.Title = r.opt.Chat
	}
	if r.p.cal.saved > 0 {
		d := civilOf(r.p.cal.saved)
		ch.Saved = r.wall.Exact(d.year, d.month, d.day, r.t.head.savedAt*60)
	}
	return ch
}

func (r *room) mark(kind export.MarkKind, at row) error {
	m := &export.Mark{Kind: kind, Text: at.text}
	r.place(&m.From, &at)
	return r.emit(m)
}

func (r *room) unread(at row) error {
	var from export.Source
	r.place(&from, &at)
	if err := r.emit(&export.Problem{Code: export.UnreadLine, From: from}); err != nil {
		return err
	}
	return r.emit(&export.Unread{Text: at.text, From: from})
}

// place says where a line stands.
func (r *room) place(s *export.Source, at *row) {
	s.Input, s.File = r.source.Input, r.source.File
	s.Line, s.Lines, s.Offset, s.Length = at.line, 1, at.offset, at.length()
}

// row is a line of the text.
type row struct {
	text   string
	line   int
	ending int
	offset int64
}

func (r *row) length() int64 { return int64(len(r.text) + r.ending) }

// rows are the lines of a text, some of which were looked at ahead.
type rows struct {
	lines *formats.Lines
	row   row
	ahead []row
	at    int // of the next one in ahead
}

func (q *rows) next() bool {
	if q.at < len(q.ahead) {
		q.row = q.ahead[q.at]
		if q.at++; q.at == len(q.ahead) {
			q.ahead, q.at = q.ahead[:0], 0
		}
		return true
	}
	if !q.lines.Next() {
		return false
	}
	l := q.lines
	q.row.text, q.row.line, q.row.ending, q.row.offset = l.Text, l.Line, l.Ending, l.Offset
	return true
}

// peek returns a line that is still to come, the next one for 0.
func (q *rows) peek(i int) (*row, bool) {
	for q.at+i >= len(q.ahead) {
		if !q.lines.Next() {
			return nil, false
		}
		if q.at > 0 && len(q.ahead) == cap(q.ahead) {
			q.ahead = q.ahead[:copy(q.ahead, q.ahead[q.at:])]
			q.at = 0
		}
		l := q.lines
		q.ahead = append(q.ahead, row{l.Text, l.Line, l.Ending, l.Offset})
	}
	return &q.ahead[q.at+i], true
}

// skip passes over lines that were looked at.
func (q *rows) skip(n int) {
	if q.at += n; q.at == len(q.ahead) {
		q.ahead, q.at = q.ahead[:0], 0
	}
}
