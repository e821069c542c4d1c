package lang

import "exile/export"

// Figure is a number of an account, and its name.
type Figure struct {
	Name Text
	N    int64
}

// Figures are the numbers of a ledger that say something.
func Figures(l *export.Ledger) []Figure {
	var list []Figure
	add := func(name Text, n int64, always bool) {
		if always || n > 0 {
			list = append(list, Figure{name, n})
		}
	}
	add(PageLines, l.Lines, false)
	add(PageMessages, l.Messages, true)
	add(PageNotices, l.Notices, true)
	add(PageContinuations, l.Continuations, false)
	add(PageMarks, l.Marks, false)
	add(PageUnread, l.Unread, true)
	add(PageFiles, l.Files, true)
	add(PageFound, l.Found, l.Files > 0)
	add(PageAbsent, l.Absent, l.Files > 0)
	return list
}
