//go:build cgo

package serve

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// A download can be gone on with, is called by no one's name, and is nothing but a download.
func TestDownload(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, numbered(50)), Lang: "en"})
	page := w.makes(url.Values{"to": {"jsonl"}})
	whole := w.downloads(page, "exile-jsonl.jsonl")
	at := strings.Replace(page, "made/", "download/", 1) + "/exile-jsonl.jsonl"

	resp := w.send(http.MethodGet, at, nil, "Range", "bytes=100-199")
	part, _ := io.ReadAll(resp.Body)
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusPartialContent || !bytes.Equal(part, whole[100:200]) {
		t.Errorf("a part: %d, %d bytes", resp.StatusCode, len(part))
	}
	again := w.send(http.MethodGet, at, nil, "Range", "bytes=100-", "If-Range", resp.Header.Get("ETag"))
	rest, _ := io.ReadAll(again.Body)
	_ = again.Body.Close()
	if again.StatusCode != http.StatusPartialContent || !bytes.Equal(rest, whole[100:]) {
		t.Errorf("gone on with: %d, %d bytes", again.StatusCode, len(rest))
	}
	for name, want := range map[string]string{
		"Content-Disposition": `attachment; filename=exile-jsonl.jsonl`, "Content-Type": "application/octet-stream",
		"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
	} {
		if got := resp.Header.Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	id := strings.TrimPrefix(page, "made/")
	for _, name := range []string{
		"x", "..%2f..%2fetc%2fpasswd", "exile-jsonl.jsonl%0d%0aSet-Cookie:%20a=b", "%EA%B9%80.html", "exile-jsonl.jsonl%00.html", "exile-jsonl.jsonl%2f",
	} {
		if status, _ := w.ask(http.MethodGet, "download/"+id+"/"+name, nil); status != http.StatusNotFound {
			t.Errorf("%s: %d", name, status)
		}
	}
	for _, other := range []string{"", "x", id + "x"} {
		if status, _ := w.ask(http.MethodGet, "download/"+other+"/exile-jsonl.jsonl", nil); status != http.StatusNotFound {
			t.Errorf("of %q: %d", other, status)
		}
	}
}

// Several files lie there beside each other until they are thrown away; what is thrown away
// meanwhile ends short.
func TestMadeAreThrownAway(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, numbered(50)), Lang: "en"})
	first := w.makes(url.Values{"to": {"jsonl"}})
	second := w.makes(url.Values{"to": {"txt"}})
	if shown := w.get(second); !strings.Contains(shown, w.base+first) {
		t.Error("the page of the second does not show the first")
	}
	m := w.jobs.made[0]
	if answer := w.post(first+"/drop", nil); !strings.Contains(answer, `"go"`) {
		t.Errorf("answer: %s", answer)
	}
	if status, _ := w.ask(http.MethodGet, first, nil); status != http.StatusNotFound {
		t.Errorf("thrown away: %d", status)
	}
	if _, err := m.ReadAt(make([]byte, 1), 0); err == nil {
		t.Error("it can still be read")
	}
	if shown := w.get(second); strings.Contains(shown, w.base+first) {
		t.Error("it is still shown")
	}
}
