//go:build cgo

package store

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"strings"

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
	chats   map[export.ChatRef]*seat
	people  map[export.PersonRef]*seat
	rooms   map[string]*seat // by file and identity, of this source
	known   map[string]*seat
	members []roll

	nextChat, nextPerson int64
}

// seat is the place of a chat or person in the store.
type seat struct {
	id    int64
	value driver.Value // id, converted once and not for every message
	said  bool         // its rows are written
}

type roll struct {
	chat   *seat
	people []export.PersonRef
}

func (c *cast) init(b *Batch) error {
	*c = cast{
		b:     b,
		chats: map[export.ChatRef]*seat{}, people: map[export.PersonRef]*seat{},
		rooms: map[string]*seat{}, known: map[string]*seat{},
	}
	var err error
	if c.nextChat, err = b.nextID("chats"); err != nil {
		return err
	}
	c.nextPerson, err = b.nextID("people")
	return err
}

func newSeat(id int64) *seat { return &seat{id: id, value: id} }

// chat declares a chat, or declares it again.
func (c *cast) chat(e *export.Chat) error {
	if e.Ref == 0 {
		return errors.New("a chat without a number")
	}
	if !c.settled {
		if err := c.open(e.App); err != nil {
			return err
		}
	}
	s := c.chats[e.Ref]
	if s == nil {
		s = c.findChat(e)
		c.chats[e.Ref] = s
	}
	c.members = append(c.members, roll{s, e.Members})
	return c.writeChat(s, e)
}

// findChat returns the seat of a chat that the app itself names and that the same
// file of this source declared already, or a new one. What another file or an earlier
// source holds of the same room stays apart: two exports overlap, and appending one to
// the other would tell all twice.
func (c *cast) findChat(e *export.Chat) *seat {
	identity := strings.Join([]string{e.From.Input, e.From.File, e.App, e.SourceKey}, "\x00")
	if s := c.rooms[identity]; s != nil && e.SourceKey != "" {
		return s
	}
	s := newSeat(c.nextChat)
	c.nextChat++
	if e.SourceKey != "" {
		c.rooms[identity] = s
	}
	return s
}

func (c *cast) writeChat(s *seat, e *export.Chat) error {
	doc, err := c.b.document(e.From)
	if err != nil {
		return err
	}
	const insert = `INSERT INTO chats (id, source, app, key, kind, title, lang, saved, document, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
	const update = `UPDATE chats SET kind = ?2, title = ?3, lang = ?4, saved = coalesce(?5, saved), document = ?6, place = ?7 WHERE id = ?1`
	if s.said {
		return c.b.c.exec(c.b.ctx, update, s.id, string(e.Kind), e.Title, e.Lang, wallText(e.Saved), reference(doc), packPlace(e.From))
	}
	s.said = true
	return c.b.c.exec(c.b.ctx, insert, s.id, c.b.source, e.App, e.SourceKey, string(e.Kind), e.Title, e.Lang,
		wallText(e.Saved), reference(doc), packPlace(e.From))
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
	s := c.people[e.Ref]
	if s == nil {
		var err error
		if s, err = c.findPerson(e); err != nil {
			return err
		}
		c.people[e.Ref] = s
	}
	return c.writePerson(s, e)
}

// findPerson returns the seat of a person known by more than a name, or a new one.
func (c *cast) findPerson(e *export.Person) (*seat, error) {
	identity, query, arg := "", "", ""
	switch {
	case e.KnownBy == export.ByKey && e.SourceKey != "":
		arg = e.SourceKey
		identity = "key\x00" + arg
		query = "SELECT id FROM people WHERE app = ? AND key = ? AND key <> '' AND known_by = 'key'"
	case e.KnownBy == export.ByHandle && len(e.Handles) > 0:
		arg = e.Handles[0]
		identity = "handle\x00" + arg
		query = "SELECT p.id FROM handles h JOIN people p ON p.id = h.person WHERE p.app = ? AND h.handle = ? AND p.known_by = 'handle'"
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
			s := newSeat(id)
			s.said = true
			c.known[identity] = s
			return s, nil
		}
	}
	s := newSeat(c.nextPerson)
	c.nextPerson++
	if identity != "" {
		c.known[identity] = s
	}
	return s, nil
}

func (c *cast) writePerson(s *seat, e *export.Person) error {
	b, names, handles := c.b, e.Names, e.Handles
	if s.said {
		var err error
		if names, err = c.merge(s, "name", "names", names); err != nil {
			return err
		}
		if handles, err = c.merge(s, "handle", "handles", handles); err != nil {
			return err
		}
		if err := b.c.exec(b.ctx, "UPDATE people SET self = max(self, ?2) WHERE id = ?1", s.id, flag(e.Self)); err != nil {
			return err
		}
	} else {
		s.said = true
		by := e.KnownBy
		if by == "" {
			by = export.ByName
		}
		err := b.c.exec(b.ctx, `INSERT INTO people (id, source, app, key, known_by, self) VALUES (?, ?, ?, ?, ?, ?)`,
			s.id, b.source, c.app, e.SourceKey, string(by), flag(e.Self))
		if err != nil {
			return err
		}
	}
	for i, n := range names {
		if err := b.tables.names.add(s.id, int64(i), n); err != nil {
			return err
		}
	}
	for i, h := range handles {
		if err := b.tables.handles.add(s.id, int64(i), h); err != nil {
			return err
		}
	}
	return nil
}

// merge takes the names or handles of a person out of the store and puts those
// behind the newer ones that are not among them.
func (c *cast) merge(s *seat, column, table string, newer []string) ([]string, error) {
	if err := errors.Join(c.b.tables.names.flush(), c.b.tables.handles.flush()); err != nil {
		return nil, err
	}
	all := slices.Clone(newer)
	q := fmt.Sprintf("SELECT %s FROM %s WHERE person = ? ORDER BY position", column, table)
	err := c.b.c.each(c.b.ctx, q, []driver.Value{s.id}, func(row []driver.Value) error {
		if old := text(row[0]); !slices.Contains(all, old) {
			all = append(all, old)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return all, c.b.c.exec(c.b.ctx, "DELETE FROM "+table+" WHERE person = ?", s.id)
}

// finish writes what could not be written while people were still declared.
func (c *cast) finish(app string) error {
	if !c.settled {
		if err := c.open(app); err != nil {
			return err
		}
	}
	last := map[*seat]int{}
	for i, r := range c.members {
		last[r.chat] = i
	}
	for i, r := range c.members {
		if last[r.chat] != i {
			continue // declared again later
		}
		if err := c.writeMembers(r); err != nil {
			return err
		}
	}
	return nil
}

// writeMembers writes who is in a chat. Members that it had before stay.
func (c *cast) writeMembers(r roll) error {
	seen := map[int64]bool{}
	err := c.b.c.each(c.b.ctx, "SELECT person FROM members WHERE chat = ?", []driver.Value{r.chat.id},
		func(row []driver.Value) error {
			seen[integer(row[0])] = true
			return nil
		})
	if err != nil {
		return err
	}
	for _, ref := range r.people {
		id, err := c.id(ref)
		if err != nil {
			return err
		}
		if id == nil || seen[integer(id)] {
			continue
		}
		if err := c.b.tables.members.add(r.chat.id, int64(len(seen)), id); err != nil {
			return err
		}
		seen[integer(id)] = true
	}
	return nil
}

// id returns the store's number of a person, nil for none.
func (c *cast) id(ref export.PersonRef) (driver.Value, error) {
	if ref == 0 {
		return nil, nil //nolint:nilnil // NULL is the value
	}
	s := c.people[ref]
	if s == nil {
		return nil, fmt.Errorf("person %d was not declared", ref)
	}
	return s.value, nil
}

// reference is an id as a column that may be NULL.
func reference(id int64) driver.Value {
	if id == 0 {
		return nil
	}
	return id
}
