package kakaotalk

import (
	"context"
	"strings"
	"time"

	"exile/export"
	"exile/formats"
)

// Read reads every export of the input, each as a chat of its own.
func (reader) Read(ctx context.Context, in formats.Input, opt formats.ReadOptions, emit formats.Emit) error {
	groups, err := find(in)
	if err == nil && len(groups) == 0 {
		err = formats.ErrNoExport
	}
	if err != nil {
		return err
	}
	var people export.PersonRef
	for i, g := range groups {
		p, err := profileOf(ctx, in, &g)
		if err != nil {
			return err
		}
		c := newChatReader(ctx, in, &g, p, opt)
		c.emit, c.ref, c.people.last = emit, export.ChatRef(i+1), people
		if err := c.read(); err != nil {
			return err
		}
		people = c.people.last
	}
	return nil
}

// chatReader is the second pass over one export.
type chatReader struct {
	ctx    context.Context //nolint:containedctx // lives as long as one call of Read
	in     formats.Input
	g      *group
	p      *profile
	opt    formats.ReadOptions
	emit   formats.Emit
	ref    export.ChatRef
	people people
	media  *mediaIndex
	marks  *markerTable
	days   dayClock
	zone   *time.Location
	tally  tally

	before  int64 // the time of the message before, in Unix seconds
	refused bool  // a line that looks like a record was taken for text

	lines  *formats.Lines
	clock  clock
	source export.Source // Input and File of the part that is being read
	cur    record
	held   []held
	seq    int64
	slab   []export.Message
	used   int // of slab
}

// record is the message or notice that is being read: what follows may still
// belong to it.
type record struct {
	open bool     // the last message is still to be emitted
	rest string   // what stands after the date, in record mode with its bare LFs
	more []string // further pieces: lines of the text, names of an album
}

func newChatReader(ctx context.Context, in formats.Input, g *group, p *profile, opt formats.ReadOptions) *chatReader {
	zone := opt.Zone
	if zone == nil {
		zone = seoul()
	}
	c := &chatReader{
		ctx: ctx, in: in, g: g, p: p, opt: opt, zone: zone,
		media: newMediaIndex(in, g), marks: newMarkerTable(p.loc, !p.media),
		days: dayClock{zone: zone}, clock: newClock(p.sh),
	}
	c.people.init(p, g.parts[0].head, opt.Self)
	return c
}

// seoul is the zone that every KakaoTalk export without a word on it is assumed
// to be in: an export prints the clock of the phone that made it.
func seoul() *time.Location {
	if loc, err := time.LoadLocation("Asia/Seoul"); err == nil {
		return loc
	}
	return time.FixedZone("Asia/Seoul", 9*60*60)
}

func (c *chatReader) read() error {
	for i := range c.g.parts {
		pt := &c.g.parts[i]
		root := c.in.Roots[pt.root]
		c.source = export.Source{Input: root.Name, File: pt.name}
		if err := c.emit(c.p.event(i, c.zone.String(), c.source)); err != nil {
			return err
		}
		if i == 0 {
			if err := c.emit(c.chat()); err != nil {
				return err
			}
		}
		if err := c.part(root, pt, c.p.parts[i]); err != nil {
			return err
		}
	}
	return c.tell()
}

func (c *chatReader) part(root formats.Root, pt *part, pp partProfile) error {
	f, err := root.FS.Open(pt.name)
	if err != nil {
		return err
	}
	defer f.Close()
	c.lines = formats.NewLines(formats.NewDecoder(f, pp.enc, pp.mode()))
	for i := range pt.head.lines {
		if !c.lines.Next() {
			break
		}
		kind := export.MarkTitle
		if i == 1 {
			kind = export.MarkSaved
		}
		if err := c.emit(&export.Mark{Kind: kind, Text: c.lines.Text, From: c.from()}); err != nil {
			return err
		}
	}
	if pp.records {
		err = c.byRecord()
	} else {
		err = c.byLine(pp.dated)
	}
	if err == nil {
		err = c.lines.Err()
	}
	if err == nil {
		err = c.finish()
	}
	return err
}

// from is where the current line or record stands.
func (c *chatReader) from() export.Source {
	var s export.Source
	c.place(&s)
	return s
}

func (c *chatReader) place(s *export.Source) {
	s.Input, s.File = c.source.Input, c.source.File
	s.Line, s.Lines, s.Offset = c.lines.Line, c.lines.Lines, c.lines.Offset
	s.Length = int64(len(c.lines.Text) + c.lines.Ending)
}

// byRecord reads a file in which CRLF ends a record: what stands after a bare
// LF is text, however much it looks like a record.
func (c *chatReader) byRecord() error {
	for n := 0; c.lines.NextRecord(); n++ {
		if n%512 == 0 && c.ctx.Err() != nil {
			return c.ctx.Err()
		}
		text := c.lines.Text
		at, k := c.clock.read(text)
		var err error
		switch {
		case k > 0 && k == len(text):
			err = c.date(text)
		case k > 0 && strings.HasPrefix(text[k:], afterDate):
			err = c.begin(at, text[k+len(afterDate):])
		case strings.Trim(text, "\n") == "":
			err = c.hold(text)
		default:
			err = c.continued(text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// begin starts a new record, which ends the one before.
func (c *chatReader) begin(at stamp, rest string) error {
	if err := c.finish(); err != nil {
		return err
	}
	c.cur.open, c.cur.rest, c.cur.more = true, rest, c.cur.more[:0]
	c.next(at)
	return nil
}

// date marks a line that is only a date, with the blank line before it.
func (c *chatReader) date(text string) error {
	h := c.held
	c.held = nil
	if err := c.finish(); err != nil {
		return err
	}
	from := c.from()
	if n := len(h); n > 0 {
		from = span(h[n-1].from, from)
		h = h[:n-1]
	}
	if err := c.blanks(h); err != nil {
		return err
	}
	return c.emit(&export.Mark{Kind: export.MarkDay, Text: text, From: from})
}

// Bounds on what a hostile file can make us hold: no phone writes so much.
const (
	maxText = formats.MaxRecord // bytes of one message
	maxHeld = 10_000            // blank lines in a row
)

// hold keeps a line of which the next ones tell whether it belongs to a text.
func (c *chatReader) hold(text string) error {
	if len(c.held) >= maxHeld {
		if err := c.finish(); err != nil {
			return err
		}
	}
	c.held = append(c.held, held{text: text, from: c.from()})
	return nil
}

// continued takes a piece that begins no record: the next name of an album, or
// more of the text.
func (c *chatReader) continued(text string) error {
	if !c.cur.open || c.last().From.Length > maxText {
		if err := c.finish(); err != nil {
			return err
		}
		return c.unread(text, c.from())
	}
	c.give()
	c.cur.more = append(c.cur.more, text)
	m := c.last()
	m.From = span(m.From, c.from())
	return nil
}

// give adds the lines held to the text.
func (c *chatReader) give() {
	m := c.last()
	for _, h := range c.held {
		c.cur.more = append(c.cur.more, h.text)
		m.From = span(m.From, h.from)
	}
	c.held = c.held[:0]
}

func (c *chatReader) unread(text string, from export.Source) error {
	if err := c.emit(&export.Problem{Code: export.UnreadLine, From: from}); err != nil {
		return err
	}
	return c.emit(&export.Unread{Text: text, From: from})
}

// span joins two neighbouring places.
func span(a, b export.Source) export.Source {
	a.Lines += b.Lines
	a.Length = b.Offset + b.Length - a.Offset
	return a
}

// held is a line that may belong to the text before it or to the date after it.
type held struct {
	text string
	from export.Source
}

// finish emits the record that is being read, then the blank lines held.
func (c *chatReader) finish() error {
	if c.cur.open {
		c.cur.open = false
		if err := c.message(); err != nil {
			return err
		}
	}
	h := c.held
	c.held = c.held[:0]
	return c.blanks(h)
}

func (c *chatReader) blanks(lines []held) error {
	for _, h := range lines {
		kind := export.MarkBlank
		if h.text != "" && h.text[0] != '\n' {
			kind = export.MarkDay
		}
		if err := c.emit(&export.Mark{Kind: kind, Text: strings.Trim(h.text, "\n"), From: h.from}); err != nil {
			return err
		}
	}
	return nil
}
