//go:build cgo

package main

import (
	"context"
	"slices"

	"golang.org/x/text/unicode/norm"

	"exile/cmd/internal/naming"
	"exile/convert/handover"
	"exile/export"
	"exile/formats"
)

// namesIn returns those of the given names that are of people in the chats. The table
// may be of the whole store, and the courier is told of nobody who is not
// in what it delivers.
func namesIn(
	ctx context.Context, h formats.History, chats []export.ChatRef, people []export.Person, given nameMap,
) (nameMap, error) {
	if len(given) == 0 {
		return given, nil
	}
	all, err := h.Chats(ctx)
	if err != nil {
		return nil, err
	}
	in := nameMap{}
	note := func(somebody []export.Person) {
		for i := range somebody {
			for _, name := range somebody[i].Names {
				if to, ok := given[norm.NFC.String(name)]; ok {
					in[norm.NFC.String(name)] = to
				}
			}
		}
	}
	for i := range all {
		if slices.Contains(chats, all[i].Ref) {
			note(slices.DeleteFunc(slices.Clone(people), func(p export.Person) bool { return !slices.Contains(all[i].Members, p.Ref) }))
		}
	}
	for _, chat := range chats {
		if len(in) == len(given) {
			break // there is no need to look who writes
		}
		cast, err := naming.WritersOf(ctx, h, chat, people)
		if err != nil {
			return nil, err
		}
		note(cast)
	}
	return in, nil
}

// lacksSelf reports whether there is a chat of the bundle in which nobody is "me".
func (d *delivering) lacksSelf(ctx context.Context, m *handover.Manifest) (bool, error) {
	people, err := d.history.People(ctx)
	if err != nil {
		return false, err
	}
	chats, err := d.history.Chats(ctx)
	if err != nil {
		return false, err
	}
	self := map[export.PersonRef]bool{}
	for i := range people {
		self[people[i].Ref] = people[i].Self
	}
	in := map[int64]bool{} // chats that have one, who need not have written in them
	for i := range chats {
		in[int64(chats[i].Ref)] = slices.ContainsFunc(chats[i].Members, func(r export.PersonRef) bool { return self[r] })
	}
	lacks := func(c handover.Chat) bool {
		return !in[c.ID.Number] && !slices.ContainsFunc(c.People, func(p handover.Person) bool { return p.Self })
	}
	if len(d.request.People) > 0 { // others' messages, perhaps
		return selfOf(people) == nil, nil
	}
	return slices.ContainsFunc(m.Chats, lacks), nil
}
