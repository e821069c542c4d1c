package kakaotalk

import "strings"

// nestedNames finds names that look like the beginning of a record, "[a] [9:11]":
// a notice about them looks like a record, too ("[a] [9:11] left.").
type nestedNames struct {
	names   map[string]bool
	notices []nestedNotice
}

// nestedNotice is a record that may be a notice instead.
type nestedNotice struct {
	name string  // in the notice
	who  *member // in the record
}

const maxNested = 1 << 10

// look looks at a record of somebody.
func (n *nestedNames) look(m *member, line string, b *bracketLine, loc *locale) {
	if m.wrote == 0 && strings.Contains(b.name, "] [") && len(n.names) < maxNested {
		if n.names == nil {
			n.names = map[string]bool{}
		}
		n.names[m.name] = true
	}
	if t := b.body; loc == &englishLocale && len(t) > 4 && (t[0] == 'j' || t[0] == 'l' || t[0] == 'i') && t[len(t)-1] == '.' {
		bare, ok := loc.bareLine(line, func(string) bool { return false })
		if ok && bare.named && len(line)-len(t) == len(bare.actor)+1 && len(n.notices) < maxNested {
			n.notices = append(n.notices, nestedNotice{strings.Clone(bare.actor), m})
		}
	}
}

// found returns the names that write themselves, and those of notices that would
// be the only record of somebody.
func (n *nestedNames) found() map[string]bool {
	for _, t := range n.notices {
		if t.who.wrote == 1 {
			if n.names == nil {
				n.names = map[string]bool{}
			}
			n.names[t.name] = true
		}
	}
	return n.names
}
