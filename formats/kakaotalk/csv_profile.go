package kakaotalk

import (
	"context"
	"strings"

	"exile/formats"
)

// csvProfile is what the first pass over a CSV finds out.
type csvProfile struct {
	first  csvMoment       // of the first row that has a date
	silent map[string]bool // users of which there are only notices about others: 시스템
}

// csvScan is the first pass over a CSV.
type csvScan struct {
	feeds []feed
	found learnt
	users map[string]*csvUser
	order []*csvUser
	slots [nameSlots]*csvUser
	votes [2]int // rows with a marker of each of locales
	says  [2]*markerTable
}

// csvUser is what is known of one user.
type csvUser struct {
	name   string
	writes bool // has rows that are no notice
	acts   bool // has rows that tell what the user did
}

// scanRows learns from the rows of a file.
func (p *profile) scanRows(ctx context.Context, in formats.Input, pt *part, enc formats.Encoding) (scanned, error) {
	f, err := in.Roots[pt.root].FS.Open(pt.name)
	if err != nil {
		return scanned{}, err
	}
	defer f.Close()
	s := csvScan{feeds: p.own, found: learnt{names: newNames(), odd: newUnknown(&koreanLocale)}, users: map[string]*csvUser{}}
	s.found.csv.silent = map[string]bool{}
	for i, loc := range locales {
		s.says[i] = newMarkerTable(loc, true)
	}
	dec := formats.NewDecoder(f, enc, formats.CountBad)
	c := newRows(formats.NewLinesReused(dec), true)
	for n := 0; c.next(); n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return scanned{}, ctx.Err()
		}
		switch c.kind {
		case rowMessage:
			s.row(&c.row)
		case rowUndated:
			s.said(c.text)
		case rowHeader, rowBlank, rowBad:
		}
	}
	s.finish()
	return scanned{learnt: s.found, bad: dec.Bad()}, c.lines.Err()
}

func (s *csvScan) row(w *row) {
	if s.found.csv.first.when.year == 0 {
		s.found.csv.first = csvMoment{w.when, w.sec}
	}
	u := s.user(w.name)
	if !mayTell(w.text) {
		s.wrote(u, w.text)
		return
	}
	switch f, by := rowNotice(w.name, w.text, s.feeds, s.found.names.none); by {
	case byNobody:
		s.wrote(u, w.text)
	case byUser:
		u.acts = true
		s.know(f)
	case byOther:
	}
}

// know remembers the names of a notice.
func (s *csvScan) know(f notice) {
	if len(s.found.names.known) >= maxHeads {
		return
	}
	if f.named {
		s.found.names.known[strings.Clone(f.actor)] = true
	}
	for _, name := range f.people {
		s.found.names.known[strings.Clone(name)] = true
	}
}

func (s *csvScan) user(name string) *csvUser {
	slot := &s.slots[nameSlot(name)]
	if *slot != nil && (*slot).name == name {
		return *slot
	}
	u := s.users[name]
	if u == nil {
		u = &csvUser{name: strings.Clone(name)}
		if len(s.users) < maxHeads {
			s.users[u.name] = u
			s.order = append(s.order, u)
		}
	}
	*slot = u
	return u
}

func (s *csvScan) wrote(u *csvUser, text string) {
	u.writes = true
	if !s.vote(text) {
		s.found.odd.body(u.name, text)
	}
}

// vote notes which languages have a marker for a text, and reports whether any has.
func (s *csvScan) vote(text string) bool {
	if len(text) < 4 {
		return false
	}
	key, any := markerKey(text), false
	for i, t := range s.says {
		if t.may[key] {
			if _, _, ok := t.find(text); ok {
				s.votes[i]++
				any = true
			}
		}
	}
	return any
}

// said does the same for a row without date and user.
func (s *csvScan) said(text string) {
	for i, loc := range locales {
		if _, ok := loc.said(text); ok {
			s.votes[i]++
		}
	}
}

// finish settles the language and who is somebody. A CSV has its notices in
// English whatever the language, so that only markers tell.
func (s *csvScan) finish() {
	best := 0
	for i, loc := range locales {
		if s.votes[i] > best {
			best, s.found.loc = s.votes[i], loc
		}
	}
	for _, u := range s.order {
		switch {
		case u.writes:
			s.found.names.wrote(u.name)
		case !u.acts:
			s.found.csv.silent[u.name] = true
		}
	}
}

// wrote notes that somebody of that name wrote, where the file leaves no doubt
// of it.
func (n *names) wrote(name string) {
	n.heads[name] = &head{name: name, single: 1}
	n.order = append(n.order, name)
}

// mayTell reports whether a text may be a notice: all end with a full stop.
func mayTell(text string) bool { return strings.HasSuffix(text, ".") }
