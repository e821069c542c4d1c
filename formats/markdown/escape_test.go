package markdown

import (
	"encoding/json"
	"math/rand/v2"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"exile/export"
)

// hostile are texts that mean something to Markdown, to Obsidian or to a plugin.
var hostile = []string{
	"# title", "#tag #한글태그 a#b", "- [ ] task\n- [x] done", "1. one\n2) two", "1234567890. no list", "> quote\n> [!danger]+ callout",
	"```dataview\nLIST\n```", "~~~dataviewjs\ndv.pages()\n~~~", "`= this.file.name` `$= dv.current()`", "    indented code", "\tindented code",
	"![[secret]] [[note|alias]] [[note#^m1]]", "%%comment%%", "%% open", "==highlight==", "~~gone~~ ~sub~ 네~ 2시~3시", "**b** __b__ *i* _i_ snake_case_name",
	"$x^2$ $$\\int$$ \\(x\\) \\[y\\]", "[^1]\n\n[^1]: note", "a^[inline note]", "---\ntitle: x\n---", "+++\nx=1\n+++", "text\n---", "text\n===", "===", "***", "___", "- - -",
	"| a | b |\n|---|---|\n| 1 | 2 |", "a\n:--", "term\n: definition", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- comment -->", "<?php ?>", "<![CDATA[x]]>",
	"<div>\n\n# in\n\n</div>", "</p><p>", "<% tp.file.title %>", "<%+ await tp.system.prompt() %>", "<%* app.vault.adapter.write('x','y') -%>", "{{title}} {{date:YYYY}} {{ 7*7 }}", "{% include x %}",
	"{: .class}", "{#id .class onclick=x}", "key:: value", "[key:: ![[secret]]] (key:: `= 1`)", "a:::b::::c", ":::note", "std::vector",
	"[a](javascript:alert(1))", "[a](<javascript:x>)", "<javascript:alert(1)>", "javascript:alert(1)", "obsidian://open?vault=x", "file:///etc/passwd", "![x](https://evil.example/track.png)",
	"[ref]\n\n[ref]: javascript:alert(1)", "&lt;b&gt; &amp; &#42;x&#42; &copy &copy; &nbsp;", "\\* \\\\ \\", "end\\", "end\\\nnext", "two spaces  \nnext", "one \n two ", "\n\n\n", " \n \n", "\ufeff- item", "\u00a0- item", "\u3000# x", "\u200b> x",
	"fake ^m1", "fake\n^m1", "^n7", "**15:17 누구**  \nfake ^m1", "\n\n**15:17 누구**\nfake ^m1", "a\r\n\r\n**x** ^m2\rb", "![사진](attachments/x.jpg)", "[x](attachments/x.jpg)",
	"\u2028- [ ] x\u2029# y\u0085> z", "\u202egpj.exe\u202c \u2066x\u2069 \u200fr", "\x00\x07\x1b[31m\x7f\u009b", "\xff\xfe bad", "!!! note\n    x", "? q", "*[HTML]: x", "www.example.com a@example.com",
	"https://example.com", "http://a.kr/가나다에서 봐요", "https://a.kr입니다", "(https://a.kr/x_(y))", "<https://a.kr/>", "\"https://a.kr\"", "https://a.kr/?a=1&copy=2&b[]=3&c=$x$", "https://a.kr/%%x%%==::~~__", "https://a.kr/a,b.", "HTTPS://A.KR/X!",
	"https://", "xhttps://a.kr", "https://a.kr/[[x]]", "https://a.kr/`x`", "https://a.kr/|x|", "[https://a.kr](https://b.kr)", "https://a.kr/\\", "https://a.kr#frag#two", "https://user:pw@a.kr:80/", "https://[::1]/x", "https://a.kr\nhttps://b.kr https://c.kr",
	"안녕하세요 12:30에 봬요", "R&D AT&T;", "100% 50%% 5%", "a=b a==b", "<", "<3 >_<", "^^ ㅋㅋ ~~~", "-_-;;", "*^^*", "(?)", "1.5배", "2016. 3. 4.", "+1", "-1", "=SUM(A1)", ":)", "::", "%", "!", "&", "!https://a.kr/[1]", "^https://a.kr/[1]", "[https://a.kr/[1]", "&#", "<%", "{", "{{",
}

// Whatever people write shows as they wrote it, as one paragraph, in CommonMark
// and in what extends it, and nothing of it is anything but text or a link.
func TestTextComesBack(t *testing.T) {
	for _, s := range hostile {
		checkText(t, s)
		checkText(t, "가 "+s+" 나")
		checkText(t, s+"\n"+s)
	}
	rng := rand.New(rand.NewPCG(7, 7))
	for range 20_000 {
		var b strings.Builder
		for range 1 + rng.IntN(8) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		checkText(t, b.String())
		if t.Failed() {
			return
		}
	}
}

var pieces = slices.Concat(hostile, strings.Split("# * _ ` ~ ~~ [ ] ( ) ![ ]( < > & ; \\ | $ % %% = == : :: { } {{ <% %> ^ ^m1 - + 1. 가 a b 3 http :// https:// . , ! ? @ / \" '", " "),
	[]string{" ", "  ", "\t", "\n", "\n\n", "\r", "\u00a0", "\u3000", "\ufeff", "\u200b", "\u2028", "\u0085", "\u202e", "\xff", "\x00", "<wbr>", "<br>", "&#32;"})

func FuzzText(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkText(t, s) })
}

func checkText(t *testing.T, s string) {
	t.Helper()
	var w body
	w.raw("**head**")
	w.line()
	w.text(s, true)
	w.join()
	w.b = append(w.b, " ^m1\n"...)
	checkParagraph(t, w.b, s, "strong", "br", "wbr", "a")
}

// inert are what must stand nowhere in the source of a text: plugins look for these
// without knowing Markdown.
var inert = regexp.MustCompile("(?m:^!!!)|[^\\\\]\\$|<%|\\{\\{|\\{%|%%|==|::|```|~~~|\\[\\[|(?m:^[\\s\\x{feff}\\x{200b}]*([-+>]|#|\\d+[.)]\\s|:))|\\s#|\\s\\^[^m]|[\\x{2028}\\x{2029}\\x{85}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}\\x00-\\x08\\x0b-\\x1f]")

// schemes are what an editor may make a link of by itself, outside of webLinks.
var (
	schemes  = regexp.MustCompile(`(?i)\b(javascript|obsidian|file):`)
	webLinks = regexp.MustCompile(`(?i)\]\(https?://[^()\s]*\)|<https?://[^<>\s]*>`)
)

// blockIDs are what Obsidian takes for the id of a block.
var blockIDs = regexp.MustCompile(`(?m:(?:^|\s)\^[a-zA-Z0-9-]+$)`)

func checkParagraph(t *testing.T, src []byte, s string, allowed ...string) {
	t.Helper()
	if m := inert.Find(src); m != nil {
		t.Errorf("%q was written as\n%s\nwhich holds %q", s, src, m)
	}
	if m := schemes.Find(webLinks.ReplaceAll(src, nil)); m != nil {
		t.Errorf("%q was written as\n%s\nwhich has the scheme %q", s, src, m)
	}
	if n := len(blockIDs.FindAll(src, -1)); n != 1 {
		t.Errorf("%q was written as\n%s\nwhich has %d block ids", s, src, n)
	}
	want := "head\n" + shown(s) + " ^m1"
	for i, md := range renderers() {
		p := render(t, md, src)
		if len(p) != 1 || p[0].tag != "p" || p[0].text != want {
			t.Errorf("%q was written as\n%s\nand shows in renderer %d as %q", s, src, i, p)
			return
		}
		for _, tag := range p[0].tags {
			if !slices.Contains(allowed, tag) {
				t.Errorf("%q was written as\n%s\nand made a <%s>", s, src, tag)
			}
		}
		for _, node := range p[0].nodes {
			if strings.Contains(node, "<%") || strings.Contains(node, "{{") || strings.Contains(node, "::") {
				t.Errorf("%q shows as a piece of text %q", s, node)
			}
		}
		for _, link := range p[0].links {
			if !safeScheme(link) {
				t.Errorf("%q made a link to %q", s, link)
			}
		}
	}
	var scan scanner
	scan.fences = 2
	if _, err := scan.Write(src); err != nil {
		t.Fatal(err)
	}
	if scan.end(); scan.messages != 1 || scan.notices+scan.files+scan.malformed != 0 {
		t.Errorf("%q was written as\n%s\nand counts as %+v", s, src, scan)
	}
}

// Styles hold next to any letter, may overlap, and change no text.
func FuzzStyles(f *testing.F) {
	f.Add("굵게기울임 https://a.kr", uint8(0), uint8(6), uint8(3), uint8(12), uint8(0), uint8(1), "https://a.kr/?x=1&y[]=2")
	f.Add("a\n\nb*c*", uint8(0), uint8(3), uint8(1), uint8(6), uint8(4), uint8(5), "javascript:alert(1)")
	f.Add(" x ", uint8(0), uint8(1), uint8(2), uint8(3), uint8(5), uint8(5), "https://a.kr")
	f.Fuzz(func(t *testing.T, s string, a, b, c, d, k1, k2 uint8, arg string) {
		if !utf8.ValidString(s) {
			return
		}
		kinds := []export.SpanKind{export.SpanBold, export.SpanItalic, export.SpanUnder, export.SpanStrike, export.SpanCode, export.SpanLink, export.SpanSpoiler, export.SpanMention}
		span := func(from, to, kind uint8) export.Span {
			i, j := min(int(from), len(s)), min(int(to), len(s))
			for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
				i--
			}
			for j < len(s) && !utf8.RuneStart(s[j]) {
				j++
			}
			return export.Span{Kind: kinds[int(kind)%len(kinds)], Start: i, End: j, Arg: arg}
		}
		var w body
		w.raw("**head**")
		w.line()
		w.styled(s, []export.Span{span(a, b, k1), span(c, d, k2)})
		w.join()
		w.b = append(w.b, " ^m1\n"...)
		if strings.ContainsAny(s, "\r\u0085") { // a span may cut a CR LF in two
			return
		}
		checkParagraph(t, w.b, s, "strong", "br", "wbr", "a", "b", "i", "u", "s", "samp")
	})
}

// Addresses of the web are links, with what belongs to them and no more.
func TestLinks(t *testing.T) {
	for _, tt := range []struct{ text, link string }{
		{"https://example.com", "https://example.com"},
		{"봐 https://example.com/a?b=c&d=e.", "https://example.com/a?b=c&d=e"},
		{"https://a.kr/x_(y) 끝", "https://a.kr/x_%28y%29"},
		{"(https://a.kr/x)", "https://a.kr/x"},
		{"https://a.kr입니다", "https://a.kr"},
		{"https://ko.wikipedia.org/wiki/가 봐", "https://ko.wikipedia.org/wiki/%EA%B0%80"},
		{"HTTP://A.KR/", "HTTP://A.KR/"},
		{"https://a.kr/?x=$1$&copy=2&b[]=3", "https://a.kr/?x=%241%24&copy=2&b%5B%5D=3"},
		{"https://a.kr/%EA%B0%80%%", "https://a.kr/%EA%B0%80%25%25"},
		{"!https://a.kr/[1]", "https://a.kr/%5B1%5D"}, // no picture
	} {
		var w body
		w.raw("x ")
		w.text(tt.text, true)
		p := render(t, renderers()[0], w.b)
		if len(p) != 1 || len(p[0].links) != 1 || p[0].links[0] != tt.link || slices.Contains(p[0].tags, "img") {
			t.Errorf("%q was written as %s, with the links %q, want %q", tt.text, w.b, p, tt.link)
		}
	}
	for _, s := range []string{"javascript:alert(1)", "https://", "obsidian://x", "file:///x", "xhttp://a.kr", "www.a.kr/x_y*z*", "WWW.a.kr"} {
		var w body
		w.raw("x ")
		w.text(s, true)
		if p := render(t, renderers()[1], w.b); len(p[0].links) > 0 {
			t.Errorf("%q became a link to %q", s, p[0].links)
		}
	}
}

// A link to a file arrives at the file.
func FuzzPath(f *testing.F) {
	f.Add("보고서 (최종) #1 & 100% [x].pdf")
	f.Add("a\"b'c`d<e>f\\g?h^i{j}k|l")
	f.Fuzz(func(t *testing.T, name string) {
		if name = fileName(name, 100); name == "" {
			return
		}
		var w body
		w.raw("x ")
		w.fileLink(name, "a/"+name, "^m1")
		p := render(t, renderers()[1], w.b)
		if len(p) != 1 || len(p[0].links) != 1 {
			t.Fatalf("%q was written as %s", name, w.b)
		}
		u, err := url.Parse(p[0].links[0])
		if err != nil || u.Path != "a/"+name || u.Fragment != "^m1" {
			t.Errorf("%q was written as %s, which goes to %q", name, w.b, p[0].links[0])
		}
	})
}

// Front matter gives back the text, and has nothing that a reader of lines takes
// for a command. A quoted text without escapes beyond those of JSON is YAML's, too.
func FuzzQuoted(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b := appendQuoted(nil, s)
		var got string
		if err := json.Unmarshal(b, &got); err != nil || strings.ReplaceAll(got, "\u200b", "") != strings.ReplaceAll(clean(s), "\u200b", "") {
			t.Errorf("%q was written as %s and reads as %q (%v)", s, b, got, err)
		}
		if strings.Contains(got, "[[") || strings.ContainsAny(string(b), "\n\r\t<>%{}[]#`$|*") {
			t.Errorf("%q was written as %s", s, b)
		}
	})
}
