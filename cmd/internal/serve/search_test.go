//go:build cgo

package serve

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"exile/cmd/internal/lang"
	"exile/export"
	"exile/internal/browsertest"
)

// More of what was found is shown step by step, as far as there is a next step; what lies behind the
// last is told.
func TestSearchMore(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, numbered(mostHits+100))})
	w.lang = "en"
	form, steps := url.Values{"q": {"글"}}, []string{}
	for len(steps) < 10 {
		page := w.posts("search", form).HTML
		n := strings.Count(page, "?at=")
		steps = append(steps, strconv.Itoa(n))
		if !strings.Contains(page, "data-told>"+lang.Number(int64(n))+" messages There are ") {
			t.Errorf("of %d it is not told at first that there are more", n)
		}
		form = hiddenOf(page)
		if form.Get("limit") == "" {
			if !strings.Contains(page, "There are 100 more. To see them, narrow the search.") {
				t.Error("what lies behind is not told")
			}
			break
		}
		if form.Get("shown") != strconv.Itoa(n) {
			t.Errorf("of %d shown the next is asked for with %q", n, form)
		}
	}
	if got := strings.Join(steps, " "); got != "50 250 1250 5000" {
		t.Errorf("shown are %s", got)
	}
}

// hiddenOf are the hidden fields of a piece of a page.
func hiddenOf(page string) url.Values {
	form := url.Values{}
	for _, field := range strings.Split(page, `<input type="hidden" name="`)[1:] {
		name, rest, _ := strings.Cut(field, `" value="`)
		value, _, _ := strings.Cut(rest, `"`)
		form.Set(name, value)
	}
	return form
}

// A search is forgotten with the lock, and is not another chat's.
func TestSearchForgotten(t *testing.T) {
	d := newDesk(t, nil)
	d.seal()
	d.unlocks()
	d.post("search", url.Values{"q": {"강릉"}, "oldest": {"1"}})
	if page := d.get("search"); !strings.Contains(page, `value="강릉"`) || !strings.Contains(page, `name="oldest" value="1" checked`) {
		t.Error("the search is not there again")
	}
	if page := d.get("search?in=1"); strings.Contains(page, "강릉\"") || !strings.Contains(page, `<option value="1" selected>`) {
		t.Error("a chat's own search begins with what was sought in all")
	}
	d.post("lock", nil)
	d.unlocks()
	if page := d.get("search"); strings.Contains(page, `value="강릉"`) {
		t.Error("what was sought outlives the lock")
	}
}

// Whoever goes from what was found to a message and back is where they were; and more is shown from where
// the first part ended. What was found is said to those who do not see it.
func TestBrowserSearchBack(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, numbered(300, func(i int, m *export.Message) {
		if i%3 == 0 {
			m.Content = export.Text{Body: fmt.Sprintf("바다 %d쪽", i)}
		}
	}))})
	b := browsertest.Start(t, browsertest.Options{})
	p := w.visit(t, b, browsertest.Tab{Lang: "en"})
	w.browse(p, "chat/1")
	p.Role("link", "Search in this chat").Click()
	p.Role("searchbox", "Words, or parts of words").Type("없는 말")
	p.Key("Enter")
	p.Wait("a word of it", `document.querySelector("[aria-live=polite]#told").textContent === "Nothing was found."`)
	p.Role("searchbox", "Words, or parts of words").Type("바다")
	p.Key("Enter")
	p.Wait("a word of it", `document.querySelector("#told").textContent === "50 messages There are 50 more."`)
	p.Role("button", "Show more").Focus()
	p.Key("Enter")
	p.Wait("the first of the others", `document.activeElement.innerText.includes("바다 147쪽")`)
	p.Role("link", "바다 90쪽").Click()
	p.Wait("the message", inSight("바다 90쪽"))
	p.Back()
	p.Wait("what was sought", `document.querySelector("#q")?.value === "바다" && document.querySelector("#in").value === "1"`)
	p.Wait("the link that was followed", `document.activeElement.innerText.includes("바다 90쪽")`)
}

// The time of what was found is written as in the chat.
func TestSearchClock(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, numbered(1))})
	for language, want := range map[string]string{"ko": "오전 12:00", "en": " 00:00"} {
		w.lang = language
		says(t, w.posts("search", url.Values{"q": {"글"}}).HTML, want)
		says(t, w.get("chat/1"), want)
	}
}
