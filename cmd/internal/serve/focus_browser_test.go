//go:build cgo

package serve

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"exile/export"
	"exile/internal/browsertest"
)

// focused tells whether the person is where a selector says.
func focused(selector string) string {
	return fmt.Sprintf(`document.activeElement.matches(%q)`, selector)
}

// Who is told of a mistake stays where they are, and what was told goes with what it was about.
func TestBrowserFocusStays(t *testing.T) {
	folder, _ := folderToDrop(t)
	w := newDrop(t)
	b := browsertest.Start(t, browsertest.Options{})
	p := w.visit(t, b, browsertest.Tab{})
	none := filepath.Join(t.TempDir(), "none")
	if err := os.Mkdir(none, 0o700); err != nil {
		t.Fatal(err)
	}
	p.CSS("#drop").Drop(none)
	p.Text("Choose files, or a folder that is not empty.").Wait()
	p.Wait("the button that chooses", focused("#pickfiles"))
	p.CSS("#folder").Choose(folder)
	p.CSS("#look").Wait()
	p.Role("button", "Keep").Focus()
	p.Key("Enter")
	p.Text("There is no passphrase yet.").Wait()
	p.Wait("the button that keeps", focused("form[action$=keep] button:not([type])"))
	p.Role("button", "Make one for me").Focus()
	p.Key("Enter")
	p.Wait("the words", focused(".words"))
	if p.CSS("form[action$=keep] .trouble").There() {
		t.Error("what was wrong before is still told")
	}
	p.Role("button", "I choose one myself").Focus()
	p.Key("Enter")
	p.Wait("the field", focused("#passphrase"))
	p.Role("button", "Throw away").Focus()
	p.Key("Enter")
	p.Role("dialog", "Throw away what was read here?").Wait()
	p.Key("Escape")
	p.Wait("the button that throws away", focused(".throw button"))
	if told := p.Troubles(); len(told) != 1 {
		t.Errorf("the browser says %q", told)
	}
}

// However far one scrolls from a message that was jumped to, the page holds few; and who is at a
// message while others are fetched stays there.
func TestBrowserScrollHoldsFew(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, talk(t))})
	b := browsertest.Start(t, browsertest.Options{})
	p := w.visit(t, b, browsertest.Tab{})
	w.browse(p, "chat/1?at=1000")
	p.Wait("the message", focused("#m1000"))
	for range 30 {
		p.Scroll(3000, 30_000)
	}
	p.Wait("messages long after it", `Number([...document.querySelectorAll("#log article")].pop().id.slice(1)) > 1500`)
	if n := browsertest.Eval[int](p, `document.querySelectorAll("#log article").length`); n > 300 {
		t.Errorf("the page holds %d messages", n)
	}
	p.Wait("the messages to be gone to", focused("#log"))

	w.browse(p, "chat/1?at=1000")
	p.Wait("the message", focused("#m1000"))
	first := browsertest.Eval[string](p, `(() => {
		const a = document.querySelector("#log article");
		a.tabIndex = -1;
		a.focus();
		return a.id;
	})()`)
	p.Wait("earlier ones of the day", fmt.Sprintf(`document.querySelector("#log article").id !== %q`, first))
	p.Wait("the same day", fmt.Sprintf(`document.getElementById(%q).closest(".day").querySelector("article").id !== %q`, first, first))
	if !browsertest.Eval[bool](p, focused("#"+first)) {
		t.Error("who was at a message is not there any more")
	}
}

// The keyboard goes through what is in sight, and finds the way back.
func TestBrowserKeysInChat(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, numbered(300, func(i int, m *export.Message) {
		m.Content = export.Text{Body: fmt.Sprintf("https://example.org/%d", i)}
	}))})
	b := browsertest.Start(t, browsertest.Options{})
	p := w.visit(t, b, browsertest.Tab{})
	w.browse(p, "chat/1")
	p.Wait("the messages", focused("#log"))
	if frame := browsertest.Get[string](p.CSS("#log"), "return getComputedStyle(this).outlineStyle"); frame != "none" {
		t.Errorf("before any key a frame is drawn: %s", frame)
	}
	at := browsertest.Eval[int](p, `document.querySelector("#log").scrollTop`)
	p.Key("Tab")
	p.Wait("a link of a message", focused("#log .t a"))
	if now := browsertest.Eval[int](p, `document.querySelector("#log").scrollTop`); now != at {
		t.Errorf("it moved from %d to %d", at, now)
	}
	was := browsertest.Eval[string](p, `document.activeElement.href`)
	p.Key("Tab")
	p.Wait("the link of the next", fmt.Sprintf(`document.activeElement.matches("#log .t a") && document.activeElement.href !== %q`, was))
	p.Key("Escape")
	p.Wait("the messages", focused("#log"))
	if frame := browsertest.Get[string](p.CSS("#log"), "return getComputedStyle(this).outlineStyle"); frame == "none" {
		t.Error("no frame is drawn")
	}
	p.Key("Shift+ArrowUp")
	p.Wait("a message", focused("article.found"))
	p.Key("Shift+Tab")
	p.Key("Escape")
	p.Key("Shift+Tab")
	p.Wait("what leads elsewhere in the chat", focused(".room .head *"))
}

// On a phone the part of the window that one is in is seen in the menu.
func TestBrowserMenuInSight(t *testing.T) {
	w := kept(t, "ko")
	b := browsertest.Start(t, browsertest.Options{})
	p := w.visit(t, b, browsertest.Tab{Screen: browsertest.Phone(), Lang: "ko"})
	for _, page := range []string{"add", "rooms", "chats"} {
		w.browse(p, page)
		p.Wait("the link in sight of "+page, `(() => {
			const box = document.querySelector(".menu [aria-current]").getBoundingClientRect();
			return box.left >= 0 && box.right <= innerWidth;
		})()`)
	}
}

// Of many chats a few are taken along: all are let go of at once, and some chosen.
func TestBrowserPickChats(t *testing.T) {
	w := kept(t, "en")
	b := browsertest.Start(t, browsertest.Options{})
	p := w.visit(t, b, browsertest.Tab{})
	w.browse(p, "make")
	chosen := func() int {
		return browsertest.Eval[int](p, `document.querySelectorAll(".picks input:checked").length`)
	}
	if n := chosen(); n != 2 {
		t.Errorf("%d are chosen at first", n)
	}
	p.Role("button", "Choose none").Click()
	if n := chosen(); n != 0 {
		t.Errorf("%d stay chosen", n)
	}
	p.Role("button", "Make it").Click()
	p.Text("No chat is chosen.").Wait()
	p.Role("button", "Choose all").Click()
	if n := chosen(); n != 2 {
		t.Errorf("%d are chosen", n)
	}
	if told := p.Troubles(); len(told) != 1 {
		t.Errorf("the browser says %q", told)
	}
}
