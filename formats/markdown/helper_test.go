package markdown

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	nethtml "golang.org/x/net/html"
)

// shown is what a page shows of a text: the text, but for line ends of other
// systems, control characters, and marks that turn the direction of writing.
func shown(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case r < ' ':
			return '\u2400' + r
		case r == 0x7f:
			return '\u2421'
		case r > 0x7f && r < 0xa0:
			return utf8.RuneError
		case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n").Replace(strings.ToValidUTF8(s, "\ufffd")))
}

// page is a rendered note: its blocks in order.
type page []block

// block is an element at the top of a page.
type block struct {
	tag   string
	text  string   // with \n for <br>
	tags  []string // of the elements in it
	links []string // where links go, and pictures come from
	nodes []string // its pieces of text, as a plugin would walk over them
}

// renderers are CommonMark alone, and with all that goldmark can do besides.
func renderers() []goldmark.Markdown {
	return []goldmark.Markdown{
		goldmark.New(goldmark.WithRendererOptions(html.WithUnsafe())),
		goldmark.New(goldmark.WithRendererOptions(html.WithUnsafe()),
			goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList)),
	}
}

// render renders Markdown and reads the page as a browser does.
func render(tb testing.TB, md goldmark.Markdown, src []byte) page {
	tb.Helper()
	var out bytes.Buffer
	if err := md.Convert(src, &out); err != nil {
		tb.Fatal(err)
	}
	root, err := nethtml.Parse(&out)
	if err != nil {
		tb.Fatal(err)
	}
	var p page
	for n := range root.Descendants() {
		if n.Type == nethtml.ElementNode && n.Parent != nil && n.Parent.Data == "body" {
			b := block{tag: n.Data}
			b.read(n)
			p = append(p, b)
		} else if n.Type == nethtml.TextNode && n.Parent.Data == "body" && strings.TrimSpace(n.Data) != "" {
			p = append(p, block{tag: "#text", text: n.Data})
		}
	}
	return p
}

func (b *block) read(root *nethtml.Node) {
	var s strings.Builder
	for n := range root.Descendants() {
		switch n.Type {
		case nethtml.TextNode:
			data := strings.ReplaceAll(n.Data, "\n", "") // goldmark's own, behind a <br>
			s.WriteString(data)
			b.nodes = append(b.nodes, data)
		case nethtml.ElementNode:
			b.tags = append(b.tags, n.Data)
			if n.Data == "br" {
				s.WriteByte('\n')
			}
			for _, a := range n.Attr {
				if a.Key == "href" || a.Key == "src" {
					b.links = append(b.links, a.Val)
				}
			}
		case nethtml.ErrorNode, nethtml.DocumentNode, nethtml.CommentNode, nethtml.DoctypeNode, nethtml.RawNode:
			b.tags = append(b.tags, "?") // of which a text has none
		}
	}
	b.text = s.String()
}

// cut returns the text of a note behind its front matter.
func cut(tb testing.TB, note []byte) (front, rest []byte) {
	tb.Helper()
	after, ok := bytes.CutPrefix(note, []byte("---\n"))
	front, rest, found := bytes.Cut(after, []byte("\n---\n"))
	if !ok || !found {
		tb.Fatalf("a note without front matter: %.200q", note)
	}
	return front, rest
}
