//go:build cgo

package store

import (
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// pick lists the messages that go.
func (f *forgetting) pick() error {
	switch f.kind {
	case "person":
		return f.pickPerson()
	case "message":
		if err := f.exists("messages", int64(f.what.Message), ErrNoMessage); err != nil {
			return err
		}
		return f.exec("INSERT INTO gone VALUES (?)", int64(f.what.Message))
	}
	if f.what.Chat != 0 {
		if err := f.exists("chats", int64(f.what.Chat), ErrNoChat); err != nil {
			return err
		}
	}
	if f.kind == "chat" {
		return f.exec("INSERT INTO gone SELECT id FROM messages WHERE chat = ?", int64(f.what.Chat))
	}
	return f.exec("INSERT INTO gone SELECT id FROM messages WHERE time < ?1 AND (?2 = 0 OR chat = ?2)",
		f.what.Before.UnixMilli(), int64(f.what.Chat))
}

func (f *forgetting) exists(table string, id int64, missing error) error {
	n, err := f.c.number(f.ctx, "SELECT count(*) FROM "+table+" WHERE id = ?", id)
	if err == nil && n == 0 {
		err = missing
	}
	return err
}

// pickPerson lists what a person wrote, and the notices about them.
func (f *forgetting) pickPerson() error {
	if err := f.exists("people", int64(f.what.Person), ErrNoPerson); err != nil {
		return err
	}
	same, err := readSame(f.ctx, f.c)
	if err != nil {
		return err
	}
	f.people = same.all(same.of(int64(f.what.Person)))
	for _, id := range f.people {
		if err := f.exec("INSERT INTO who VALUES (?)", id); err != nil {
			return err
		}
	}
	for _, query := range []string{
		"SELECT id FROM messages WHERE sender IN (SELECT id FROM who)",
		"SELECT message FROM notices WHERE actor IN (SELECT id FROM who)",
		"SELECT message FROM notice_people WHERE person IN (SELECT id FROM who)",
	} {
		if err := f.exec("INSERT OR IGNORE INTO gone " + query); err != nil {
			return err
		}
	}
	return nil
}

// pickNames finds out what chats and people that go are called, and the notices that
// name a person in their words only.
func (f *forgetting) pickNames() error {
	var names, keys string
	var args []driver.Value
	switch f.kind {
	case "chat":
		names = "SELECT title FROM chats WHERE id = ?1 UNION SELECT title FROM exports WHERE chat = ?1"
		keys = "SELECT key FROM chats WHERE id = ?1 UNION SELECT key FROM exports WHERE chat = ?1"
		args = append(args, int64(f.what.Chat))
	case "person":
		names = `SELECT called FROM people WHERE id IN (SELECT id FROM who)
UNION SELECT n.name FROM identities i JOIN names n ON n.identity = i.id WHERE i.person IN (SELECT id FROM who)`
		keys = `SELECT key FROM people WHERE id IN (SELECT id FROM who)
UNION SELECT key FROM identities WHERE person IN (SELECT id FROM who)
UNION SELECT h.handle FROM identities i JOIN handles h ON h.identity = i.id WHERE i.person IN (SELECT id FROM who)`
	default:
		return nil
	}
	for query, shortest := range map[string]int{names: 1, keys: shortestKey} {
		err := f.each(query, func(row []driver.Value) error {
			if w := folded(text(row[0])); utf8.RuneCountInString(w) >= shortest {
				f.words = append(f.words, w)
			}
			return nil
		}, args...)
		if err != nil {
			return err
		}
	}
	if f.kind != "person" {
		return nil
	}
	if err := f.pickKnowing(); err != nil {
		return err
	}
	return f.pickNotices()
}

// pickNotices finds notices with the name of a person in chats that the person was
// in, where an input tells them that knows the person.
func (f *forgetting) pickNotices() error {
	var list []int64
	err := f.each(fmt.Sprintf(`SELECT id, text FROM messages WHERE kind & %d = %d AND chat IN (
	SELECT chat FROM messages WHERE id IN (SELECT id FROM gone)
	UNION SELECT e.chat FROM members m JOIN exports e ON e.id = m.export WHERE m.person IN (SELECT id FROM who))`, kindMask, kindNotice),
		func(row []driver.Value) error {
			if id := integer(row[0]); f.isKnown(id) && f.names(text(row[1])) {
				list = append(list, id)
			}
			return nil
		})
	if err != nil {
		return err
	}
	return f.insert("gone", list)
}

func (f *forgetting) insert(table string, ids []int64) error {
	for _, id := range ids {
		if err := f.exec("INSERT OR IGNORE INTO "+table+" VALUES (?)", id); err != nil {
			return err
		}
	}
	return nil
}

// pickQuotes lists the messages that stay and quote one that goes. Where the source
// says which message is quoted, that one counts; else the words do: a quote may be
// cut, and then ends in dots.
func (f *forgetting) pickQuotes() error {
	err := f.exec(`INSERT OR IGNORE INTO touched SELECT message FROM replies
WHERE target IN (SELECT id FROM gone) AND message NOT IN (SELECT id FROM gone)`)
	if err != nil {
		return err
	}
	q := newQuotes()
	const inChats = `AND m.id NOT IN (SELECT id FROM gone)
AND m.chat IN (SELECT DISTINCT chat FROM messages WHERE id IN (SELECT id FROM gone))`
	err = f.each("SELECT m.id, r.quote FROM replies r JOIN messages m ON m.id = r.message WHERE r.target IS NULL "+inChats,
		func(row []driver.Value) error {
			q.add(integer(row[0]), text(row[1]))
			return nil
		})
	if err != nil {
		return err
	}
	err = f.each("SELECT m.id, v.told FROM versions v JOIN messages m ON m.id = v.message WHERE true "+inChats, func(row []driver.Value) error {
		told, err := unmarshalTold(text(row[1]))
		if r := told.Message.ReplyTo; err == nil && r != nil {
			q.add(integer(row[0]), r.Quote)
		}
		return nil
	})
	if err != nil || len(q.by) == 0 {
		return err
	}
	err = f.each("SELECT m.text, c.caption FROM gone JOIN messages m ON m.id = gone.id LEFT JOIN captions c ON c.message = m.id",
		func(row []driver.Value) error {
			q.said(text(row[0]))
			q.said(text(row[1]))
			return nil
		})
	if err != nil {
		return err
	}
	return f.insert("touched", q.found)
}

// quotes finds out which of many quotes are the beginnings of texts.
type quotes struct {
	by      map[string][]int64 // the messages that have it
	lengths map[string][]int   // of quotes, in bytes, by how they begin
	found   []int64
}

// headSize is how much of a quote says which of them to compare, in bytes.
const headSize = 4

func newQuotes() *quotes { return &quotes{by: map[string][]int64{}, lengths: map[string][]int{}} }

func (q *quotes) add(message int64, quote string) {
	quote = uncut(quote)
	if quote == "" {
		return
	}
	if len(q.by[quote]) == 0 {
		head := quote[:min(len(quote), headSize)]
		if !slices.Contains(q.lengths[head], len(quote)) {
			q.lengths[head] = append(q.lengths[head], len(quote))
		}
	}
	q.by[quote] = append(q.by[quote], message)
}

// said looks for the quotes of a text.
func (q *quotes) said(text string) {
	text = strings.TrimSpace(text)
	for n := 1; n <= min(len(text), headSize); n++ {
		for _, length := range q.lengths[text[:n]] {
			if length <= len(text) {
				q.found = append(q.found, q.by[text[:length]]...)
				delete(q.by, text[:length])
			}
		}
	}
}

// uncut is a quote without the dots that say that it was cut.
func uncut(quote string) string {
	return strings.TrimRight(strings.TrimSpace(quote), "….")
}

// count counts what goes, and lists the people who may be known from nothing else.
func (f *forgetting) count() error {
	err := f.each(fmt.Sprintf(`SELECT coalesce(sum(kind & %d <> %d), 0), coalesce(sum(kind & %[1]d = %[2]d), 0)
FROM messages WHERE id IN (SELECT id FROM gone)`, kindMask, kindNotice), func(row []driver.Value) error {
		f.did.Messages, f.did.Notices = integer(row[0]), integer(row[1])
		return nil
	})
	if err != nil {
		return err
	}
	for _, n := range []struct {
		to    *int64
		query string
	}{
		{&f.did.Versions, "SELECT count(*) FROM versions WHERE message IN (SELECT id FROM gone)"},
		{&f.did.Quotes, "SELECT count(*) FROM touched"},
		{&f.did.Reactions, "SELECT count(*) FROM reactions WHERE person IN (SELECT id FROM who) AND message NOT IN (SELECT id FROM gone)"},
	} {
		if *n.to, err = f.c.number(f.ctx, n.query); err != nil {
			return err
		}
	}
	for _, query := range []string{
		"SELECT sender FROM messages WHERE sender IS NOT NULL AND id IN (SELECT id FROM gone)",
		"SELECT actor FROM notices WHERE actor IS NOT NULL AND message IN (SELECT id FROM gone)",
		"SELECT person FROM notice_people WHERE message IN (SELECT id FROM gone)",
		"SELECT person FROM reactions WHERE person IS NOT NULL AND message IN (SELECT id FROM gone)",
	} {
		if err := f.exec("INSERT OR IGNORE INTO near " + query); err != nil {
			return err
		}
	}
	return f.exec(`INSERT OR IGNORE INTO lostmedia SELECT sha256 FROM files WHERE sha256 <> '' AND message IN (SELECT id FROM gone)`)
}
