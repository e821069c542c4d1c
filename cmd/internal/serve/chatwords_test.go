//go:build cgo

package serve

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"exile/formats/formattest"
)

// Of all that attacks nothing is left but words.
func TestChatsAreWords(t *testing.T) {
	h := formattest.Hostile("https://evil.example")
	w := openWindow(t, Options{Store: stored(t, h)})
	chats, err := h.Chats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	checkWords(t, w.page("chats"))
	files := 0
	for i := range chats {
		page := w.page(fmt.Sprintf("chat/%d", i+1))
		for {
			files += checkWords(t, page)
			if strings.Contains(page, "data-top") {
				break
			}
			ids, _ := shown(page)
			page = w.page(fmt.Sprintf("chat/%d/part?before=%d", i+1, ids[0]))
		}
		checkWords(t, w.page(fmt.Sprintf("chat/%d/dates", i+1)))
	}
	if files < 100 {
		t.Errorf("%d files were shown", files)
	}
}

var (
	elements = strings.Fields("html head body header nav a h1 h2 h3 h4 p div span section article time figure figcaption img video audio " +
		"ul ol li b i u s q code bdi details summary meter input button dialog")
	attributes = strings.Fields("lang rel href src class id dir datetime title aria-label aria-labelledby aria-describedby aria-live aria-hidden aria-haspopup aria-current " +
		"alt loading decoding width height controls preload download tabindex min max value role type autocomplete spellcheck placeholder target")
)

// checkWords parses a page and checks that all in its main part is ours. It returns how many files it shows.
func checkWords(t *testing.T, page string) (files int) {
	t.Helper()
	for n := range mainOf(t, page).Descendants() {
		if n.Type == html.CommentNode {
			t.Errorf("a comment: %q", n.Data)
		}
		if n.Type != html.ElementNode {
			continue
		}
		if !slices.Contains(elements, n.Data) {
			t.Errorf("an element %q", n.Data)
		}
		if n.Data == "figure" {
			files++
		}
		for _, a := range n.Attr {
			if !slices.Contains(attributes, a.Key) && !strings.HasPrefix(a.Key, "data-") || strings.ContainsAny(a.Val, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00") {
				t.Errorf("<%s> has the attribute %q = %q", n.Data, a.Key, a.Val)
			}
			if a.Key == "src" && !strings.HasPrefix(a.Val, "/") || a.Key == "href" && !leads(n, a.Val) {
				t.Errorf("<%s> leads to %q", n.Data, a.Val)
			}
		}
	}
	return files
}

// mainOf is the main part of a page, for what stands around it is the same on every page; of a piece of one
// it is the whole.
func mainOf(t *testing.T, page string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Data == "main" {
			return n
		}
	}
	return doc
}

// leads reports whether a link leads within the window, or to the web beside it and untold.
func leads(n *html.Node, href string) bool {
	if strings.HasPrefix(href, "#m") || strings.HasPrefix(href, "#main") || strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "//") {
		return true
	}
	low := strings.ToLower(href)
	return n.Data == "a" && (strings.HasPrefix(low, "https://") || strings.HasPrefix(low, "http://") || strings.HasPrefix(low, "mailto:")) &&
		slices.Contains(n.Attr, html.Attribute{Key: "rel", Val: "noreferrer noopener"}) && slices.Contains(n.Attr, html.Attribute{Key: "target", Val: "_blank"})
}
