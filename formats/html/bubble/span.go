package bubble

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"exile/export"
)

// maxSpans is how many stretches of one text are styled.
const maxSpans = 1000

// style is how a kind of span is written. Links are written besides.
type style struct {
	kind        export.SpanKind
	open, close string
}

// stylesOf lists the styles, outermost first.
func stylesOf() []style {
	return []style{
		{export.SpanQuote, `<q class="q">`, "</q>"},
		{export.SpanSpoiler, `<span class="sp" tabindex="0">`, "</span>"},
		{export.SpanBold, "<b>", "</b>"},
		{export.SpanItalic, "<i>", "</i>"},
		{export.SpanUnder, "<u>", "</u>"},
		{export.SpanStrike, "<s>", "</s>"},
		{export.SpanMention, `<b class="at">`, "</b>"},
		{export.SpanHashtag, `<span class="tag">`, "</span>"},
		{export.SpanPre, `<code class="pre">`, "</code>"},
		{export.SpanCode, "<code>", "</code>"},
	}
}

// border is where a span begins or ends.
type border struct {
	at    int
	span  int
	begin bool
}

// spans appends a text with its styles and links. Each stretch between two borders has
// all its elements opened and closed, so that they nest whatever the spans do; of
// several links the one that began last is taken.
func (l links) spans(dst []byte, text string, spans []export.Span) []byte {
	borders := bordersOf(text, spans)
	if len(borders) == 0 {
		return l.text(dst, text)
	}
	styles := stylesOf()
	open := make([]int, len(styles))
	var addressed []int // spans that are open and have an address
	from := 0
	for i := 0; i < len(borders); {
		at := borders[i].at
		dst = l.stretch(dst, text[from:at], styles, open, linkOf(spans, addressed))
		for from = at; i < len(borders) && borders[i].at == at; i++ {
			b := borders[i]
			step := -1
			if b.begin {
				step = 1
			}
			if k := slices.IndexFunc(styles, func(s style) bool { return s.kind == spans[b.span].Kind }); k >= 0 {
				open[k] += step
			}
			if spans[b.span].Kind != export.SpanLink {
				continue
			}
			if b.begin {
				addressed = append(addressed, b.span)
			} else if k := slices.Index(addressed, b.span); k >= 0 {
				addressed = slices.Delete(addressed, k, k+1)
			}
		}
	}
	return l.stretch(dst, text[from:], styles, open, "")
}

func bordersOf(text string, spans []export.Span) []border {
	var list []border
	for i, s := range spans[:min(len(spans), maxSpans)] {
		if s.Start < 0 || s.End <= s.Start || s.End > len(text) || !edge(text, s.Start) || !edge(text, s.End) {
			continue
		}
		list = append(list, border{s.Start, i, true}, border{s.End, i, false})
	}
	slices.SortStableFunc(list, func(a, b border) int { return cmp.Compare(a.at, b.at) })
	return list
}

// edge reports whether a character begins or the text ends at i.
func edge(text string, i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }

func linkOf(spans []export.Span, open []int) string {
	if len(open) == 0 {
		return ""
	}
	url, _ := address(spans[open[len(open)-1]].Arg)
	return url
}

func (l links) stretch(dst []byte, s string, styles []style, open []int, url string) []byte {
	if s == "" {
		return dst
	}
	for k, n := range open {
		if n > 0 {
			dst = append(dst, styles[k].open...)
		}
	}
	switch {
	case url != "":
		dst = append(AppendText(l.address(dst, url), s), "</a>"...)
		if h := host(url); s != url && h != "" { // where it leads is not for the text to say
			dst = append(dst, ` <span class="to">(`...)
			dst = append(AppendText(dst, h), ")</span>"...)
		}
	default:
		dst = l.text(dst, s)
	}
	for k, n := range slices.Backward(open) {
		if n > 0 {
			dst = append(dst, styles[k].close...)
		}
	}
	return dst
}
