package html

import (
	"slices"
	"strings"
	"testing"

	"exile/formats"
	"exile/formats/formattest"
	"exile/internal/browsertest"
)

// looks opens all pages of histories that have everything, as a site and as a single file, and the search with its results.
func looks(t *testing.T, tab browsertest.Tab, look func(p *browsertest.Page)) {
	t.Helper()
	b := browsertest.Start(t, browsertest.Options{})
	for name, c := range map[string]struct {
		h      formats.History
		values map[string]string
	}{
		"everything":  {formattest.Everything(), nil},
		"single file": {formattest.Everything(), single()},
		"misleading":  {formattest.Generate(formattest.Plan{Messages: 150, Media: true, Adversarial: true}).History(), map[string]string{optionPages: "100"}},
		"nothing":     {formattest.NewHistory(nil, nil), nil},
	} {
		dir := onDisk(t, c.h, formats.WriteOptions{Lang: "ko", Values: c.values})
		pages := pagesOf(t, dir)
		switch name {
		case "everything":
			pages = append(pages, "search.html#q=안녕", "search.html#q=없는말")
		case "misleading": // of one chat, so that the index goes on to its end
			pages = slices.DeleteFunc(pages, func(s string) bool { return s == "index.html" })
		}
		p := double(t, b, dir, pages[0], tab)
		for _, page := range pages {
			p.Go("about:blank") // or the page stays where its address alone is another
			p.Go(address(dir, page))
			if strings.Contains(page, "#q=") {
				p.Wait("an end of the search", `document.getElementById("status").textContent.match(/[0-9없]/)`)
			}
			look(p)
		}
	}
}

// A narrow phone shows all without moving sideways.
func TestBrowserNarrow(t *testing.T) {
	looks(t, browsertest.Tab{Screen: browsertest.Phone(), Lang: "ko"}, func(p *browsertest.Page) {
		if list := p.Wide(); len(list) > 0 {
			t.Errorf("%s: wider than the screen are %q", p.Address(), list)
		}
		if photo := p.CSS("a.ph"); photo.There() {
			photo.Click()
			p.Wait("the photo", `document.querySelector("dialog[open]")`)
			if list := p.Wide(); len(list) > 0 {
				t.Errorf("%s: wider than the screen are %q", p.Address(), list)
			}
		}
	})
}

// Nothing stands seriously in the way of people who use a screen reader, the keyboard or strong colors.
func TestBrowserAxe(t *testing.T) {
	axe := browsertest.NeedAxe(t)
	looks(t, browsertest.Tab{Lang: "ko"}, func(p *browsertest.Page) {
		p.Colors(false)
		// What the browser leaves out while it is out of sight has no place yet, and lies over the rest for axe-core.
		browsertest.Eval[int](p, `document.querySelectorAll(".day").forEach((d) => { d.style.contentVisibility = "visible"; }), 0`)
		axe.Check(p)
		p.Colors(true)
		axe.Check(p, "color-contrast")
		if photo := p.CSS("a.ph"); photo.There() {
			photo.Click()
			p.Wait("the photo", `document.querySelector("dialog[open]")`)
			axe.Check(p)
		}
	})
}
