//go:build cgo

package store

import (
	"database/sql/driver"
	"slices"

	"exile/export"
)

// cleanVersions takes what goes out of what exports told otherwise of messages that
// stay: quotes, and what there is of a person.
func (f *forgetting) cleanVersions() error {
	where := "message IN (SELECT id FROM touched)"
	if f.kind == "person" {
		where = "true"
	}
	type one struct {
		export, record int64
		told           string
	}
	var list []one
	err := f.each(`SELECT export, record, told, message IN (SELECT id FROM touched), message IN (SELECT id FROM named)
OR export IN (SELECT id FROM exports WHERE source IN (SELECT id FROM knowing)) FROM versions WHERE `+where, func(row []driver.Value) error {
		told, err := unmarshalTold(text(row[2]))
		o := one{export: integer(row[0]), record: integer(row[1])}
		if err == nil {
			if integer(row[3]) != 0 {
				told.Message.ReplyTo = nil
			}
			f.cleanMessage(told.Message, integer(row[4]) != 0)
			o.told, err = marshalTold(told)
		}
		if o.told != text(row[2]) || err != nil {
			list = append(list, o)
		}
		return nil
	})
	for i := 0; i < len(list) && err == nil; i++ {
		err = f.exec("UPDATE versions SET told = ?1 WHERE export = ?2 AND record = ?3", list[i].told, list[i].export, list[i].record)
	}
	return err
}

// cleanMessage takes what there is of a person out of a message. known: also what is
// known by the name only.
func (f *forgetting) cleanMessage(m *export.Message, known bool) {
	if f.isWho(m.Sender) {
		m.Sender = 0
	}
	if known && m.Forward != nil && f.is(m.Forward.Name) {
		m.Forward.Name = ""
	}
	m.Reactions = slices.DeleteFunc(m.Reactions, func(r export.Reaction) bool { return f.isWho(r.By) })
	m.Edits = slices.DeleteFunc(m.Edits, func(e export.Edit) bool { return f.concerns(e.Content, known) })
	if f.concerns(m.Content, known) {
		m.Content = export.Notice{Kind: export.NoticeOther}
	}
}

func (f *forgetting) isWho(p export.PersonRef) bool { return slices.Contains(f.people, int64(p)) }

// concerns reports whether a content is a notice about the person who goes. known: or
// one that has the name.
func (f *forgetting) concerns(c export.Content, known bool) bool {
	n, ok := c.(export.Notice)
	return ok && f.kind == "person" && (f.isWho(n.Actor) || slices.ContainsFunc(n.People, f.isWho) || known && f.names(n.Plain))
}

// keepTold takes off the list of people whom nothing names any more those whom a
// version or an older state names.
func (f *forgetting) keepTold() error {
	n, err := f.c.number(f.ctx, "SELECT count(*) FROM near")
	if err != nil || n == 0 {
		return err
	}
	keep := map[export.PersonRef]bool{}
	content := func(c export.Content) {
		if n, ok := c.(export.Notice); ok {
			keep[n.Actor] = true
			for _, p := range n.People {
				keep[p] = true
			}
		}
	}
	err = f.each("SELECT told FROM versions", func(row []driver.Value) error {
		told, err := unmarshalTold(text(row[0]))
		if err != nil {
			return nil //nolint:nilerr // it names nobody
		}
		keep[told.Message.Sender] = true
		content(told.Message.Content)
		for _, r := range told.Message.Reactions {
			keep[r.By] = true
		}
		for _, e := range told.Message.Edits {
			content(e.Content)
		}
		return nil
	})
	if err == nil {
		err = f.each(`SELECT content FROM edits WHERE content LIKE '{"kind":"notice"%'`, func(row []driver.Value) error {
			c, err := unmarshal(text(row[0]))
			content(c)
			return err
		})
	}
	for p := range keep {
		if err == nil {
			err = f.exec("DELETE FROM near WHERE id = ?", int64(p))
		}
	}
	return err
}

// deleteNobody deletes the people whom nothing names any more, and of the others
// what a source told of which nothing is left.
func (f *forgetting) deleteNobody() error {
	err := f.exec(`INSERT INTO lostsource SELECT id FROM sources WHERE id NOT IN (SELECT source FROM exports)
AND id IN (SELECT value FROM json_each(?))`, f.tellers())
	if err != nil {
		return err
	}
	for _, query := range []string{
		"INSERT OR IGNORE INTO near SELECT person FROM identities WHERE source IN (SELECT id FROM lostsource)",
		"DELETE FROM near WHERE id NOT IN (SELECT id FROM people)",
		"DELETE FROM near WHERE id IN (SELECT person FROM members)",
		"DELETE FROM near WHERE EXISTS (SELECT 1 FROM messages WHERE sender = near.id)",
		"DELETE FROM near WHERE id IN (SELECT actor FROM notices WHERE actor IS NOT NULL)",
		"DELETE FROM near WHERE id IN (SELECT person FROM notice_people)",
		"DELETE FROM near WHERE id IN (SELECT person FROM reactions WHERE person IS NOT NULL)",
	} {
		if err := f.exec(query); err != nil {
			return err
		}
	}
	if err := f.keepTold(); err != nil {
		return err
	}
	// Another source may know them, if from nothing that is in the store.
	err = f.exec("DELETE FROM near WHERE id IN (SELECT person FROM identities WHERE source NOT IN (SELECT value FROM json_each(?)))", f.tellers())
	if err == nil {
		err = f.exec("DELETE FROM near WHERE id IN (SELECT same FROM people WHERE same IS NOT NULL AND id NOT IN (SELECT id FROM near))")
	}
	if err != nil {
		return err
	}
	n, err := f.c.number(f.ctx, "SELECT count(*) FROM near")
	if err != nil {
		return err
	}
	f.did.People += n
	if err := f.deletePeople("near"); err != nil {
		return err
	}
	fewer, err := f.numbers("SELECT DISTINCT person FROM identities WHERE source IN (SELECT id FROM lostsource)")
	if err != nil {
		return err
	}
	const lost = " IN (SELECT id FROM identities WHERE source IN (SELECT id FROM lostsource))"
	for _, query := range []string{
		"DELETE FROM names WHERE identity" + lost,
		"DELETE FROM handles WHERE identity" + lost,
		"DELETE FROM identities WHERE source IN (SELECT id FROM lostsource)",
	} {
		if err := f.exec(query); err != nil {
			return err
		}
	}
	people := map[int64]bool{}
	for _, id := range fewer {
		people[id] = false // whether it is the owner may have been said by hand
	}
	return change(f.ctx, f.c, func(w *writing) error { return w.refreshPeople(people) })
}
