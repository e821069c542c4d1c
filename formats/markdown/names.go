package markdown

import (
	"cmp"
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/formats"
	"exile/formats/words"
)

// fileName makes a text fit to be the name of a file, or a part of one, that links
// can go to: what FileName gives, without what ends a link's name in Obsidian.
func fileName(s string, limit int) string {
	return formats.FileName(strings.Map(func(r rune) rune {
		if strings.ContainsRune("[]#^", r) {
			return '_'
		}
		return r
	}, s), limit)
}

// directory knows all people of a history and how they are to be called.
type directory struct {
	people map[export.PersonRef]*export.Person
	names  map[string]string // NFC of a source's name → name to write
	self   string
	lang   string
}

func newDirectory(people []export.Person, opt formats.WriteOptions) *directory {
	d := &directory{
		people: make(map[export.PersonRef]*export.Person, len(people)),
		names:  make(map[string]string, len(opt.Names)),
		self:   opt.Self, lang: opt.Lang,
	}
	for i := range people {
		d.people[people[i].Ref] = &people[i]
	}
	for from, to := range opt.Names {
		if to != "" {
			d.names[norm.NFC.String(from)] = to
		}
	}
	return d
}

// name returns how a person is called, on one line.
func (d *directory) name(ref export.PersonRef) string {
	none := words.In(d.lang, words.NoName)
	p := d.people[ref]
	if p == nil {
		return none
	}
	if p.Self && d.self != "" {
		return cmp.Or(oneLine(d.self), none)
	}
	for _, n := range p.Names {
		if to, ok := d.names[norm.NFC.String(n)]; ok {
			return cmp.Or(oneLine(to), none)
		}
	}
	return cmp.Or(oneLine(p.Name()), none)
}

// room keeps the people of one chat apart: no two are written by one name.
type room struct {
	dir   *directory
	names map[export.PersonRef]string
	taken map[string]int // NFC of a name → how many wanted it
	warn  formats.Warn
}

func newRoom(d *directory, warn formats.Warn) *room {
	return &room{dir: d, names: map[export.PersonRef]string{}, taken: map[string]int{}, warn: warn}
}

// name returns a person's name in the chat, deciding it the first time.
func (r *room) name(ref export.PersonRef) string {
	if name, ok := r.names[ref]; ok {
		return name
	}
	wanted := r.dir.name(ref)
	name, first := wanted, norm.NFC.String(wanted)
	for key := first; r.taken[key] > 0; key = norm.NFC.String(name) {
		r.taken[first]++
		name = fmt.Sprintf("%s (%d)", wanted, r.taken[first])
	}
	r.taken[norm.NFC.String(name)]++
	if name != wanted {
		r.warn(export.Problem{Code: export.ChangedName, Name: wanted, Text: "written as " + name})
	}
	r.names[ref] = name
	return name
}

// self reports whether a person is the one whose export it is.
func (d *directory) isSelf(ref export.PersonRef) bool {
	p := d.people[ref]
	return p != nil && p.Self
}
