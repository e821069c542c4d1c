package kakaotalk

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
	groups, err := find(in)
	if err == nil && len(groups) == 0 {
		err = formats.ErrNoExport
	}
	if err != nil {
		return err
	}
	files := newLibrary(in, groups)
	pairs, err := files.pair(ctx, in, groups, opt)
	if err != nil {
		return err
	}
	var people export.PersonRef
	for i := range groups {
		g := &groups[i]
		p, err := profileOf(ctx, in, g)
		if err != nil {
			return err
		}
		r := newRoom(ctx, in, g, p, opt, files.index(in, g))
		r.media.pairs = pairs[i]
		r.emit, r.ref, r.people.Last = emit, export.ChatRef(i+1), people
		if err := r.read(); err != nil {
			return err
		}
		people = r.people.Last
	}
	return nil
}

// room is the second pass over one export: what is common to the grammars of
// all platforms.
type room struct {
	ctx    context.Context //nolint:containedctx // lives as long as one call of Read
	in     formats.Input
	g      *group
	p      *profile
	opt    formats.ReadOptions
	emit   formats.Emit
	out    *formats.Outbox
	ref    export.ChatRef
	people people
	media  *mediaIndex
	marks  *markerTable
	days   formats.Wall
	zone   *time.Location
	tally  tally
	before int64 // the time of the message before, in Unix seconds

	lines  *formats.Lines
	source export.Source // Input and File of the part that is being read
	seq    int64
	slab   formats.Slab
}

// body reads what follows the heading of one part, to its end.
type body interface{ read(pp partProfile) error }

func newRoom(ctx context.Context, in formats.Input, g *group, p *profile, opt formats.ReadOptions, media *mediaIndex) *room {
	zone := opt.Zone
	if zone == nil {
		zone = seoul()
	}
	r := &room{
		ctx: ctx, in: in, g: g, p: p, opt: opt, zone: zone,
		media: media, marks: newMarkerTable(p.loc, !p.media),
		days: formats.Wall{Zone: zone},
	}
	r.people.init(p, g.parts[0].head, opt.Self)
	return r
}

// seoul is the zone that every KakaoTalk export without a word on it is assumed
// to be in: an export prints the clock of the phone that made it.
func seoul() *time.Location {
	if loc, err := time.LoadLocation("Asia/Seoul"); err == nil {
		return loc
	}
	return time.FixedZone("Asia/Seoul", 9*60*60)
}

// body returns the reader of the room's grammar, which serves all parts.
func (r *room) body() body {
	switch r.p.app {
	case windows:
		return &bracketReader{room: r}
	case mac:
		return &rowReader{room: r}
	case android, ios:
	}
	return &mobileReader{room: r, clock: newClocks(r.p.sh)}
}

func (r *room) read() error {
	r.out = formats.NewOutbox(r.emit)
	r.emit = r.out.Emit // behind the texts held
	err := r.all()
	return cmp.Or(err, r.out.Flush()) // what was read is emitted even so
}

func (r *room) all() error {
	text := r.body()
	for i := range r.g.parts {
		pt := &r.g.parts[i]
		root := r.in.Roots[pt.root]
		r.source = export.Source{Input: root.Name, File: pt.name}
		if err := r.emit(r.p.event(i, &r.g.parts[0].head, r.zone.String(), r.source)); err != nil {
			return err
		}
		if i == 0 {
			if err := r.emit(r.chat()); err != nil {
				return err
			}
		}
		if err := r.part(root, pt, text, r.p.parts[i]); err != nil {
			return err
		}
	}
	return r.tell()
}

func (r *room) part(root formats.Root, pt *part, text body, pp partProfile) error {
	f, err := root.FS.Open(pt.name)
	if err != nil {
		return err
	}
	defer f.Close()
	r.lines = formats.NewLines(formats.NewDecoder(f, pp.enc, pp.mode()))
	for i := range pt.head.lines {
		if !r.lines.Next() {
			break
		}
		kind := export.MarkTitle
		switch {
		case r.p.app == mac:
			kind = export.MarkHeader
		case i == 1:
			kind = export.MarkSaved
		}
		if err := r.emit(&export.Mark{Kind: kind, Text: r.lines.Text, From: r.from()}); err != nil {
			return err
		}
	}
	err = text.read(pp)
	if err == nil {
		err = r.lines.Err()
	}
	return err
}

// from is where the current line or record stands.
func (r *room) from() export.Source {
	var s export.Source
	r.place(&s)
	return s
}

func (r *room) place(s *export.Source) {
	s.Input, s.File = r.source.Input, r.source.File
	s.Line, s.Lines, s.Offset = r.lines.Line, r.lines.Lines, r.lines.Offset
	s.Length = int64(len(r.lines.Text) + r.lines.Ending)
}

func (r *room) unread(text string, from export.Source) error {
	if err := r.emit(&export.Problem{Code: export.UnreadLine, From: from}); err != nil {
		return err
	}
	return r.emit(&export.Unread{Text: text, From: from})
}

// span joins two neighbouring places.
func span(a, b export.Source) export.Source {
	a.Lines += b.Lines
	a.Length = b.Offset + b.Length - a.Offset
	return a
}

// layout marks lines that are part of no message: empty ones, and days.
func (r *room) layout(lines []held) error {
	for _, h := range lines {
		kind := export.MarkBlank
		if h.text != "" && h.text[0] != '\n' {
			kind = export.MarkDay
		}
		if err := r.emit(&export.Mark{Kind: kind, Text: strings.Trim(h.text, "\n"), From: h.from}); err != nil {
			return err
		}
	}
	return nil
}
