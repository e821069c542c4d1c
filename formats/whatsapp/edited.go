package whatsapp

import "strings"

// cutEdited cuts the app's word that a message was changed, "<This message was
// edited>" in some language, off the end of a body. After a mark any words in
// angle brackets say so, but for those that stand for a file.
func (p *payloads) cutEdited(body string) (rest string, edited bool) {
	lead, inner, ok := cutAngled(strings.TrimRight(body, eitherMark+" "))
	if !ok || len(inner) > 8*maxPhrase || strings.Contains(inner, ": ") {
		return body, false
	}
	rest, marked := cutSuffixMark(lead)
	if rest == "" || rest[len(rest)-1] == '<' {
		return body, false
	}
	_, listed := p.lang.table.find(inner, isKind(markEdited))
	switch {
	case !marked && (listed || p.lang.unlistedEdit(inner)):
		p.typed++
	case listed:
	case !marked || isMark(inner, 0) || !oddWords(inner) || p.standsForFile(inner):
		return body, false
	}
	return rest, true
}

// cutSuffixMark cuts one space and the marks around it.
func cutSuffixMark(lead string) (rest string, marked bool) {
	rest = strings.TrimRight(lead, eitherMark)
	marked = len(rest) < len(lead)
	if cut, ok := strings.CutSuffix(rest, " "); ok {
		rest = cut
	}
	return rest, marked
}

func (p *payloads) standsForFile(inner string) bool {
	if _, ok := p.lang.table.find(inner, markerKind.omitted); ok {
		return true
	}
	return p.lang.table.endsOmitted(inner)
}
