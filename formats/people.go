package formats

import (
	"strings"

	"exile/export"
)

// People are the people of one chat whose export knows them by their names
// alone.
type People struct {
	Self string           // the name of whoever made the export; "": not known
	Last export.PersonRef // the number given last: the next chat goes on from there

	refs   map[string]export.PersonRef
	recent [64]recentPerson
}

// recentPerson is somebody who was asked for lately: the people of a chat take
// turns.
type recentPerson struct {
	name string
	ref  export.PersonRef
}

// Ref returns the person of that name, who is emitted the first time.
func (p *People) Ref(name string, emit Emit) (export.PersonRef, error) {
	var slot *recentPerson
	if n := len(name); n > 0 {
		slot = &p.recent[(uint(n)*31+uint(name[0])*7+uint(name[n/2])*13+uint(name[n-1]))%uint(len(p.recent))]
		if slot.ref != 0 && slot.name == name {
			return slot.ref, nil
		}
	}
	if ref, ok := p.refs[name]; ok {
		if slot != nil && slot.ref == 0 {
			*slot = recentPerson{strings.Clone(name), ref}
		}
		return ref, nil
	}
	if p.refs == nil {
		p.refs = map[string]export.PersonRef{}
	}
	name = strings.Clone(name) // out of its block
	p.Last++
	p.refs[name] = p.Last
	return p.Last, emit(&export.Person{Ref: p.Last, Names: []string{name}, Self: name == p.Self && p.Self != "", KnownBy: export.ByName})
}

// Known reports whether a person of that name was emitted.
func (p *People) Known(name string) bool { return p.refs[name] != 0 }
