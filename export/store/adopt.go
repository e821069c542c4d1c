//go:build cgo

package store

import (
	"database/sql/driver"
	"maps"
	"slices"

	"exile/export"
)

// adopt says that people of an export are others, as what they wrote says. Where
// nothing else is told of one of them, they are gone.
func (w *writing) adopt(of int64, people map[export.PersonRef]export.PersonRef) error {
	source, err := w.c.number(w.ctx, "SELECT source FROM exports WHERE id = ?", of)
	if err != nil {
		return err
	}
	changed := map[int64]bool{}
	for _, who := range slices.Sorted(maps.Keys(people)) {
		from, to := int64(who), int64(people[who])
		if err := w.run("UPDATE members SET person = ? WHERE export = ? AND person = ?", to, of, from); err != nil {
			return err
		}
		if err := w.adoptOne(source, of, from, to); err != nil {
			return err
		}
		changed[to] = false
	}
	return w.refreshPeople(changed)
}

func (w *writing) adoptOne(source, of, from, to int64) error {
	elsewhere, err := w.c.number(w.ctx, "SELECT count(*) FROM exports WHERE source = ? AND id <> ?", source, of)
	if err != nil {
		return err
	}
	if elsewhere != 0 { // they may be named there
		return w.copyIdentity(source, from, to)
	}
	if err := w.moveIdentity(source, from, to); err != nil {
		return err
	}
	left, err := w.c.number(w.ctx, "SELECT count(*) FROM identities WHERE person = ?", from)
	if err != nil || left != 0 {
		return err
	}
	if w.adopted == nil {
		w.adopted = map[int64]int64{}
	}
	w.adopted[from] = to
	// What the owner decided about them holds for whom they are.
	for _, q := range []string{
		"UPDATE people SET called = (SELECT called FROM people WHERE id = ?2) WHERE id = ?1 AND called = ''",
		"UPDATE people SET self = max(self, (SELECT self FROM people WHERE id = ?2)) WHERE id = ?1",
		"UPDATE people SET same = ?1 WHERE same = ?2 AND id <> ?1",
		"UPDATE people SET same = NULL WHERE id = ?1 AND same = ?2",
		"DELETE FROM people WHERE id = ?2",
	} {
		if err := w.run(q, to, from); err != nil {
			return err
		}
	}
	return nil
}

// moveIdentity gives what a source tells of a person to another one.
func (w *writing) moveIdentity(source, from, to int64) error {
	has, err := w.c.number(w.ctx, "SELECT count(*) FROM identities WHERE source = ? AND person = ?", source, to)
	if err != nil {
		return err
	}
	if has == 0 {
		return w.run("UPDATE identities SET person = ? WHERE source = ? AND person = ?", to, source, from)
	}
	if err := w.copyIdentity(source, from, to); err != nil {
		return err
	}
	for _, q := range []string{
		"DELETE FROM names WHERE identity IN (SELECT id FROM identities WHERE source = ? AND person = ?)",
		"DELETE FROM handles WHERE identity IN (SELECT id FROM identities WHERE source = ? AND person = ?)",
		"DELETE FROM identities WHERE source = ? AND person = ?",
	} {
		if err := w.run(q, source, from); err != nil {
			return err
		}
	}
	return nil
}

// copyIdentity says of another person too what a source tells of one.
func (w *writing) copyIdentity(source, from, to int64) error {
	id, err := w.c.number(w.ctx, "SELECT min(id) FROM identities WHERE source = ? AND person = ?", source, to)
	if err != nil {
		return err
	}
	if id == 0 {
		if id, err = w.nextID("identities"); err != nil {
			return err
		}
		err = w.run(`INSERT INTO identities (id, person, source, key, known_by, self)
SELECT ?, ?, source, key, known_by, self FROM identities WHERE source = ? AND person = ? ORDER BY id LIMIT 1`, id, to, source, from)
		if err != nil {
			return err
		}
	}
	for _, part := range []struct{ table, column string }{{"names", "name"}, {"handles", "handle"}} {
		var words []string
		query := "SELECT w." + part.column + " FROM identities i JOIN " + part.table + ` w ON w.identity = i.id
WHERE i.source = ? AND i.person IN (?, ?) ORDER BY i.person = ? DESC, i.id, w.position`
		err := w.each(query, []driver.Value{source, from, to, to}, func(row []driver.Value) error {
			words = appendNew(words, []string{text(row[0])})
			return nil
		})
		if err == nil {
			err = w.run("DELETE FROM "+part.table+" WHERE identity = ?", id)
		}
		for i := 0; i < len(words) && err == nil; i++ {
			err = w.run("INSERT INTO "+part.table+" (identity, position, "+part.column+") VALUES (?, ?, ?)", id, int64(i), words[i])
		}
		if err != nil {
			return err
		}
	}
	return nil
}
