// Package naming holds how a person says that the target's account calls people, for
// targets that go by names.
package naming

import (
	"context"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/formats"
)

// Given is what the person said.
type Given struct {
	Names map[string]string // NFC of a name in the source → the name to write
	Me    string            // who is "me" by the source's name; "": as the source says
	Self  string            // the name to write for "me"; "": none was given
}

// Of returns the name that was given to somebody, "" if none was.
func (g Given) Of(p *export.Person) string {
	if g.Self != "" && g.isMe(p) {
		return g.Self
	}
	for _, n := range p.Names {
		if to, ok := g.Names[norm.NFC.String(n)]; ok {
			return to
		}
	}
	return ""
}

func (g Given) isMe(p *export.Person) bool { return p.Self || g.Me != "" && same(p.Name(), g.Me) }

func same(x, y string) bool { return norm.NFC.String(x) == norm.NFC.String(y) }

// Twice finds a name that was given to two of these people. The target goes by
// names, so to it the two would be one. People whom the source itself calls the
// same cannot be told apart by whoever gives names: the writer numbers them.
func (g Given) Twice(people []export.Person) (string, bool) {
	given := map[string]*export.Person{}
	for i := range people {
		p := &people[i]
		name := strings.TrimSpace(g.Of(p))
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

// TwiceIn finds a name that was given to two people of one chat of a history; without
// chats, of any. That one person is called differently in two chats is no mistake.
func (g Given) TwiceIn(ctx context.Context, h formats.History, chats []export.ChatRef) (name string, twice bool, err error) {
	people, err := h.People(ctx)
	if err != nil {
		return "", false, err
	}
	if _, twice := g.Twice(people); !twice {
		return "", false, nil // mostly so; there is no need to look who writes where
	}
	if len(chats) == 0 {
		all, err := h.Chats(ctx)
		if err != nil {
			return "", false, err
		}
		for i := range all {
			chats = append(chats, all[i].Ref)
		}
	}
	for _, chat := range chats {
		cast, err := WritersOf(ctx, h, chat, people)
		if err != nil {
			return "", false, err
		}
		if name, twice := g.Twice(cast); twice {
			return name, true, nil
		}
	}
	return "", false, nil
}

// WritersOf returns those of the people who write in a chat.
func WritersOf(ctx context.Context, h formats.History, chat export.ChatRef, people []export.Person) ([]export.Person, error) {
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

// Called returns who is called so: somebody may be several people of a store, one for
// each room. Of two in one room it is the first, for both cannot be the same.
func Called(people []export.Person, chats []export.Chat, name string) []export.PersonRef {
	var refs []export.PersonRef
	for i := range people {
		beside := func(c export.Chat) bool {
			return slices.Contains(c.Members, people[i].Ref) &&
				slices.ContainsFunc(refs, func(r export.PersonRef) bool { return slices.Contains(c.Members, r) })
		}
		if slices.ContainsFunc(people[i].Names, func(n string) bool { return same(n, name) }) && !slices.ContainsFunc(chats, beside) {
			refs = append(refs, people[i].Ref)
		}
	}
	return refs
}

// AsSelf is a history in which other people are "me", each in rooms of their own.
func AsSelf(h formats.History, me []export.PersonRef) formats.History { return asSelf{h, me} }

type asSelf struct {
	formats.History
	me []export.PersonRef
}

// People returns the people with those as "me".
func (s asSelf) People(ctx context.Context) ([]export.Person, error) {
	people, err := s.History.People(ctx)
	for i := range people {
		people[i].Self = slices.Contains(s.me, people[i].Ref)
	}
	return people, err
}
