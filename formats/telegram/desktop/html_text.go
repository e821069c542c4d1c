package desktop

import (
	"net/url"
	"path"
	"strings"

	"exile/export"
)

// styled reads the text of a message: the words, and the stretches of them that are
// bold, links and the like. The line in which the text stands is the page's.
func (r *reading) styled(n *node) (string, []export.Span) {
	if n == nil {
		return "", nil
	}
	if k := n.first; k != nil && k.next == nil && k.tag == "" { // nearly always plain
		return unframed(k.text), nil
	}
	var t text
	r.pieces(&t, n)
	body := t.body.String()
	start := len(body) - len(strings.TrimPrefix(body, "\n"))
	end := start + len(unframed(body))
	spans := t.spans[:0]
	for _, s := range t.spans {
		s.Start, s.End = max(s.Start, start)-start, min(s.End, end)-start
		if s.Start < s.End {
			spans = append(spans, s)
		}
	}
	if len(spans) == 0 {
		spans = nil
	}
	return body[start:end], spans
}

// unframed cuts off the line feed that the page puts before a text, and what it puts
// behind: a line feed and blanks.
func unframed(s string) string {
	s = strings.TrimPrefix(s, "\n")
	if i := strings.LastIndexByte(s, '\n'); i >= 0 && strings.Trim(s[i:], " \n") == "" {
		s = s[:i]
	}
	return s
}

func (r *reading) pieces(t *text, n *node) {
	for k := n.first; k != nil; k = k.next {
		switch k.tag {
		case "":
			t.body.WriteString(k.text)
			continue
		case "br":
			t.body.WriteByte('\n')
			continue
		}
		start, at := t.body.Len(), len(t.spans)
		r.pieces(t, k)
		kind, arg := r.style(k, t.body.String()[start:])
		if kind == "" || t.body.Len() == start {
			continue
		}
		t.spans = append(t.spans, export.Span{})
		copy(t.spans[at+1:], t.spans[at:]) // what is outside goes first
		t.spans[at] = export.Span{Kind: kind, Start: start, End: t.body.Len(), Arg: arg}
	}
}

// style says what an element does to the words in it.
func (r *reading) style(n *node, words string) (kind export.SpanKind, arg string) {
	switch n.tag {
	case "strong", "b":
		return export.SpanBold, ""
	case "em", "i":
		return export.SpanItalic, ""
	case "u":
		return export.SpanUnder, ""
	case "s", "del", "strike":
		return export.SpanStrike, ""
	case "code":
		return export.SpanCode, ""
	case "pre":
		return export.SpanPre, ""
	case "blockquote":
		return export.SpanQuote, ""
	case "a":
		return r.link(n, words)
	case "span":
		if n.has("spoiler") {
			return export.SpanSpoiler, ""
		}
		return "", ""
	}
	r.tally.miss("html: " + n.tag)
	return "", ""
}

// link tells apart what the pages make a link of. Only what somebody gave an address has
// one that does not follow from its words.
func (r *reading) link(n *node, words string) (kind export.SpanKind, arg string) {
	switch call, _, _ := strings.Cut(strings.TrimPrefix(n.click, "return "), "("); call {
	case "ShowHashtag":
		return export.SpanHashtag, ""
	case "ShowCashtag":
		return export.SpanCashtag, ""
	case "ShowBotCommand":
		return export.SpanCommand, ""
	case "ShowMentionName":
		return export.SpanMention, ""
	case "ShowNotLoadedEmoji", "ShowNotAvailableEmoji":
		return export.SpanEmoji, ""
	}
	scheme, rest, _ := strings.Cut(n.href, ":")
	switch {
	case n.href == "":
		return "", ""
	case n.href == words:
		return export.SpanURL, ""
	case scheme == "mailto" && rest == words:
		return export.SpanEmail, ""
	case scheme == "tel" && rest == words:
		return export.SpanPhone, ""
	case strings.HasPrefix(words, "@") && scheme == "https" && path.Base(rest) == words[1:]:
		return export.SpanMention, ""
	}
	if file := r.linked(n.href); file != "" && rest == "" {
		r.files.aside(file)
		return export.SpanEmoji, file
	}
	return export.SpanLink, n.href
}

// linked returns the path that a link of a page stands for, within the folder of the
// export; "" for one that leads elsewhere.
func (r *reading) linked(href string) string {
	if href == "" || strings.HasPrefix(href, "#") || strings.HasPrefix(href, "/") || strings.Contains(href, "://") {
		return ""
	}
	rel := path.Join(path.Dir(r.from.File), href)
	if !r.files.holds(rel) { // a page saved by a browser has %20 for a blank
		if plain, err := url.PathUnescape(href); err == nil {
			if p := path.Join(path.Dir(r.from.File), plain); r.files.holds(p) {
				rel = p
			}
		}
	}
	rel, ok := r.files.relative(rel)
	if !ok || strings.HasPrefix(rel, "../") {
		return ""
	}
	return rel
}

// holds reports whether a file lies in the root of an export, by its path there.
func (l *library) holds(name string) bool { return l.in.Roots[l.root].Has(name) }
