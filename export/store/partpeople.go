//go:build cgo

package store

import (
	"database/sql/driver"
	"maps"
	"slices"

	"exile/export"
)

// partPeople makes people of their own of those whom exports that have become a chat
// name, and who are known by a name alone: as they were had the exports never been
// in one chat with others. They are others than those of whom other inputs tell.
func (w *writing) partPeople(chat int64, exports []int64) error {
	if err := w.tables.flush(); err != nil {
		return err
	}
	sources, err := w.sourcesOf(exports)
	if err != nil {
		return err
	}
	who, err := w.namedIn(chat, exports)
	if err != nil {
		return err
	}
	people := map[export.PersonRef]export.PersonRef{}
	for _, id := range who {
		own, parts, err := w.partOf(id, sources)
		if err != nil {
			return err
		}
		if !parts {
			continue
		}
		other, err := w.partPerson(id, chat, own)
		if err != nil {
			return err
		}
		people[export.PersonRef(id)] = export.PersonRef(other)
	}
	if len(people) == 0 {
		return nil
	}
	if err := w.renameIn(chat, exports, people); err != nil {
		return err
	}
	changed := map[int64]bool{}
	for was, is := range people {
		changed[int64(was)], changed[int64(is)] = false, false
	}
	return w.refreshPeople(changed)
}

func (w *writing) sourcesOf(exports []int64) ([]int64, error) {
	return w.numbers("SELECT DISTINCT source FROM exports WHERE id IN (SELECT value FROM json_each(?)) ORDER BY source", jsonList(exports))
}

// numbers reads one column of numbers.
func (w *writing) numbers(query string, args ...driver.Value) ([]int64, error) {
	var list []int64
	err := w.each(query, args, func(row []driver.Value) error {
		list = append(list, integer(row[0]))
		return nil
	})
	return list, err
}

// namedIn returns the people known by a name alone whom the messages of a chat or the
// lists of members of its exports name.
func (w *writing) namedIn(chat int64, exports []int64) ([]int64, error) {
	const ids = "IN (SELECT id FROM messages INDEXED BY messages_by_time WHERE chat = ?1)"
	return w.numbers(`SELECT id FROM people WHERE known_by = 'name' AND (
id IN (SELECT sender FROM messages INDEXED BY messages_by_time WHERE chat = ?1)
OR id IN (SELECT actor FROM notices WHERE message `+ids+`)
OR id IN (SELECT person FROM notice_people WHERE message `+ids+`)
OR id IN (SELECT person FROM reactions WHERE message `+ids+`)
OR id IN (SELECT person FROM members WHERE export IN (SELECT value FROM json_each(?2)))) ORDER BY id`, chat, jsonList(exports))
}

// partOf returns which of some sources tell of a person, and whether others do too.
func (w *writing) partOf(person int64, sources []int64) (own []int64, parts bool, err error) {
	all, err := w.numbers("SELECT DISTINCT source FROM identities WHERE person = ? ORDER BY source", person)
	for _, s := range all {
		if slices.Contains(sources, s) {
			own = append(own, s)
		}
	}
	return own, len(own) > 0 && len(own) < len(all), err
}

// partPerson makes a person of what some sources tell of somebody. What the owner
// called them stays with whom they were.
func (w *writing) partPerson(person, chat int64, sources []int64) (int64, error) {
	other, err := w.nextID("people")
	if err != nil {
		return 0, err
	}
	// Whether it is the owner is as these sources say; if nobody does the owner did.
	err = w.run(`INSERT INTO people (id, app, key, known_by, self, called)
SELECT ?1, app, key, known_by, CASE WHEN (SELECT max(self) FROM identities WHERE person = ?2) = self
THEN (SELECT max(self) FROM identities WHERE person = ?2 AND source IN (SELECT value FROM json_each(?3))) ELSE self END, ''
FROM people WHERE id = ?2`, other, person, jsonList(sources))
	for _, source := range sources {
		if err != nil {
			return 0, err
		}
		err = w.partIdentity(source, person, other, chat)
	}
	return other, err
}

// partIdentity gives another person what a source tells of one. The first keeps it too
// if the source names them in another chat.
func (w *writing) partIdentity(source, person, other, chat int64) error {
	elsewhere, err := w.c.number(w.ctx, `SELECT EXISTS (SELECT 1 FROM exports e WHERE e.source = ?1 AND e.chat <> ?2
AND (EXISTS (SELECT 1 FROM members WHERE export = e.id AND person = ?3)
OR EXISTS (SELECT 1 FROM messages INDEXED BY messages_by_sender WHERE sender = ?3 AND chat = e.chat)))`, source, chat, person)
	if err != nil {
		return err
	}
	if elsewhere != 0 {
		return w.copyIdentity(source, person, other)
	}
	return w.run("UPDATE identities SET person = ? WHERE source = ? AND person = ?", other, source, person)
}

// renameIn puts other people into all that stands in a chat.
func (w *writing) renameIn(chat int64, exports []int64, people map[export.PersonRef]export.PersonRef) error {
	const ids = "message IN (SELECT id FROM messages INDEXED BY messages_by_time WHERE chat = ?3)"
	for _, was := range slices.Sorted(maps.Keys(people)) {
		for _, q := range []string{
			"UPDATE messages SET sender = ?1 WHERE sender = ?2 AND chat = ?3",
			"UPDATE notices SET actor = ?1 WHERE actor = ?2 AND " + ids,
			"UPDATE notice_people SET person = ?1 WHERE person = ?2 AND " + ids,
			"UPDATE reactions SET person = ?1 WHERE person = ?2 AND " + ids,
			"UPDATE members SET person = ?1 WHERE person = ?2 AND export IN (SELECT id FROM exports WHERE chat = ?3)",
		} {
			if err := w.run(q, int64(people[was]), int64(was), chat); err != nil {
				return err
			}
		}
	}
	type version struct {
		export, record int64
		told           string
	}
	var list []version
	err := w.each("SELECT export, record, told FROM versions WHERE export IN (SELECT value FROM json_each(?))", []driver.Value{jsonList(exports)},
		func(row []driver.Value) error {
			t, err := unmarshalTold(text(row[2]))
			if err != nil {
				return err
			}
			rename(t.Message, people)
			told, err := marshalTold(t)
			if told != text(row[2]) {
				list = append(list, version{integer(row[0]), integer(row[1]), told})
			}
			return err
		})
	for i := 0; i < len(list) && err == nil; i++ {
		err = w.run("UPDATE versions SET told = ? WHERE export = ? AND record = ?", list[i].told, list[i].export, list[i].record)
	}
	return err
}
