package whatsapp

import (
	"cmp"
	"context"
	"strings"
	"time"

	"exile/export"
	"exile/formats"
)

// Read reads every export of the input, each as a chat of its own.
func (reader) Read(ctx context.Context, in formats.Input, opt formats.ReadOptions, emit formats.Emit) error {
	texts, copies, err := find(in)
	if err == nil && len(texts) == 0 {
		err = formats.ErrNoExport
	}
	if err != nil {
		return err
	}
	if texts, err = withoutAttached(ctx, in, texts); err != nil {
		return err
	}
	files := newMedia(in, texts, copies)
	var last export.PersonRef
	for i := range texts {
		t := &texts[i]
		if t.cr {
			return formats.OldMacLines(t.name)
		}
		p, err := profileOf(ctx, in, t, wanted(opt))
		if err != nil {
			return err
		}
		r := newRoom(ctx, in, t, p, opt, files.library(in, t))
		r.emit, r.ref, r.people.Last = emit, export.ChatRef(i+1), last
		if err := r.read(); err != nil {
			return err
		}
		last = r.people.Last
	}
	for _, p := range files.left(in) {
		if err := emit(&p); err != nil {
			return err
		}
	}
	return nil
}

// wanted is the order of dates that the person asks for, "" for none.
func wanted(opt formats.ReadOptions) order {
	for _, o := range orders() {
		if opt.Values[dateOrder] == string(o) {
			return o
		}
	}
	return ""
}

// room is the second pass over one export.
type room struct {
	ctx      context.Context //nolint:containedctx // lives as long as one call of Read
	in       formats.Input
	text     *text
	p        *profile
	opt      formats.ReadOptions
	emit     formats.Emit
	out      *formats.Outbox
	ref      export.ChatRef
	people   formats.People
	sure     bool    // of who made the export
	title    *author // of the app's words on an iPhone; nil: not known
	silent   bool    // nothing else stands behind it
	crowd    bool    // more than one person wrote
	chatName string  // of a group on an iPhone, which the app gives its own words for an author; "": none
	says     *payloads
	wall     formats.Wall
	slab     formats.Slab
	tally    tally

	lines  *formats.Lines
	source export.Source // Input and File
	clock  clock
	of     *seen  // the shape of the last header that clock read; nil: none of this file
	day    day    // of that header
	bits   uint64 // the shapes of the file's headers
	seq    int64
	before int64 // the time of the message before, in Unix seconds

	cur   record
	blank export.Source // empty lines that the next line decides about; Lines 0: none
}

// record is the message or notice that is being read: what follows may still
// belong to it.
type record struct {
	open bool    // the last message is still to be emitted
	by   *author // nil: the app
	ios  bool    // an iPhone wrote it
	body string  // its first line
	more []string
	long []byte // lines before those in more, each after a newline: of a long text
}

func newRoom(ctx context.Context, in formats.Input, t *text, p *profile, opt formats.ReadOptions, files *library) *room {
	zone := opt.Zone
	if zone == nil {
		zone = time.Local // whoever exports a chat is, mostly, where it was written
	}
	r := &room{
		ctx: ctx, in: in, text: t, p: p, opt: opt,
		says: newPayloads(files, p.lang), wall: formats.Wall{Zone: zone},
		source: export.Source{Input: in.Roots[t.root].Name, File: t.name},
		bits:   p.shapeBits(),
	}
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
	f, err := r.in.Roots[r.text.root].FS.Open(r.text.name)
	if err != nil {
		return err
	}
	defer f.Close()
	text := readAhead(formats.NewDecoder(f, r.p.enc, r.p.mode()), r.text.size)
	r.lines = formats.NewLines(text)
	err = r.body()
	_ = text.Close()
	if err != nil {
		return err
	}
	return r.tell()
}

// body reads all lines.
func (r *room) body() error {
	ending := 2
	for r.lines.Next() {
		if r.lines.Line%1024 == 1 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		line := r.lines.Text
		var err error
		switch {
		case (ending == 2 || !r.p.records) && r.header(line):
			err = r.begin(line)
		case line == "":
			r.empty()
		default:
			err = r.continued(line)
		}
		if err != nil {
			return err
		}
		ending = max(r.lines.Ending, 1)
	}
	if err := r.lines.Err(); err != nil {
		return err
	}
	if err := r.finish(); err != nil {
		return err
	}
	return r.layout()
}

// header reports whether line begins with a header of this file.
func (r *room) header(line string) bool {
	if !r.clock.read(line) {
		return false
	}
	if r.clock.fresh {
		if r.of = r.p.of(r.clock.shape, r.lines.Line); r.of != nil {
			r.day = r.of.orderOf(r.lines.Line).of(r.clock.date)
			if !r.day.exists() || !r.of.takesDate(&r.clock.header) {
				r.of = nil
			}
		}
	}
	if r.of != nil && r.of.takes(hourPad, r.clock.pads[hourPad]) {
		return true
	}
	r.swallow(line)
	return false
}

// swallow counts a line that becomes text though it begins with a header, of
// another shape or with a day that does not exist, and with somebody of this chat.
func (r *room) swallow(line string) {
	raw, _, ok := splitAuthor(line[r.clock.end:])
	if !ok || !r.takesMore() {
		return
	}
	if a := r.p.authors.known(raw); a == nil || !a.is || a.seen&r.bits == 0 {
		return
	}
	if r.tally.swallowed++; r.tally.swallowed == 1 {
		r.place(&r.tally.swallowedAt)
	}
}

// place tells where the current line stands.
func (r *room) place(s *export.Source) {
	s.Input, s.File = r.source.Input, r.source.File
	s.Line, s.Lines, s.Offset = r.lines.Line, r.lines.Lines, r.lines.Offset
	s.Length = int64(len(r.lines.Text) + r.lines.Ending)
}

// cover adds a neighbouring place to another.
func cover(a *export.Source, b export.Source) {
	a.Lines += b.Lines
	a.Length = b.Offset + b.Length - a.Offset
}

// empty takes an empty line, which belongs to a text if more of it follows.
func (r *room) empty() {
	if r.blank.Lines == 0 {
		r.place(&r.blank)
		return
	}
	var s export.Source
	r.place(&s)
	cover(&r.blank, s)
}

// layout marks the empty lines that belong to no text.
func (r *room) layout() error {
	if r.blank.Lines == 0 {
		return nil
	}
	m := &export.Mark{Kind: export.MarkBlank, From: r.blank}
	r.blank = export.Source{}
	return r.emit(m)
}

// begin starts a new record, which ends the one before.
func (r *room) begin(line string) error {
	r.give()
	if err := r.finish(); err != nil {
		return err
	}
	if err := r.layout(); err != nil {
		return err
	}
	m := r.slab.Next()
	r.seq++
	r.place(&m.From)
	m.Chat, m.Seq = r.ref, r.seq
	m.Time.T = r.wall.At(r.day.year, time.Month(r.day.month), r.day.day, int(r.clock.second))
	m.Time.Precision, m.Time.Zone = time.Minute, export.ZoneAssumed
	if r.of.shape.seconds {
		m.Time.Precision = time.Second
	}
	now := m.Time.T.Unix()
	if now < r.before {
		r.tally.earlier++
	}
	r.before = now
	c := &r.cur
	c.open, c.ios = true, r.of.shape.ios()
	if len(c.more) > 0 {
		c.more, c.long = c.more[:0], nil
	}
	c.by, c.body = r.author(line[r.clock.end:])
	return nil
}

// author cuts what follows a header into its author and the body; nil where the
// app speaks.
func (r *room) author(rest string) (*author, string) {
	a, raw, body, ok := r.p.authors.split(rest)
	if !ok {
		return nil, rest
	}
	if a == nil { // there were too many to keep
		a = &author{}
		a.name, a.is = authorName(raw)
	}
	if !a.is {
		if a.open > 0 && opensQuotation(rest) {
			r.tally.guessed++
		}
		return nil, rest
	}
	if a.wrote == 0 && r.of.shape.ios() {
		if long, tail, ok := splitLong(rest, raw); ok {
			if l := r.p.authors.known(long); l != nil && l.is && l.short == a {
				return l, tail
			}
		}
	}
	return a, body
}

// maxText bounds what a hostile file can make us hold, in bytes: no phone writes so
// much into one message.
const maxText = formats.MaxRecord

// continued takes a line that begins no record: more of the text.
func (r *room) continued(line string) error {
	if !r.takesMore() {
		return r.unread(line)
	}
	r.give()
	r.cur.add(line)
	m := r.slab.Last()
	m.From.Lines++
	m.From.Length += int64(len(line) + r.lines.Ending)
	return nil
}

// takesMore reports whether a record is open to which the held lines, and another,
// may belong.
func (r *room) takesMore() bool {
	return r.cur.open && r.slab.Last().From.Length+r.blank.Length <= maxText
}

// give adds the empty lines held to the text.
func (r *room) give() {
	if r.blank.Lines == 0 || !r.takesMore() {
		return
	}
	r.cur.add(strings.Repeat("\n", r.blank.Lines-1))
	cover(&r.slab.Last().From, r.blank)
	r.blank = export.Source{}
}

// unread keeps a line that belongs to nothing.
func (r *room) unread(line string) error {
	if err := r.finish(); err != nil {
		return err
	}
	if err := r.layout(); err != nil {
		return err
	}
	u := &export.Unread{Text: line}
	r.place(&u.From)
	if err := r.emit(&export.Problem{Code: export.UnreadLine, From: u.From}); err != nil {
		return err
	}
	return r.emit(u)
}

// manyLines of a text are held one by one; more are joined, for each line held
// costs more than it has.
const manyLines = 4096

func (c *record) add(line string) {
	if len(c.more) == manyLines {
		for _, s := range c.more {
			c.long = append(append(c.long, '\n'), s...)
		}
		c.more = c.more[:0]
	}
	c.more = append(c.more, line)
}

// whole is the body of the record, its lines joined.
func (c *record) whole() string {
	if len(c.more) == 0 {
		return c.body
	}
	n := len(c.body) + len(c.long) + len(c.more)
	for _, s := range c.more {
		n += len(s)
	}
	var b strings.Builder
	b.Grow(n)
	b.WriteString(c.body)
	b.Write(c.long)
	for _, s := range c.more {
		b.WriteByte('\n')
		b.WriteString(s)
	}
	return b.String()
}
