package bubble

import (
	"strings"
	"unicode/utf8"

	"exile/export"
	"exile/formats"
)

// A text of more bytes than maxPart is shown in parts of at most so many: browsers take minutes
// for the lines of a paragraph of a megabyte.
const maxPart = 8 << 10

// long appends a text in parts. Nothing is between them but the border of a block, where a line ends
// anyway or, in a text without lines, between two words.
func (l *Layout) long(dst []byte, body string, spans []export.Span) []byte {
	spans = spans[:min(len(spans), maxSpans)]
	for at := 0; at < len(body); {
		end := at + partOf(body[at:])
		dst = append(dst, `<span class="pt">`...)
		dst = append(l.links.spans(dst, body[at:end], within(spans, at, end)), "</span>"...)
		at = end
	}
	return dst
}

// partOf is the length of the first part of a text.
func partOf(s string) int {
	if len(s) <= maxPart {
		return len(s)
	}
	if i := strings.LastIndexByte(s[maxPart/2:maxPart], '\n'); i >= 0 {
		return maxPart/2 + i + 1
	}
	if i := strings.LastIndexByte(s[maxPart/2:maxPart], ' '); i >= 0 {
		return maxPart/2 + i + 1
	}
	if short := formats.Shorten(s, maxPart); short != "" {
		return len(short)
	}
	n := maxPart // joiners alone, or no characters
	for n > maxPart-utf8.UTFMax && !utf8.RuneStart(s[n]) {
		n--
	}
	return n
}

// within returns the spans of a part of a text.
func within(spans []export.Span, at, end int) []export.Span {
	var list []export.Span
	for _, s := range spans {
		if s.Start, s.End = max(s.Start, at), min(s.End, end); s.Start < s.End {
			s.Start, s.End = s.Start-at, s.End-at
			list = append(list, s)
		}
	}
	return list
}
