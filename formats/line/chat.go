package line

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"exile/export"
)

// locale is the language of the app that wrote the text; nil: not known.
func (p *profile) locale() *locale {
	switch {
	case p.head.loc != nil:
		return p.head.loc
	case p.weekly == &english && p.desk != nil && p.head.party.loc != nil:
		return p.head.party.loc
	}
	return p.weekly
}

// self is the name of the one whose export it is, and whether it is a guess: the
// name that the person gave, or in a chat of two the one who is not the title.
func (p *profile) self(given string) (name string, guessed bool) {
	if given != "" {
		all := slices.Concat(p.names, p.faint)
		i := slices.IndexFunc(all, func(s string) bool { return norm.NFC.String(s) == norm.NFC.String(given) })
		if i >= 0 {
			return all[i], false
		}
	}
	t := p.title()
	other := ""
	switch {
	case len(p.names) == 0 || len(p.names) > 2:
		return "", false
	case t.kind == export.ChatDirect || t.kind == export.ChatUnknown && slices.Contains(p.names, t.text):
		other = t.text
	case t.kind == export.ChatUnknown && len(p.names) == 2: // its words are not known
		a, b := strings.Contains(t.text, p.names[0]), strings.Contains(t.text, p.names[1])
		if a == b {
			return "", false
		}
		other = p.names[0]
		if b {
			other = p.names[1]
		}
	}
	if other == "" || len(p.names) == 2 && !slices.Contains(p.names, other) {
		return "", false
	}
	for _, n := range p.names {
		if n != other && !isNobody(n) {
			return n, true
		}
	}
	return "", false
}

// isNobody reports whether a name is what the app calls all accounts that are gone.
func isNobody(name string) bool {
	return slices.ContainsFunc(locales, func(l *locale) bool { return slices.Contains(l.nobody, name) })
}

// title is what the heading says of the chat, or else the name of the file.
func (p *profile) title() title {
	if p.head.lines > 0 {
		return title{text: p.head.title, kind: p.head.kind, loc: p.head.loc}
	}
	return p.head.party
}

// partner is who a chat of two is with, where nothing but the names of both tells: ""
// where they do not.
func (p *profile) partner(self string) string {
	i := slices.Index(p.names, self)
	if i < 0 || len(p.names) != 2 || p.title().kind == export.ChatGroup {
		return ""
	}
	return p.names[1-i]
}

// kind is how many take part.
func (p *profile) kind(self string) export.ChatKind {
	switch t := p.title(); {
	case len(p.names) > 2 || t.kind == export.ChatGroup:
		return export.ChatGroup
	case t.kind == export.ChatDirect || self != "" || slices.Contains(p.names, t.text):
		return export.ChatDirect
	}
	return export.ChatUnknown
}

// event tells what was found.
func (p *profile) event(zone string, from export.Source) *export.Profile {
	e := &export.Profile{
		Variant: "mobile", Zone: zone, Encoding: string(p.head.enc), Newlines: export.NewlinesLine,
		Dates: p.layout(), From: from,
	}
	switch {
	case p.desk != nil && p.head.lines == 0:
		e.Variant = "desktop"
	case p.head.lines == 0:
		e.Variant = "mobile without heading"
	}
	if l := p.locale(); l != nil {
		e.Locale = l.tag
	}
	switch {
	case p.clock[0] && p.clock[1]:
		e.Clock = "12h and 24h"
	case p.clock[1]:
		e.Clock = "12h"
	case p.clock[0]:
		e.Clock = "24h"
	}
	e.Unknown, _ = p.odd.list()
	return e
}

// layout is the form of the date lines, for people.
func (p *profile) layout() string {
	if len(p.cal.dates) == 0 {
		return ""
	}
	f := p.cal.form
	sep := string(f.sep)
	s := "YYYY" + sep + "MM" + sep + "DD"
	switch {
	case f.form == eraYear:
		s = string(f.era) + "Y" + sep + "MM" + sep + "DD"
	case f.form == yearLast && p.cal.order == monthFirst:
		s = "MM" + sep + "DD" + sep + "YYYY"
	case f.form == yearLast:
		s = "DD" + sep + "MM" + sep + "YYYY"
	}
	if f.year >= firstBuddha {
		s += ", Buddhist years"
	}
	return s
}
