//go:build cgo

package serve

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"exile/formats/formattest"
)

// Names and words that attack stay words.
func TestHostileExport(t *testing.T) {
	w, read := newDrop(t), 0
	for _, a := range formattest.Attacks() {
		if strings.ContainsAny(a, "\r\n\x00") {
			continue
		}
		name := strings.Map(func(c rune) rune {
			if strings.ContainsRune("/\\:", c) || c < ' ' || c == 0x7f {
				return '-'
			}
			return c
		}, a)
		at := w.takes(dropped{name[:min(len(name), 60)] + ".txt", talkOf(a, "나"+a, 6)}, dropped{"x/" + strings.ToValidUTF8(name[:min(len(name), 60)], "") + ".pdf", "%PDF-"})
		page := w.get(at)
		safePage(t, page)
		if strings.Contains(page, `<div class="bubbles"`) {
			read++
		}
		safePage(t, w.get("add"))
		w.posts(at+"/drop", nil)
	}
	if read < 20 {
		t.Errorf("%d of them were read", read)
	}
}

// safePage checks that a page has no element and no attribute that could run or load
// anything but what the window itself gives, and no mark that turns the direction of writing.
func safePage(t *testing.T, page string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && strings.ContainsAny(n.Data, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"):
			t.Errorf("the text %q turns the direction of writing", n.Data)
		case n.Type == html.CommentNode:
			t.Errorf("a comment: %q", n.Data)
		case n.Type != html.ElementNode:
			continue
		}
		if slices.Contains([]string{"style", "iframe", "object", "embed", "svg", "math", "base", "frame", "applet"}, n.Data) {
			t.Errorf("an element %s", n.Data)
		}
		for _, a := range n.Attr {
			own := strings.HasPrefix(a.Val, "/") && !strings.HasPrefix(a.Val, "//") || strings.HasPrefix(a.Val, "#") || strings.HasPrefix(a.Val, "https://") && n.Data == "a"
			switch a.Key {
			case "src", "href", "action", "data-part", "data-earlier":
				if !own && !strings.HasPrefix(a.Val, "mailto:") && !strings.HasPrefix(a.Val, "http://") {
					t.Errorf("<%s> leads to %q", n.Data, a.Val)
				}
			case "style", "srcdoc", "formaction", "http-equiv":
				t.Errorf("<%s> has %s", n.Data, a.Key)
			}
			if strings.HasPrefix(a.Key, "on") {
				t.Errorf("<%s> runs %q", n.Data, a.Val)
			}
		}
		if n.Data == "script" && n.FirstChild != nil {
			t.Error("a script in the page")
		}
	}
}
