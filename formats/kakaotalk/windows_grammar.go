package kakaotalk

// bracketGrammar is what both passes make of a line by itself.
type bracketGrammar struct {
	bracketHead
	loc    *locale
	isName func(string) bool
	nested map[string]bool // names that look like the beginning of a record
	last   string          // who wrote last: people write several messages in a row
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
	if text[0] == '[' && g.form.ok {
		var ok bool
		if b.name, b.body, b.minute, ok = g.form.by(g.last, text); ok && !g.tellsOfNested(text, b) {
			b.kind = lineRecord
			return lineRecord
		}
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

// tellsOfNested reports whether a line that is a record by its form is a notice
// about somebody whose name is of that form too.
func (g *bracketGrammar) tellsOfNested(text string, b *bracketLine) bool {
	if len(g.nested) == 0 {
		return false
	}
	bare, ok := g.loc.bareLine(text, g.isName)
	if ok = ok && bare.named && g.nested[bare.actor]; ok {
		b.bare = bare
	}
	return ok
}
