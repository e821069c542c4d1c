//go:build cgo

package store

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"

	"exile/export"
)

// cast knows the chats and people of a batch: it turns the reader's numbers
// into the store's and joins those that an app itself says are the same: people
// with those of earlier sources too, chats within one file alone.
type cast struct {
	b       *Batch
	app     string // of the first chat; people belong to it
	settled bool   // the app is known
	waiting []*export.Person
	chats   map[export.ChatRef]*room
	people  map[export.PersonRef]*seat
	rooms   map[string]*room // by file and identity, of this source
	known   map[string]*seat
	seats   map[int64]*seat                       // by their number
	mapped  map[export.PersonRef][]*seat          // who somebody is in the chats that some rooms join
	aside   map[export.PersonRef][]*export.Person // those of mapped whom no other room has named yet
	members []roll

	nextChat, nextExport, nextPerson, nextIdentity int64
}

// seat is the place of a person in the store.
type seat struct {
	id       int64
	value    driver.Value // id, converted once and not for every message
	identity int64        // what this source tells of them; 0: not written yet
}

type roll struct {
	room   *room
	people []export.PersonRef
}

func (c *cast) init(b *Batch) error {
	*c = cast{
		b:     b,
		chats: map[export.ChatRef]*room{}, people: map[export.PersonRef]*seat{},
		rooms: map[string]*room{}, known: map[string]*seat{}, seats: map[int64]*seat{},
		mapped: map[export.PersonRef][]*seat{}, aside: map[export.PersonRef][]*export.Person{},
	}
	for table, next := range map[string]*int64{
		"chats": &c.nextChat, "exports": &c.nextExport, "people": &c.nextPerson, "identities": &c.nextIdentity,
	} {
		var err error
		if *next, err = b.nextID(table); err != nil {
			return err
		}
	}
	return nil
}

// seat returns the seat of a person of the store.
func (c *cast) seat(id int64) *seat {
	s := c.seats[id]
	if s == nil {
		s = &seat{id: id, value: id}
		c.seats[id] = s
	}
	return s
}

// open settles which app the people belong to.
func (c *cast) open(app string) error {
	c.app, c.settled = app, true
	waiting := c.waiting
	c.waiting = nil
	for _, p := range waiting {
		if err := c.person(p); err != nil {
			return err
		}
	}
	return nil
}

// person declares a person, or declares them again.
func (c *cast) person(e *export.Person) error {
	if e.Ref == 0 {
		return errors.New("a person without a number")
	}
	if !c.settled {
		c.waiting = append(c.waiting, e)
		return nil
	}
	for _, s := range c.mapped[e.Ref] {
		if err := c.writePerson(s, e); err != nil {
			return err
		}
	}
	if c.people[e.Ref] == nil && len(c.mapped[e.Ref]) > 0 {
		c.aside[e.Ref] = append(c.aside[e.Ref], e)
		return nil
	}
	_, err := c.declare(e)
	return err
}

// declare gives a person a seat of their own.
func (c *cast) declare(e *export.Person) (*seat, error) {
	s := c.people[e.Ref]
	if s == nil {
		var err error
		if s, err = c.findPerson(e); err != nil {
			return nil, err
		}
		c.people[e.Ref] = s
	}
	return s, c.writePerson(s, e)
}

// stranger gives somebody a seat of their own who has been aside, since so far only
// rooms named them where they are somebody of the store. It returns nil if there is
// nobody of that number.
func (c *cast) stranger(ref export.PersonRef) (*seat, error) {
	var s *seat
	var err error
	for _, e := range c.aside[ref] {
		if s, err = c.declare(e); err != nil {
			return nil, err
		}
	}
	delete(c.aside, ref)
	return s, nil
}

// somebody says who a person is in the chat that a room joins.
func (c *cast) somebody(ref export.PersonRef, id int64) *seat {
	s := c.seat(id)
	if !slices.Contains(c.mapped[ref], s) {
		c.mapped[ref] = append(c.mapped[ref], s)
	}
	return s
}

// findPerson returns the seat of a person known by more than a name, or a new one.
func (c *cast) findPerson(e *export.Person) (*seat, error) {
	identity, query, arg := "", "", ""
	switch {
	case e.KnownBy == export.ByKey && e.SourceKey != "":
		arg = e.SourceKey
		identity = "key\x00" + arg
		query = "SELECT id FROM people WHERE app = ? AND key = ? AND key <> '' AND known_by = 'key' ORDER BY id"
	case e.KnownBy == export.ByHandle && len(e.Handles) > 0:
		arg = e.Handles[0]
		identity = "handle\x00" + arg
		query = `SELECT p.id FROM handles h JOIN identities i ON i.id = h.identity JOIN people p ON p.id = i.person
WHERE p.app = ? AND h.handle = ? AND i.known_by = 'handle' ORDER BY p.id`
	}
	if s := c.known[identity]; s != nil && identity != "" {
		return s, nil
	}
	if identity != "" && !c.b.fresh {
		id, err := c.b.c.number(c.b.ctx, query, c.app, arg)
		if err != nil {
			return nil, err
		}
		if id != 0 {
			s := c.seat(id)
			c.known[identity] = s
			return s, nil
		}
	}
	s := c.seat(c.nextPerson)
	c.nextPerson++
	if identity != "" {
		c.known[identity] = s
	}
	return s, nil
}

func (c *cast) writePerson(s *seat, e *export.Person) error {
	b, names, handles := c.b, e.Names, e.Handles
	by := e.KnownBy
	if by == "" {
		by = export.ByName
	}
	if s.identity == 0 {
		s.identity = c.nextIdentity
		c.nextIdentity++
		err := b.c.exec(b.ctx, `INSERT INTO identities (id, person, source, key, known_by, self) VALUES (?, ?, ?, ?, ?, ?)`,
			s.identity, s.id, b.source, e.SourceKey, string(by), flag(e.Self))
		if err != nil {
			return err
		}
		// A person that an earlier source told of is there already.
		err = b.c.exec(b.ctx, `INSERT INTO people (id, app, key, known_by, self, called) VALUES (?1, ?2, ?3, ?4, ?5, '')
ON CONFLICT (id) DO UPDATE SET self = max(self, ?5)`, s.id, c.app, e.SourceKey, string(by), flag(e.Self))
		if err != nil {
			return err
		}
	} else {
		var err error
		if names, err = c.merge(s, "name", "names", names); err != nil {
			return err
		}
		if handles, err = c.merge(s, "handle", "handles", handles); err != nil {
			return err
		}
		if err := b.c.exec(b.ctx, "UPDATE identities SET self = max(self, ?2) WHERE id = ?1", s.identity, flag(e.Self)); err != nil {
			return err
		}
		if err := b.c.exec(b.ctx, "UPDATE people SET self = max(self, ?2) WHERE id = ?1", s.id, flag(e.Self)); err != nil {
			return err
		}
	}
	for i, n := range names {
		if err := b.tables.names.add(s.identity, int64(i), n); err != nil {
			return err
		}
	}
	for i, h := range handles {
		if err := b.tables.handles.add(s.identity, int64(i), h); err != nil {
			return err
		}
	}
	return nil
}

// merge takes the names or handles that this source told of a person out of the
// store and puts those behind the newer ones that are not among them.
func (c *cast) merge(s *seat, column, table string, newer []string) ([]string, error) {
	if err := errors.Join(c.b.tables.names.flush(), c.b.tables.handles.flush()); err != nil {
		return nil, err
	}
	all := slices.Clone(newer)
	q := fmt.Sprintf("SELECT %s FROM %s WHERE identity = ? ORDER BY position", column, table)
	err := c.b.c.each(c.b.ctx, q, []driver.Value{s.identity}, func(row []driver.Value) error {
		if old := text(row[0]); !slices.Contains(all, old) {
			all = append(all, old)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return all, c.b.c.exec(c.b.ctx, "DELETE FROM "+table+" WHERE identity = ?", s.identity)
}

// finish writes what could not be written while people were still declared.
func (c *cast) finish(app string) error {
	if !c.settled {
		if err := c.open(app); err != nil {
			return err
		}
	}
	last := map[*room]int{}
	for i, r := range c.members {
		last[r.room] = i
	}
	for i, r := range c.members {
		if last[r.room] != i {
			continue // declared again later
		}
		if err := c.writeMembers(r); err != nil {
			return err
		}
	}
	return nil
}

// writeMembers writes who is in a chat.
func (c *cast) writeMembers(r roll) error {
	seen := map[int64]bool{}
	for _, ref := range r.people {
		id, err := c.id(r.room, ref)
		if err != nil {
			return err
		}
		if id == nil || seen[integer(id)] {
			continue
		}
		if err := c.b.tables.members.add(r.room.export, int64(len(seen)), id); err != nil {
			return err
		}
		seen[integer(id)] = true
	}
	return nil
}

// id returns the store's number of a person as a room names them, nil for none.
func (c *cast) id(r *room, ref export.PersonRef) (driver.Value, error) {
	if ref == 0 {
		return nil, nil //nolint:nilnil // NULL is the value
	}
	if s := r.people[ref]; s != nil {
		return s.value, nil
	}
	s := c.people[ref]
	if s == nil {
		var err error
		if s, err = c.stranger(ref); err != nil {
			return nil, err
		}
	}
	if s == nil {
		return nil, fmt.Errorf("person %d was not declared", ref)
	}
	return s.value, nil
}

// number is id for a reference.
func (c *cast) number(r *room, ref export.PersonRef) (export.PersonRef, error) {
	v, err := c.id(r, ref)
	return export.PersonRef(integer(v)), err
}

// translate gives everybody in a message the store's number.
func (c *cast) translate(r *room, m *export.Message) (err error) {
	if m.Sender, err = c.number(r, m.Sender); err != nil {
		return err
	}
	if n, ok := m.Content.(export.Notice); ok {
		if m.Content, err = c.notice(r, n); err != nil {
			return err
		}
	}
	for i := range m.Reactions {
		if m.Reactions[i].By, err = c.number(r, m.Reactions[i].By); err != nil {
			return err
		}
	}
	for i := range m.Edits {
		if n, ok := m.Edits[i].Content.(export.Notice); ok {
			if m.Edits[i].Content, err = c.notice(r, n); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *cast) notice(r *room, n export.Notice) (export.Notice, error) {
	var err error
	if n.Actor, err = c.number(r, n.Actor); err != nil {
		return n, err
	}
	n.People = slices.Clone(n.People)
	for i, ref := range n.People {
		if n.People[i], err = c.number(r, ref); err != nil {
			return n, err
		}
	}
	return n, nil
}

// reference is an id as a column that may be NULL.
func reference(id int64) driver.Value {
	if id == 0 {
		return nil
	}
	return id
}
