package whatsapp

import (
	"context"
	"strings"

	"exile/export"
	"exile/formats"
)

// profile is what the first pass over a text finds out.
type profile struct {
	enc     formats.Encoding
	bad     int64
	zeros   int64 // bytes 0, which are kept
	shapes  shapes
	main    *seen // the shape of most headers; nil: there are none
	authors *authors
	lang    *markers
	said    []string // lines without an author, the first of them
	ends    ends
	records bool // CRLF ends a record; else every line tells for itself
}

// ends counts lines by what ended the line before: an iPhone ends records with
// CRLF and, mostly, the lines within a text with a bare LF.
type ends struct {
	headers, others [3]int // at 1 after LF, at 2 after CRLF
}

// records reports whether CRLF ends a record and nothing else: bare LFs occur
// within texts, and what follows CRLF is a header. Then a line after a bare LF is
// text, however much it looks like a header.
func (e ends) records() bool {
	return e.headers[2] > 0 && e.others[1] > 0 && e.others[2] == 0 && e.headers[1]*4 <= e.headers[2]
}

const (
	maxSaid  = 200
	saidSize = 512 // bytes kept of a line of the app
	fewSaid  = 3   // such lines of one author that are kept
	learnt   = 1024
)

// mode is how the second pass decodes.
func (p *profile) mode() formats.DecodeMode {
	if p.bad > 0 {
		return formats.RepairBad
	}
	return formats.TrustText
}

// profileOf reads a text for the first time. One with bytes that are not UTF-8 is
// read as the second pass will decode it, or names would differ.
func profileOf(ctx context.Context, in formats.Input, t *text, want order) (*profile, error) {
	p, err := scan(ctx, in, t, want, formats.CountBad)
	if err == nil && p.bad > 0 && (p.enc == formats.UTF8 || p.enc == formats.UTF8BOM) {
		bad := p.bad
		if p, err = scan(ctx, in, t, want, formats.RepairBad); err == nil {
			p.bad = bad
		}
	}
	return p, err
}

func scan(ctx context.Context, in formats.Input, t *text, want order, mode formats.DecodeMode) (*profile, error) {
	p := &profile{enc: t.enc, authors: newAuthors(), lang: newMarkers()}
	f, err := in.Roots[t.root].FS.Open(t.name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	dec := formats.NewDecoder(f, p.enc, mode)
	r := readAhead(dec, t.size)
	l := formats.NewLinesReused(r)
	var c clock
	ending := 2
	for l.Next() {
		if l.Line%1024 == 1 && ctx.Err() != nil {
			_ = r.Close()
			return nil, ctx.Err()
		}
		if t.zeros {
			p.zeros += int64(strings.Count(l.Text, "\x00"))
		}
		switch {
		case c.read(l.Text):
			p.shapes.line = l.Line
			p.header(&c, l.Text, ending)
		case l.Text != "" && len(p.shapes.list) > 0:
			p.ends.others[ending]++
		}
		ending = max(l.Ending, 1)
	}
	_ = r.Close()
	p.bad = dec.Bad()
	if err := l.Err(); err != nil {
		return nil, err
	}
	a := asked{want: want, lang: p.lang.tag()}
	if info, err := f.Stat(); err == nil {
		a.saved = info.ModTime()
	}
	p.settle()
	p.main = p.shapes.decide(a, p.authors)
	p.lang.phone = p.phone()
	p.records = p.main != nil && p.ends.records()
	return p, nil
}

// header learns from a line that begins with a header.
func (p *profile) header(c *clock, line string, ending int) {
	p.ends.headers[ending]++
	of := p.shapes.add(c, line)
	if of == nil {
		return
	}
	rest := line[c.end:]
	a, raw, body, ok := p.authors.split(rest)
	if ok && a == nil {
		a = p.authors.of(raw)
	}
	if a == nil || !a.is {
		if a != nil && opensQuotation(rest) {
			a.open++
			a.seen |= of.bit
		}
		if !ok || a != nil {
			p.system(rest)
		}
		return
	}
	if a.wrote&of.bit == 0 && of.shape.ios() && !isMarked(body) {
		if long, tail, ok := splitLong(rest, raw); ok && p.titled(of, a, long, tail) {
			return
		}
	}
	a.seen |= of.bit
	if p.tells(c.marked, body) {
		p.lang.learn(body)
		if p.deletedByMe(body) {
			if a.mine++; a.mine == 1 {
				a.gone = strings.Clone(body)
			}
		}
	}
	switch {
	case a.wrote&of.bit != 0:
	case !of.shape.ios() || !isMarked(body):
		a.wrote |= of.bit
	default:
		a.hear(body)
	}
}

// hear keeps what may be the app's word.
func (a *author) hear(body string) {
	if len(a.said) < fewSaid {
		a.said = append(a.said, strings.Clone(body[:min(len(body), saidSize)]))
	}
}

// titled takes what may be the app's word behind a title with a colon in it.
func (p *profile) titled(of *seen, short *author, long, tail string) bool {
	a := p.authors.of(long)
	if a == nil || !a.is {
		return false
	}
	a.seen |= of.bit
	a.short = short
	a.hear(tail)
	p.lang.learn(tail)
	return true
}

// settle decides about the names that need the whole file. Those that open a
// quotation are names where two texts behind them do not close it.
func (p *profile) settle() {
	const few = 2
	for _, a := range p.authors.order {
		if !a.is && a.open >= few {
			a.is, a.wrote = true, a.seen
		}
	}
}

// phone is what wrote the file; both did where exports were joined.
func (p *profile) phone() phone {
	var ph phone
	for _, w := range p.shapes.list {
		is := phoneAndroid
		if w.shape.ios() {
			is = phoneIOS
		}
		if w.is && ph != phoneUnknown && ph != is {
			return phoneUnknown
		}
		if w.is {
			ph = is
		}
	}
	return ph
}

// tells reports whether a body may be the app's words, so that there is something
// to learn from it. Most bodies are told by their first and last bytes.
func (p *profile) tells(marked bool, body string) bool {
	n := len(body)
	if n == 0 || n > learnt {
		return false
	}
	last := body[n-1]
	return marked || isMarked(body) || body[0] == '<' || last == '>' || last == ')' ||
		n <= p.lang.table.longest && p.lang.table.may.has(body)
}

// deletedByMe reports whether a body says that whoever made the export deleted the
// message: "You deleted this message".
func (p *profile) deletedByMe(body string) bool {
	t := p.lang.table
	words := trimMarks(body)
	if _, ok := t.find(words, isKind(markDeletedByMe)); !ok {
		return false
	}
	_, others := t.find(words, isKind(markDeleted))
	return !others
}

// system learns from a line without an author.
func (p *profile) system(rest string) {
	if len(rest) > learnt {
		return
	}
	p.lang.learn(rest)
	if len(p.said) < maxSaid {
		p.said = append(p.said, strings.Clone(rest[:min(len(rest), saidSize)]))
	}
}

// shapeBits are the shapes of the file's headers.
func (p *profile) shapeBits() (bits uint64) {
	for _, w := range p.shapes.list {
		if w.is {
			bits |= w.bit
		}
	}
	return bits
}

// of returns the shape of a header that is one in this line of the file, nil for
// others.
func (p *profile) of(sh shape, line int) *seen {
	for _, w := range p.shapes.list {
		if w.is && line >= w.since && w.shape == sh {
			return w
		}
	}
	return nil
}

// event tells what was found.
func (p *profile) event(zone string, from export.Source) *export.Profile {
	e := &export.Profile{Zone: zone, Encoding: string(p.enc), Newlines: export.NewlinesLine, Locale: p.lang.tag(), From: from}
	if p.records {
		e.Newlines = export.NewlinesRecord
	}
	if p.main == nil {
		return e
	}
	e.Variant, e.Dates = p.main.shape.platform(), p.main.layout()
	var half, full bool
	for _, w := range p.shapes.list {
		if w.is {
			half = half || w.shape.half != clock24
			full = full || w.shape.half == clock24
		}
	}
	switch {
	case half && full:
		e.Clock = "12h and 24h"
	case half:
		e.Clock = "12h"
	default:
		e.Clock = "24h"
	}
	return e
}
