package export

// Span marks a stretch of a text. Offsets are bytes of UTF-8; writers convert
// (Telegram counts UTF-16 units).
type Span struct {
	Kind       SpanKind
	Start, End int
	Arg        string // the address of a link, the language of a code block
}

// SpanKind says what a span does.
type SpanKind string

// The kinds of spans.
const (
	SpanBold    SpanKind = "bold"
	SpanItalic  SpanKind = "italic"
	SpanUnder   SpanKind = "underline"
	SpanStrike  SpanKind = "strikethrough"
	SpanCode    SpanKind = "code"
	SpanPre     SpanKind = "pre"
	SpanQuote   SpanKind = "blockquote"
	SpanSpoiler SpanKind = "spoiler"
	SpanLink    SpanKind = "link"
	SpanMention SpanKind = "mention"
)
