package kakaodb

import (
	"slices"
	"strconv"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/formats"
)

// people are everybody whom an input knows, by their numbers.
type people struct {
	known map[int64]*known
	refs  map[int64]export.PersonRef
	last  export.PersonRef
	owner int64  // 0: not known
	self  string // the owner's name, if the person gave one
	emit  formats.Emit
}

// known is what the tables tell of somebody.
type known struct{ names, handles []string }

func newPeople(self string, emit formats.Emit) *people {
	return &people{known: map[int64]*known{}, refs: map[int64]export.PersonRef{}, self: norm.NFC.String(self), emit: emit}
}

// learn takes names and handles in, those that count first coming first.
func (p *people) learn(id int64, names, handles []string) {
	k := p.known[id]
	if k == nil {
		k = &known{}
		p.known[id] = k
	}
	k.names = append(k.names, fresh(k.names, names)...)
	k.handles = append(k.handles, fresh(k.handles, handles)...)
}

// fresh are those of more that are not empty and not there yet.
func fresh(have, more []string) []string {
	var out []string
	for _, s := range more {
		if s != "" && !slices.Contains(have, s) && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
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
	return p.self != "" && slices.ContainsFunc(names, func(n string) bool { return norm.NFC.String(n) == p.self })
}

// room is a chat as the tables tell of it.
type room struct {
	ref     export.ChatRef // 0: not emitted yet
	title   string
	kind    export.ChatKind // "": to be found out
	members []int64
	other   int64 // the partner in a room of two
	count   int64 // of members, where the table says so
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
	others := 0
	for _, m := range r.members {
		ref, err := h.people.ref(m, "")
		if err != nil {
			return 0, err
		}
		c.Members = append(c.Members, ref)
		if m != h.people.owner {
			others++
		}
	}
	if c.Kind == "" {
		switch {
		case r.count > 2 || others > 1:
			c.Kind = export.ChatGroup
		case r.other != 0:
			c.Kind = export.ChatDirect
		default:
			c.Kind = export.ChatUnknown
		}
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
