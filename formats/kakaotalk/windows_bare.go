package kakaotalk

import (
	"strings"

	"exile/export"
)

// bareLine is a line without a time that says what the app says.
type bareLine struct {
	notice
	impersonal bool // it names nobody: something was deleted, a warning, a setting
	warning    bool
	sure       bool // the app's warning stands behind it
}

// bareLine recognises what the app writes without a time, the whole line.
func (l *locale) bareLine(line string, isName func(string) bool) (bareLine, bool) {
	if l == nil || len(line) < 4 || len(line) > maxNotice || line[len(line)-1] != '.' && l.unnamed[line] == nil {
		return bareLine{}, false
	}
	if said, ok := l.said(line); ok {
		n, isNotice := said.(export.Notice)
		return bareLine{notice: notice{kind: n.Kind}, impersonal: true, warning: isNotice}, true
	}
	text, warned := l.unwarned(line)
	n, ok := parseFeed(l.feeds, text, isName)
	return bareLine{notice: n, impersonal: !n.named && len(n.people) == 0, sure: warned}, ok && (!warned || n.kind == export.NoticeJoin)
}

// unwarned cuts off the warning that the app puts behind the line of someone who
// joins an open chat, with a space or without. A line that is all warning leaves
// nothing.
func (l *locale) unwarned(line string) (text string, warned bool) {
	if l == nil || l.warning == "" {
		return line, false
	}
	i := strings.Index(line, l.warning)
	if i < 0 {
		return line, false
	}
	return strings.TrimSuffix(line[:i], " "), true
}

// said returns what a line without a time and without names says: a deletion, a
// warning.
func (l *locale) said(line string) (export.Content, bool) {
	if l == nil {
		return nil, false
	}
	if m := l.unnamed[line]; m != nil {
		return m(line), true
	}
	if text, warned := l.unwarned(line); warned && text == "" {
		return warning(line), true
	}
	return nil, false
}
