package linedb

import (
	"slices"

	"exile/export"
	"exile/formats"
)

// What is kept of people and rooms at most; LINE's own rooms have 500 people, open
// ones 10,000.
const (
	maxKnown   = 1_000_000 // people, and rooms, of which tables tell
	maxNames   = 20        // names of one person
	maxMembers = 10_000    // of one room
)

// people are everybody whom an input knows, by their mids.
type people struct {
	known map[string][]string // names
	refs  map[string]export.PersonRef
	last  export.PersonRef
	self  export.PersonRef // 0: not emitted yet
	name  string           // the owner's, if the person gave one
	emit  formats.Emit
}

func newPeople(name string, emit formats.Emit) *people {
	return &people{known: map[string][]string{}, refs: map[string]export.PersonRef{}, name: name, emit: emit}
}

// learn takes names in, those that count first coming first. Who is known already may
// get more of them.
func (p *people) learn(mid string, names ...string) {
	if mid == "" || p.known[mid] == nil && len(p.known) >= maxKnown {
		return
	}
	have := p.known[mid]
	if have == nil {
		have = []string{}
	}
	for _, s := range names {
		if s != "" && len(have) < maxNames && !slices.Contains(have, s) {
			have = append(have, s)
		}
	}
	p.known[mid] = have
}

// called returns what to call somebody: their mid where no table has a name.
func (p *people) called(mid string) string {
	if names := p.known[mid]; len(names) > 0 {
		return names[0]
	}
	return mid
}

// ref returns a person, who is emitted the first time.
func (p *people) ref(mid string) (export.PersonRef, error) {
	if ref, ok := p.refs[mid]; ok {
		return ref, nil
	}
	p.last++
	p.refs[mid] = p.last
	names := slices.Clone(p.known[mid])
	if len(names) == 0 {
		names = []string{mid}
	}
	return p.last, p.emit(&export.Person{Ref: p.last, SourceKey: mid, Names: names, KnownBy: export.ByKey})
}

// owner returns the one whose databases these are, who is emitted the first time. mid
// may be empty: most databases do not tell it.
func (p *people) owner(mid string) (export.PersonRef, error) {
	if ref, ok := p.refs[mid]; ok && mid != "" {
		return ref, nil
	}
	if mid == "" && p.self != 0 {
		return p.self, nil
	}
	p.last++
	p.self = p.last
	me := &export.Person{Ref: p.last, SourceKey: mid, Self: true, KnownBy: export.ByKey}
	if mid == "" {
		me.KnownBy = export.ByName
	} else {
		p.refs[mid] = p.last
	}
	for _, n := range append([]string{p.name}, p.known[mid]...) {
		if n != "" && !slices.Contains(me.Names, n) {
			me.Names = append(me.Names, n)
		}
	}
	if len(me.Names) == 0 {
		me.Names = []string{""} // the app shows the owner by none
	}
	return p.last, p.emit(me)
}

// person returns somebody by their mid; 0: it is empty.
func (h *history) person(mid string) (export.PersonRef, error) {
	switch mid {
	case "":
		return 0, nil
	case h.self:
		return h.people.owner(h.self)
	}
	return h.people.ref(mid)
}

// called returns what to call somebody in a notice.
func (h *history) called(mid string) string {
	if mid == h.self {
		switch {
		case h.people.name != "":
			return h.people.name
		case len(h.people.known[mid]) == 0:
			return "You" // as the English app says
		}
	}
	return h.people.called(mid)
}
