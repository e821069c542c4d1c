//go:build cgo

package store

import (
	"bytes"
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/mattn/go-sqlite3"

	"exile/export/query"
)

// A search reads messages in windows: those whose numbers have the same upper
// bits. SQLite joins the texts of a window and hands them over at once, which is
// several times faster than a row at a time.
const (
	windowBits = 11
	windowSize = 1 << windowBits

	longText = 4096 // bytes: longer ones are read one by one, so that a window stays small
)

// What parts texts when they are joined. No word has any of these.
const (
	rowEnd   = 0 // of a message
	fieldEnd = 1 // of a text of a message
	longSign = 2 // stands for a text that is too long
)

// looking is one search, in one transaction.
type looking struct {
	ctx  context.Context //nolint:containedctx // one call
	c    *conn
	w    *Wanted
	same same
	top  top

	needles, nots []*query.Needle
	first         *query.Needle // the needle that is looked for first; nil: none
	where         string        // conditions beside the words, each behind an AND
	args          []driver.Value
	sides         []side // those that hold anything
	joined, full  *sqlite3.SQLiteStmt
	lower         []byte  // of a window
	ids, hits     []int64 // of a window
}

func newLooking(ctx context.Context, c *conn, w *Wanted) (*looking, error) {
	l := &looking{ctx: ctx, c: c, w: w}
	for _, word := range w.Words {
		n := query.NewNeedle(word)
		l.needles = append(l.needles, n)
		if l.first == nil || len(word) > len(l.first.Text()) {
			l.first = n
		}
	}
	for _, word := range w.NotWords {
		l.nots = append(l.nots, query.NewNeedle(word))
	}
	var err error
	if l.same, err = readSame(ctx, c); err != nil {
		return nil, err
	}
	l.where, l.args = l.conditions()
	if err := l.findSides(); err != nil {
		return nil, err
	}
	text := "CAST(group_concat(" + shortened("text") + ", x'00') AS BLOB)"
	if !l.worded() {
		text = "NULL"
	}
	if l.joined, err = c.prepare("SELECT count(*), " + text + " FROM messages NOT INDEXED WHERE id BETWEEN ? AND ?" + l.where); err != nil {
		return nil, err
	}
	l.full, err = c.prepare("SELECT CAST(group_concat(id) AS BLOB), " + text + " FROM messages NOT INDEXED WHERE id BETWEEN ? AND ?" + l.where)
	return l, err
}

func (l *looking) close() error {
	var err error
	for _, st := range []*sqlite3.SQLiteStmt{l.joined, l.full} {
		if st != nil {
			err = errors.Join(err, st.Close())
		}
	}
	return err
}

// worded reports whether texts have to be looked at.
func (l *looking) worded() bool { return len(l.needles)+len(l.nots) > 0 }

func shortened(text string) string {
	return fmt.Sprintf("iif(octet_length(%[1]s) > %[2]d, x'02', %[1]s)", text, longText)
}

// windows looks at all messages with numbers above a number, the newest first.
func (l *looking) windows(above int64) error {
	for to := int64(math.MaxInt64); to > above; {
		newest, err := l.c.one(l.ctx, "SELECT max(id) FROM messages WHERE id > ? AND id <= ?", above, to)
		last, ok := newest.(int64)
		if err != nil || !ok {
			return err
		}
		first := max(last&^(windowSize-1), above+1)
		useless := false
		if l.top.settled() {
			useless, err = l.uselessBetween(first, last)
		}
		if err == nil && !useless {
			err = l.window(first, last)
		}
		if err != nil {
			return err
		}
		to = first - 1
	}
	return nil
}

// window looks at the messages whose numbers are between two.
func (l *looking) window(first, last int64) error {
	if err := l.ctx.Err(); err != nil {
		return err
	}
	if len(l.needles) == 0 {
		return l.whole(first, last)
	}
	st := l.joined
	if l.where != "" { // many numbers will be missing
		st = l.full
	}
	numbers, texts, err := l.read(st, first, last)
	if err != nil || integer(numbers) == 0 && st == l.joined {
		return err
	}
	places := l.first.Places(l.folded(texts))
	aside, err := l.asideMay(first, last)
	if err != nil || !aside && places.From(0) < 0 && bytes.IndexByte(texts, longSign) < 0 {
		return err
	}
	rows := int64(bytes.Count(texts, []byte{rowEnd})) + 1
	if st == l.joined && integer(numbers) != last-first+1 {
		if numbers, _, err = l.read(l.full, first, last); err != nil {
			return err
		}
	}
	l.ids = l.ids[:0]
	if list, ok := numbers.([]byte); ok {
		l.ids = parseIDs(l.ids, list)
	} else if _, ok := numbers.(int64); ok {
		for id := first; id <= last; id++ {
			l.ids = append(l.ids, id)
		}
	}
	if int64(len(l.ids)) != rows { // there are none, or somebody wrote a NUL
		return l.whole(first, last)
	}
	return l.texts(texts, places, aside || len(l.sides) > 0 && len(l.needles)+len(l.nots) > 1)
}

// folded makes the capital letters of texts small where the first word needs it.
func (l *looking) folded(texts []byte) []byte {
	if !l.first.Folds() {
		return texts
	}
	l.lower = slices.Grow(l.lower[:0], len(texts))[:len(texts)]
	l.first.Fold(l.lower, texts)
	return l.lower
}

// read runs one of the two statements on a window.
func (l *looking) read(st *sqlite3.SQLiteStmt, first, last int64) (numbers driver.Value, texts []byte, err error) {
	rows, err := st.Query(append([]driver.Value{first, last}, l.args...))
	if err != nil {
		return nil, nil, l.c.explain(err)
	}
	err = l.c.drain(rows, func(row []driver.Value) error {
		numbers = row[0]
		texts, _ = row[1].([]byte)
		return nil
	})
	return numbers, texts, err
}

// texts looks at the texts of a window, those of the messages l.ids, and at what
// other tables have of them.
func (l *looking) texts(texts []byte, places *query.Places, sides bool) error {
	var aside map[int64][]string
	var err error
	if sides {
		if aside, err = l.asideOf("message BETWEEN ? AND ?", l.ids[0], l.ids[len(l.ids)-1]); err != nil {
			return err
		}
	}
	hits := l.hits[:0]
	row := 0
	sign := indexAfter(texts, longSign, 0)
	for at := 0; at < len(texts); at++ {
		if sign >= 0 && sign < at {
			sign = indexAfter(texts, longSign, at)
		}
		place := nearest(places.From(at), sign)
		if place < 0 {
			break
		}
		start := at + bytes.LastIndexByte(texts[at:place], rowEnd) + 1
		row += bytes.Count(texts[at:start], []byte{rowEnd})
		end := indexAfter(texts, rowEnd, place)
		if end < 0 {
			end = len(texts)
		}
		id, text := l.ids[row], string(texts[start:end])
		if isLong(text) {
			if text, err = l.textOf(id); err != nil {
				return err
			}
		}
		if l.wants(text, aside[id]) {
			hits = append(hits, id)
		}
		delete(aside, id)
		at = end
		row++
	}
	l.hits = hits
	if err := l.positions(hits); err != nil || len(aside) == 0 {
		return err
	}
	return l.onlyAside(aside)
}

// onlyAside looks at messages of a window that have the first word, if at all, in
// another table.
func (l *looking) onlyAside(aside map[int64][]string) error {
	var ids []int64
	for id, texts := range aside {
		if _, here := slices.BinarySearch(l.ids, id); here && slices.ContainsFunc(texts, l.first.In) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	slices.Sort(ids)
	return l.rows("id IN (SELECT value FROM json_each(?))", aside, asJSON(ids))
}

// textOf reads a text that is long.
func (l *looking) textOf(id int64) (string, error) {
	v, err := l.c.one(l.ctx, "SELECT text FROM messages WHERE id = ?", id)
	return text(v), err
}

// nearest returns the smaller of two places; -1 is none.
func nearest(a, b int) int {
	if a < 0 || b >= 0 && b < a {
		return b
	}
	return a
}

// indexAfter finds a byte at or after a place; -1: none.
func indexAfter(b []byte, c byte, from int) int {
	if i := bytes.IndexByte(b[from:], c); i >= 0 {
		return from + i
	}
	return -1
}

func isLong(text string) bool { return len(text) == 1 && text[0] == longSign }

// wants reports whether a message says what is wanted: text, and what other tables
// have of it.
func (l *looking) wants(text string, aside []string) bool {
	text = query.Normal(text)
	says := func(n *query.Needle) bool {
		if strings.Contains(text, n.Text()) {
			return true
		}
		return slices.ContainsFunc(aside, n.In)
	}
	for _, n := range l.needles {
		if !says(n) {
			return false
		}
	}
	return !slices.ContainsFunc(l.nots, says)
}

// whole looks at the messages of a window one by one.
func (l *looking) whole(first, last int64) error {
	list, texts, err := l.read(l.full, first, last)
	if err != nil {
		return err
	}
	b, _ := list.([]byte)
	if len(b) == 0 {
		return nil
	}
	l.ids = parseIDs(l.ids[:0], b)
	if !l.worded() {
		return l.positions(l.ids)
	}
	rows := strings.Split(string(texts), string(rune(rowEnd)))
	aside, err := l.asideOf("message BETWEEN ? AND ?", first, last)
	if err != nil {
		return err
	}
	if len(rows) != len(l.ids) { // somebody wrote a NUL
		return l.rows("id BETWEEN ? AND ?", aside, first, last)
	}
	kept := l.ids[:0]
	for i, id := range l.ids {
		text := rows[i]
		if isLong(text) {
			if text, err = l.textOf(id); err != nil {
				return err
			}
		}
		if l.wants(text, aside[id]) {
			kept = append(kept, id)
		}
	}
	return l.positions(kept)
}

// those looks at messages of certain numbers.
func (l *looking) those(ids []int64) error {
	list := asJSON(ids)
	aside, err := l.asideOf("message IN (SELECT value FROM json_each(?))", list)
	if err != nil {
		return err
	}
	return l.rows("id IN (SELECT value FROM json_each(?))", aside, list)
}

// rows looks at messages a row at a time.
func (l *looking) rows(where string, aside map[int64][]string, args ...driver.Value) error {
	l.hits = l.hits[:0]
	err := l.c.each(l.ctx, "SELECT id, text FROM messages WHERE "+where+l.where, append(args, l.args...), func(row []driver.Value) error {
		if id := integer(row[0]); l.wants(text(row[1]), aside[id]) {
			l.hits = append(l.hits, id)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return l.positions(l.hits)
}

// parseIDs reads what group_concat makes of numbers.
func parseIDs(list []int64, b []byte) []int64 {
	n, minus := int64(0), false
	for i, c := range append(b, ',') {
		switch {
		case c == '-':
			minus = true
		case c != ',':
			n = n*10 + int64(c-'0')
		case i > 0:
			if minus {
				n = -n
			}
			list = append(list, n)
			n, minus = 0, false
		}
	}
	return list
}
