//go:build cgo

package store

import (
	"cmp"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"

	"exile/export"
)

// Retitled is a chat whose title is another one once something was forgotten.
type Retitled struct {
	Chat   export.ChatRef `json:"chat"`
	Before string         `json:"before"`
	After  string         `json:"after"` // "": none
}

// pickKnowing lists the messages that inputs tell which know the person: a name in
// others may be somebody else's.
func (f *forgetting) pickKnowing() error {
	err := f.exec("INSERT INTO knowing SELECT DISTINCT source FROM identities WHERE person IN (SELECT id FROM who)")
	if err != nil {
		return err
	}
	err = f.each(`SELECT w.first_message, w.count FROM exports e JOIN witnesses w ON w.export = e.id
WHERE e.source IN (SELECT id FROM knowing)`, func(row []driver.Value) error {
		f.known = append(f.known, idRange{integer(row[0]), integer(row[0]) + integer(row[1])})
		return nil
	})
	f.known = united(f.known)
	return err
}

// isKnown reports whether an input that knows the person tells a message.
func (f *forgetting) isKnown(message int64) bool {
	i, exact := slices.BinarySearchFunc(f.known, message, func(r idRange, id int64) int { return cmp.Compare(r.from, id) })
	return exact || i > 0 && message < f.known[i-1].before
}

// pickNamed lists what messages that stay have of a person: the name in what was
// forwarded, and older states that are notices about them.
func (f *forgetting) pickNamed() error {
	if f.kind != "person" {
		return nil
	}
	err := f.each("SELECT message, name FROM forwards WHERE name <> '' AND message NOT IN (SELECT id FROM gone)", func(row []driver.Value) error {
		if id := integer(row[0]); f.is(text(row[1])) && f.isKnown(id) {
			f.forwards = append(f.forwards, id)
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = f.each("SELECT message, position, content FROM edits WHERE message NOT IN (SELECT id FROM gone)", func(row []driver.Value) error {
		id := integer(row[0])
		c, err := unmarshal(text(row[2]))
		if err == nil && f.concerns(c, f.isKnown(id)) {
			f.edits = append(f.edits, stateOf{id, integer(row[1])})
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, e := range f.edits {
		err = errors.Join(err, f.insert("named", []int64{e.message}))
	}
	return errors.Join(err, f.insert("named", f.forwards))
}

// stateOf is an older state of a message.
type stateOf struct{ message, position int64 }

// deleteForwards takes the person's name out of what others passed on.
func (f *forgetting) deleteForwards() error {
	for _, id := range f.forwards {
		if err := f.exec("UPDATE forwards SET name = '' WHERE message = ?", id); err != nil {
			return err
		}
	}
	return nil
}

// deleteEdits deletes older states that are notices about the person.
func (f *forgetting) deleteEdits() error {
	for _, e := range f.edits {
		err := f.exec("DELETE FROM edits WHERE message = ? AND position = ?", e.message, e.position)
		if err == nil {
			err = f.exec(fmt.Sprintf(`UPDATE messages SET kind = kind & ~%d WHERE id = ?1
AND NOT EXISTS (SELECT 1 FROM edits WHERE message = ?1)`, bitEdits), e.message)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// deleteTitles takes the person's name out of the titles that inputs which know them
// gave to rooms, and drops the keys of rooms that have that of the person.
func (f *forgetting) deleteTitles() error {
	type titled struct {
		id, chat   int64
		title, key string
	}
	var list []titled
	err := f.each("SELECT id, chat, title, key FROM exports WHERE source IN (SELECT id FROM knowing)", func(row []driver.Value) error {
		r := titled{integer(row[0]), integer(row[1]), f.untitled(text(row[2])), text(row[3])}
		if f.names(r.key) {
			r.key = ""
		}
		if r.title != text(row[2]) || r.key != text(row[3]) {
			list = append(list, r)
		}
		return nil
	})
	for i := 0; i < len(list) && err == nil; i++ {
		r := &list[i]
		if err = f.exec("UPDATE exports SET title = ?, key = ? WHERE id = ?", r.title, r.key, r.id); err == nil {
			err = refreshChat(f.ctx, f.c, r.chat)
		}
	}
	return err
}

// eachTitle tells the titles of the chats.
func (f *forgetting) eachTitle(do func(chat export.ChatRef, title string)) error {
	return f.each("SELECT id, title FROM chats ORDER BY id", func(row []driver.Value) error {
		do(export.ChatRef(integer(row[0])), text(row[1]))
		return nil
	})
}
