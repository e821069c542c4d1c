package html

import (
	"slices"
	"strings"
	"testing"

	"exile/export"
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

// A long name takes no room from what its person says.
func TestBrowserLongNames(t *testing.T) {
	said := export.Text{Body: strings.Repeat("wide words here ", 18)}
	events, _ := roomOf(said, said, said)
	events[0].(*export.Person).Self = false
	events[1].(*export.Person).Names = []string{strings.Repeat("긴이름", 40)}
	dir := onDisk(t, formattest.NewHistory(events, nil), formats.WriteOptions{Lang: "ko"})
	p := double(t, browsertest.Start(t, browsertest.Options{}), dir, "김서준/2026-01.html", browsertest.Tab{Screen: browsertest.Phone(), Lang: "ko"})
	wide := browsertest.Eval[[]int](p, `[...document.querySelectorAll(".b")].map((e) => Math.round(e.getBoundingClientRect().width))`)
	if len(wide) != 3 || wide[1] != wide[2] { // the first is of twelve o'clock, which is longer
		t.Errorf("bubbles of one text are %d pixels wide", wide)
	}
	if list := p.Wide(); len(list) > 0 {
		t.Errorf("wider than the screen are %q", list)
	}
}

// Who gave a reaction is told where nothing can be pointed at: on a screen to touch, and on paper.
func TestBrowserReactions(t *testing.T) {
	dir := onDisk(t, formattest.Everything(), formats.WriteOptions{Lang: "ko"})
	p := double(t, browsertest.Start(t, browsertest.Options{}), dir, "우리 가족/2026-02.html", browsertest.Tab{Lang: "ko", Screen: browsertest.Phone()})
	for _, where := range []string{"phone", "paper"} {
		if where == "paper" {
			p.Paper()
		}
		if got := browsertest.Get[string](p.CSS(".rx li[title]"), `return getComputedStyle(this, "::after").content`); !strings.Contains(got, "title") && !strings.Contains(got, "한지우") {
			t.Errorf("on a %s what stands beside a reaction is %s", where, got)
		}
	}
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
