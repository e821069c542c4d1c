//go:build cgo

package main

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"exile/cmd/internal/lang"
	"exile/export"
	"exile/formats"
)

// findChat finds a chat by its number or its title. Titles are compared as
// people see them, since some systems take letters apart.
func findChat(ctx context.Context, h formats.History, name string) (*export.Chat, error) {
	chats, err := h.Chats(ctx)
	if err != nil {
		return nil, err
	}
	if n, err := strconv.ParseInt(name, 10, 64); err == nil {
		if i := slices.IndexFunc(chats, func(c export.Chat) bool { return int64(c.Ref) == n }); i >= 0 {
			return &chats[i], nil
		}
	}
	var found []*export.Chat
	var numbers []string
	for i := range chats {
		if same(chats[i].Title, name) || chats[i].SourceKey != "" && chats[i].SourceKey == name {
			found = append(found, &chats[i])
			numbers = append(numbers, strconv.FormatInt(int64(chats[i].Ref), 10))
		}
	}
	switch len(found) {
	case 0:
		return nil, &told{statusNotFound, lang.NoChat, lang.V{"name": clean(name)}}
	case 1:
		return found[0], nil
	}
	return nil, &told{statusNotFound, lang.SeveralChats, lang.V{"name": clean(name), "numbers": strings.Join(numbers, ", ")}}
}

// findPerson finds a person by one of their names.
func findPerson(people []export.Person, name string) (*export.Person, error) {
	for i := range people {
		if slices.ContainsFunc(people[i].Names, func(n string) bool { return same(n, name) }) {
			return &people[i], nil
		}
	}
	return nil, noPerson(people, name)
}

func noPerson(people []export.Person, name string) error {
	const most = 20
	var names []string
	for i := range people { // a person of several rooms is there several times
		n := short(strings.TrimSpace(clean(people[i].Name())), 30)
		if n == "" || slices.Contains(names, n) {
			continue
		}
		if len(names) == most {
			names = append(names, "…")
			break
		}
		names = append(names, n)
	}
	return &told{statusNotFound, lang.NoPerson, lang.V{"name": clean(name), "people": strings.Join(names, ", ")}}
}

func same(x, y string) bool { return norm.NFC.String(x) == norm.NFC.String(y) }

// titleOf is a chat's title for a terminal.
func (a *app) titleOf(c *export.Chat) string {
	if t := strings.TrimSpace(clean(c.Title)); t != "" {
		return t
	}
	return a.say(lang.Untitled, nil)
}

// nameOfPerson is a person's name for a terminal.
func (a *app) nameOfPerson(p *export.Person) string {
	if n := strings.TrimSpace(clean(p.Name())); n != "" {
		return n
	}
	return a.say(lang.Unnamed, nil)
}
