package html

import (
	"strings"

	"exile/export"
	"exile/formats/words"
)

// directory knows people by their refs.
type directory struct {
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

func newDirectory(people []export.Person, lang string) *directory {
	d := &directory{all: make([]person, len(people)), byRef: make(map[export.PersonRef]int32, len(people))}
	for i := range people {
		p := &people[i]
		name := oneLine(p.Name())
		if blank(name) {
			name = words.In(lang, words.NoName)
		}
		d.all[i] = person{name: name, html: appendText(nil, name), color: '0' + byte(i%8), self: p.Self}
		d.byRef[p.Ref] = int32(i)
		d.anySelf = d.anySelf || p.Self
	}
	return d
}

// number returns the place of a person in the list, nobody for one who is not in it.
func (d *directory) number(ref export.PersonRef) int32 {
	if n, ok := d.byRef[ref]; ok {
		return n
	}
	return nobody
}

func (d *directory) name(ref export.PersonRef) string {
	if n := d.number(ref); n != nobody {
		return d.all[n].name
	}
	return ""
}

// oneLine makes a name or a title fit to be shown on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(string(appendClean(nil, s))), " ") }
