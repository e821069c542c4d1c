//go:build cgo

package main

import (
	"strings"

	"github.com/rivo/uniseg"
)

// guideMargin stands before everything but headings, and twice more before
// commands.
const guideMargin = "  "

// guideLayout turns the source of a guide into lines of a terminal.
type guideLayout struct {
	b     strings.Builder
	width int
	mark  string   // of the item that words belongs to: "1. ", "- "
	words []string // of the paragraph, not yet written
}

// layGuide lays out the source of a guide, see [lang.Lang.Guide], for lines of a
// width. Commands are never broken, so that they can be copied.
func layGuide(source string, width int) string {
	l := &guideLayout{width: width}
	for line := range strings.Lines(source) {
		l.line(strings.TrimRight(line, "\r\n"))
	}
	l.flush()
	return l.b.String()
}

func (l *guideLayout) line(line string) {
	if command, ok := strings.CutPrefix(line, "    "); ok {
		l.write(strings.Repeat(guideMargin, 3) + command)
		return
	}
	text := strings.TrimSpace(line)
	switch {
	case text == "":
		l.write("")
		return
	case strings.HasPrefix(line, "#"):
		l.write(strings.TrimLeft(line, "# "))
		return
	}
	if mark := itemMark(line); mark != "" {
		l.flush()
		l.mark = mark
		text = line[len(mark):]
	}
	l.words = append(l.words, strings.Fields(text)...)
}

// itemMark returns what begins an item of a list: a number or a dash.
func itemMark(line string) string {
	if strings.HasPrefix(line, "- ") {
		return "- "
	}
	if n := len(line) - len(strings.TrimLeft(line, "0123456789")); n > 0 && strings.HasPrefix(line[n:], ". ") {
		return line[:n+2]
	}
	return ""
}

// write ends the paragraph and writes a line as it is.
func (l *guideLayout) write(line string) {
	l.flush()
	l.b.WriteString(line + "\n")
}

// flush writes the paragraph, with its lines below one another.
func (l *guideLayout) flush() {
	if len(l.words) == 0 {
		return
	}
	head := guideMargin + l.mark
	indent := uniseg.StringWidth(head)
	l.b.WriteString(head + wrap(strings.Join(l.words, " "), l.width-indent, indent) + "\n")
	l.mark, l.words = "", nil
}
