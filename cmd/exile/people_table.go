//go:build cgo

package main

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"exile/cmd/internal/lang"
	"exile/export"
	"exile/export/store"
)

// The columns of a table of names, as people export writes it.
const (
	cellNumber = iota
	cellApp
	cellCalled
	cellSame
	cellNames
	cellHandles
	cellSelf
	cellChats
	cellMessages
	cells
)

// nameTitles are the titles of the columns.
func nameTitles() [cells]lang.Text {
	return [cells]lang.Text{
		cellNumber: lang.TableNumber, cellApp: lang.TableApp, cellCalled: lang.TableCalled, cellSame: lang.TableSame,
		cellNames: lang.TableNames, cellHandles: lang.TableHandles, cellSelf: lang.TableSelf, cellChats: lang.TableChats,
		cellMessages: lang.TableMessages,
	}
}

// comma parts several names in one cell.
const comma = "; "

// nameRows is the table of all people, each on their own.
func (a *app) nameRows(f *folk, people []store.PersonDetail) [][]string {
	var rows [][]string
	head := make([]string, cells)
	for i, t := range nameTitles() {
		head[i] = a.say(t, nil)
	}
	rows = append(rows, head)
	for i := range people {
		p := &people[i]
		row := make([]string, cells)
		row[cellNumber], row[cellApp] = strconv.FormatInt(int64(p.Ref), 10), p.App
		row[cellCalled], row[cellNames] = p.Called, strings.Join(p.Names, comma)
		row[cellHandles] = strings.Join(p.Handles, comma)
		row[cellMessages] = strconv.FormatInt(p.Messages, 10)
		if p.Same != 0 {
			row[cellSame] = strconv.FormatInt(int64(p.Same), 10)
		}
		if p.Self {
			row[cellSelf] = a.say(lang.TableYes, nil)
		}
		var chats []string
		for _, c := range p.Chats {
			chats = append(chats, f.titles[c.Chat])
		}
		row[cellChats] = strings.Join(chats, comma)
		for j := range row {
			row[j] = shielded(row[j])
		}
		rows = append(rows, row)
	}
	return rows
}

// formulas are the characters with which a spreadsheet begins a formula, those of
// full width and what it skips before one too.
const formulas = "=+-@\t\r\n＝＋－＠"

// shielded puts an apostrophe before what a spreadsheet would run as a formula.
func shielded(s string) string {
	if isFormula(s) {
		return "'" + s
	}
	return s
}

// unshielded takes the apostrophe away again.
func unshielded(s string) string {
	if strings.HasPrefix(s, "'") && isFormula(s) {
		return s[1:]
	}
	return s
}

// isFormula reports whether a text begins like a formula, apostrophes aside.
func isFormula(s string) bool {
	s = strings.TrimLeft(s, "'")
	return s != "" && strings.ContainsAny(string([]rune(s)[:1]), formulas)
}

// nameTable is a table of names that is read back.
type nameTable struct {
	at   [cells]int // in which column each stands; -1: in none
	rows [][]string // but for the titles
}

// nameTableOf recognises a table of ours by its titles, in any language and order.
func nameTableOf(rows [][]string) (*nameTable, bool) {
	if len(rows) == 0 {
		return nil, false
	}
	t := &nameTable{rows: rows[1:]}
	for i, title := range nameTitles() {
		t.at[i] = slices.IndexFunc(rows[0], func(s string) bool {
			s = norm.NFC.String(strings.TrimSpace(s))
			return strings.EqualFold(s, title.EN) || s == title.KO
		})
	}
	return t, t.at[cellNumber] >= 0 && t.at[cellApp] >= 0 && (t.at[cellCalled] >= 0 || t.at[cellSame] >= 0)
}

func (t *nameTable) cell(row []string, i int) string {
	if t.at[i] < 0 || t.at[i] >= len(row) {
		return ""
	}
	return strings.TrimSpace(unshielded(row[t.at[i]]))
}

// edits are what a table changes: how many names and how many joins. A row that is
// not of this store is refused, and all with it.
func (t *nameTable) edits(f *folk, file string) (edits []store.PersonEdit, named, joined int, err error) {
	seen := map[export.PersonRef]bool{}
	for i, row := range t.rows {
		if strings.TrimSpace(strings.Join(row, "")) == "" {
			continue
		}
		v := lang.V{"name": clean(file), "n": i + 2, "number": clean(t.cell(row, cellNumber))}
		p := f.part(t.cell(row, cellNumber))
		if p == nil || p.App != t.cell(row, cellApp) || !t.mayBe(row, p) {
			return nil, 0, 0, &told{statusFailed, lang.OtherTable, v}
		}
		if seen[p.Ref] {
			return nil, 0, 0, &told{statusFailed, lang.TwiceInTable, v}
		}
		seen[p.Ref] = true
		e := store.PersonEdit{Person: p.Ref}
		if called := t.cell(row, cellCalled); t.at[cellCalled] >= 0 && called != strings.TrimSpace(p.Called) {
			e.Called = &called
			named++
		}
		if t.at[cellSame] >= 0 {
			to, ok := f.sameCell(t.cell(row, cellSame), p)
			if !ok {
				v["value"] = clean(t.cell(row, cellSame))
				return nil, 0, 0, &told{statusFailed, lang.BadSame, v}
			}
			if to != p.Same {
				e.Same = &to
				joined++
			}
		}
		if e.Called != nil || e.Same != nil {
			edits = append(edits, e)
		}
	}
	return edits, named, joined, nil
}

// part is the one who has exactly a number, joined or not.
func (f *folk) part(number string) *store.PersonDetail {
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return nil
	}
	if s := f.by[export.PersonRef(n)]; s != nil {
		for _, p := range s.parts {
			if int64(p.Ref) == n {
				return p
			}
		}
	}
	return nil
}

// sameCell reads the number of who somebody is: none, or their own, is themselves.
func (f *folk) sameCell(number string, p *store.PersonDetail) (export.PersonRef, bool) {
	if number == "" || number == "0" {
		return 0, true
	}
	other := f.part(number)
	if other == nil {
		return 0, false
	}
	if other.Ref == p.Ref {
		return 0, true
	}
	return other.Ref, true
}

// mayBe reports whether a row may be about a person: one of its names is theirs. A
// spreadsheet makes other numbers and dates of what looks like some, so those do
// not count.
func (t *nameTable) mayBe(row []string, p *store.PersonDetail) bool {
	cell := norm.NFC.String(t.cell(row, cellNames))
	if !strings.ContainsFunc(cell, unicode.IsLetter) || len(p.Names) == 0 {
		return true
	}
	return slices.ContainsFunc(p.Names, func(n string) bool {
		n = strings.TrimSpace(norm.NFC.String(n))
		return n == "" || strings.Contains(comma+cell+comma, comma+n+comma)
	})
}
