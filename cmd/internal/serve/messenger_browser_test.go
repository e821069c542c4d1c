//go:build cgo

package serve

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"testing"
	"time"

	"exile/cmd/internal/lang"
	"exile/export"
	"exile/formats/formattest"
	"exile/internal/browsertest"
)

// visit opens a window in a browser, as the file that exile leaves for it does.
func (w *window) visit(tb testing.TB, b *browsertest.Browser, tab browsertest.Tab) *browsertest.Page {
	tb.Helper()
	tab.Within = append(tab.Within, "http://"+w.host+w.base)
	p := b.Open(tb, w.Enter(0), tab)
	p.Wait("the window", `document.querySelector("#main")`)
	return p
}

// browse goes to a page of the window.
func (w *window) browse(p *browsertest.Page, path string) {
	p.Go("http://" + w.host + w.base + path)
}

// word is what the window says in the language of a tab.
func word(tab browsertest.Tab, name string) string {
	l, _ := lang.Parse(tab.Lang)
	return l.Say(lang.Window[name], nil)
}

var tabs = map[string]browsertest.Tab{
	"phone":    {Screen: browsertest.Phone(), Lang: "ko", Dark: true},
	"computer": {Lang: "en"},
}

// talk is a long chat with photos that can be seen, an hour between its messages.
func talk(tb testing.TB) *formattest.History {
	tb.Helper()
	data := map[string][]byte{}
	photo := func(name string, c color.Color) export.Content {
		img := image.NewRGBA(image.Rect(0, 0, 640, 480))
		for i := range 640 * 480 {
			img.Set(i%640, i/640, c)
		}
		var b bytes.Buffer
		if err := jpeg.Encode(&b, img, nil); err != nil {
			tb.Fatal(err)
		}
		data[name] = b.Bytes()
		return export.Media{Files: []export.File{{Kind: export.FilePhoto, Name: name, Path: name, State: export.FilePresent, Width: 640, Height: 480}}}
	}
	events := []export.Event{
		&export.Person{Ref: 1, Names: []string{"한지우"}, Self: true},
		&export.Person{Ref: 2, Names: []string{"김서준"}},
		&export.Chat{Ref: 1, App: "kakaotalk", Kind: export.ChatDirect, Title: "김서준", Members: []export.PersonRef{1, 2}},
	}
	for i := range 2000 {
		m := &export.Message{ID: export.MessageID(i + 1), Chat: 1, Sender: export.PersonRef(i%2 + 1), Content: export.Text{Body: fmt.Sprint("글 ", i)}}
		m.Time = export.Time{T: time.Date(2026, 1, 1, i, 0, 0, 0, seoul), Precision: time.Minute}
		switch i {
		case 10:
			m.Content = export.Text{Body: "처음 뵙겠습니다. 안녕하세요?"}
		case 11:
			m.Content = photo("바다.jpg", color.RGBA{B: 200, A: 255})
		case 12:
			m.Content = photo("산.jpg", color.RGBA{G: 160, A: 255})
		case 1500:
			m.Content = export.Text{Body: "그럼 안녕!"}
		}
		events = append(events, m)
	}
	return formattest.NewHistory(events, data)
}

// A person looks through their chats: finds what was said, goes to a date, looks at photos.
func TestBrowserMessenger(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, talk(t))})
	b := browsertest.Start(t, browsertest.Options{})
	for name, tab := range tabs {
		t.Run(name, func(t *testing.T) {
			p := w.visit(t, b, tab)
			p.Shot("chats")
			p.Role("link", "김서준").Click()
			p.Text("글 1999").Wait()
			p.Shot("chat")
			p.Wait("the end of the chat in sight", inSight("글 1999"))
			for range 5 { // it goes on upwards
				p.Scroll(-4000, 20_000)
			}
			p.Wait("what was said long before", `Number(document.querySelector("#log article").id.slice(1)) < 1700`)
			if n := browsertest.Eval[int](p, `document.querySelectorAll("#log article").length`); n > 500 {
				t.Errorf("the page holds %d messages", n)
			}
			p.Role("link", word(tab, "Search")).Click()
			p.Role("searchbox", word(tab, "SearchFor")).Type("안녕")
			p.Key("Enter")
			p.Text("그럼 안녕!").Wait()
			p.Shot("search")
			p.Role("link", "그럼 안녕!").Click()
			p.Wait("the message", inSight("그럼 안녕!"))
			p.Shot("found")
			p.Role("button", word(tab, "ChatDate")).Click()
			p.Role("button", map[string]string{"ko": "2026년 1월", "en": "January 2026"}[tab.Lang]).Click()
			p.Shot("dates")
			p.Role("link", map[string]string{"ko": "2026년 1월 1일", "en": "1 January 2026"}[tab.Lang]).Click()
			p.Wait("the date", inSight("글 0"))
			p.Shot("date")
			p.CSS("a.ph").Click()
			p.Wait("the photo", `document.querySelector("dialog[open] img")?.naturalWidth === 640`)
			p.Shot("photo")
			p.Key("ArrowRight")
			p.Wait("the next photo", `document.querySelector("dialog[open] img").src === document.querySelectorAll("a.ph img")[1].src`)
			p.Key("Escape")
			p.Wait("the photo to be closed", `!document.querySelector("dialog[open]")`)
			for _, page := range []string{"Media", "People", "Sources", "Rooms"} {
				p.Role("link", word(tab, page)).Click()
				p.Role("heading", word(tab, page)).Wait()
				p.Shot(page)
			}
			if name := browsertest.Eval[string](p, "document.title"); name != "exile" {
				t.Errorf("the browser keeps the title %q", name)
			}
		})
	}
}

// inSight tells whether a message lies within the part of the chat that is seen.
func inSight(text string) string {
	return fmt.Sprintf(`(() => {
		const log = document.getElementById("log")?.getBoundingClientRect();
		return log && [...document.querySelectorAll("#log article")].some((a) => {
			const box = a.getBoundingClientRect();
			return a.textContent.includes(%q) && box.top >= log.top - 1 && box.bottom <= log.bottom + 1;
		});
	})()`, text)
}
