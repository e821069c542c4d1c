//go:build cgo

package serve

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"exile/formats/formattest"
	"exile/internal/browsertest"
)

// looks goes to every page of the window: without a store, with what was handed over, with one that has everything,
// locked and open.
func looks(t *testing.T, tab browsertest.Tab, look func(p *browsertest.Page)) {
	t.Helper()
	b := browsertest.Start(t, browsertest.Options{})
	say := func(name string) string { return word(tab, name) }

	fresh := newDesk(t, nil)
	p := fresh.visit(t, b, tab)
	look(p)
	fresh.browse(p, "guide/kakaotalk")
	look(p)
	example, err := filepath.Abs(exampleChat)
	if err != nil {
		t.Fatal(err)
	}
	fresh.browse(p, "add")
	none := filepath.Join(t.TempDir(), "장보기.txt")
	if err := os.WriteFile(none, []byte("우유, 달걀"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.CSS("#drop").Drop(filepath.Join(example, "KakaoTalkChats.txt"), none)
	p.Text(say("PreviewHead")).Wait()
	browsertest.Eval[int](p, `document.querySelectorAll("details").forEach((d) => { d.removeAttribute("name"); d.open = true; }), 0`)
	look(p)

	plain := openWindow(t, Options{Store: stored(t, formattest.Everything())})
	p = plain.visit(t, b, tab)
	for _, page := range []string{"chats", "chat/1", "chat/2", "chat/4", "chat/5", "search", "media", "people", "sources", "rooms", "make", "add", "seal", "nowhere"} {
		plain.browse(p, page)
		switch page {
		case "search":
			p.Role("searchbox", say("SearchFor")).Type("안녕")
			p.Key("Enter")
			p.CSS(".hits li").Wait()
		case "nowhere":
			p.Troubles() // it is not there, and the browser says so
		}
		look(p)
		if page == "chat/1" {
			p.Role("button", say("ChatDate")).Click()
			p.Text("2026").Wait()
			look(p)
		}
	}

	locked := newDesk(t, nil)
	locked.seal()
	p = locked.visit(t, b, tab)
	look(p)
}

// At 360 pixels nothing moves sideways, but for what is meant to.
func TestBrowserWindowNarrow(t *testing.T) {
	for _, language := range []string{"ko", "en"} {
		looks(t, browsertest.Tab{Screen: browsertest.Phone(), Lang: language}, func(p *browsertest.Page) {
			if list := p.Wide(); len(list) > 0 {
				t.Errorf("%s: wider than the screen are %q", p.Address(), list)
			}
			if title := browsertest.Eval[string](p, "document.title"); title != "exile" {
				t.Errorf("%s: the browser keeps the title %q", p.Address(), title)
			}
		})
	}
}

// Nothing stands seriously in the way of people who use a screen reader, the keyboard or strong colors.
func TestBrowserWindowAxe(t *testing.T) {
	axe := browsertest.NeedAxe(t)
	looks(t, browsertest.Tab{Lang: "ko"}, func(p *browsertest.Page) {
		p.Colors(false)
		axe.Check(p)
		p.Colors(true)
		axe.Check(p, "color-contrast")
	})
}

// Nothing of what attacks runs, and nothing is asked for but what the window gives.
func TestBrowserWindowRunsNothing(t *testing.T) {
	asked := make(chan string, 100)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { asked <- r.URL.Path }))
	t.Cleanup(server.Close)
	w := openWindow(t, Options{Store: stored(t, formattest.Hostile(server.URL))})
	b := browsertest.Start(t, browsertest.Options{})
	p := w.visit(t, b, browsertest.Tab{})
	ran := func(page string) {
		t.Helper()
		browsertest.Eval[int](p, `document.querySelectorAll("details").forEach((d) => { d.open = true; }), 0`)
		if browsertest.Eval[bool](p, `"ran" in document.documentElement.dataset`) {
			t.Errorf("%s ran what somebody wrote", page)
		}
		if !browsertest.Eval[bool](p, `document.querySelector("main").textContent.includes("<script>")`) {
			t.Errorf("%s does not show what somebody wrote", page)
		}
	}
	photos := 0
	for i := range 7 {
		page := fmt.Sprint("chat/", i+1)
		for _, at := range []string{"?at=start", ""} {
			w.browse(p, page+at)
			p.Wait("messages", `document.querySelector("#log article")`)
			ran(page + at)
			photos += browsertest.Eval[int](p, `[...document.querySelectorAll("a.ph")].map((a) => { a.click(); document.querySelector("dialog[open]").close(); }).length`)
		}
	}
	if photos == 0 {
		t.Error("no photo was opened")
	}
	for _, page := range []string{"chats", "media", "people", "sources", "rooms", "make", "search"} {
		w.browse(p, page)
		if page == "search" {
			p.Role("searchbox", word(browsertest.Tab{Lang: "en"}, "SearchFor")).Type("script")
			p.Key("Enter")
			p.CSS(".hits li").Wait()
		}
		if page == "sources" {
			continue // a store that was filled by hand has none
		}
		ran(page)
	}
	if len(asked) > 0 {
		t.Errorf("a page asked for %s", <-asked)
	}
}

// A table whose columns would be too narrow for words on a phone moves sideways in its own frame.
func TestBrowserColumnsHoldWords(t *testing.T) {
	w := kept(t, "ko")
	at := w.takes(dropped{"a.txt", talkOf("강아지산책모임", "서연", 5)}, dropped{"b.txt", talkOf("이도윤", "서연", 5)})
	b := browsertest.Start(t, browsertest.Options{})
	p := w.visit(t, b, browsertest.Tab{Screen: browsertest.Phone(), Lang: "ko"})
	for _, page := range []string{"rooms", at} {
		w.browse(p, page)
		widths := browsertest.Eval[[]int](p, `[...document.querySelectorAll(".scroll tbody th, .scroll td.todo")].map((c) => c.clientWidth)`)
		if len(widths) == 0 || slices.Min(widths) < 90 {
			t.Errorf("%s: the columns are %v wide", page, widths)
		}
		if list := p.Wide(); len(list) > 0 {
			t.Errorf("%s: wider than the screen are %q", page, list)
		}
	}
}

// The head of a chat fits beside the list, whatever the width.
func TestBrowserChatHeadFits(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, numbered(20))})
	b := browsertest.Start(t, browsertest.Options{})
	p := w.visit(t, b, browsertest.Tab{Lang: "en"})
	w.browse(p, "chat/1")
	for _, width := range []int{320, 360, 640, 721, 768, 1024, 1280} {
		p.Resize(browsertest.Screen{Width: width, Height: 700})
		if list := p.Wide(); len(list) > 0 {
			t.Errorf("at %d: wider than the screen are %q", width, list)
		}
		if room := browsertest.Get[int](p.CSS("#title"), "return this.clientWidth"); room < 90 {
			t.Errorf("at %d the title has %d pixels", width, room)
		}
	}
}
