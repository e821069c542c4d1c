//go:build cgo

package store

import (
	"bytes"
	"database/sql/driver"
	"strings"

	"exile/export"
	"exile/export/query"
)

// side is a table that has words of some messages, and what of it people see.
type side struct{ table, words string }

func allSides() []side {
	return []side{
		{"files", "name"},
		{"captions", "caption"},
		{"polls", "question"},
		{"poll_options", "text"},
		{"places", "name || x'01' || address"},
		{"cards", "title || x'01' || text || x'01' || url"},
	}
}

// findSides leaves out the tables that hold nothing.
func (l *looking) findSides() error {
	if !l.worded() {
		return nil
	}
	for _, s := range allSides() {
		n, err := l.c.number(l.ctx, "SELECT EXISTS (SELECT 1 FROM "+s.table+")")
		if err != nil {
			return err
		}
		if n != 0 {
			l.sides = append(l.sides, s)
		}
	}
	return nil
}

// asideMay reports whether the first word could stand in another table, for a message
// of a window.
func (l *looking) asideMay(first, last int64) (bool, error) {
	for _, s := range l.sides {
		v, err := l.c.one(l.ctx, "SELECT CAST(group_concat("+shortened(s.words)+", x'00') AS BLOB) FROM "+s.table+
			" WHERE message BETWEEN ? AND ?", first, last)
		if err != nil {
			return false, err
		}
		b, _ := v.([]byte)
		l.first.Fold(b, b)
		if l.first.Places(b).From(0) >= 0 || bytes.IndexByte(b, longSign) >= 0 {
			return true, nil
		}
	}
	return false, nil
}

// asideOf reads what other tables have of some messages.
func (l *looking) asideOf(where string, args ...driver.Value) (map[int64][]string, error) {
	found := map[int64][]string{}
	for _, s := range l.sides {
		err := l.c.each(l.ctx, "SELECT message, "+s.words+" FROM "+s.table+" WHERE "+where, args, func(row []driver.Value) error {
			id := integer(row[0])
			found[id] = append(found[id], strings.Split(text(row[1]), string(rune(fieldEnd)))...)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// conditions gives what is wanted beside words, as SQL.
func (l *looking) conditions() (string, []driver.Value) {
	var b strings.Builder
	var args []driver.Value
	add := func(sql string, arg ...driver.Value) {
		b.WriteString(" AND " + sql)
		args = append(args, arg...)
	}
	const in = "IN (SELECT value FROM json_each(?))"
	if l.w.Senders != nil {
		add("sender "+in, asJSON(l.people(l.w.Senders)))
	}
	if l.w.NotSenders != nil {
		add("(sender IS NULL OR sender NOT "+in+")", asJSON(l.people(l.w.NotSenders)))
	}
	if l.w.Chats != nil {
		add("chat "+in, asJSON(l.w.Chats))
	}
	if l.w.NotChats != nil {
		add("chat NOT "+in, asJSON(l.w.NotChats))
	}
	// Days are those of the clock that the message was written by.
	const clock = "time + (clock >> 6) * 1000 "
	if !l.w.After.IsZero() {
		add(clock+">= ?", l.w.After.UnixMilli())
	}
	if !l.w.Before.IsZero() {
		add(clock+"< ?", l.w.Before.UnixMilli())
	}
	for _, has := range l.w.Has {
		add("(" + having(has) + ")")
	}
	for _, has := range l.w.NotHas {
		add("NOT (" + having(has) + ")")
	}
	return b.String(), args
}

func having(has query.Has) string {
	const file = "kind & 15 = 2 AND EXISTS (SELECT 1 FROM files f WHERE f.message = messages.id AND f.kind "
	switch has {
	case query.HasPhoto:
		return file + "= 'photo')"
	case query.HasVideo:
		return file + "= 'video')"
	case query.HasVoice:
		return file + "IN ('voice', 'audio'))"
	case query.HasFile:
		return file + "IN ('file', 'contact'))"
	case query.HasLink:
	}
	return links("text") + ` OR
kind & 15 = 6 AND EXISTS (SELECT 1 FROM cards c WHERE c.message = messages.id AND (c.url <> '' OR c.kind = 'link')) OR
kind & 16 <> 0 AND EXISTS (SELECT 1 FROM spans s WHERE s.message = messages.id AND s.kind IN ('url', 'link')) OR
kind & 2048 <> 0 AND EXISTS (SELECT 1 FROM captions c WHERE c.message = messages.id AND (` + links("c.caption") + "))"
}

// links finds what exports that know no links have of them.
func links(text string) string {
	return text + " LIKE '%http://%' OR " + text + " LIKE '%https://%' OR " + text + " LIKE '%www.%'"
}

// people lists the numbers under which people wrote.
func (l *looking) people(list []export.PersonRef) []int64 {
	var all []int64
	for _, p := range list {
		all = append(all, l.same.all(p)...)
	}
	return all
}
