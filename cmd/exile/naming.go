//go:build cgo

package main

import (
	"context"
	"strings"

	"golang.org/x/text/unicode/norm"

	"exile/cmd/internal/lang"
	"exile/export"
	"exile/formats"
)

// naming is what the person said of how the target's account shows people.
type naming struct {
	names map[string]string // NFC of a name in the source → the name to write
	me    string            // who is "me" by the source's name; "": as the source says
	self  string            // the name to write for "me"; "": none was given
}

// of returns the name that was given to somebody, "" if none was.
func (g naming) of(p *export.Person) string {
	if g.self != "" && g.isMe(p) {
		return g.self
	}
	for _, n := range p.Names {
		if to, ok := g.names[norm.NFC.String(n)]; ok {
			return to
		}
	}
	return ""
}

func (g naming) isMe(p *export.Person) bool { return p.Self || g.me != "" && same(p.Name(), g.me) }

// twice finds a name that was given to two of these people. The target goes by
// names, so to it the two would be one. People whom the source itself calls the
// same cannot be told apart by whoever gives names: the writer numbers them.
func (g naming) twice(people []export.Person) (string, bool) {
	given := map[string]*export.Person{}
	for i := range people {
		p := &people[i]
		name := strings.TrimSpace(g.of(p))
		if name == "" {
			continue
		}
		key := norm.NFC.String(name)
		other := given[key]
		if other == nil {
			given[key] = p
			continue
		}
		bothMe := g.isMe(other) && g.isMe(p)
		if !bothMe && !same(other.Name(), p.Name()) {
			return name, true
		}
	}
	return "", false
}

// checkTwice refuses to give one name to two people of one chat of a store. That
// one person is called differently in two chats is no mistake.
func (c *conversion) checkTwice(ctx context.Context, h formats.History, chats []export.ChatRef, given naming) error {
	people, err := h.People(ctx)
	if err != nil {
		return err
	}
	if _, twice := given.twice(people); !twice {
		return nil // mostly so; there is no need to look who writes where
	}
	if len(chats) == 0 {
		all, err := h.Chats(ctx)
		if err != nil {
			return err
		}
		for i := range all {
			chats = append(chats, all[i].Ref)
		}
	}
	for _, chat := range chats {
		cast, err := writersOf(ctx, h, chat, people)
		if err != nil {
			return err
		}
		if name, twice := given.twice(cast); twice {
			return c.givenTwice(name)
		}
	}
	return nil
}

// writersOf returns those of the people who write in a chat.
func writersOf(
	ctx context.Context, h formats.History, chat export.ChatRef, people []export.Person,
) ([]export.Person, error) {
	writes := map[export.PersonRef]bool{}
	for m, err := range h.Messages(ctx, chat, export.Range{}) {
		if err != nil {
			return nil, err
		}
		writes[m.Sender] = true
	}
	var cast []export.Person
	for i := range people {
		if writes[people[i].Ref] {
			cast = append(cast, people[i])
		}
	}
	return cast, nil
}

func (a *app) givenTwice(name string) error {
	return &usageError{
		Sentence: a.say(lang.GivenTwice, lang.V{"name": clean(name)}),
		Hint:     a.say(lang.ChooseOther, nil),
	}
}
