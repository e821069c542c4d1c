//go:build cgo

package store

import (
	"cmp"
	"context"
	"database/sql/driver"
	"fmt"
	"slices"

	"exile/export"
)

// same says who is somebody else too, as the owner decided.
type same map[int64]int64

func readSame(ctx context.Context, c *conn) (same, error) {
	s := same{}
	err := c.each(ctx, "SELECT id, same FROM people WHERE same IS NOT NULL", nil, func(row []driver.Value) error {
		s[integer(row[0])] = integer(row[1])
		return nil
	})
	return s, err
}

// of returns the one under whom a person is known.
func (s same) of(id int64) export.PersonRef {
	if other, ok := s[id]; ok {
		id = other
	}
	return export.PersonRef(id)
}

// all returns the numbers under which somebody wrote.
func (s same) all(person export.PersonRef) []int64 {
	list := []int64{int64(person)}
	for id, other := range s {
		if other == int64(person) {
			list = append(list, id)
		}
	}
	slices.Sort(list)
	return list
}

// message puts into a message the people under whom others are known.
func (s same) message(m *export.Message) {
	if len(s) == 0 {
		return
	}
	m.Content = s.content(m.Content)
	for i := range m.Reactions {
		m.Reactions[i].By = s.of(int64(m.Reactions[i].By))
	}
	for i := range m.Edits {
		m.Edits[i].Content = s.content(m.Edits[i].Content)
	}
}

func (s same) content(c export.Content) export.Content {
	n, ok := c.(export.Notice)
	if !ok {
		return c
	}
	n.Actor = s.of(int64(n.Actor))
	for i := range n.People {
		n.People[i] = s.of(int64(n.People[i]))
	}
	return n
}

// People returns everybody in the order in which they were added; people that the
// owner joined are one. Their names are the owner's first, then their own, those
// of the newest source first, then those of whoever was joined to them.
func (v *View) People(ctx context.Context) ([]export.Person, error) {
	var list []export.Person
	err := v.s.read(func(c *conn) (err error) {
		list, err = readPeople(ctx, c)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read people: %w", err)
	}
	return list, nil
}

func readPeople(ctx context.Context, c *conn) ([]export.Person, error) {
	var list []export.Person
	at := map[export.PersonRef]int{}
	same, err := readSame(ctx, c)
	if err != nil {
		return nil, err
	}
	err = c.each(ctx, "SELECT id, key, known_by, self, called FROM people ORDER BY same IS NOT NULL, id", nil, func(row []driver.Value) error {
		who, key, self := same.of(integer(row[0])), text(row[1]), integer(row[3]) != 0
		i, joined := at[who]
		if !joined {
			i = len(list)
			at[who] = i
			list = append(list, export.Person{Ref: who, SourceKey: key, KnownBy: export.KnownBy(text(row[2])), Self: self})
		}
		list[i].Self = list[i].Self || self
		if called := text(row[4]); called != "" {
			list[i].Names = append(list[i].Names, called)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	identities, err := readIdentities(ctx, c)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(identities, func(a, b identity) int { return cmp.Compare(flag(same[a.person] != 0), flag(same[b.person] != 0)) })
	for _, n := range identities {
		i, ok := at[same.of(n.person)]
		if !ok {
			continue
		}
		p := &list[i]
		p.Names = appendNew(p.Names, n.names)
		p.Handles = appendNew(p.Handles, n.handles)
	}
	return list, nil
}

func appendNew(list, more []string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// identity is what a source tells of a person.
type identity struct {
	id, person, newest int64
	names, handles     []string
}

// readIdentities reads all of them, those of the newest sources first.
func readIdentities(ctx context.Context, c *conn) ([]identity, error) {
	newest := map[int64]int64{}
	err := c.each(ctx, "SELECT source, newest FROM exports", nil, func(row []driver.Value) error {
		newest[integer(row[0])] = max(newest[integer(row[0])], integer(row[1]))
		return nil
	})
	if err != nil {
		return nil, err
	}
	var list []identity
	at := map[int64]int{}
	err = c.each(ctx, "SELECT id, person, source FROM identities ORDER BY id", nil, func(row []driver.Value) error {
		at[integer(row[0])] = len(list)
		list = append(list, identity{id: integer(row[0]), person: integer(row[1]), newest: newest[integer(row[2])]})
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = c.each(ctx, "SELECT identity, name FROM names ORDER BY identity, position", nil, func(row []driver.Value) error {
		if i, ok := at[integer(row[0])]; ok {
			list[i].names = append(list[i].names, text(row[1]))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = c.each(ctx, "SELECT identity, handle FROM handles ORDER BY identity, position", nil, func(row []driver.Value) error {
		if i, ok := at[integer(row[0])]; ok {
			list[i].handles = append(list[i].handles, text(row[1]))
		}
		return nil
	})
	slices.SortStableFunc(list, func(a, b identity) int { return cmp.Or(cmp.Compare(b.newest, a.newest), cmp.Compare(b.id, a.id)) })
	return list, err
}
