package telegram

import (
	"strings"

	"exile/formats"
)

// madeGroup is what makes a file a group's: Telegram looks for this line, in
// English, at its head. It names exile, which is what made the line, and not
// somebody of the chat.
const madeGroup = `exile created group "`

// openGroup returns the line, without its stamp, that opens a group's file.
func openGroup(title, fallback string) string {
	title = strings.ReplaceAll(tightColons(oneLine(title)), `"`, "'")
	if blankText(title) {
		title = fallback
	}
	return madeGroup + formats.Shorten(title, 2*maxName) + `"`
}

// notGroup keeps a notice of a two-person room from making its file a group's.
func notGroup(s string) string {
	const verb, object = "created", " group"
	var b strings.Builder
	start := 0 // of what is not yet copied
	for i := 0; i < len(s); i++ {
		if (s[i] == 'c' || s[i] == 'C') && foldPrefix(s[i:], verb+object) {
			i += len(verb)
			b.WriteString(s[start:i] + guard)
			start = i
		}
	}
	return b.String() + s[start:]
}
