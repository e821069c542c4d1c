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
	SpanMention SpanKind = "mention" // Arg: the person's key, where the source tells it

	// What an app finds in a text by itself.
	SpanURL      SpanKind = "url"
	SpanEmail    SpanKind = "email"
	SpanPhone    SpanKind = "phone"
	SpanHashtag  SpanKind = "hashtag"
	SpanCashtag  SpanKind = "cashtag"
	SpanCommand  SpanKind = "bot_command"
	SpanBankCard SpanKind = "bank_card"
	SpanEmoji    SpanKind = "custom_emoji" // Arg: the picture's path in the source
)
