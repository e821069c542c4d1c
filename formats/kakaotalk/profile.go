package kakaotalk

import (
	"context"
	"strings"

	"exile/export"
	"exile/formats"
)

// profile is what the first pass over all parts of an export finds out.
type profile struct {
	loc   *locale
	sh    *shape
	names *names
	media bool // photos are written as file names: an export with media
	parts []partProfile
}

type partProfile struct {
	enc     formats.Encoding
	bad     int64
	records bool // CRLF ends a record; else the lines themselves must tell
	several bool // there are lines that begin no record
}

// mode is how the second pass decodes.
func (pp partProfile) mode() formats.DecodeMode {
	if pp.bad > 0 {
		return formats.RepairBad
	}
	return formats.TrustText
}

// afterDate stands between the date and the rest of a record.
const afterDate = ", "

func profileOf(ctx context.Context, in formats.Input, g *group) (*profile, error) {
	h := &g.parts[0].head
	p := &profile{loc: h.loc, sh: h.sh}
	p.reset(h)
	for i := range g.parts {
		pp, err := p.part(ctx, in, &g.parts[i])
		if err != nil {
			return nil, err
		}
		p.parts = append(p.parts, pp)
	}
	p.names.finish()
	return p, nil
}

// reset forgets all names but the title, which in a room of two is one.
func (p *profile) reset(h *header) {
	p.names = newNames()
	if p.loc == nil || h.lines == 0 {
		return
	}
	if title, counted := p.loc.title(h.title); !counted && strings.Contains(title, nameEnd) {
		p.names.known[title] = true
	}
}

func (p *profile) feeds() []feed {
	if p.loc == nil {
		return nil
	}
	return p.loc.feeds
}

// part profiles one file. A file that is not UTF-8 after all is read again as
// CP949 if that leaves fewer bad bytes.
func (p *profile) part(ctx context.Context, in formats.Input, pt *part) (partProfile, error) {
	enc := pt.head.enc
	if enc == "" {
		enc = formats.UTF8
	}
	s, err := p.scan(ctx, in, pt, enc)
	if err != nil {
		return partProfile{}, err
	}
	if enc == formats.UTF8 && s.bad > 0 {
		again, err := p.scan(ctx, in, pt, formats.CP949)
		if err != nil {
			return partProfile{}, err
		}
		if again.bad < s.bad {
			s, enc = again, formats.CP949
		}
	}
	pp := partProfile{enc: enc, bad: s.bad, records: s.records(), several: s.bare > 0 || s.strange > 0}
	if !pp.records && s.afterLF > 0 {
		return pp, p.namesOfLines(ctx, in, pt, pp)
	}
	return pp, nil
}

// scanned counts what tells whether CRLF ends a record and LF does not.
type scanned struct {
	bad       int64
	bare      int  // lines that end with a bare LF, from the first record on
	afterCRLF int  // records that begin after CRLF
	afterLF   int  // lines that look like records and begin after a bare LF
	strange   int  // lines after CRLF that are no record, date, blank or album
	first     bool // the first record begins after CRLF
	last      bool // the file ends with CRLF
}

// records is the newline rule: in what the app writes, CRLF ends a record and
// newlines within a message are bare LF. Editors and mail programs leave only
// one kind, and then the rule says nothing.
func (s *scanned) records() bool {
	return s.bare > 0 && s.first && s.strange*10 <= s.bare && (s.last || s.afterCRLF*20 >= s.afterLF)
}

func (p *profile) scan(ctx context.Context, in formats.Input, pt *part, enc formats.Encoding) (scanned, error) {
	var s scanned
	f, err := in.Roots[pt.root].FS.Open(pt.name)
	if err != nil {
		return s, err
	}
	defer f.Close()
	dec := formats.NewDecoder(f, enc, formats.CountBad)
	l := formats.NewLinesReused(dec)
	clock := newClock(p.sh)
	after, started := 2, false
	for l.Next() {
		if l.Line%1024 == 0 && ctx.Err() != nil {
			return s, ctx.Err()
		}
		if l.Line <= pt.head.lines {
			continue
		}
		_, n := clock.read(l.Text)
		rest, isRecord := strings.CutPrefix(l.Text[n:], afterDate)
		isRecord = isRecord && n > 0
		switch {
		case isRecord && after == 2:
			s.first = s.first || !started
			s.afterCRLF++
			p.record(rest)
		case isRecord:
			s.afterLF++
		case after == 2 && started && l.Text != "" && n != len(l.Text) && !isHexName(l.Text):
			s.strange++
		}
		started = started || isRecord
		if started && l.Ending == 1 {
			s.bare++
		}
		after = l.Ending
	}
	s.bad, s.last = dec.Bad(), after == 2
	return s, l.Err()
}

// record learns from what stands after the date.
func (p *profile) record(rest string) {
	i := p.names.add(rest, p.feeds())
	if i < 0 || p.media {
		return
	}
	body := rest[i:]
	p.media = hexName(body) > 0 || p.loc != nil && strings.HasPrefix(body, "<") && p.unread(body)
}

// unread reports whether body is "<사진 읽지 않음>", which only exports with
// media have.
func (p *profile) unread(body string) bool {
	for _, w := range p.loc.words {
		if strings.HasPrefix(body[1:], w.word+" ") && strings.HasSuffix(body, ">") {
			return true
		}
	}
	return false
}

// namesOfLines looks for names where a line may be a record whatever ends the
// line before.
func (p *profile) namesOfLines(ctx context.Context, in formats.Input, pt *part, pp partProfile) error {
	f, err := in.Roots[pt.root].FS.Open(pt.name)
	if err != nil {
		return err
	}
	defer f.Close()
	l := formats.NewLinesReused(formats.NewDecoder(f, pp.enc, pp.mode()))
	clock := newClock(p.sh)
	p.reset(&pt.head)
	for l.Next() {
		if l.Line%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if _, n := clock.read(l.Text); n > 0 && l.Line > pt.head.lines {
			if rest, ok := strings.CutPrefix(l.Text[n:], afterDate); ok {
				p.record(rest)
			}
		}
	}
	return l.Err()
}

// event tells what was found about one part.
func (p *profile) event(i int, zone string, from export.Source) *export.Profile {
	pp := p.parts[i]
	e := &export.Profile{
		Variant: "android", Clock: "24h", Zone: zone, Encoding: string(pp.enc), Dates: p.sh.layout,
		Newlines: export.NewlinesLine, From: from,
	}
	if p.media {
		e.Variant = "android with media"
	}
	if p.loc != nil {
		e.Locale = p.loc.tag
	}
	if p.sh.half {
		e.Clock = "12h"
	}
	if pp.records {
		e.Newlines = export.NewlinesRecord
	}
	return e
}
