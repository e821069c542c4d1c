package desktop

import (
	"maps"
	"slices"
	"strings"

	"exile/export"
)

// What a walker finds in the second pass.

func (r *reading) self(v value) error {
	if !v.get("bio").null() {
		r.others.miss("personal_information.bio")
	}
	return nil
}

func (r *reading) contact(v value) error {
	if !v.isObject() {
		r.others.miss("contacts")
	}
	return nil
}

func (r *reading) aside(name string, v value) {
	r.others.miss(name)
	for _, of := range []string{"photo", "media"} {
		if file := v.get(of); file.isString() {
			r.files.aside(file.text())
		}
	}
}

// begin declares a chat, and before it whom it is with.
func (r *reading) begin(h head) error {
	r.old = h.old()
	if h.ordinal < len(r.scout.chats) {
		h = r.scout.chats[h.ordinal].head
	}
	r.head, r.tally, r.last = h, tally{}, export.Time{}
	r.key = h.key(r.scout.shift)
	r.clock.wall.Zone = r.zone()
	chat := &export.Chat{
		SourceKey: r.key, App: app, Kind: h.chatKind(), Title: h.title(),
		From: export.Source{Input: r.from.Input, File: r.from.File},
	}
	if r.opt.Chat != "" {
		chat.Title = r.opt.Chat
	}
	var err error
	if chat.Members, err = r.members(h); err != nil {
		return err
	}
	r.chats++
	r.ref, chat.Ref = r.chats, r.chats
	return r.emit(chat)
}

// members are the people of a chat of one or two. Of larger ones an export has no list.
func (r *reading) members(h head) ([]export.PersonRef, error) {
	var all []export.PersonRef
	if k := h.chatKind(); r.key == "" || k != export.ChatDirect && k != export.ChatSelf {
		return nil, nil
	}
	people := []*person{r.peers.keyed(r.key)}
	if p := r.scout.me; p != nil && p != people[0] && p.self {
		people = append(people, p)
	}
	for _, p := range people {
		ref, err := r.peers.ref(p)
		if err != nil {
			return nil, err
		}
		if ref == 0 {
			continue
		}
		all = append(all, ref)
	}
	return all, nil
}

func (r *reading) end(head) error { return r.tally.tell(r.tell) }

// left keeps what is no chat where chats stand.
func (r *reading) left(v value, record int64) error { return r.unread(v, record) }

func (r *reading) unread(v value, n int64) error {
	if r.silent {
		at := r.from.Input + "/" + r.from.File
		if r.strays[at] == nil {
			r.strays[at] = &strings.Builder{}
		}
		if out := r.strays[at]; out.Len()+len(v) < maxValue {
			if out.Len() > 0 {
				out.WriteByte('\n')
			}
			out.Write(v)
		}
		return nil
	}
	r.from.Record = n
	r.records++
	if err := r.emit(&export.Unread{Text: string(v), From: r.from}); err != nil {
		return err
	}
	return r.emit(&export.Problem{Code: export.UnreadLine, From: r.from})
}

func (r *reading) tellTwins() error {
	for _, name := range slices.Sorted(maps.Keys(r.peers.twins)) {
		if err := r.tell(&export.Problem{Code: export.TwinNames, Name: name}); err != nil {
			return err
		}
	}
	return nil
}
