package bubble

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"exile/export"
	"exile/formats/formattest"
)

// parsed returns the text of a piece of HTML, and its elements in order.
func parsed(tb testing.TB, b []byte) (text string, elements []*html.Node) {
	tb.Helper()
	nodes, err := html.ParseFragment(bytes.NewReader(b), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		tb.Fatal(err)
	}
	root := &html.Node{Type: html.DocumentNode}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	var s strings.Builder
	for n := range root.Descendants() {
		switch n.Type { //nolint:exhaustive // texts and elements are all there should be
		case html.TextNode:
			s.WriteString(n.Data)
		case html.ElementNode:
			elements = append(elements, n)
		default:
			tb.Errorf("neither text nor an element: %q", n.Data)
		}
	}
	return s.String(), elements
}

func TestShown(t *testing.T) {
	for in, want := range map[string]string{
		"가<b>&'\"":                          "가<b>&'\"",
		"a\r\nb\rc\nd\u2028e\u2029f\u0085g": "a\nb\nc\nd\ne\nf\ng",
		"\u202egpj.exe\u202c \u2066x\u2069": "gpj.exe x",
		"\x1b[31m\x00\x7f":                  "␛[31m␀␡",
		"\u009b \ufffe \U0001ffff \ufdd0":   "\ufffd \ufffd \ufffd \ufffd",
		"bad \xff":                          "bad \ufffd",
		"👨‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 \u200f": "👨‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 \u200f",
	} {
		if got := string(AppendClean(nil, in)); got != want {
			t.Errorf("%q is shown as %q, want %q", in, got, want)
		}
		if got, _ := parsed(t, AppendText(nil, in)); got != want {
			t.Errorf("%q is read by a browser as %q, want %q", in, got, want)
		}
	}
}

func TestLinks(t *testing.T) {
	for in, want := range map[string][]string{
		"https://youtu.be/dQw4w9WgXcQ 이거":               {"https://youtu.be/dQw4w9WgXcQ"},
		"(https://example.com/a_(b)), 봐":                {"https://example.com/a_(b)"},
		"https://example.com.":                          {"https://example.com"},
		"https://example.com에서 봐":                       {"https://example.com"},
		"https://namu.wiki/w/한국 http://a.kr/?q=1&r=<2>": {"https://namu.wiki/w/한국", "http://a.kr/?q=1&r="},
		"「https://a.kr/x」":                              {"https://a.kr/x"},
		"HTTPS://A.KR/X!":                               {"HTTPS://A.KR/X"},
		"https://bank.example@evil.example/":            nil,
		"javascript://alert(1) ://x https:// http:///x": nil,
		"ftp://a.kr file:///etc/passwd":                 nil,
		"http://https://a.kr":                           {"http://https://a.kr"}, // odd, and of the web
	} {
		_, elements := parsed(t, away.text(nil, in))
		var got []string
		for _, e := range elements {
			if e.Data == "a" {
				got = append(got, attribute(e, "href"))
			}
		}
		if strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%q leads to %q, want %q", in, got, want)
		}
	}
}

// What is made to be slow is not.
func TestLinksAreLinear(t *testing.T) {
	const n = 1 << 18
	began := time.Now()
	for _, s := range []string{
		"https://a/" + strings.Repeat(")", n), "https://a/" + strings.Repeat("(.", n), strings.Repeat("https://a@", n), strings.Repeat("https://", n),
		strings.Repeat("://", n), strings.Repeat("https://a ", n), strings.Repeat("https://a.", n), strings.Repeat("<&\u202e", n),
	} {
		away.text(nil, s)
	}
	spans := make([]export.Span, n)
	for i := range spans {
		spans[i] = export.Span{Kind: export.SpanLink, Start: 0, End: i, Arg: "https://example.com/"}
	}
	away.spans(nil, strings.Repeat("a", n), spans)
	if d := time.Since(began); d > 5*time.Second {
		t.Errorf("a few megabytes took %v", d)
	}
}

// A link says where it leads.
func TestMaskedLink(t *testing.T) {
	text := "https://bank.example"
	span := []export.Span{{Kind: export.SpanLink, Start: 0, End: len(text), Arg: "https://evil.example/x"}}
	if got, _ := parsed(t, away.spans(nil, text, span)); got != text+" (evil.example)" {
		t.Errorf("shown is %q", got)
	}
	span[0].Arg = "javascript:alert(1)"
	if got, elements := parsed(t, away.spans(nil, "x"+text[1:], span)); got != "x"+text[1:] || len(elements) != 0 {
		t.Errorf("shown is %q with %d elements", got, len(elements))
	}
}

func FuzzText(f *testing.F) {
	for i, a := range formattest.Attacks() {
		f.Add(a, i, i*3, i*5)
	}
	f.Fuzz(func(t *testing.T, s string, a, b, c int) {
		clean := string(AppendClean(nil, s))
		if !utf8.ValidString(clean) || strings.ContainsAny(clean, "\r\x00\u202e\u2028") {
			t.Errorf("%q is shown as %q", s, clean)
		}
		if got, elements := parsed(t, AppendText(nil, s)); got != clean || len(elements) > 0 {
			t.Errorf("%q is read as %q with %d elements", s, got, len(elements))
		}
		kinds := []export.SpanKind{export.SpanBold, export.SpanPre, export.SpanQuote, export.SpanSpoiler, export.SpanLink}
		spans := []export.Span{
			{Kind: export.SpanItalic, Start: a, End: b},
			{Kind: kinds[uint(a)%5], Start: b, End: c, Arg: s},
			{Kind: kinds[uint(b)%5], Start: 0, End: c, Arg: "https://example.com/" + s},
			{Kind: export.SpanCode, Start: min(a, c), End: max(a, c)},
		}
		written := away.spans(nil, s, spans)
		got, elements := parsed(t, written)
		if !strings.Contains(string(written), `class="to"`) && got != clean && utf8.ValidString(s) {
			t.Errorf("%q with styles is read as %q", s, got)
		}
		for _, e := range elements {
			if !slices.Contains(elementsOfText, e.Data) {
				t.Errorf("%q made an element %s", s, e.Data)
			}
			if href := attribute(e, "href"); e.Data == "a" && schemeLength(href) == 0 && !strings.HasPrefix(strings.ToLower(href), "mailto:") {
				t.Errorf("%q made a link to %q", s, href)
			}
		}
	})
}

var elementsOfText = strings.Fields("a b i q span code")

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
