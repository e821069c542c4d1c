package kakaotalk

import (
	"context"
	"math/bits"
	"slices"
	"strings"

	"exile/formats"
)

// bracketProfile is what the first pass over a text of Windows finds out.
type bracketProfile struct {
	records bool            // lines that begin messages follow CRLF, lines within them LF
	blank   bool            // an empty line stands before day lines, as until about 2018
	refused []int           // numbers of lines that look like records, day lines or notices and are text, ascending
	day     stamp           // of the first day line
	early   bool            // records stand before it
	doubts  int             // notices, or text that sounds like one, that nothing proves
	pasted  bool            // lines that look like records or day lines are text
	nested  map[string]bool // names that look like the beginning of a record
}

// scanBrackets learns from the lines of a file. It reads it again where the line
// endings are not what they seemed, and where day lines contradict one another.
func (p *profile) scanBrackets(ctx context.Context, in formats.Input, pt *part, enc formats.Encoding) (scanned, error) {
	s := bracketScan{p: p, records: true}
	err := s.scan(ctx, in, pt, enc)
	if err == nil && (s.lost || s.counts.bare > 0 && (s.proofs == 0 || s.counts.fits > fewFits*s.proofs/4 || !s.counts.records())) {
		s = bracketScan{p: p}
		err = s.scan(ctx, in, pt, enc)
	}
	nested := s.names.found()
	if err == nil && (s.days.torn || len(nested) > 0) {
		days := dayLines{decided: s.days.torn}
		if s.days.torn {
			days.refused = s.days.pasted(pt.head.savedAt)
		}
		s = bracketScan{p: p, records: s.records, days: days, found: bracketProfile{nested: nested}}
		err = s.scan(ctx, in, pt, enc)
	}
	if err != nil {
		return scanned{bad: s.counts.bad}, err
	}
	return s.finish(), nil
}

// bracketScan is one run over a file.
type bracketScan struct {
	p       *profile
	records bool // only what follows CRLF can begin a message
	lost    bool // records follow bare LF: all lines must be looked at
	proofs  int  // records that do follow CRLF
	counts  scanned
	within  between
	days    dayLines
	room    presence
	batch   batch
	found   bracketProfile
	learnt  learnt
	names   nestedNames
	dashed  bool
	waits   waitingDay
	above   lineKind // of the line before
	blanks  int      // before the current line
	with    int      // day lines behind a blank line
	without int
}

func (s *bracketScan) scan(ctx context.Context, in formats.Input, pt *part, enc formats.Encoding) error {
	f, err := in.Roots[pt.root].FS.Open(pt.name)
	if err != nil {
		return err
	}
	defer f.Close()
	dec := formats.NewDecoder(f, enc, formats.CountBad)
	l := formats.NewLinesReused(dec)
	s.room.init(s.p.loc)
	s.learnt = s.p.learner()
	s.batch.begin()
	s.days.saved = pt.head.savedAt
	s.dashed = pt.head.win.dashed
	g := bracketGrammar{bracketHead: pt.head.win, loc: s.p.loc, isName: s.room.wrote, nested: s.found.nested}
	var line bracketLine
	after, started := 2, false
	for l.Next() && !s.lost {
		if l.Line%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if l.Line <= pt.head.lines {
			continue
		}
		kind := g.read(l.Text, &line)
		if s.records && after != 2 {
			s.inside(&line, started)
		} else {
			s.line(l, &line)
			if kind == lineRecord && l.Line > 1 {
				s.proofs++
			}
			started = started || kind == lineRecord
		}
		if started && l.Ending == 1 {
			s.counts.bare++
		}
		after = l.Ending
	}
	s.counts.fits += s.within.count
	s.counts.bad = dec.Bad()
	s.settleDay(&bracketLine{})
	s.flush()
	return l.Err()
}

// inside takes a line after a bare LF where CRLF ends a record.
func (s *bracketScan) inside(line *bracketLine, started bool) {
	s.above = lineText
	switch {
	case line.kind != lineRecord && line.kind != lineDay:
	case !started:
		s.lost = true
	case line.kind == lineRecord:
		s.within.add(s.at(line.minute))
	}
}

// at is the time of a record. In a copy without day lines all are of one day.
func (s *bracketScan) at(minute int16) stamp {
	at := s.days.last
	at.year, at.minute = max(at.year, 1), minute
	return at
}

// line takes a line that may begin something.
func (s *bracketScan) line(l *formats.Lines, line *bracketLine) {
	s.settleDay(line)
	above := s.above
	s.above = line.kind
	switch line.kind {
	case lineBlank:
		s.blanks++
		return
	case lineRecord:
		s.ended()
		s.counts.first = true
		s.counts.afterCRLF++
		s.counts.fits += s.within.next(s.at(line.minute))
		s.batch.add(item{
			kind: itemRecord, line: l.Line, minute: line.minute, closed: s.learnt.odd.marks.closes(line.body),
			who: s.writer(l.Text, line), sum: lineSum(l.Text),
		})
		if !s.records || l.Ending != 1 {
			s.learnt.odd.body(line.name, line.body)
		}
	case lineDay:
		if s.waits = (waitingDay{l.Line, line.day, s.blanks}); s.dashed || !s.counts.first || s.records && s.counts.bare > 0 {
			s.waits.line = 0
			s.dayLine(l.Line, line.day)
		}
	case lineBare:
		s.ended()
		s.batch.add(s.bare(l.Line, &line.bare))
	case lineText:
		s.odd(above, l.Text)
		s.ended()
		s.batch.text()
		if s.dashed && s.batch.holds() {
			if _, ok := plainDate(l.Text); ok {
				s.batch.add(item{kind: itemPastedDay, typed: true})
			}
		}
		if s.counts.first {
			s.counts.strange++
		}
	}
	s.blanks = 0
	if len(s.batch.items) >= maxBatch {
		s.flush()
	}
}

// writer returns who wrote a record, which is text.
func (s *bracketScan) writer(text string, line *bracketLine) *member {
	by := line.by
	if by.who == nil || by.name != line.name {
		m := s.room.member(line.name)
		if m == nil {
			return nil
		}
		*by = speaker{name: m.name, who: m}
	}
	s.names.look(by.who, text, line, s.p.loc)
	return by.who
}

// odd looks at text that may be a notice that we do not know: below a day line,
// where it cannot be anything else, or about somebody right below a message.
func (s *bracketScan) odd(above lineKind, text string) {
	switch {
	case above == lineDay:
		s.learnt.odd.notice(text)
	case above == lineRecord && mayTell(text) && len(text) <= fewFeed:
		if name, _, ok := strings.Cut(text, "님"); ok && s.room.members[name] != nil {
			s.learnt.odd.about(name, text[len(name):])
		}
	}
}

// ended gives blank lines to what stands before them: what follows is no day.
func (s *bracketScan) ended() {
	if s.blanks > 0 {
		s.batch.text()
		s.blanks = 0
	}
}

func (s *bracketScan) dayLine(number int, day stamp) {
	if !s.days.accept(number, day) {
		s.above = lineText
		s.ended()
		s.batch.add(item{kind: itemPastedDay, line: number, typed: !s.dashed || day.sameDay(s.days.last)})
		return
	}
	switch {
	case s.found.day.year == 0:
		s.found.day, s.found.early = day, s.counts.first
	case s.blanks > 0:
		s.with++
	default:
		s.without++
	}
	if s.blanks > 1 || s.blanks == 1 && s.without > s.with {
		s.batch.text()
	}
	s.flush()
	s.batch.begin()
}

// bare makes an item of a line that may be a notice.
func (s *bracketScan) bare(number int, b *bareLine) item {
	it := item{kind: itemBare, line: number, notice: &told{kind: b.kind, impersonal: b.impersonal, warning: b.warning, sure: b.sure}}
	if b.named {
		it.who = s.room.member(b.actor)
	}
	for _, name := range b.people {
		if m := s.room.member(name); m != nil {
			it.notice.people = append(it.notice.people, m)
		}
	}
	return it
}

// flush decides about the items of a day.
func (s *bracketScan) flush() {
	b := &s.batch
	b.decide(s.records && s.counts.bare > 0)
	s.room.take(b, &s.found)
	for i := range b.items {
		if it := &b.items[i]; it.refused && it.kind != itemBare && it.line > 0 {
			s.found.pasted = true
			s.found.refuse(it.line)
		}
	}
	b.items = b.items[:0]
}

const maxRefused = 1 << 20 // of lines that are text: no chat has so many

func (f *bracketProfile) refuse(line int) {
	if len(f.refused) < maxRefused {
		f.refused = append(f.refused, line)
	}
}

func (s *bracketScan) finish() scanned {
	s.room.settle(&s.found)
	slices.Sort(s.found.refused)
	s.found.refused = slices.Compact(s.found.refused)
	s.found.records = s.records && s.counts.bare > 0
	few := s.with+s.without < 3 && s.days.saved.year >= 2019 // by when no app wrote it any more
	s.found.blank = s.with > s.without && !few
	out := s.counts
	out.win = s.found
	out.learnt = s.learnt
	s.room.teach(out.learnt.names)
	return out
}

// lineSum tells lines apart cheaply, by their ends: a quoted record is the copy of
// one.
func lineSum(text string) uint64 {
	sum := uint64(len(text))
	if n := len(text) - 8; n >= 0 {
		sum ^= bits.RotateLeft64(eightBytes(text[n:]), 8)
	}
	return sum
}

// teach hands the names over: they are exact, whatever " : " they hold.
func (r *presence) teach(n *names) {
	for _, m := range r.order {
		switch {
		case m.wrote > 0:
			h := &head{name: m.name, single: m.wrote + 1} // more than one record: nothing is unsure
			n.heads[m.name] = h
			n.order = append(n.order, m.name)
		case m.told && !strings.Contains(m.name, nameEnd):
			n.known[m.name] = true
		}
	}
}
