package kakaotalk

import (
	"context"
	"slices"
	"strings"

	"exile/formats"
)

// csvProfile is what the first pass over a CSV finds out.
type csvProfile struct {
	first  csvMoment       // of the first row that has a date
	silent map[string]bool // users that are the app and no persons: 시스템
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
	writes bool     // has rows that are no notice
	acts   bool     // has rows that tell what the user did
	told   []string // whom the other rows tell of
}

// app is what rows that the app wrote are said to be by.
func (u *csvUser) app() bool { return u.name == "시스템" || u.name == "System" }

const maxTold = 64 // of one user

// tells notes a row about somebody else.
func (u *csvUser) tells(name string) {
	if !u.writes && !u.acts && len(u.told) < maxTold && !slices.Contains(u.told, name) {
		u.told = append(u.told, strings.Clone(name))
	}
}

// scanRows learns from the rows of a file.
func (p *profile) scanRows(ctx context.Context, in formats.Input, pt *part, enc formats.Encoding) (scanned, error) {
	f, err := in.Roots[pt.root].FS.Open(pt.name)
	if err != nil {
		return scanned{}, err
	}
	defer f.Close()
	s := csvScan{feeds: p.feeds, found: learnt{names: newNames(), odd: newUnknown(&koreanLocale)}, users: map[string]*csvUser{}}
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
		u.tells(f.actor)
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
		if u.writes {
			s.found.names.wrote(u.name)
		} else if s.silent(u) {
			s.found.csv.silent[u.name] = true
		}
	}
}

// silent reports whether a user is the app and not a person: by name, or because
// all its rows tell of others, of whom two or more have rows of their own. A
// person may well write nothing but "기사님이 나갔습니다.".
func (s *csvScan) silent(u *csvUser) bool {
	if u.writes || u.acts || u.app() {
		return !u.writes && !u.acts
	}
	others := 0
	for _, name := range u.told {
		if o := s.users[name]; o != nil && (o.writes || o.acts) {
			others++
		}
	}
	return others > 1
}

// wrote notes that somebody of that name wrote, where the file leaves no doubt
// of it.
func (n *names) wrote(name string) {
	n.heads[name] = &head{name: name, single: 1}
	n.order = append(n.order, name)
}

// mayTell reports whether a text may be a notice: all end with a full stop.
func mayTell(text string) bool { return strings.HasSuffix(text, ".") }
