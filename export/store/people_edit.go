//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"

	"exile/export"
)

// ErrRound says that people were to be each other: one is the other, who is the one.
var ErrRound = errors.New("people would be each other in a round")

// PersonEdit is what the owner decides about a person; nil: as it is.
type PersonEdit struct {
	Person export.PersonRef
	Called *string           // what they call them; "": as the sources do
	Same   *export.PersonRef // who they are; 0: themselves
}

// EditPeople decides several things at once: all of them, or after an error none.
// ErrNoPerson where one of the numbers is nobody's, ErrRound.
func (s *Store) EditPeople(ctx context.Context, edits []PersonEdit) error {
	err := s.editPeople(ctx, func(r *roster) error {
		for _, e := range edits {
			if err := r.check(e.Person); err != nil {
				return err
			}
			if e.Called != nil {
				r.call(int64(e.Person), *e.Called)
			}
			if e.Same == nil {
				continue
			}
			if err := r.check(*e.Same); err != nil && *e.Same != 0 {
				return err
			}
			r.join(int64(e.Person), int64(*e.Same))
		}
		return r.flatten()
	})
	if err != nil {
		return fmt.Errorf("edit people: %w", err)
	}
	return nil
}

// JoinPeople says that others are the same person as keep, under whose number all
// of them are known from now on; those joined to any of them before come along.
// They may be of several apps. ErrNoPerson where a number is nobody's.
func (s *Store) JoinPeople(ctx context.Context, keep export.PersonRef, others ...export.PersonRef) error {
	err := s.editPeople(ctx, func(r *roster) error {
		if err := errors.Join(r.check(keep), r.check(others...)); err != nil {
			return err
		}
		to := r.same.of(int64(keep))
		for _, other := range others {
			for _, id := range r.same.all(r.same.of(int64(other))) {
				r.join(id, int64(to))
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("join people: %w", err)
	}
	return nil
}

// SplitPeople undoes JoinPeople: whoever was joined to the person is themselves
// again; a person who was joined to another leaves alone. It returns who that
// is: nobody where nobody was joined. ErrNoPerson where the number is nobody's.
func (s *Store) SplitPeople(ctx context.Context, person export.PersonRef) ([]export.PersonRef, error) {
	var freed []export.PersonRef
	err := s.editPeople(ctx, func(r *roster) error {
		if err := r.check(person); err != nil {
			return err
		}
		leave := []int64{int64(person)}
		if r.same[int64(person)] == 0 {
			leave = r.same.all(person)
		}
		for _, id := range leave {
			if r.same[id] != 0 {
				freed = append(freed, export.PersonRef(id))
				r.join(id, 0)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("split people: %w", err)
	}
	return freed, nil
}

// RenamePerson says what the owner calls a person; an empty name goes back to what
// the sources call them, and whoever is joined to them.
func (s *Store) RenamePerson(ctx context.Context, person export.PersonRef, name string) error {
	err := s.editPeople(ctx, func(r *roster) error {
		if err := r.check(person); err != nil {
			return err
		}
		who := r.same.of(int64(person))
		r.call(int64(who), name)
		if name == "" {
			for _, id := range r.same.all(who) {
				r.call(id, "")
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("rename person: %w", err)
	}
	return nil
}

// SetSelf says who the person is whose exports these are: people of several apps, or
// of several exports, are given together. Whoever was thought to be them among the
// people of the same inputs is not any more. ErrNoPerson where a number is nobody's.
func (s *Store) SetSelf(ctx context.Context, people ...export.PersonRef) error {
	err := s.write(ctx, func(c *conn) error {
		same, err := readSame(ctx, c)
		if err != nil {
			return err
		}
		me := map[int64]bool{}
		for _, p := range people {
			n, err := c.number(ctx, "SELECT count(*) FROM people WHERE id = ?", int64(p))
			if err != nil {
				return err
			}
			if n == 0 {
				return ErrNoPerson
			}
			for _, id := range same.all(same.of(int64(p))) {
				me[id] = true
			}
		}
		return setSelf(ctx, c, same, me)
	})
	if err != nil {
		return fmt.Errorf("set self: %w", err)
	}
	return nil
}

// setSelf marks some people, and unmarks the others of their sources with all
// that those are joined to.
func setSelf(ctx context.Context, c *conn, same same, me map[int64]bool) error {
	touched := map[export.PersonRef]bool{}
	for id := range me {
		err := c.each(ctx, `SELECT DISTINCT other.person FROM identities me
JOIN identities other ON other.source = me.source WHERE me.person = ?`, []driver.Value{id}, func(row []driver.Value) error {
			touched[same.of(integer(row[0]))] = true
			return nil
		})
		if err != nil {
			return err
		}
		touched[same.of(id)] = true
	}
	was := map[int64]bool{}
	err := c.each(ctx, "SELECT id FROM people WHERE self <> 0", nil, func(row []driver.Value) error {
		was[integer(row[0])] = true
		return nil
	})
	if err != nil {
		return err
	}
	for id := range was {
		if touched[same.of(id)] && !me[id] {
			if err := c.exec(ctx, "UPDATE people SET self = 0 WHERE id = ?", id); err != nil {
				return err
			}
		}
	}
	for id := range me {
		if err := c.exec(ctx, "UPDATE people SET self = 1 WHERE id = ?", id); err != nil {
			return err
		}
	}
	return nil
}

// roster is who there is, who is whom, and what is to be changed about that.
type roster struct {
	there   map[int64]bool
	same    same
	joined  map[int64]int64
	renamed map[int64]string
}

// editPeople runs edit and writes what it changed, in one transaction.
func (s *Store) editPeople(ctx context.Context, edit func(r *roster) error) error {
	return s.write(ctx, func(c *conn) error {
		r := &roster{there: map[int64]bool{}, joined: map[int64]int64{}, renamed: map[int64]string{}}
		err := c.each(ctx, "SELECT id FROM people", nil, func(row []driver.Value) error {
			r.there[integer(row[0])] = true
			return nil
		})
		if err == nil {
			r.same, err = readSame(ctx, c)
		}
		if err == nil {
			err = edit(r)
		}
		if err != nil {
			return err
		}
		return r.write(ctx, c)
	})
}

func (r *roster) check(people ...export.PersonRef) error {
	for _, p := range people {
		if !r.there[int64(p)] {
			return ErrNoPerson
		}
	}
	return nil
}

func (r *roster) call(id int64, name string) { r.renamed[id] = name }

func (r *roster) join(id, to int64) {
	if id == to {
		to = 0
	}
	r.joined[id] = to
	if delete(r.same, id); to != 0 {
		r.same[id] = to
	}
}

// flatten makes everybody point to the one at the end of a chain.
func (r *roster) flatten() error {
	for id := range r.same {
		end := r.same[id]
		for steps := 0; r.same[end] != 0; steps++ {
			if end = r.same[end]; steps > len(r.same) {
				return ErrRound
			}
		}
		if end == id {
			return ErrRound
		}
		if end != r.same[id] {
			r.join(id, end)
		}
	}
	return nil
}

func (r *roster) write(ctx context.Context, c *conn) error {
	for id, to := range r.joined {
		if err := c.exec(ctx, "UPDATE people SET same = ? WHERE id = ?", reference(to), id); err != nil {
			return err
		}
	}
	for id, name := range r.renamed {
		if err := c.exec(ctx, "UPDATE people SET called = ? WHERE id = ?", name, id); err != nil {
			return err
		}
	}
	return nil
}
