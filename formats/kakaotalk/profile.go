package kakaotalk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"exile/export"
	"exile/formats"
)

// profile is what the first pass over all parts of an export finds out.
type profile struct {
	app   platform
	loc   *locale
	sh    *shape
	names *names
	odd   *unknown
	media bool // photos are written as file names: an export with media
	parts []partProfile
	csv   csvProfile
	feeds []feed // notices of the app's language, then of the others
	day   stamp  // of an iPhone: the last day line, under which the next part may begin
}

type partProfile struct {
	enc     formats.Encoding
	bad     int64
	records bool    // CRLF ends a record; else the lines themselves must tell
	dated   bool    // where they must: a new day has its date line
	guessed bool    // what they tell is not certain
	timed   bool    // there are records that have a time
	clock   [2]bool // of an iPhone: which of the clocks of its dates are used
	win     bracketProfile
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
	p := &profile{app: h.app, loc: h.loc, sh: h.sh, names: newNames(), odd: newUnknown(h.loc)}
	p.feeds = feedsOf(h.app, h.loc)
	p.names.apart = h.app == mac || h.app == ios && !h.sh.bare
	if p.loc != nil && h.lines > 0 {
		if title, counted := p.loc.title(h.app, h.title); !counted { // in a room of two it is a name
			p.names.known[title] = true
		}
	}
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

// feedsOf are the notices that may occur, those of the app's language first. Other
// apps than Android's print what others' apps have made of a notice.
func feedsOf(app platform, loc *locale) []feed {
	var own, others []feed
	if loc != nil {
		own = loc.feeds
	}
	if app == android {
		return own
	}
	for _, l := range locales {
		if l != loc {
			others = append(others, l.feeds...)
		}
	}
	return slices.Concat(own, others)
}

// doubtful are the notices that a record with a name may be all the same: none
// where the app tells notices from messages.
func (p *profile) doubtful() []feed {
	if p.names.apart {
		return nil
	}
	return p.feeds
}

// part profiles one file. A file that is not UTF-8 after all is read again as
// CP949 if that leaves fewer bad bytes.
func (p *profile) part(ctx context.Context, in formats.Input, pt *part) (partProfile, error) {
	pp := partProfile{enc: cmp.Or(pt.head.enc, formats.UTF8)}
	scan := p.scan
	switch p.app {
	case windows:
		scan = p.scanBrackets
	case mac:
		scan = p.scanRows
	case android, ios:
	}
	day := p.day
	s, err := scan(ctx, in, pt, pp.enc)
	if err == nil && pp.enc == formats.UTF8 && s.bad > 0 {
		var again scanned
		p.day = day
		again, err = scan(ctx, in, pt, formats.CP949)
		if again.bad < s.bad {
			s, pp.enc = again, formats.CP949
		}
	}
	if err != nil {
		return pp, err
	}
	pp.bad = s.bad
	switch p.app {
	case windows:
		pp.records, pp.win, pp.timed = s.win.records, s.win, s.afterCRLF > 0
	case mac:
		p.csv, p.loc = s.learnt.csv, s.learnt.loc
		pp.timed = p.csv.first.when.year > 0
	case android, ios:
		pp.records, pp.clock = s.records(), s.clock
		pp.guessed = !pp.records && (s.bare > 0 || s.strange > 0) || s.fits > fewFits
		if !pp.records {
			p.day = day
			if s.learnt, err = p.linesOf(ctx, in, pt, &pp); err != nil {
				return pp, err
			}
		}
		pp.timed = pp.clock[0] || pp.clock[1]
	}
	p.names.absorb(s.learnt.names)
	p.odd.absorb(s.learnt.odd)
	p.media = p.media || s.learnt.media
	return pp, nil
}

// learnt is what the records of one file teach.
type learnt struct {
	names *names
	odd   *unknown
	media bool
	loc   *locale
	csv   csvProfile
}

func (p *profile) learner() learnt {
	return learnt{names: newNames(), odd: newUnknown(p.loc), loc: p.loc, media: p.media}
}

// scanned counts what tells whether CRLF ends a record and LF does not.
type scanned struct {
	learnt    learnt
	bad       int64
	bare      int     // lines that end with a bare LF, from the first record on
	afterCRLF int     // records that begin after CRLF
	fits      int     // lines that look like records, begin after LF, and lie between the records around them
	strange   int     // lines after CRLF that are no record, date, blank or album
	first     bool    // the first record begins after CRLF
	clock     [2]bool // which of the clocks is used
	win       bracketProfile
}

// fewFits is how many lines of pasted chats may lie between the records around
// them by chance.
const fewFits = 20

// records is the newline rule: in what the app writes, CRLF ends a record and
// newlines within a message are bare LF. Editors and mail programs leave only
// one kind, and then the rule says nothing. Nor does it where two exports were
// joined of which an editor rewrote one: there, records after LF follow those
// after CRLF in time, as pasted ones do not.
func (s *scanned) records() bool {
	return s.bare > 0 && s.first && s.strange*10 <= s.bare && (s.fits <= fewFits || s.fits*4 <= s.afterCRLF)
}

func (p *profile) scan(ctx context.Context, in formats.Input, pt *part, enc formats.Encoding) (scanned, error) {
	s := scanned{learnt: p.learner()}
	f, err := in.Roots[pt.root].FS.Open(pt.name)
	if err != nil {
		return s, err
	}
	defer f.Close()
	dec := formats.NewDecoder(f, enc, formats.CountBad)
	l := formats.NewLinesReused(dec)
	clock := newClocks(p.sh)
	clock.setDay(p.day)
	var within between
	after, started := 2, false
	for l.Next() {
		if l.Line%1024 == 0 && ctx.Err() != nil {
			return s, ctx.Err()
		}
		if l.Line <= pt.head.lines {
			continue
		}
		at, n := clock.read(l.Text)
		rest, isRecord := strings.CutPrefix(l.Text[n:], afterDate)
		notice := false
		if !isRecord && p.app == ios {
			rest, notice = strings.CutPrefix(l.Text[n:], afterNoticeDate)
			isRecord = notice
		}
		isRecord = isRecord && n > 0
		switch {
		case isRecord && after == 2:
			s.first = s.first || !started
			s.afterCRLF++
			s.fits += within.next(at)
			s.clock[clock.now] = true
			p.learn(&s.learnt, rest, notice, l.Ending != 1)
		case isRecord:
			within.add(at)
		case p.app == ios && after == 2 && p.isDay(l.Text, &clock):
		case after == 2 && started && l.Text != "" && n != len(l.Text) && !albumPiece(l.Text, p.loc):
			s.strange++
		}
		started = started || isRecord
		if started && l.Ending == 1 {
			s.bare++
		}
		after = l.Ending
	}
	s.fits += within.count
	s.bad = dec.Bad()
	return s, l.Err()
}

// between counts dates that lie in order between two others.
type between struct {
	latest stamp // the date before, or the latest of those counted
	count  int
}

func (b *between) add(at stamp) {
	if b.latest.year > 0 && at.minutes() >= b.latest.minutes() {
		b.latest = at
		b.count++
	}
}

// next moves on to the next date and returns how many lay before it.
func (b *between) next(at stamp) int {
	n := b.count
	if n > 0 && b.latest.minutes() > at.minutes() {
		n = 0
	}
	b.latest, b.count = at, 0
	return n
}

// isDay reports whether a line is an iPhone's line of a day, and sets the clock.
func (p *profile) isDay(line string, clock *clocks) bool {
	day, cal := dayLine(line)
	if cal == nil {
		return false
	}
	p.day = day
	clock.setDay(day)
	return true
}

// learn learns from what stands after the date of a record, of which more lines
// may follow.
func (p *profile) learn(l *learnt, rest string, notice, whole bool) {
	i := aNotice
	switch {
	case !notice:
		i = l.names.add(rest, p.doubtful())
	case !l.names.addFeed(rest, p.feeds):
		i = oddNotice
	}
	if i < 0 {
		if i == oddNotice {
			l.odd.notice(rest)
		}
		return
	}
	body := rest[i:]
	if whole {
		l.odd.body(rest[:i-len(nameEnd)], body)
	}
	if l.media || p.app != android {
		return
	}
	l.media = hexName(body) > 0 || isUnread(body, l.loc)
}

// linesOf learns from a file in which a line may be a record whatever ends the
// line before, and finds out whether days have their date lines.
func (p *profile) linesOf(ctx context.Context, in formats.Input, pt *part, pp *partProfile) (learnt, error) {
	learns := p.learner()
	f, err := in.Roots[pt.root].FS.Open(pt.name)
	if err != nil {
		return learns, err
	}
	defer f.Close()
	l := formats.NewLinesReused(formats.NewDecoder(f, pp.enc, pp.mode()))
	clock := newClocks(p.sh)
	clock.setDay(p.day)
	var day, below stamp // of the last date line; of the line just read, where it is one
	within, outside := 0, 0
	for l.Next() {
		if l.Line%1024 == 0 && ctx.Err() != nil {
			return learns, ctx.Err()
		}
		at, n := clock.read(l.Text)
		rest, ok := strings.CutPrefix(l.Text[n:], afterDate)
		notice := false
		if !ok && p.app == ios {
			rest, notice = strings.CutPrefix(l.Text[n:], afterNoticeDate)
		}
		if (ok || notice) && n > 0 && l.Line > pt.head.lines {
			if below.year > 0 && (p.app == android || below.sameDay(at)) {
				day = at
			}
			if at.sameDay(day) {
				within++
			} else {
				outside++
			}
			pp.clock[clock.now] = true
			p.learn(&learns, rest, notice, true)
		}
		below = stamp{}
		switch {
		case p.app == ios && n == 0 && p.isDay(l.Text, &clock):
			below = p.day
		case p.app == android && n == len(l.Text):
			below = at
		}
	}
	pp.dated = within >= outside
	return learns, l.Err()
}

// event tells what was found about one part.
func (p *profile) event(i int, h *header, zone string, from export.Source) *export.Profile {
	pp := p.parts[i]
	e := &export.Profile{
		Variant: string(p.app), Zone: zone, Encoding: string(pp.enc), Dates: h.layout,
		Newlines: export.NewlinesLine, From: from,
	}
	if p.media {
		e.Variant += " with media"
	}
	if p.loc != nil {
		e.Locale = p.loc.tag
	}
	if i == 0 {
		e.Unknown, _ = p.odd.list(p.names.senders())
	}
	switch {
	case pp.clock[0] && pp.clock[1]:
		e.Clock = "12h and 24h"
	case h.half:
		e.Clock = "12h"
	case pp.timed:
		e.Clock = "24h"
	}
	if pp.records {
		e.Newlines = export.NewlinesRecord
	}
	return e
}
