package html

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/internal/browsertest"
)

// Nothing of what attacks runs, and no page asks for anything that does not lie beside it; not
// even where a person opens and looks for what attacks.
func TestBrowserRunsNothing(t *testing.T) {
	asked := make(chan string, 100)
	server := listen(t, asked)
	b := browsertest.Start(t, browsertest.Options{})
	for name, values := range map[string]map[string]string{"site": {optionPages: "5000"}, "single": single()} {
		dir := onDisk(t, formattest.Hostile(server), formats.WriteOptions{Lang: "en", Values: values})
		pages := pagesOf(t, dir)
		if name == "site" {
			if len(pages) < 10 {
				t.Fatalf("the pages are %q", pages)
			}
			pages = append(pages, "search.html#q=script", "search.html#q=alert", "search.html#q=<")
		}
		opened := 0
		p := double(t, b, dir, "index.html", browsertest.Tab{})
		for _, page := range pages {
			p.Go("about:blank") // or the page stays where its address alone is another
			p.Go(address(dir, page))
			if strings.Contains(page, "#q=") {
				p.Wait("results", `document.querySelectorAll(".hits li").length >= 10`)
			}
			browsertest.Eval[int](p, `document.querySelectorAll("details").forEach((d) => { d.open = true; }), 0`)
			opened += browsertest.Eval[int](p, open)
			if browsertest.Eval[bool](p, `"ran" in document.documentElement.dataset`) {
				t.Errorf("%s ran what somebody wrote", page)
			}
			if page != "search.html" && !browsertest.Eval[bool](p, `[...document.querySelectorAll("bdi")].some((e) => e.textContent.includes("<script>"))`) {
				t.Errorf("%s does not show what somebody wrote", page)
			}
		}
		if opened < 5 {
			t.Errorf("%d photos were opened", opened)
		}
	}
	close(asked)
	for path := range asked {
		t.Errorf("a page asked for %s", path)
	}
}

// open opens and closes each photo of a page, and tells how many there are.
const open = `[...document.querySelectorAll("a.ph")].map((a) => { a.click(); document.querySelector("dialog").close(); }).length`

// A file that pretends is not run by the browser that opens it; one that was left what it is would be.
func TestBrowserDoesNotRunMedia(t *testing.T) {
	asked := make(chan string, 100)
	server := listen(t, asked)
	script := []byte(`<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body><script>new Image().src="` + server + `/"+location.pathname.split(".").pop()</script></body></html>`)
	var files []export.File
	data := map[string][]byte{}
	for _, name := range []string{"a.html", "b.svg", "c", "d.xhtml", "e.xml", "f.mhtml", "g.jpg", "h.txt", "i.pdf", "j.HTM", "k.html.", "l.html "} {
		files = append(files, export.File{Kind: export.FileDocument, Name: name, Path: name, State: export.FilePresent})
		data[name] = script
	}
	events, _ := roomOf(export.Media{Files: files})
	dir := onDisk(t, formattest.NewHistory(events, data), formats.WriteOptions{Lang: "ko"})
	written, err := filepath.Glob(filepath.Join(dir, "*", "media", "*"))
	if err != nil || len(written) != len(files) {
		t.Fatalf("the files are %q: %v", written, err)
	}
	frames := []byte("<!DOCTYPE html>")
	for _, path := range append(written, filepath.Join(dir, "left.html")) {
		frames = fmt.Appendf(frames, `<iframe src="%s"></iframe>`, browsertest.File(path))
	}
	for name, b := range map[string][]byte{"left.html": script, "frames.html": frames} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b := browsertest.Start(t, browsertest.Options{})
	double(t, b, dir, "frames.html", browsertest.Tab{Within: []string{server + "/html", "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/"}}) // what shows PDF
	for _, trouble := range b.Troubles() {
		if !strings.HasPrefix(trouble, "a download began: ") || !strings.HasSuffix(trouble, ".bin") {
			t.Error(trouble)
		}
	}
	b.Close()
	close(asked)
	if all := slices.Collect(func(yield func(string) bool) {
		for path := range asked {
			if !yield(path) {
				return
			}
		}
	}); !slices.Equal(all, []string{"/html"}) {
		t.Errorf("run were %q, want /html alone", all)
	}
}

// listen serves nothing and tells what it is asked for.
func listen(tb testing.TB, asked chan<- string) string {
	tb.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		select {
		case asked <- r.URL.Path:
		default:
		}
	}))
	tb.Cleanup(server.Close)
	return server.URL
}
