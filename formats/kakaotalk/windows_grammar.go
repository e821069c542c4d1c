package kakaotalk

import (
	"strings"

	"exile/export"
)

// bracketGrammar is what both passes make of a line by itself.
type bracketGrammar struct {
	bracketHead
	loc    *locale
	isName func(string) bool
	nested map[string]bool // names that look like the beginning of a record
	recent [nameSlots]speaker
}

// speaker is somebody who wrote lately, in the place of how their records begin:
// the people of a chat take turns, and most records need not be searched for
// brackets, nor their names looked up.
type speaker struct {
	name  string
	leads [2]string        // what stands before the hour of their records, in each half of the day
	who   *member          // in the first pass
	ref   export.PersonRef // in the second
}

func (s *speaker) learn(half int, lead string) {
	if s.leads[half] != lead {
		s.leads[half] = strings.Clone(lead)
	}
}

type lineKind uint8

const (
	lineText lineKind = iota // of the message before, if of any
	lineBlank
	lineRecord // may be one: "[name] [time] text"
	lineDay    // may be one: a date line
	lineBare   // may be one: a notice, which has no time
)

// bracketLine is a line taken apart.
type bracketLine struct {
	kind       lineKind
	name, body string // of a record
	by         *speaker
	minute     int16
	day        stamp
	bare       bareLine
}

func (g *bracketGrammar) read(text string, b *bracketLine) lineKind {
	b.kind = lineText
	if text == "" {
		b.kind = lineBlank
		return lineBlank
	}
	if text[0] == '[' && g.form.ok && g.record(text, b) {
		b.kind = lineRecord
		return lineRecord
	}
	var ok bool
	if g.dashed {
		if text[0] == '-' {
			b.day, ok = dashedDate(text)
		}
	} else {
		b.day, ok = plainDate(text)
	}
	if ok && (g.day == "" || dayForm(text) == g.day) {
		b.kind = lineDay
		return lineDay
	}
	if b.bare, ok = g.loc.bareLine(text, g.isName); ok {
		b.kind = lineBare
	}
	return b.kind
}

// record reads a line that begins with a bracket.
func (g *bracketGrammar) record(text string, b *bracketLine) (ok bool) {
	by := &g.recent[recordSlot(text[1:])]
	b.by, b.name = by, by.name
	if b.body, b.minute, ok = g.form.goesOn(by.leads[g.form.now], text); !ok {
		b.name, b.body, b.minute, ok = g.form.by(by.name, text)
		if ok && by.name != "" && b.name == by.name {
			by.learn(g.form.now, text[:g.form.hourAt(b.name)])
		}
	}
	return ok && (len(g.nested) == 0 || !g.tellsOfNested(text, b))
}

// tellsOfNested reports whether a line that is a record by its form is a notice
// about somebody whose name is of that form too.
func (g *bracketGrammar) tellsOfNested(text string, b *bracketLine) bool {
	bare, ok := g.loc.bareLine(text, g.isName)
	if ok = ok && bare.named && g.nested[bare.actor]; ok {
		b.bare = bare
	}
	return ok
}
