package html

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"exile/formats"
	"exile/formats/formattest"
)

// Of all that attacks nothing is left but words: pages have the elements and attributes
// that they should have, and lead where they should.
func TestNothingOfTheirsIsMarkup(t *testing.T) {
	for name, values := range map[string]map[string]string{"site": {optionPages: "100"}, "single": single()} {
		t.Run(name, func(t *testing.T) {
			h := formattest.Hostile("https://evil.example")
			out, tally, _ := formattest.Write(t, writer{}, h, formats.WriteOptions{Lang: "en", Values: values})
			if want := int64(len(formattest.Attacks()) * 11); tally.Messages != want || tally.Notices != int64(len(formattest.Attacks())) {
				t.Errorf("written %+v, want %d messages", tally, want)
			}
			checkSite(t, out)
		})
	}
}

// The pages of every other history are as clean, and no link of theirs leads nowhere.
func TestLinksLeadSomewhere(t *testing.T) {
	for name, h := range map[string]formats.History{
		"everything": formattest.Everything(),
		"misleading": formattest.Generate(formattest.Plan{Messages: 4000, Media: true, Adversarial: true}).History(),
		"nothing":    formattest.NewHistory(nil, nil),
	} {
		for _, values := range []map[string]string{nil, {optionPages: "150"}, single()} {
			t.Run(fmt.Sprint(name, values), func(t *testing.T) {
				out, _, _ := formattest.Write(t, writer{}, h, formats.WriteOptions{Lang: "ko", Values: values})
				checkSite(t, out)
			})
		}
	}
}

var elements = strings.Fields("html head meta title link script style body header footer main nav a h1 h2 h3 p div span section article time figure figcaption img video audio " +
	"ul ol li b i u s q code bdi details summary meter noscript")

var attributes = strings.Fields("lang charset http-equiv content name rel href src class id dir datetime title aria-label data-root data-d defer alt loading decoding " +
	"width height controls preload download tabindex min max value role")

// checkSite parses all pages of an output.
func checkSite(t *testing.T, out *formattest.Output) {
	t.Helper()
	ids := map[string]map[string]bool{}
	pages := map[string]*html.Node{}
	for _, name := range out.Names() {
		if path.Ext(name) != ".html" {
			continue
		}
		doc, err := html.Parse(bytes.NewReader(out.Bytes(name)))
		if err != nil {
			t.Fatal(err)
		}
		pages[name], ids[name] = doc, map[string]bool{}
		for n := range doc.Descendants() {
			if id := attribute(n, "id"); id != "" {
				if ids[name][id] {
					t.Errorf("%s has two elements with the id %s", name, id)
				}
				ids[name][id] = true
			}
		}
	}
	for name, doc := range pages {
		c := checker{t, out, name, ids}
		policies := 0
		for n := range doc.Descendants() {
			if n.Type == html.CommentNode {
				t.Errorf("%s has a comment: %q", name, n.Data)
			}
			if n.Type == html.ElementNode {
				c.element(n)
				if attribute(n, "http-equiv") == "Content-Security-Policy" {
					policies++
				}
			}
		}
		if policies != 1 {
			t.Errorf("%s has %d policies", name, policies)
		}
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

type checker struct {
	*testing.T
	out  *formattest.Output
	name string
	ids  map[string]map[string]bool
}

func (c checker) element(n *html.Node) {
	if !slices.Contains(elements, n.Data) {
		c.Errorf("%s has an element %q", c.name, n.Data)
	}
	for _, a := range n.Attr {
		if !slices.Contains(attributes, a.Key) || strings.ContainsAny(a.Val, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00") {
			c.Errorf("%s: <%s> has the attribute %q = %q", c.name, n.Data, a.Key, a.Val)
		}
		switch {
		case a.Key == "src":
			c.source(n, a.Val)
		case a.Key == "href":
			c.link(n, a.Val)
		case a.Key == "http-equiv" && a.Val == "refresh":
			if to, ok := strings.CutPrefix(attribute(n, "content"), "0; url="); !ok || strings.Contains(to, ":") {
				c.Errorf("%s goes on to %q", c.name, attribute(n, "content"))
			} else {
				c.within(to)
			}
		}
	}
	if n.Data == "script" || n.Data == "style" {
		c.code(n)
	}
}

// code is either in a file of ours, or has the hash that the policy names.
func (c checker) code(n *html.Node) {
	if n.FirstChild == nil {
		if src := attribute(n, "src"); path.Base(src) != "exile.js" {
			c.Errorf("%s has a script %q", c.name, src)
		}
		return
	}
	if policy := string(c.out.Bytes(c.name)); !strings.Contains(policy, "'"+hash([]byte(n.FirstChild.Data))+"'") {
		c.Errorf("%s has a %s that its policy does not name", c.name, n.Data)
	}
}

func (c checker) source(n *html.Node, src string) {
	if data, ok := strings.CutPrefix(src, "data:"); ok && n.Data != "script" {
		if kind, _, _ := strings.Cut(data, "/"); kind != "image" && kind != "video" && kind != "audio" || strings.HasPrefix(data, "image/svg") {
			c.Errorf("%s shows %.40q", c.name, src)
		}
		return
	}
	c.within(src)
}

func (c checker) link(n *html.Node, href string) {
	u, err := url.Parse(href)
	switch {
	case strings.HasPrefix(href, "data:") && n.Data == "a":
		if _, ok := strings.CutPrefix(href, "data:application/octet-stream;base64,"); !ok && !runsNothing(href) || attribute(n, "download") == "" {
			c.Errorf("%s leads to %.60q", c.name, href)
		}
	case err == nil && u.Scheme == "":
		c.within(href)
	case n.Data != "a" || attribute(n, "rel") != "noreferrer noopener":
		c.Errorf("%s: <%s> leads to %q with rel %q", c.name, n.Data, href, attribute(n, "rel"))
	case err != nil && strings.HasPrefix(strings.ToLower(href), "http"): // an odd path
	case err != nil, u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto", u.User != nil:
		c.Errorf("%s leads to %q", c.name, href)
	}
}

// runsNothing reports whether an address is of a picture, video or sound, which run nothing.
func runsNothing(href string) bool {
	for _, kind := range []string{"data:image/jpeg;", "data:image/png;", "data:video/", "data:audio/"} {
		if strings.HasPrefix(href, kind) {
			return true
		}
	}
	return false
}

// within checks that an address is of a file of the site that was written, and of an element in it.
func (c checker) within(address string) {
	c.Helper()
	raw, fragment, _ := strings.Cut(address, "#")
	file := c.name
	if raw != "" {
		p, err := url.PathUnescape(raw)
		if err != nil || strings.Contains(raw, "//") || strings.HasPrefix(raw, "/") {
			c.Errorf("%s leads to %q", c.name, address)
			return
		}
		file = path.Join(path.Dir(c.name), p)
	}
	if c.out.Bytes(file) == nil {
		c.Errorf("%s leads to %q, which was not written", c.name, address)
	}
	if fragment != "" && !c.ids[file][fragment] {
		c.Errorf("%s leads to %q, where nothing has that id", c.name, address)
	}
	if ext := path.Ext(file); strings.Contains(file, "/media/") && !slices.Contains(harmless, ext) {
		c.Errorf("%s leads to a file that may run something: %q", c.name, file)
	}
}

var harmless = strings.Fields(".txt .bin .jpg .png .gif .webp .mp4 .m4a .mp3 .pdf .vcf .hwp .zip .xlsx .docx")
