//go:build cgo

package main

import (
	"slices"

	"golang.org/x/text/unicode/norm"

	"exile/cmd/internal/contacts"
	"exile/export/store"
)

// matched says what becomes of a match; the words are those of the JSON.
type matched string

const (
	matchNamed   matched = "named"   // the contact's name is what they are called now
	matchSame    matched = "same"    // they are called so already
	matchKept    matched = "kept"    // the owner gave them another name
	matchAlike   matched = "alike"   // only a name is the same, which is no identity
	matchSeveral matched = "several" // not certain
)

// match is a contact and somebody that it is about.
type match struct {
	contact *contacts.Contact
	who     *somebody
	byPhone bool // else by the name alone, which gives nobody a name
	outcome matched
}

// matches are what a list of contacts tells of the people of a store.
type matches struct {
	list    []match
	rest    []*contacts.Contact // who matched nobody
	numbers []*somebody         // who is still known by a number alone
}

// matchContacts finds the people of a store in a list of contacts: by their phone
// numbers, which apps also show in the place of names, else by exactly the same
// name. Force gives the contact's name also to those whom the owner named.
func matchContacts(f *folk, list []contacts.Contact, force bool) *matches {
	m := &matches{}
	phones, names := indexFolk(f)
	for i := range list {
		c := &list[i]
		var found []match
		for _, text := range c.Phones {
			if n, ok := contacts.ParsePhone(text); ok {
				found = addMatches(found, c, phones.same(n), true)
			}
		}
		for _, name := range c.Names {
			found = addMatches(found, c, names[norm.NFC.String(name)], false)
		}
		if len(found) == 0 {
			m.rest = append(m.rest, c)
		}
		m.list = append(m.list, found...)
	}
	m.judge(phones, force)
	named := map[*somebody]bool{}
	for _, x := range m.list {
		named[x.who] = named[x.who] || x.outcome == matchNamed
	}
	for _, s := range f.list {
		if names := s.names(); !named[s] && len(names) > 0 && isPhone(names[0]) {
			m.numbers = append(m.numbers, s)
		}
	}
	return m
}

func isPhone(s string) bool {
	_, ok := contacts.ParsePhone(s)
	return ok
}

// phoneBook finds people by their phone numbers, without looking at all of them.
type phoneBook map[string][]phoneEntry // by the last digits

type phoneEntry struct {
	phone contacts.Phone
	who   *somebody
}

func (b phoneBook) same(n contacts.Phone) []*somebody {
	var list []*somebody
	for _, e := range b[n.Tail()] {
		if e.phone.Same(n) && !slices.Contains(list, e.who) {
			list = append(list, e.who)
		}
	}
	return list
}

func indexFolk(f *folk) (phoneBook, map[string][]*somebody) {
	phones, names := phoneBook{}, map[string][]*somebody{}
	for _, s := range f.list {
		for _, text := range slices.Concat(s.handles(), s.told()) {
			if n, ok := contacts.ParsePhone(text); ok {
				phones[n.Tail()] = append(phones[n.Tail()], phoneEntry{n, s})
			}
		}
		for _, name := range s.names() {
			key := norm.NFC.String(name)
			if !slices.Contains(names[key], s) {
				names[key] = append(names[key], s)
			}
		}
	}
	return phones, names
}

// addMatches adds those who are not among the matches of a contact yet.
func addMatches(found []match, c *contacts.Contact, who []*somebody, byPhone bool) []match {
	for _, s := range who {
		if !slices.ContainsFunc(found, func(m match) bool { return m.who == s }) {
			found = append(found, match{contact: c, who: s, byPhone: byPhone})
		}
	}
	return found
}

// judge settles what becomes of each match. Only a phone number names somebody, and
// only where it leads from one name to one number: somebody whom two contacts of
// different names claim keeps their name, and so do those whose numbers look like the
// one of a contact but differ from each other.
func (m *matches) judge(phones phoneBook, force bool) {
	claims := map[*somebody][]string{} // names of contacts that know their number
	for _, x := range m.list {
		if name := x.contact.Names[0]; x.byPhone && !slices.Contains(claims[x.who], name) {
			claims[x.who] = append(claims[x.who], name)
		}
	}
	for i := range m.list {
		x := &m.list[i]
		name := x.contact.Names[0]
		now := ""
		if names := x.who.names(); len(names) > 0 {
			now = names[0]
		}
		switch {
		case same(now, name):
			x.outcome = matchSame
		case !x.byPhone:
			x.outcome = matchAlike
		case len(claims[x.who]) > 1 || phones.doubtful(x.contact):
			x.outcome = matchSeveral
		case x.who.called() != "" && !force:
			x.outcome = matchKept
		default:
			x.outcome = matchNamed
		}
	}
}

// doubtful reports whether a number of a contact fits several numbers that are not
// the same: written without its country it may be of either.
func (b phoneBook) doubtful(c *contacts.Contact) bool {
	for _, text := range c.Phones {
		n, ok := contacts.ParsePhone(text)
		if !ok {
			continue
		}
		var fit []contacts.Phone
		for _, e := range b[n.Tail()] {
			if e.phone.Same(n) {
				fit = append(fit, e.phone)
			}
		}
		for _, p := range fit {
			if slices.ContainsFunc(fit, func(q contacts.Phone) bool { return !p.Same(q) }) {
				return true
			}
		}
	}
	return false
}

// edits are what the matches change.
func (m *matches) edits() []store.PersonEdit {
	var list []store.PersonEdit
	for i := range m.list {
		if x := &m.list[i]; x.outcome == matchNamed {
			list = append(list, store.PersonEdit{Person: x.who.ref(), Called: &x.contact.Names[0]})
		}
	}
	return list
}

// perhapsOne are groups of people whom one contact knows: they may be one person,
// which is for the owner to say.
func (m *matches) perhapsOne() [][]match {
	var groups [][]match
	for _, x := range m.list {
		last := len(groups) - 1
		switch {
		case x.outcome == matchSeveral:
		case last >= 0 && groups[last][0].contact == x.contact:
			groups[last] = append(groups[last], x)
		default:
			groups = append(groups, []match{x})
		}
	}
	return slices.DeleteFunc(groups, func(g []match) bool { return len(g) < 2 })
}
