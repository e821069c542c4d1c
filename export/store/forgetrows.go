//go:build cgo

package store

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// ofMessages are the tables whose rows belong to a message, with the bit of
// messages.kind that names them; 0: its kind does.
func ofMessages() map[string]int64 {
	return map[string]int64{
		"times": bitTime, "keys": bitKey, "captions": bitCaption, "spans": bitSpans, "replies": bitReply,
		"forwards": bitForward, "reactions": bitReactions, "edits": bitEdits,
		"files": 0, "calls": 0, "polls": 0, "poll_options": 0, "places": 0, "cards": 0, "notices": 0, "notice_people": 0,
		"labels": 0, "versions": 0,
	}
}

// deleteRows deletes the messages and all that belongs to them, and their quotes.
func (f *forgetting) deleteRows() error {
	for table := range ofMessages() {
		if err := f.exec("DELETE FROM " + table + " WHERE message IN (SELECT id FROM gone)"); err != nil {
			return err
		}
	}
	if err := f.exec("DELETE FROM replies WHERE message IN (SELECT id FROM touched)"); err != nil {
		return err
	}
	if err := f.unmark("replies", "touched"); err != nil {
		return err
	}
	if err := f.cleanVersions(); err != nil {
		return err
	}
	return f.exec("DELETE FROM messages WHERE id IN (SELECT id FROM gone)")
}

// unmark takes the bit of a table off the messages of a list that have no row in
// it any more.
func (f *forgetting) unmark(table, list string) error {
	return f.exec(fmt.Sprintf(`UPDATE messages SET kind = kind & ~%d WHERE id IN (SELECT id FROM %s)
AND id NOT IN (SELECT message FROM %s)`, ofMessages()[table], list, table))
}

// deletePerson deletes what there is of a person elsewhere.
func (f *forgetting) deletePerson() error {
	if f.kind != "person" {
		return nil
	}
	// Who reacted to what others said.
	reacted, err := f.numbers("SELECT DISTINCT message FROM reactions WHERE person IN (SELECT id FROM who)")
	if err != nil {
		return err
	}
	if err := f.exec("DELETE FROM reactions WHERE person IN (SELECT id FROM who)"); err != nil {
		return err
	}
	for _, id := range reacted {
		err := f.exec(fmt.Sprintf(`UPDATE messages SET kind = kind & ~%d WHERE id = ?1
AND NOT EXISTS (SELECT 1 FROM reactions WHERE message = ?1)`, bitReactions), id)
		if err != nil {
			return err
		}
	}
	if err := f.deleteForwards(); err != nil {
		return err
	}
	if err := f.deleteEdits(); err != nil {
		return err
	}
	if err := f.deleteTitles(); err != nil {
		return err
	}
	if err := f.exec("DELETE FROM members WHERE person IN (SELECT id FROM who)"); err != nil {
		return err
	}
	f.did.People = 1
	return f.deletePeople("who")
}

// deletePeople deletes the people of a list, and whatever sources told of them.
func (f *forgetting) deletePeople(list string) error {
	of := " IN (SELECT id FROM identities WHERE person IN (SELECT id FROM " + list + "))"
	for _, query := range []string{
		"DELETE FROM names WHERE identity" + of,
		"DELETE FROM handles WHERE identity" + of,
		"DELETE FROM identities WHERE person IN (SELECT id FROM " + list + ")",
		"UPDATE people SET same = NULL WHERE same IN (SELECT id FROM " + list + ")",
		"DELETE FROM people WHERE id IN (SELECT id FROM " + list + ")",
	} {
		if err := f.exec(query); err != nil {
			return err
		}
	}
	return nil
}

// deleteChats deletes the exports that had messages and have none any more, and the
// chats of which no export is left.
func (f *forgetting) deleteChats() error {
	empty := "SELECT id FROM exports WHERE id NOT IN (SELECT export FROM witnesses)"
	var args []driver.Value
	if f.kind == "chat" {
		empty = "SELECT id FROM exports WHERE chat = ?"
		args = append(args, int64(f.what.Chat))
	}
	list, err := f.numbers(empty, args...)
	if err != nil {
		return err
	}
	chats := map[int64]bool{} // those that are told by fewer
	for _, id := range list {
		if f.kind != "chat" && !f.cut[id] {
			continue // it never had any
		}
		chat, err := f.c.number(f.ctx, "SELECT chat FROM exports WHERE id = ?", id)
		if err != nil {
			return err
		}
		chats[chat] = true
		for _, query := range []string{
			"INSERT OR IGNORE INTO near SELECT person FROM members WHERE export = ?",
			"DELETE FROM members WHERE export = ?",
			"DELETE FROM versions WHERE export = ?",
			"DELETE FROM exports WHERE id = ?",
		} {
			if err := f.exec(query, id); err != nil {
				return err
			}
		}
	}
	before, err1 := f.c.number(f.ctx, "SELECT count(*) FROM chats")
	err2 := f.exec("DELETE FROM chats WHERE id NOT IN (SELECT chat FROM exports)")
	after, err3 := f.c.number(f.ctx, "SELECT count(*) FROM chats")
	f.did.Chats = before - after
	err = errors.Join(err1, err2, err3)
	for _, chat := range slices.Sorted(maps.Keys(chats)) {
		if err == nil {
			err = refreshChat(f.ctx, f.c, chat)
		}
	}
	return err
}
