package telegramtest

import (
	"maps"
	"slices"
	"strings"
)

// person is a user of Telegram.
type person struct {
	id, access          int64
	first, last         string
	phone, handle       string
	contact, mutual     bool
	blocked, gone, bot  bool
	premium, introduced bool // introduced: the account knows them though they are no contact
}

func (p *person) name() string { return strings.TrimSpace(p.first + " " + p.last) }

// Contact adds somebody to the account's contacts and returns their number.
func (w *World) Contact(first, last string, mutual bool) int64 {
	defer w.lock()()
	p := w.addPerson(first, last)
	p.contact, p.mutual = true, mutual
	return p.id
}

// Stranger adds somebody who is no contact, with whom the account has a chat.
func (w *World) Stranger(first, last string) int64 {
	defer w.lock()()
	p := w.addPerson(first, last)
	p.introduced = true
	w.say(p.id, p.id, "hello")
	return p.id
}

// Bot adds a bot with which the account has a chat.
func (w *World) Bot(name string) int64 {
	defer w.lock()()
	p := w.addPerson(name, "")
	p.bot, p.introduced = true, true
	p.handle = strings.ToLower(strings.ReplaceAll(name, " ", "")) + "_bot"
	w.say(p.id, p.id, "/start")
	return p.id
}

func (w *World) addPerson(first, last string) *person {
	w.lastPeer++
	p := &person{id: w.lastPeer, access: number(), first: first, last: last}
	w.people[p.id] = p
	return p
}

// Block blocks somebody.
func (w *World) Block(id int64) { w.change(id, func(p *person) { p.blocked = true }) }

// Unblock takes it back.
func (w *World) Unblock(id int64) { w.change(id, func(p *person) { p.blocked = false }) }

// Gone deletes somebody's account: they lose their name.
func (w *World) Gone(id int64) {
	w.change(id, func(p *person) {
		p.gone, p.first, p.last, p.phone, p.handle, p.contact, p.mutual = true, "", "", "", "", false, false
	})
}

// Mutual says whether a contact has saved the account too.
func (w *World) Mutual(id int64, mutual bool) { w.change(id, func(p *person) { p.mutual = mutual }) }

// Rename gives the account (SelfID) or a contact another name.
func (w *World) Rename(id int64, first, last string) {
	w.change(id, func(p *person) { p.first, p.last = first, last })
}

// Number gives somebody a phone number, which begins with +.
func (w *World) Number(id int64, phone string) { w.change(id, func(p *person) { p.phone = phone }) }

// Premium makes the account a paying one.
func (w *World) Premium() { w.change(SelfID, func(p *person) { p.premium = true }) }

func (w *World) change(id int64, do func(*person)) {
	defer w.lock()()
	if p := w.people[id]; p != nil {
		do(p)
	}
}

// SetSelf makes the account another one. Sessions stay signed in, as whom it is now.
func (w *World) SetSelf(id int64, first, last, phone string) {
	defer w.lock()()
	delete(w.people, w.self.id)
	w.self = &person{id: id, access: number(), first: first, last: last, phone: phone}
	w.people[id] = w.self
}

// Handle gives a person, a group or a channel a username, without the @.
func (w *World) Handle(id int64, handle string) {
	defer w.lock()()
	if p := w.people[id]; p != nil {
		p.handle = handle
	}
	if g := w.groups[id]; g != nil {
		g.handle = handle
	}
}

// contacts are all in the order of their numbers.
func (w *World) contacts() []*person {
	var all []*person
	for _, id := range slices.Sorted(maps.Keys(w.people)) {
		if p := w.people[id]; p.contact {
			all = append(all, p)
		}
	}
	return all
}

// named returns whose a written name is: the account's, or the one contact's who has
// it; nil if it is nobody's or several contacts have it.
func (w *World) named(name string) *person {
	if w.self.name() == name {
		return w.self
	}
	var found *person
	for _, p := range w.contacts() {
		if p.name() != name {
			continue
		}
		if found != nil {
			return nil
		}
		found = p
	}
	return found
}
