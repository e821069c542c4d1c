package bubble

import (
	"exile/export"
	"exile/formats/words"
)

// People knows people by their refs. It may be shared by layouts.
type People struct {
	all     []person
	byRef   map[export.PersonRef]int32
	anySelf bool
}

// person is somebody as the pages call them.
type person struct {
	name  string // as it is shown: one line, without what nobody sees
	html  []byte // the name, escaped
	color byte   // '0' to '7'
	self  bool
}

// nobody is the number of no person.
const nobody = -1

// NewPeople takes the people of a history. Their colours go by their places in the list; lang is
// the language in which one without a name is called so.
func NewPeople(list []export.Person, lang string) *People {
	p := &People{all: make([]person, len(list)), byRef: make(map[export.PersonRef]int32, len(list))}
	for i := range list {
		one := &list[i]
		name := OneLine(one.Name())
		if Blank(name) {
			name = words.In(lang, words.NoName)
		}
		p.all[i] = person{name: name, html: AppendText(nil, name), color: '0' + byte(i%8), self: one.Self}
		p.byRef[one.Ref] = int32(i)
		p.anySelf = p.anySelf || one.Self
	}
	return p
}

// Len returns how many people there are.
func (p *People) Len() int { return len(p.all) }

// Number returns the place of a person in the list, -1 for one who is not in it.
func (p *People) Number(ref export.PersonRef) int { return int(p.number(ref)) }

func (p *People) number(ref export.PersonRef) int32 {
	if n, ok := p.byRef[ref]; ok {
		return n
	}
	return nobody
}

// Name returns the name of the person at a place, as it is shown: one line, not escaped.
func (p *People) Name(number int) string { return p.all[number].name }

// Color returns the number of a person's colour, 0 to 7: the class c0 to c7 has it.
func (p *People) Color(number int) int { return int(p.all[number].color - '0') }

// Self reports whether the chats are those of the person at a place.
func (p *People) Self(number int) bool { return p.all[number].self }

// AnySelf reports whether it is known whose chats they are.
func (p *People) AnySelf() bool { return p.anySelf }

// Concerned returns the names of those whom a notice is about, who did it first.
func (p *People) Concerned(n export.Notice) []string {
	var names []string
	for _, ref := range append([]export.PersonRef{n.Actor}, n.People...) {
		if name := p.nameOf(ref); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// nameOf returns the name of a person, "" of one who is not in the list.
func (p *People) nameOf(ref export.PersonRef) string {
	if n := p.number(ref); n != nobody {
		return p.all[n].name
	}
	return ""
}
