package whatsapp

import (
	"strings"

	"exile/export"
)

// deleted reads what stands where a message was: the app's words are the same
// whether the author or, in a group, an admin took it away, but in English.
func (p *payloads) deleted(words string, marked bool) (export.Deleted, bool) {
	by := export.DeletedBySender
	if cut, ok := cutAdmin(words); ok {
		words, by = cut, export.DeletedByAdmin
	}
	s, ok := p.lang.table.find(words, func(k markerKind) bool { return k == markDeleted || k == markDeletedByMe })
	if !ok || !p.believe(s, marked) {
		return export.Deleted{}, false
	}
	return export.Deleted{By: by}, true
}

// cutAdmin cuts " as admin" and " by admin NAME".
func cutAdmin(words string) (string, bool) {
	words = strings.TrimSuffix(words, ".")
	if cut, ok := strings.CutSuffix(words, " as admin"); ok {
		return cut, true
	}
	cut, name, ok := strings.Cut(words, " by admin")
	if !ok || name != "" && name[0] != ' ' {
		return words, false
	}
	return cut, true
}

// mine reports whether a body is the app's "You deleted this message": its
// author is the person who made the export.
func (m *markers) mine(body string) bool {
	if len(body) > 8*maxPhrase || m.table.ordinary(body) {
		return false
	}
	words, _ := cutAdmin(trimMarks(body))
	s, ok := m.table.find(words, isKind(markDeletedByMe))
	return ok && (isMarked(body) || m.bare(s))
}
