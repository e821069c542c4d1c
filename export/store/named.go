//go:build cgo

package store

import (
	"slices"
	"strconv"
	"strings"

	"exile/export"
	"exile/export/query"
)

// UnknownNameError says that a query names somebody or a chat that is not there.
type UnknownNameError struct {
	Name string
	Chat bool
}

func (e *UnknownNameError) Error() string {
	if e.Chat {
		return e.Name + ": no chat has this title"
	}
	return e.Name + ": nobody has this name"
}

// Named finds the people and the chats that a query names, among those that View.People and
// View.Chats return. A name is a whole one, whatever its case, else a part of one. Of chats a
// number does too. The error is an *UnknownNameError.
func Named(q query.Query, people []export.Person, chats []export.Chat) (Wanted, error) {
	w := Wanted{Query: q}
	for _, side := range []struct {
		names []string
		list  *[]export.PersonRef
	}{{q.From, &w.Senders}, {q.NotFrom, &w.NotSenders}} {
		for _, name := range side.names {
			found := peopleNamed(people, name)
			if len(found) == 0 {
				return w, &UnknownNameError{Name: name}
			}
			*side.list = append(*side.list, found...)
		}
	}
	for _, side := range []struct {
		names []string
		list  *[]export.ChatRef
	}{{q.In, &w.Chats}, {q.NotIn, &w.NotChats}} {
		for _, name := range side.names {
			found := chatsNamed(chats, name)
			if len(found) == 0 {
				return w, &UnknownNameError{Name: name, Chat: true}
			}
			*side.list = append(*side.list, found...)
		}
	}
	return w, nil
}

// peopleNamed finds everybody who has a name, or else part of one.
func peopleNamed(people []export.Person, name string) []export.PersonRef {
	var whole, part []export.PersonRef
	for i := range people {
		switch p := &people[i]; {
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

// chatsNamed finds a chat by its number, all chats of a title, or else of part of one.
func chatsNamed(chats []export.Chat, name string) []export.ChatRef {
	var whole, part []export.ChatRef
	number, err := strconv.ParseInt(name, 10, 64)
	for i := range chats {
		switch c := &chats[i]; {
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
