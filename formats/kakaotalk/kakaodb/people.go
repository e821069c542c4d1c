package kakaodb

import (
	"slices"
	"strconv"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/formats"
)

// What is kept of people and rooms at most; KakaoTalk's own rooms have 3000 people.
const (
	maxKnown   = 1_000_000 // people, and rooms, of which tables tell
	maxNames   = 100       // names of one person, and handles
	maxMembers = 10_000    // of one room
)

// people are everybody whom an input knows, by their numbers.
type people struct {
	known map[int64]*known
	said  map[said]bool
	refs  map[int64]export.PersonRef
	last  export.PersonRef
	owner int64  // 0: not known
	self  string // the owner's name, if the person gave one
	emit  formats.Emit
}

// known is what the tables tell of somebody.
type known struct{ names, handles []string }

// said is a name or a handle of somebody that is known already.
type said struct {
	id     int64
	handle bool
	word   string
}

func newPeople(self string, emit formats.Emit) *people {
	return &people{
		known: map[int64]*known{}, said: map[said]bool{}, refs: map[int64]export.PersonRef{},
		self: norm.NFC.String(self), emit: emit,
	}
}

// learn takes names and handles in, those that count first coming first. Who is
// known already may get more of them, but nobody more than maxNames.
func (p *people) learn(id int64, names, handles []string) {
	k := p.known[id]
	if k == nil {
		if len(p.known) >= maxKnown {
			return
		}
		k = &known{}
		p.known[id] = k
	}
	k.names = p.fresh(k.names, id, false, names)
	k.handles = p.fresh(k.handles, id, true, handles)
}

// fresh adds those of more that are not empty and not there yet.
func (p *people) fresh(have []string, id int64, handle bool, more []string) []string {
	for _, s := range more {
		w := said{id, handle, s}
		if s != "" && len(have) < maxNames && !p.said[w] {
			p.said[w] = true
			have = append(have, s)
		}
	}
	return have
}

// called returns who has a name; 0 where nobody has it, or several.
func (p *people) called(name string) int64 {
	if name == "" {
		return 0
	}
	var found int64
	for id, k := range p.known {
		if hasName(k.names, name) {
			if found != 0 {
				return 0
			}
			found = id
		}
	}
	return found
}

func hasName(names []string, name string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return norm.NFC.String(n) == name })
}

// name returns what to call somebody: their number where no table has a name.
func (p *people) name(id int64) string {
	if k := p.known[id]; k != nil && len(k.names) > 0 {
		return k.names[0]
	}
	return strconv.FormatInt(id, 10)
}

// ref returns a person, who is emitted the first time. hint is a name that only
// the place at hand knows, as notices do of people who left.
func (p *people) ref(id int64, hint string) (export.PersonRef, error) {
	if ref, ok := p.refs[id]; ok {
		return ref, nil
	}
	if k := p.known[id]; k == nil || len(k.names) == 0 {
		p.learn(id, []string{hint}, nil)
	}
	k := p.known[id]
	if k == nil { // there are too many
		k = &known{}
		if hint != "" {
			k.names = []string{hint}
		}
	}
	p.last++
	p.refs[id] = p.last
	person := &export.Person{
		Ref:       p.last,
		SourceKey: strconv.FormatInt(id, 10),
		Names:     slices.Clone(k.names),
		Handles:   slices.Clone(k.handles),
		Self:      p.isOwner(id, k.names),
		KnownBy:   export.ByKey,
	}
	if len(person.Names) == 0 {
		person.Names = []string{person.SourceKey}
	}
	return p.last, p.emit(person)
}

func (p *people) isOwner(id int64, names []string) bool {
	if p.owner != 0 {
		return id == p.owner
	}
	return p.self != "" && hasName(names, p.self)
}

// room is a chat as the tables tell of it.
type room struct {
	ref     export.ChatRef // 0: not emitted yet
	title   string
	kind    export.ChatKind // "": to be found out
	members []int64
	in      map[int64]bool // the members
	writers bool           // the members are who writes there, maybe the owner too
	other   int64          // the partner in a room of two
	count   int64          // of members with the owner, where the table says so
}

// join adds members.
func (r *room) join(ids ...int64) {
	if r.in == nil && len(ids) > 0 {
		r.in = map[int64]bool{}
	}
	for _, id := range ids {
		if !r.in[id] && len(r.members) < maxMembers {
			r.in[id] = true
			r.members = append(r.members, id)
		}
	}
}

func (r *room) has(id int64) bool { return r.in[id] }

// addRoom takes note of a room of which a table tells.
func (h *history) addRoom(id int64, r *room) {
	if len(h.rooms) < maxKnown {
		h.rooms[id] = r
	}
}

// titled is how many people a room is named after that has no title.
const titled = 5

// chat describes a room for the first message in it.
func (h *history) chat(id int64) (export.ChatRef, error) {
	r := h.rooms[id]
	if r == nil {
		r = &room{}
		h.rooms[id] = r
	}
	if r.ref != 0 {
		return r.ref, nil
	}
	c := &export.Chat{
		SourceKey: strconv.FormatInt(id, 10), App: app, Kind: r.kind, Title: r.title,
		From: export.Source{Input: h.source.Input, File: h.source.File},
	}
	for _, m := range r.members {
		ref, err := h.people.ref(m, "")
		if err != nil {
			return 0, err
		}
		c.Members = append(c.Members, ref)
	}
	if c.Kind == "" {
		c.Kind = r.kindFor(h.people.owner)
	}
	if c.Title == "" {
		c.Title = h.nameOf(r)
	}
	if h.opt.Chat != "" {
		c.Title = h.opt.Chat
	}
	h.chats++
	r.ref = h.chats
	c.Ref = r.ref
	return r.ref, h.emit(c)
}

// kindFor finds out what kind of room it is for its owner; 0: the owner is not
// known. A room that counts two people may have been one of more, who left.
func (r *room) kindFor(owner int64) export.ChatKind {
	others := len(r.members)
	if r.has(owner) || r.writers && owner == 0 {
		others--
	}
	switch {
	case r.count > 2 || others > 1 && (r.count != 2 || owner != 0):
		return export.ChatGroup
	case r.other != 0 || r.count == 2 && r.writers && others <= 1:
		return export.ChatDirect
	}
	return export.ChatUnknown
}

// nameOf names a room after those in it, as the app does.
func (h *history) nameOf(r *room) string {
	ids := r.members
	if r.other != 0 {
		ids = []int64{r.other}
	}
	title, n := "", 0
	for _, id := range ids {
		if id == h.people.owner {
			continue
		}
		if n++; n > titled {
			return title + " …"
		}
		if title != "" {
			title += ", "
		}
		title += h.people.name(id)
	}
	return title
}
