//go:build cgo

package main

import (
	"slices"
	"strconv"
	"strings"

	"exile/cmd/internal/lang"
	"exile/export"
	"exile/export/query"
	"exile/export/store"
)

// wanted finds the people and the chats that a query names.
func (s *searching) wanted() (store.Wanted, error) {
	w := store.Wanted{Query: s.query}
	for _, name := range []struct {
		names []string
		list  *[]export.PersonRef
	}{{s.query.From, &w.Senders}, {s.query.NotFrom, &w.NotSenders}} {
		for _, n := range name.names {
			found := s.findPeople(n)
			if len(found) == 0 {
				return w, noPerson(s.people, n)
			}
			*name.list = append(*name.list, found...)
		}
	}
	for _, name := range []struct {
		names []string
		list  *[]export.ChatRef
	}{{s.query.In, &w.Chats}, {s.query.NotIn, &w.NotChats}} {
		for _, n := range name.names {
			found := s.findChats(n)
			if len(found) == 0 {
				return w, &told{statusNotFound, lang.NoChat, lang.V{"name": clean(n)}}
			}
			*name.list = append(*name.list, found...)
		}
	}
	return w, nil
}

// findPeople finds everybody who has a name, or else part of one.
func (s *searching) findPeople(name string) []export.PersonRef {
	var whole, part []export.PersonRef
	for i := range s.people {
		switch p := &s.people[i]; {
		case slices.ContainsFunc(p.Names, func(n string) bool { return sameWord(n, name) }):
			whole = append(whole, p.Ref)
		case slices.ContainsFunc(p.Names, func(n string) bool { return hasWord(n, name) }):
			part = append(part, p.Ref)
		}
	}
	if len(whole) > 0 {
		return whole
	}
	return part
}

// findChats finds a chat by its number, all chats of a title, or else of part of
// one.
func (s *searching) findChats(name string) []export.ChatRef {
	var whole, part []export.ChatRef
	number, err := strconv.ParseInt(name, 10, 64)
	for i := range s.chats {
		switch c := &s.chats[i]; {
		case err == nil && int64(c.Ref) == number:
			return []export.ChatRef{c.Ref}
		case sameWord(c.Title, name), c.SourceKey != "" && c.SourceKey == name:
			whole = append(whole, c.Ref)
		case hasWord(c.Title, name):
			part = append(part, c.Ref)
		}
	}
	if len(whole) > 0 {
		return whole
	}
	return part
}

func sameWord(a, b string) bool {
	return query.Normal(strings.TrimSpace(a)) == query.Normal(strings.TrimSpace(b))
}

func hasWord(s, word string) bool { return strings.Contains(query.Normal(s), query.Normal(word)) }
