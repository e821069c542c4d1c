package bubble

import (
	"strings"
	"testing"
	"unicode/utf8"

	"exile/export"
)

// A long text comes in parts that a browser takes at once. It is the same text, with its styles and links.
func TestLongText(t *testing.T) {
	link := "https://a.kr/" + strings.Repeat("x", 50)
	for name, body := range map[string]string{
		"words": strings.Repeat("메가바이트 글 ", 10_000), "lines": strings.Repeat("한 줄입니다\n\n", 10_000), "one word": strings.Repeat("가", 100_000),
		"links": strings.Repeat(link+" ", 3_000), "joined": strings.Repeat("👨\u200d", 30_000), "marks": strings.Repeat("\u200d", 30_000), "short": "짧은 글",
		"bytes": strings.Repeat("\x80", 30_000),
	} {
		from := len(body) / 3
		for !utf8.RuneStart(body[from]) && from > 0 {
			from--
		}
		spans := []export.Span{{Kind: export.SpanBold, Start: from, End: len(body)}}
		text, elements := parsed(t, New(Options{}).text(nil, body, spans))
		if text != string(AppendClean(nil, body)) && name != "bytes" {
			t.Errorf("%s: %d bytes are shown as %d", name, len(body), len(text))
		}
		parts, bold, links := 0, 0, 0
		for _, e := range elements {
			inner := &strings.Builder{}
			for n := range e.Descendants() {
				inner.WriteString(n.Data)
			}
			switch {
			case attribute(e, "class") == "pt":
				if parts++; inner.Len() > 5*maxPart { // control characters grow
					t.Errorf("%s: a part has %d bytes", name, inner.Len())
				}
			case e.Data == "b":
				bold++
			case e.Data == "a":
				if links++; attribute(e, "href") != link {
					t.Errorf("%s: a link is cut: %s", name, attribute(e, "href"))
				}
			}
		}
		if (parts > 1) != (len(body) > maxPart) || bold == 0 && name != "bytes" || (links == 3_000) != (name == "links") {
			t.Errorf("%s: %d parts, %d bold, %d links", name, parts, bold, links)
		}
	}
}
