package linedb

import (
	"exile/export"
)

// room is a chat as the tables tell of it.
type room struct {
	ref     export.ChatRef // 0: not emitted yet
	title   string
	kind    export.ChatKind // "": what the mid says
	members []string
	in      map[string]bool // the members
}

// room returns a room by its mid, known so far or not; nil: there are too many.
func (h *history) room(mid string) *room {
	r := h.rooms[mid]
	if r == nil && mid != "" && len(h.rooms) < maxKnown {
		r = &room{kind: midKind(mid)}
		h.rooms[mid] = r
	}
	return r
}

// join adds a member.
func (r *room) join(mid string) {
	if r.in == nil {
		r.in = map[string]bool{}
	}
	if mid != "" && !r.in[mid] && len(r.members) < maxMembers {
		r.in[mid] = true
		r.members = append(r.members, mid)
	}
}

// maxWriters is how many pairs of a room and somebody who writes in it are looked at.
const maxWriters = 1_000_000

// writers makes those who write in a room its members, where no table tells who they
// are.
func (h *history) writers() error {
	m := h.messages
	if !m.Has(h.layout.chat, h.layout.sender) {
		return nil
	}
	untold := map[string]bool{}
	return m.Pairs(h.ctx, h.layout.chat, h.layout.sender, maxWriters, func(chat, sender any) {
		mid, who := h.names(h, chat, sender)
		if r := h.room(mid); r != nil && who != "" && r.kind != export.ChatDirect && (untold[mid] || len(r.members) == 0) {
			untold[mid] = true
			r.join(who)
		}
	})
}

// chat describes a room for the first message in it.
func (h *history) chat(mid string) (export.ChatRef, error) {
	r := h.rooms[mid]
	if r == nil { // in no table, or there are too many
		r = &room{kind: midKind(mid)}
		h.rooms[mid] = r
	}
	if r.ref != 0 {
		return r.ref, nil
	}
	c := &export.Chat{
		SourceKey: mid, App: app, Kind: r.kind, Title: r.title,
		From: export.Source{Input: h.source.Input, File: h.source.File},
	}
	switch {
	case mid == h.self:
		c.Kind = export.ChatSelf
	case r.kind == export.ChatDirect:
		r.join(mid)
	}
	for _, m := range r.members {
		ref, err := h.person(m)
		if err != nil {
			return 0, err
		}
		c.Members = append(c.Members, ref)
	}
	if c.Title == "" || c.Kind == export.ChatDirect && len(h.people.known[mid]) > 0 {
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

// titled is how many people a room is named after that has no title.
const titled = 5

// nameOf names a room after those in it, as the app does.
func (h *history) nameOf(r *room) string {
	title, n := "", 0
	for _, mid := range r.members {
		if mid == h.self {
			continue
		}
		if n++; n > titled {
			return title + " …"
		}
		if title != "" {
			title += ", "
		}
		title += h.people.called(mid)
	}
	return title
}
