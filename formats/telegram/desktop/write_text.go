package desktop

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"exile/export"
)

// piece is a stretch of a text that has one kind; span is nil where it has none.
type piece struct {
	from, to int
	span     *export.Span
}

// text writes a text as the members text and text_entities, and returns how many
// spans it could not write whole.
func (p *page) text(s string, spans []export.Span) (lost int) {
	if len(spans) == 0 {
		p.plain(s)
		return 0
	}
	pieces, lost := cut(s, spans)
	p.key("text")
	if len(pieces) == 0 || len(pieces) == 1 && pieces[0].span == nil {
		p.buf = appendString(p.buf, s)
	} else {
		p.open('[')
		for _, q := range pieces {
			if q.span == nil {
				p.next()
				p.buf = appendString(p.buf, s[q.from:q.to])
				continue
			}
			p.entity(s, q)
		}
		p.shut(']')
	}
	p.begin("text_entities", '[')
	for _, q := range pieces {
		p.entity(s, q)
	}
	p.shut(']')
	return lost
}

// plain writes a text without spans: what nearly all are.
func (p *page) plain(s string) {
	p.key("text")
	from := len(p.buf)
	p.buf = appendString(p.buf, s)
	to := len(p.buf)
	p.begin("text_entities", '[')
	if s != "" {
		p.item()
		p.str("type", "plain")
		p.key("text")
		p.buf = append(p.buf, p.buf[from:to]...)
		p.shut('}')
	}
	p.shut(']')
}

// entity writes a piece as an element.
func (p *page) entity(s string, q piece) {
	p.item()
	kind, key := kindOf(q.span)
	p.str("type", kind)
	p.str("text", s[q.from:q.to])
	if key != "" {
		p.str(key, q.span.Arg)
	}
	p.shut('}')
}

// kindOf returns what Telegram calls a span, and the key of its Arg if it has one.
// Whom a mention means is no key of any export at hand.
func kindOf(s *export.Span) (kind, key string) {
	if s == nil {
		return "plain", ""
	}
	switch s.Kind {
	case export.SpanPre:
		return "pre", "language"
	case export.SpanLink:
		return "text_link", "href"
	case export.SpanURL:
		return "link", ""
	case export.SpanEmoji:
		return "custom_emoji", "document_id"
	case export.SpanBold, export.SpanItalic, export.SpanUnder, export.SpanStrike, export.SpanCode, export.SpanQuote,
		export.SpanSpoiler, export.SpanMention, export.SpanEmail, export.SpanPhone, export.SpanHashtag,
		export.SpanCashtag, export.SpanCommand, export.SpanBankCard:
		return string(s.Kind), ""
	}
	return "unknown", ""
}

// cut divides a text into pieces that do not overlap. Of spans that do, the one
// that begins last wins, and among those the shortest. What lies outside of the
// text or within a character is cut off.
func cut(s string, spans []export.Span) (pieces []piece, lost int) {
	if s == "" {
		return nil, 0
	}
	if len(spans) == 0 {
		return []piece{{0, len(s), nil}}, 0
	}
	sorted := make([]export.Span, 0, len(spans))
	for _, sp := range spans {
		sp.Start, sp.End = border(s, sp.Start), border(s, sp.End)
		if sp.Start < sp.End {
			sorted = append(sorted, sp)
		}
	}
	slices.SortStableFunc(sorted, func(a, b export.Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	c := cutter{length: len(s), hidden: make([]bool, len(sorted)), spans: sorted}
	for i := range sorted {
		c.begin(i)
	}
	c.upTo(c.length)
	for _, h := range c.hidden {
		if h {
			lost++
		}
	}
	return c.pieces, lost
}

// border returns the begin of the character that is at an offset.
func border(s string, at int) int {
	at = min(max(at, 0), len(s))
	for at < len(s) && at > 0 && !utf8.RuneStart(s[at]) {
		at--
	}
	return at
}

// cutter goes through a text from left to right. open are the spans that began
// and may not have ended, the innermost last.
type cutter struct {
	spans  []export.Span
	hidden []bool // spans that another one covers in part
	open   []int
	at     int
	length int
	pieces []piece
}

// begin goes to where span i begins and opens it.
func (c *cutter) begin(i int) {
	c.upTo(c.spans[i].Start)
	if n := len(c.open); n > 0 && c.spans[c.open[n-1]].End > c.at { // those below were covered by this one
		c.hidden[c.open[n-1]] = true
	}
	c.open = append(c.open, i)
}

// upTo cuts pieces up to an offset.
func (c *cutter) upTo(to int) {
	for c.at < to {
		for len(c.open) > 0 && c.spans[c.open[len(c.open)-1]].End <= c.at {
			c.open = c.open[:len(c.open)-1]
		}
		next := piece{from: c.at, to: to}
		if len(c.open) > 0 {
			next.span = &c.spans[c.open[len(c.open)-1]]
			next.to = min(to, next.span.End)
		}
		c.pieces = append(c.pieces, next)
		c.at = next.to
	}
}
