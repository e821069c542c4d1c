package bubble

import (
	"strings"

	"exile/export"
	"exile/formats/words"
)

// content appends what a message says.
func (l *Layout) content(dst []byte, m *export.Message) []byte {
	switch x := m.Content.(type) {
	case export.Text:
		return l.text(dst, x.Body, x.Spans)
	case export.Media:
		return l.media(dst, m, x)
	case export.Poll:
		return l.poll(dst, x)
	case export.Place:
		return l.place(dst, x)
	case export.Card:
		return l.card(dst, x)
	case export.Call:
		return said(dst, "call", words.Of(l.lang, x))
	case export.Deleted:
		return said(dst, "del", words.Of(l.lang, x))
	case export.Unknown:
		return said(dst, "x", words.Of(l.lang, x))
	case export.Notice: // has a form of its own
		return dst
	}
	return said(dst, "x", words.In(l.lang, words.SomeMessage))
}

func (l *Layout) text(dst []byte, body string, spans []export.Span) []byte {
	if len(body) < 256 && Blank(body) {
		return said(dst, "x", words.In(l.lang, words.EmptyText))
	}
	dst = append(dst, `<div class="t" dir="auto">`...)
	switch {
	case len(body) > maxPart:
		dst = l.long(dst, body, spans)
	case len(spans) == 0 && !strings.Contains(body, "://"):
		dst = AppendText(dst, body)
	default:
		dst = l.links.spans(dst, body, spans)
	}
	return append(dst, "</div>"...)
}

// said appends words that nobody typed.
func said(dst []byte, class, text string) []byte {
	dst = append(append(append(dst, `<p class="`...), class...), `" dir="auto">`...)
	return append(AppendText(dst, text), "</p>"...)
}
