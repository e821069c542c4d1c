package line

import (
	"context"
	"strings"

	"exile/export"
	"exile/formats"
)

// profile is what the first pass over a text finds out.
type profile struct {
	head    *header
	cal     calendar
	bad     int64
	clock   [2]bool // of 24 and of 12 hours
	names   []string
	faint   []string // names of computers that may be none: they tell nothing of the chat
	senders map[string]*sender
	mids    map[string]string // by name, where a third column has them
	keyed   int               // records with that column
	count   int               // records
	odd     oddWords
	desk    *deskNames // nil on phones
	first   string     // line 1, which a text put together repeats

	doubled, lone int // quoted bodies whose inner quotes are doubled, or are not
	quotes, bare  int // bodies of several lines, quoted or not

	open    openBody
	past    pastBody
	air     bool    // the line before is empty, or nothing stands before
	minute  int     // of the line before that begins with a time
	fresh   bool    // the line before begins a record
	heading int     // line at which the heading of a further text may stand
	weekly  *locale // of the days of the week

	recent [256]recent // see find
}

// sender is who wrote records.
type sender struct {
	name string
	ref  export.PersonRef // of the second pass
}

// recent is a sender that was looked for.
type recent struct {
	name   string
	sender *sender
}

// openBody follows a quoted body through the first pass, which cannot look ahead.
type openBody struct {
	on    bool
	odd   bool // as many quotes so far as leave one open
	lone  bool // one within stands alone
	twin  bool // one within is doubled
	full  bool // what looks like a record is within
	bytes int
}

// profileOf makes the first pass. Known are names that a person gave, or that are
// in another text of the same chat. A text that has bytes which its encoding does
// not allow is passed through twice: the second pass over it sees them repaired.
func profileOf(ctx context.Context, in formats.Input, t *text, opt formats.ReadOptions, known []string) (*profile, error) {
	p := newProfile(&t.head, opt, known)
	bad, err := p.scan(ctx, in, t, formats.CountBad)
	if err == nil && bad > 0 {
		p = newProfile(&t.head, opt, known)
		_, err = p.scan(ctx, in, t, formats.RepairBad)
	}
	if err != nil {
		return nil, err
	}
	p.bad = bad
	p.cal.settle()
	if p.desk != nil {
		p.desk.settle()
		p.names, p.faint = p.desk.list()
	}
	return p, nil
}

func newProfile(h *header, opt formats.ReadOptions, known []string) *profile {
	p := &profile{head: h, senders: map[string]*sender{}, mids: map[string]string{}, odd: oddWords{}}
	p.cal.bound = h.savedOn
	switch opt.Values[optionDateOrder] {
	case "dmy":
		p.cal.asked = dayFirst
	case "mdy":
		p.cal.asked = monthFirst
	}
	if h.sep == single {
		other := ""
		if title := p.title(); title.kind != export.ChatGroup {
			other = title.text
		}
		p.desk = newDeskNames(known, other)
	}
	return p
}

// scan reads the text and returns how many bytes its encoding does not allow.
func (p *profile) scan(ctx context.Context, in formats.Input, t *text, mode formats.DecodeMode) (bad int64, err error) {
	f, err := in.Roots[t.root].FS.Open(t.name)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	dec := formats.NewDecoder(f, t.head.enc, mode)
	l := formats.NewLinesReused(dec)
	p.air = true
	for l.Next() {
		if l.Line%1024 == 0 && ctx.Err() != nil {
			return 0, ctx.Err()
		}
		if l.Line <= t.head.lines {
			if l.Line == 1 {
				p.first = strings.Clone(l.Text)
			}
			continue
		}
		if at, n := t.head.record(l.Text); n > 0 {
			p.record(l.Line, at, l.Text[n:])
			continue
		}
		if l.Text != "" {
			p.other(l.Line, l.Text)
			p.air = false
		} else {
			p.open.bytes++
			p.air = true
		}
	}
	p.pasted(true)
	return dec.Bad(), l.Err()
}

// record reads the time that a record begins with and the separator after it, and
// returns the length of both; 0 where the line begins none.
func (h *header) record(s string) (at clockTime, n int) {
	if h.sep == tabs { // and mostly "12:08"
		if t, ok := plainTime(s); ok {
			return t, len("12:08\t")
		}
	}
	at, n = timeOf(s, h.dot)
	if n == 0 || len(s) <= n {
		return at, 0
	}
	if s[n] != h.sep[0] || len(h.sep) > 1 && !strings.HasPrefix(s[n:], string(h.sep)) {
		return at, 0
	}
	return at, n + len(h.sep)
}

// columns cuts what follows the time of a record. A record without a second
// column, or with an empty one, is the app's.
func (h *header) columns(rest string) (name, body string, sent bool) {
	i := strings.IndexByte(rest, h.sep[0])
	if len(h.sep) > 1 {
		i = strings.Index(rest, string(h.sep))
	}
	switch {
	case i < 0:
		return "", rest, false
	case i == 0:
		return "", rest[len(h.sep):], false
	}
	return rest[:i], rest[i+len(h.sep):], true
}

func (p *profile) record(line int, at clockTime, rest string) {
	p.cal.next(line, true, p.air)
	p.air = false
	if at.twelve {
		p.clock[1] = true
	} else {
		p.clock[0] = true
	}
	p.count++
	if p.desk != nil {
		if at.minute >= p.minute-deskLate { // what goes back is likelier a line that somebody began with a time
			p.desk.add(rest)
		}
		p.minute = at.minute
		return
	}
	name, body, sent := p.head.columns(rest)
	if p.past.on {
		p.passing(at.minute, sent, rest)
	}
	if p.open.on {
		if p.open.odd || p.open.full {
			p.open.full = true
			p.within(rest)
			return
		}
		p.open.on = false // the quotes are closed, and text stands behind them: see plain
		p.bare++
	}
	if !sent {
		return
	}
	p.sender(name)
	p.fresh = true
	switch {
	case body == "":
	case body[0] == '"':
		p.quote(body)
	case body[0] == '[':
		p.odd.add(body)
	case body[0] == 'u':
		if mid, _, ok := midOf(body); ok {
			p.key(name, mid)
		}
	}
}

// sender takes note of the sender of a record.
func (p *profile) sender(name string) {
	if p.find(name) != nil {
		return
	}
	k := &sender{name: strings.Clone(name)}
	p.senders[k.name] = k
	p.names = append(p.names, k.name)
}

// find returns who wrote records under a name, nil for nobody. Names recur, and
// their lengths and a few bytes mostly tell them apart.
func (p *profile) find(name string) *sender {
	if name == "" {
		return nil
	}
	n := len(name)
	slot := &p.recent[(uint(n)*31+uint(name[0])*7+uint(name[n/2])*13+uint(name[n-1]))%uint(len(p.recent))]
	if slot.name == name {
		return slot.sender
	}
	k := p.senders[name]
	if k != nil {
		*slot = recent{k.name, k}
	}
	return k
}

const midLength = 33 // "u" and 32 hexadecimal digits

// midOf cuts the column off that tells the account of the sender.
func midOf(body string) (mid, rest string, ok bool) {
	if len(body) <= midLength || body[0] != 'u' || body[midLength] != '\t' {
		return "", body, false
	}
	for i := 1; i < midLength; i++ {
		if c := body[i]; !isDigit(c) && (c < 'a' || c > 'f') {
			return "", body, false
		}
	}
	return body[:midLength], body[midLength+1:], true
}

// key notes the account of a name; "" where a name has several.
func (p *profile) key(name, mid string) {
	p.keyed++
	if had, ok := p.mids[name]; ok {
		if had != mid {
			p.mids[name] = ""
		}
		return
	}
	p.mids[strings.Clone(name)] = strings.Clone(mid)
}

// hasMids reports whether the text has four columns.
func (p *profile) hasMids() bool { return p.keyed > 0 && p.keyed*2 > p.count }

// quote follows a body that begins with a quote.
func (p *profile) quote(body string) {
	if n := strings.Count(body, `"`); n%2 == 1 {
		p.past.on = false
		p.open = openBody{on: true, odd: true, bytes: len(body)}
		p.open.inner(body[1:])
	}
}

// inner looks at quotes that are neither the first nor the last of a body.
func (o *openBody) inner(s string) {
	for {
		i := strings.IndexByte(s, '"')
		if i < 0 {
			return
		}
		n := 1
		for i+n < len(s) && s[i+n] == '"' {
			n++
		}
		if n%2 == 0 {
			o.twin = true
		} else {
			o.lone = true
		}
		s = s[i+n:]
	}
}

// within reads a line of a quoted body.
func (p *profile) within(s string) {
	o := &p.open
	o.bytes += len(s) + 1
	if n := strings.Count(s, `"`); n > 0 {
		o.odd = o.odd != (n%2 == 1)
		if s[len(s)-1] == '"' && !o.odd {
			o.inner(s[:len(s)-1])
			p.quotes++
			switch {
			case o.lone:
				p.lone++
			case o.twin:
				p.doubled++
			}
			o.on = false
			return
		}
		o.inner(s)
	}
	if o.bytes > maxQuoted {
		o.on = false
	}
}

// other reads a line that begins no record.
func (p *profile) other(line int, s string) {
	if d, ok := dateOf(s); ok {
		p.cal.add(line, d, p.air)
		p.dateWithin()
		if below := line - p.heading; p.heading > 0 && (below == 2 || below == 3) && d.rightDay() && len(p.cal.splits) < maxSplits {
			p.cal.splits = append(p.cal.splits, p.heading)
		}
		p.heading = 0
		if d.rightDay() {
			p.open.on, p.minute = false, 0
			if p.weekly == nil || p.weekly == &english && p.desk != nil {
				p.weekly = d.loc // computers write English days in any language
			}
		}
		return
	}
	p.cal.next(line, false, p.air)
	if p.past.on {
		p.follow(s)
	}
	if p.open.on {
		p.within(s)
		return
	}
	if p.fresh {
		p.bare++
		p.fresh = false
	}
	p.heads(line, s)
}

// heads looks for the heading of a further text, in whatever language: a title, a
// date saved, and a date line below, perhaps after an empty one.
func (p *profile) heads(line int, s string) {
	switch {
	case p.desk == nil && (strings.HasPrefix(s, tag) && len(s) <= maxTitle || p.head.lines == 2 && s == p.first):
		p.heading = line
	case p.heading > 0 && line == p.heading+1:
		if !isSaved(s) {
			p.heading = 0
		}
	default:
		p.heading = 0
	}
}

// maxSplits is how many texts one file may be put together of.
const maxSplits = 1000
