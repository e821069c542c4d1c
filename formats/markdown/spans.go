package markdown

import (
	"cmp"
	"slices"

	"exile/export"
)

// The styles that are shown, as tags: unlike * and _ they hold next to any
// character, as they must in Korean, where a particle follows the word at once.
const (
	styleBold = iota
	styleItalic
	styleUnder
	styleStrike
	styleCode // not code to Markdown: plugins run what stands in code
	styleCount
)

var tags = [styleCount]string{"b", "i", "u", "s", "samp"} //nolint:gochecknoglobals // a table

func styleOf(k export.SpanKind) (style int, ok bool) {
	switch k {
	case export.SpanBold:
		return styleBold, true
	case export.SpanItalic:
		return styleItalic, true
	case export.SpanUnder:
		return styleUnder, true
	case export.SpanStrike:
		return styleStrike, true
	case export.SpanCode, export.SpanPre:
		return styleCode, true
	case export.SpanQuote, export.SpanSpoiler, export.SpanLink, export.SpanMention, export.SpanURL, export.SpanEmail, export.SpanPhone,
		export.SpanHashtag, export.SpanCashtag, export.SpanCommand, export.SpanBankCard, export.SpanEmoji:
	}
	return 0, false
}

// edge is where a span begins or ends.
type edge struct {
	at    int
	style int // styleCount: a link
	step  int // +1 or -1
	url   string
}

// styled writes a text with its styles and links, and returns how many of the
// spans it could not show.
func (w *body) styled(s string, spans []export.Span) (lost int64) {
	if len(spans) == 0 {
		w.text(s, true)
		return 0
	}
	var edges []edge
	linked := 0 // to where a link goes already: of two that overlap, the first is shown
	for _, span := range spans {
		if span.Start < 0 || span.End > len(s) || span.Start >= span.End {
			continue
		}
		style, ok := styleOf(span.Kind)
		switch {
		case ok:
		case span.Kind == export.SpanLink && safeScheme(span.Arg) && span.Start >= linked && blank(s[span.Start:span.End]):
			lost++
			continue
		case span.Kind == export.SpanLink && safeScheme(span.Arg) && span.Start >= linked:
			style, linked = styleCount, span.End
		case span.Kind == export.SpanLink, span.Kind == export.SpanQuote, span.Kind == export.SpanSpoiler:
			lost++
			continue
		default: // what an app finds in a text by itself
			continue
		}
		edges = append(edges, edge{span.Start, style, 1, span.Arg}, edge{span.End, style, -1, ""})
	}
	slices.SortStableFunc(edges, func(a, b edge) int { return cmp.Compare(a.at, b.at) })
	w.segments(s, edges)
	return lost
}

// segments writes a text piece by piece. At each edge all that is open is closed
// and what goes on is opened again, so that nothing crosses.
func (w *body) segments(s string, edges []edge) {
	var depth [styleCount]int
	url := ""
	from := 0
	for i := 0; i < len(edges); {
		at := edges[i].at
		w.piece(s[from:at], &depth, url)
		for ; i < len(edges) && edges[i].at == at; i++ {
			e := &edges[i]
			switch {
			case e.style < styleCount:
				depth[e.style] += e.step
			case e.step > 0:
				url = e.url
			default:
				url = ""
			}
		}
		from = at
	}
	w.piece(s[from:], &depth, url)
}

func (w *body) piece(s string, depth *[styleCount]int, url string) {
	if s == "" {
		return
	}
	if url != "" {
		w.open()
	}
	for style, n := range depth {
		if n > 0 {
			w.raw("<" + tags[style] + ">")
		}
	}
	w.text(s, url == "")
	for style := styleCount - 1; style >= 0; style-- {
		if depth[style] > 0 {
			w.join()
			w.raw("</" + tags[style] + ">")
		}
	}
	if url != "" {
		w.join()
		w.raw("](")
		w.b = appendURL(w.b, url)
		w.raw(")")
	}
}
