//go:build cgo

package serve

import (
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"exile/export"
	"exile/formats/formattest"
)

// kept is a window on a store that got two exports by the window itself.
func kept(t *testing.T, lang string) *window {
	t.Helper()
	dir := t.TempDir()
	w := openWindow(t, Options{Store: filepath.Join(dir, "chats.exile"), NewSealed: filepath.Join(dir, "chats.exile.age")})
	w.lang = lang
	at := w.takes(dropped{"KakaoTalkChats.txt", talkOf("민준", "서연", 40)})
	w.arrives(w.posts(at+"/keep", url.Values{"keep": {"plain"}}))
	at = w.takes(dropped{"KakaoTalkChats.txt", talkOf("하은", "서연", 20)})
	w.arrives(w.posts(at+"/keep", nil))
	return w
}

// What is sought is found, told by chat and day, and leads to its message.
func TestSearch(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, numbered(300, func(i int, m *export.Message) {
		if i%100 == 7 {
			m.Content = export.Text{Body: fmt.Sprintf("오늘 저녁에 <b>바다</b> 보러 가자 %d", i)}
		}
	}))})
	w.lang = "ko"
	found := w.posts("search", url.Values{"q": {"바다"}})
	if found.Swap != "#hits" || strings.Contains(found.HTML, "<b>") {
		t.Fatalf("%+v", found)
	}
	says(t, found.HTML, "김서준", "2026년 1월 9일", "보러 가자 207", "보러 가자 7")
	if strings.Index(found.HTML, "207") > strings.Index(found.HTML, "자 7<") {
		t.Error("the newest is not the first")
	}
	if !strings.Contains(found.HTML, "<mark>바다</mark>") {
		t.Error(found.HTML)
	}
	link := regexp.MustCompile(`href="[^"]*/(chat/\d+\?at=\d+)"`).FindStringSubmatch(found.HTML)
	if link == nil {
		t.Fatal(found.HTML)
	}
	if page := w.get(link[1]); !strings.Contains(page, "보러 가자 207") {
		t.Error("the link does not lead to the message")
	}
	oldest := w.posts("search", url.Values{"q": {"바다"}, "oldest": {"1"}})
	if strings.Index(oldest.HTML, "207") < strings.Index(oldest.HTML, "자 7<") {
		t.Error("the oldest is not the first")
	}
	says(t, w.posts("search", url.Values{"q": {"없는말"}}).HTML, "찾은 것이 없습니다")
	all := w.posts("search", url.Values{"q": {"글"}})
	if n := strings.Count(all.HTML, "?at="); n != firstHits {
		t.Errorf("%d hits at once", n)
	}
	says(t, all.HTML, "개가 더 있습니다", "더 보기")
	more := w.posts("search", url.Values{"q": {"글"}, "limit": {"250"}})
	if n := strings.Count(more.HTML, "?at="); n != 250 {
		t.Errorf("%d hits after asking for more", n)
	}
	for q, want := range map[string]string{
		"":             "무엇을 찾을지",
		`"`:            "따옴표",
		"from:nobody1": "nobody1이라는 사람이 없습니다",
		"has:x":        "has:x(으)로는 찾을 수 없습니다",
		"after:그제":     "날짜",
	} {
		if r := w.posts("search", url.Values{"q": {q}}); !strings.Contains(r.Error, want) {
			t.Errorf("%q: %+v", q, r)
		}
	}
}

// A word may stand far within a text: what is shown is around it.
func TestPiecesAroundTheWord(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, numbered(1, func(_ int, m *export.Message) {
		m.Content = export.Text{Body: strings.Repeat("가나다라 ", 5000) + "바늘" + strings.Repeat(" 마바사", 5000)}
	}))})
	found := w.posts("search", url.Values{"q": {"바늘"}})
	if !strings.Contains(found.HTML, "<mark>바늘</mark>") || len(found.HTML) > 4000 {
		t.Errorf("%d bytes: %.2000s", len(found.HTML), found.HTML)
	}
}

// People are renamed, joined, parted; somebody is "me".
func TestPeoplePage(t *testing.T) {
	w := kept(t, "ko")
	page := w.get("people")
	says(t, page, "민준", "하은", "서연")
	says(t, w.get("people/counted"), "메시지")
	ref := func(name string) string {
		m := regexp.MustCompile(`value="(\d+)" form="join" aria-label="` + name + ` 고르기"`).FindStringSubmatch(w.get("people"))
		if m == nil {
			t.Fatalf("%s is not listed: %s", name, textOf(w.get("people")))
		}
		return m[1]
	}
	w.arrives(w.posts("people/rename", url.Values{"person": {ref("민준")}, "name": {"  김민준 \x00"}}))
	says(t, w.get("people"), "김민준")
	w.arrives(w.posts("people/rename", url.Values{"person": {ref("김민준")}, "name": {""}}))
	says(t, w.get("people"), "민준", "!김민준")
	if r := w.posts("people/join", url.Values{"person": {ref("민준")}}); !strings.Contains(r.Error, "두 사람 이상") {
		t.Errorf("%+v", r)
	}
	w.arrives(w.posts("people/join", url.Values{"person": {ref("민준"), ref("하은")}}))
	says(t, w.get("people"), "서로 다른 사람입니다")
	w.arrives(w.posts("people/part", url.Values{"person": {ref("민준")}}))
	says(t, w.get("people"), "하은", "!서로 다른 사람입니다")
	w.arrives(w.posts("people/me", url.Values{"person": {ref("하은")}}))
	if !strings.Contains(w.get("people"), `<span class="me">본인</span>`) {
		t.Error("nobody is me")
	}
	if r := w.posts("people/me", url.Values{"person": {"999"}}); r.Error == "" {
		t.Errorf("%+v", r)
	}
}

// Each source has its account, and can be taken out again, once it was told what goes.
func TestSourcesPage(t *testing.T) {
	for _, c := range []struct{ lang, lines, asks string }{{"ko", "입력의 모든 줄을", "되돌리면 빠지는 것"}, {"en", "accounted for", "takes out"}} {
		t.Run(c.lang, func(t *testing.T) {
			w := kept(t, c.lang)
			page := w.get("sources")
			says(t, page, "KakaoTalkChats.txt", c.lines, "SHA-256")
			if to := w.send(http.MethodGet, "sources/2/undo", nil).Header.Get("Location"); to != w.base+"sources" {
				t.Errorf("unasked: %q", to)
			}
			asked := w.arrives(w.posts("sources/2/ask", nil))
			says(t, w.get(asked), c.asks, "20")
			says(t, w.get("chats"), "하은")
			w.arrives(w.posts("sources/2/undo", nil))
			says(t, w.get("chats"), "!하은", "민준")
			says(t, w.get("sources"), "KakaoTalkChats.txt")
			for _, gone := range []string{"sources/2/undo", "sources/99/ask", "sources/x/ask"} {
				if r := w.posts(gone, nil); r.Error == "" {
					t.Errorf("%s: %+v", gone, r)
				}
			}
		})
	}
}

func TestRoomsPage(t *testing.T) {
	w := kept(t, "ko")
	says(t, w.get("rooms"), "민준", "하은", "할 일", "다시 내보내 ‘대화 넣기’에", "!exile add")
	w.lang = "en"
	says(t, w.get("rooms"), "What to do")
}

// Photos and files are listed by month, those that are not there too, page after page.
func TestMediaPage(t *testing.T) {
	h := numbered(200, func(i int, m *export.Message) {
		f := export.File{Kind: export.FilePhoto, Name: fmt.Sprintf("<i>%d.jpg", i), State: export.FileMissing}
		if i%10 == 0 {
			f.Kind = export.FileDocument
		}
		m.Content = export.Media{Files: []export.File{f}}
	})
	w := openWindow(t, Options{Store: stored(t, h)})
	w.lang = "ko"
	page := w.get("media")
	says(t, page, "2026년 1월", "199.jpg", "파일 없음", "!190.jpg")
	if strings.Contains(page, "<i>") {
		t.Error("a name became an element")
	}
	seen := 0
	for next := "media"; next != ""; {
		page := w.get(next)
		seen += strings.Count(page, `class="absent"`)
		link := regexp.MustCompile(`href="[^"]*/(media\?[^"]*before=\d+)"`).FindStringSubmatch(page)
		if next = ""; link != nil {
			next = strings.ReplaceAll(link[1], "&amp;", "&")
		}
	}
	if seen != 180 {
		t.Errorf("%d photos", seen)
	}
	says(t, w.get("media?kind=file"), "190.jpg", "!199.jpg")
	says(t, w.get("media?kind=video"), "없습니다")
	if status, _ := w.ask(http.MethodGet, "media?before=99999", nil); status != http.StatusNotFound {
		t.Errorf("before nothing: %d", status)
	}
}

// Whatever strangers wrote, called themselves or named their files: it stays words.
func TestDeskIsHarmless(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, formattest.Hostile("http://127.0.0.1:1"))})
	pages := map[string]string{"hits": w.posts("search", url.Values{"q": {"a"}, "limit": {"5000"}}).HTML}
	for _, p := range []string{"people", "people/counted", "sources", "rooms", "media", "media?kind=file", "search"} {
		pages[p] = w.get(p)
	}
	for name, page := range pages {
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			if n.Type == html.TextNode && strings.ContainsAny(n.Data, "\u202e\u2067\u2066\u202d") {
				t.Errorf("%s: a mark turns the direction of %q", name, n.Data)
			}
			if n.Type == html.ElementNode {
				harmless(t, name, w.base, n)
			}
		}
	}
}

// harmless checks an element: it is one that our templates have, and runs nothing and leads nowhere.
func harmless(t *testing.T, page, base string, n *html.Node) {
	t.Helper()
	switch n.Data {
	case "iframe", "object", "embed", "style", "base", "svg", "math", "video", "audio":
		t.Errorf("%s: <%s>", page, n.Data)
	case "script":
		if n.FirstChild != nil {
			t.Errorf("%s: a script within the page", page)
		}
	}
	for _, a := range n.Attr {
		switch {
		case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc":
			t.Errorf("%s: <%s %s=%q>", page, n.Data, a.Key, a.Val)
		case a.Key == "href" || a.Key == "src" || a.Key == "action" || a.Key == "data-load" || a.Key == "data-message":
			if !strings.HasPrefix(a.Val, base) && !strings.HasPrefix(a.Val, "#") {
				t.Errorf("%s: <%s %s=%q>", page, n.Data, a.Key, a.Val)
			}
		}
	}
}

// Where nothing is kept yet, every part of the window leads to where chats are added.
func TestNothingKept(t *testing.T) {
	w := newDrop(t)
	for _, p := range []string{"", "chats", "chat/1", "people", "sources", "rooms", "media", "search"} {
		if p == "search" {
			if r := w.posts("search", url.Values{"q": {"a"}}); r.Go != w.base+"add" {
				t.Errorf("%s: %+v", p, r)
			}
			continue
		}
		resp := w.send(http.MethodGet, p, nil)
		_ = resp.Body.Close()
		if to := resp.Header.Get("Location"); resp.StatusCode != http.StatusSeeOther || to != w.base+"add" {
			t.Errorf("%s: %d %s", p, resp.StatusCode, to)
		}
	}
}
