//go:build cgo

package store

import (
	"cmp"
	"database/sql/driver"
	"slices"

	"exile/export"
)

// told of a person by one source.
type identityRow struct {
	id, self   int64
	key, known string
}

// identitiesOf reads what sources told of a person, those first that came first.
func (w *writing) identitiesOf(person int64) ([]identityRow, error) {
	var list []identityRow
	err := w.each("SELECT id, self, key, known_by FROM identities WHERE person = ? ORDER BY id", []driver.Value{person},
		func(row []driver.Value) error {
			list = append(list, identityRow{integer(row[0]), integer(row[1]), text(row[2]), text(row[3])})
			return nil
		})
	return list, err
}

// selves lists the people of a source: true, if the row of one says what the
// sources say of whether it is the owner; false, if the owner decided that.
func (w *writing) selves(source int64) (map[int64]bool, error) {
	people := map[int64]bool{}
	err := w.c.each(w.ctx, `SELECT p.id, p.self = (SELECT max(self) FROM identities WHERE person = p.id)
FROM people p WHERE id IN (SELECT person FROM identities WHERE source = ?)`, []driver.Value{source}, func(row []driver.Value) error {
		people[integer(row[0])] = integer(row[1]) != 0
		return nil
	})
	return people, err
}

// refreshPeople writes what people are known by out of what sources tell of them
// now. Whether somebody is the owner is written where people says true.
func (w *writing) refreshPeople(people map[int64]bool) error {
	for id, asTold := range people {
		list, err := w.identitiesOf(id)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			continue
		}
		self := int64(0)
		for _, i := range list {
			self = max(self, i.self)
		}
		slices.SortStableFunc(list, func(a, b identityRow) int { return cmp.Compare(knownWeight(b.known), knownWeight(a.known)) })
		err = w.run("UPDATE people SET key = ?, known_by = ?, self = CASE ? WHEN 1 THEN ? ELSE self END WHERE id = ?",
			list[0].key, list[0].known, flag(asTold), self, id)
		if err != nil {
			return err
		}
	}
	return nil
}

// knownWeight is how well somebody is known.
func knownWeight(by string) int {
	switch export.KnownBy(by) {
	case export.ByKey:
		return 2
	case export.ByHandle:
		return 1
	case export.ByName:
	}
	return 0
}
