//go:build cgo

package serve

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"exile/export/store"
)

// Who asks in a second tab for a store of its own, while the first has made one, is told: what they
// typed there would not open it. What they dropped is still there to be kept with the rest.
func TestKeepInTwoTabs(t *testing.T) {
	w := newDrop(t)
	one := w.takes(dropped{"KakaoTalkChats.txt", talkOf("민준", "서연", 5)})
	two := w.takes(dropped{"KakaoTalkChats.txt", talkOf("지우", "하은", 7)})
	three := w.takes(dropped{"KakaoTalkChats.txt", talkOf("도윤", "하은", 9)})
	letGo := make(chan struct{})
	w.start("JobMake", func(context.Context, *progress) (done, error) { <-letGo; return done{}, nil })
	plain := url.Values{"keep": {"plain"}}
	first, second := w.posts(one+"/keep", plain), w.posts(two+"/keep", plain)
	close(letGo)
	if to := w.arrives(first); to != "made" {
		t.Errorf("the first leads to %s", to)
	}
	for !w.over(second) {
		time.Sleep(time.Millisecond)
	}
	_, told := w.ask(http.MethodGet, strings.TrimPrefix(second.Go, w.base), nil)
	says(t, told, "A store was made meanwhile, in another tab.")
	if r := w.posts(three+"/keep", plain); r.Error != "A store was made meanwhile, in another tab." || r.Hint == "" {
		t.Errorf("a third, later: %+v", r)
	}
	if page := w.get("chats"); strings.Contains(page, "지우") || strings.Contains(page, "도윤") {
		t.Error("they were added all the same")
	}
	for _, at := range []string{two, three} {
		if !strings.Contains(w.get("add"), at) {
			t.Errorf("%s is lost", at)
		}
		w.arrives(w.posts(at+"/keep", nil))
	}
	says(t, w.get("chats"), "지우", "도윤", "민준")
}

// over reports whether the job that an answer leads to has ended.
func (w *window) over(r reply) bool {
	w.t.Helper()
	id := strings.TrimPrefix(r.Go, w.base+"jobs/")
	for _, j := range w.jobs.all {
		if j.id == id {
			_, ended, _ := j.ended()
			return ended
		}
	}
	w.t.Fatalf("no job: %+v", r)
	return true
}

// What was forgotten once is not added unasked. It can be thrown away, which makes room for others.
func TestThrowForgottenAway(t *testing.T) {
	w := newDrop(t)
	file := dropped{"KakaoTalkChats.txt", talkOf("민준", "서연", 5)}
	w.arrives(w.posts(w.takes(file)+"/keep", url.Values{"keep": {"plain"}}))
	err := w.archive.change(t.Context(), func(int64, int64) {}, func(st *store.Store) error {
		_, err := st.Forget(t.Context(), store.What{Chat: 1})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for range maxIntakes + 1 {
		at := w.takes(file)
		to := w.arrives(w.posts(at+"/keep", nil))
		page := w.get(to)
		says(t, page, "you had exile forget it", "Add it again", "Throw away")
		if !strings.Contains(page, `action="`+w.base+at+`/drop"`) {
			t.Fatal("it cannot be thrown away")
		}
		if r := w.posts(at+"/drop", nil); r.Go != w.base+"add" {
			t.Errorf("thrown away: %+v", r)
		}
	}
}
