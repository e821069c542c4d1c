package desktop

import (
	"bytes"
	"strings"

	"exile/export"
)

// text is a body under construction, with the spans in it. Whoever reads another
// form of the same messages may use it, too.
type text struct {
	body  strings.Builder
	spans []export.Span
}

// add puts a piece of a text behind what is there. No kind: it is plain.
func (t *text) add(s string, kind export.SpanKind, arg string) {
	start := t.body.Len()
	t.body.WriteString(s)
	if kind != "" && s != "" {
		t.spans = append(t.spans, export.Span{Kind: kind, Start: start, End: start + len(s), Arg: arg})
	}
}

// spanKind returns what Telegram Desktop's name for an entity means; known is false
// for one that exile does not know, "" is a plain text.
func spanKind(name []byte) (kind export.SpanKind, known bool) {
	switch string(name) {
	case "plain", "unknown", "":
		return "", true
	case "bold":
		return export.SpanBold, true
	case "italic":
		return export.SpanItalic, true
	case "underline":
		return export.SpanUnder, true
	case "strikethrough":
		return export.SpanStrike, true
	case "code":
		return export.SpanCode, true
	case "pre":
		return export.SpanPre, true
	case "blockquote":
		return export.SpanQuote, true
	case "spoiler":
		return export.SpanSpoiler, true
	case "text_link":
		return export.SpanLink, true
	case "mention", "mention_name":
		return export.SpanMention, true
	case "link":
		return export.SpanURL, true
	case "email":
		return export.SpanEmail, true
	case "phone":
		return export.SpanPhone, true
	case "hashtag":
		return export.SpanHashtag, true
	case "cashtag":
		return export.SpanCashtag, true
	case "bot_command":
		return export.SpanCommand, true
	case "bank_card":
		return export.SpanBankCard, true
	case "custom_emoji":
		return export.SpanEmoji, true
	}
	return "", false
}

// words reads the text of a message: text_entities where there are any, else text,
// each a string or an array of strings and objects. Where they say different things, as
// when some program changed one of them, text counts, unless all of it is in the other.
func (r *reading) words(body, entities value) (string, []export.Span) {
	if !entities.isArray() {
		return r.written(body)
	}
	if sameWords(body, entities) {
		return r.written(entities)
	}
	styled, spans := r.written(entities)
	plain, own := r.written(body)
	if strings.Contains(styled, plain) {
		return styled, spans
	}
	if styled != "" {
		r.tally.miss("text_entities")
	}
	return plain, own
}

// sameWords reports whether two texts are written with the same bytes; false does not say
// that they differ.
func sameWords(a, b value) bool {
	one, two := newPieces(a), newPieces(b)
	var x, y []byte
	for {
		for len(x) == 0 && one.next() {
			x = one.said
		}
		for len(y) == 0 && two.next() {
			y = two.said
		}
		n := min(len(x), len(y))
		if n == 0 {
			return len(x) == len(y) && !one.odd && !two.odd
		}
		if !bytes.Equal(x[:n], y[:n]) {
			return false
		}
		x, y = x[n:], y[n:]
	}
}

// pieces goes through the pieces of a text as they are written.
type pieces struct {
	one  value // the only one
	all  cursor
	said []byte
	odd  bool // one of them is none
}

func newPieces(v value) pieces {
	if v.isArray() {
		return pieces{all: v.elements()}
	}
	return pieces{one: v, all: value(nil).elements()}
}

func (p *pieces) next() bool {
	v, ok := p.one, p.one != nil
	p.one = nil
	if !ok {
		v, ok = p.all.element()
	}
	if v.isObject() {
		v = v.get("text")
	}
	p.said = v.raw()
	p.odd = p.odd || v.isArray() || v.isObject()
	return ok
}

// unstyled reads a text where the model has no place for its styles.
func (r *reading) unstyled(v value) string {
	s, spans := r.written(v)
	r.plain(spans)
	return s
}

// plain takes note of styles that the model has no place for.
func (r *reading) plain(spans []export.Span) {
	if len(spans) > 0 {
		r.tally.miss("text_entities")
	}
}

// written reads a string, or a piece or an array of them.
func (r *reading) written(v value) (string, []export.Span) {
	first, second, more := v, value(nil), false
	c := v.elements()
	if v.isArray() {
		first, more = c.element()
		if !more {
			return "", nil
		}
		second, more = c.element()
	}
	if !more { // nearly always a single plain piece
		s, kind, arg := r.piece(first)
		if kind == "" || s == "" {
			return s, nil
		}
		return s, []export.Span{{Kind: kind, End: len(s), Arg: arg}}
	}
	var t text
	t.add(r.piece(first))
	for more {
		t.add(r.piece(second))
		second, more = c.element()
	}
	return t.body.String(), t.spans
}

// piece reads an element of a text.
func (r *reading) piece(v value) (s string, kind export.SpanKind, arg string) {
	if v.isArray() {
		r.tally.miss("text")
	}
	if !v.isObject() {
		return v.text(), "", ""
	}
	var name, text, extra value
	for c := v.members(); ; {
		key, member, ok := c.member()
		if !ok {
			break
		}
		switch string(key) {
		case "text":
			if text != nil || member.isArray() || member.isObject() {
				r.tally.miss("text_entities.text")
				continue
			}
			text, s = member, member.text()
		case "type":
			name = member
		case "href", "language", "user_id", "document_id":
			extra = member
		case "collapsed":
			r.tally.miss("text_entities.collapsed")
		default:
			r.tally.miss("text_entities." + string(key))
		}
	}
	kind, known := spanKind(name.raw())
	if !known {
		r.tally.miss("text_entities." + name.text())
	}
	if kind == export.SpanLink || kind == export.SpanPre || kind == export.SpanEmoji {
		arg = extra.text()
	}
	if kind == export.SpanEmoji {
		r.files.aside(arg)
	}
	if kind == export.SpanMention {
		if n, ok := extra.number(); ok && n > 0 {
			arg = "user" + extra.text()
		}
	}
	return s, kind, arg
}

// rich reads the words of a message of blocks, which Telegram Desktop writes since
// 2026 in place of a text: each text in it, and a line for each block.
func rich(v value, out *strings.Builder, depth int) {
	if depth > maxRich {
		return
	}
	for c := v.elements(); ; {
		one, ok := c.element()
		if !ok {
			break
		}
		rich(one, out, depth+1)
		if s := out.String(); depth%2 == 1 && s != "" && !strings.HasSuffix(s, "\n") {
			out.WriteByte('\n')
		}
	}
	for c := v.members(); ; {
		name, member, ok := c.member()
		if !ok {
			break
		}
		if string(name) == "text" && member.isString() {
			out.WriteString(member.text())
			continue
		}
		rich(member, out, depth+1)
	}
}

const maxRich = 64 // levels of blocks within blocks
