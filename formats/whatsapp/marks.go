package whatsapp

import "strings"

// The app sets a mark before what it writes itself: left-to-right, in languages
// written from the right a right-to-left one.
const (
	markLTR = "\u200e"
	markRTL = "\u200f"
	// eitherMark and allMarks are cutsets: those two, and all that may stand around a
	// payload or a name.
	eitherMark = markLTR + markRTL
	allMarks   = eitherMark + "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)

// isMark reports whether a mark of the app stands in s at i.
func isMark(s string, i int) bool {
	return i+2 < len(s) && s[i] == markLTR[0] && s[i+1] == markLTR[1] && (s[i+2] == markLTR[2] || s[i+2] == markRTL[2])
}

func isMarked(s string) bool { return isMark(s, 0) }

// hasMark reports whether there is a mark of the app anywhere in s.
func hasMark(s string) bool {
	for at := 0; ; {
		i := strings.IndexByte(s[at:], markLTR[0])
		if i < 0 {
			return false
		}
		at += i
		if isMark(s, at) {
			return true
		}
		at++
	}
}

// trimMarks cuts marks and spaces at both ends.
func trimMarks(s string) string { return strings.Trim(s, allMarks+" ") }

// trimName cuts the marks that stand around names and numbers.
func trimName(s string) string { return strings.Trim(s, allMarks) }

// cutMark cuts s at the last mark that something follows: what stands before
// it, what after.
func cutMark(s string) (lead, tail string, ok bool) {
	s = strings.TrimRight(s, allMarks+" ")
	i := max(strings.LastIndex(s, markLTR), strings.LastIndex(s, markRTL))
	if i < 0 {
		return "", s, false
	}
	return strings.TrimRight(s[:i], allMarks+" "), s[i+len(markLTR):], true
}

// noMarks is s without the app's marks.
func noMarks(s string) string {
	if !hasMark(s) {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, markLTR, ""), markRTL, "")
}

// cutAngled cuts "<…>" off the end of a body.
func cutAngled(s string) (lead, inner string, ok bool) {
	if !strings.HasSuffix(s, ">") {
		return s, "", false
	}
	i := strings.LastIndexByte(s, '<')
	if i < 0 || strings.IndexByte(s[i:], '\n') >= 0 {
		return s, "", false
	}
	return s[:i], s[i+1 : len(s)-1], true
}

// angled returns the inside of a line that is "<…>".
func angled(line string) (inner string, ok bool) {
	lead, inner, ok := cutAngled(line)
	if !ok || lead != "" || len(inner) > 8*maxPhrase {
		return "", false
	}
	return trimMarks(inner), true
}
