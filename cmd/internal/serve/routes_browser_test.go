//go:build cgo

package serve

import (
	"testing"
	"time"

	"exile/internal/browsertest"
)

// A browser tells when the person goes to a page, and when a page goes on by itself: that is no use of an
// archive, and does not keep it open.
func TestBrowserTellsWho(t *testing.T) {
	t.Parallel() // it waits most of the time
	d, clock := timed(t)
	p := openTabs(t, d, 1)[0]
	acted := func() time.Time {
		d.mu.Lock()
		defer d.mu.Unlock()
		return d.acted
	}
	clock.pass(time.Minute)
	media := word(browsertest.Tab{Lang: "en"}, "Media")
	p.Role("link", media).Click()
	p.Role("heading", media).Wait()
	if !d.tellsWho.Load() || !acted().Equal(clock.time()) {
		t.Fatalf("a click was at %v, the person came at %v", clock.time(), acted())
	}
	browsertest.Eval[int](p, `window.before = 1, setTimeout(() => location.reload(), 6000)`) // a click counts for 5 seconds
	was := acted()
	clock.pass(time.Minute)
	p.Wait("the page anew", `!window.before && document.querySelector("#main")`)
	if !acted().Equal(was) {
		t.Errorf("the page went on by itself at %v, and the person came at %v", clock.time(), acted())
	}
}
