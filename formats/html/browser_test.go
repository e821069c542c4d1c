package html

import (
	"bytes"
	"context"
	"fmt"
	"image/color"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// disk is an output in a folder.
type disk struct{ dir string }

func (d disk) Create(name string) (io.WriteCloser, error) {
	p := filepath.Join(d.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o700); err != nil {
		return nil, err
	}
	return os.OpenFile(p, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}

// onDisk writes a history into a folder and returns it.
func onDisk(tb testing.TB, h formats.History, opt formats.WriteOptions) string {
	tb.Helper()
	dir := tb.TempDir()
	if _, err := (writer{}).Write(tb.Context(), h, disk{dir}, opt, nil); err != nil {
		tb.Fatal(err)
	}
	return dir
}

// fileAddress is that of a page on the disk, as a double click has it; a query may follow.
func fileAddress(page string) string {
	path, query, asks := strings.Cut(page, "#q=")
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(path)}
	if asks {
		return u.String() + "#q=" + query
	}
	return u.String()
}

// chromium runs the browser on a page and returns what it prints.
func chromium(tb testing.TB, page string, flags ...string) string {
	tb.Helper()
	if testing.Short() {
		tb.Skip("a browser takes its time")
	}
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			program = p
			break
		}
	}
	if program == "" {
		tb.Skip("no chromium here: what a browser makes of the pages was not tried")
	}
	ctx, cancel := context.WithTimeout(tb.Context(), 2*time.Minute)
	defer cancel()
	flags = append([]string{
		"--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--no-pings", "--user-data-dir=" + tb.TempDir(),
	}, flags...)
	cmd := exec.CommandContext(ctx, program, append(flags, fileAddress(page))...)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		tb.Fatalf("chromium: %v\n%s", err, said.String())
	}
	return out.String()
}

// dom is a page as it is once its script has run.
func dom(tb testing.TB, page string) string {
	tb.Helper()
	return chromium(tb, page, "--virtual-time-budget=10000", "--dump-dom")
}

// Nothing of what attacks runs, and no page asks for anything that does not lie beside it.
func TestBrowserRunsNothing(t *testing.T) {
	asked := make(chan string, 100)
	server := listen(t, asked)
	for name, values := range map[string]map[string]string{"site": {optionPages: "5000"}, "single": single()} {
		dir := onDisk(t, hostile(server), formats.WriteOptions{Lang: "en", Values: values})
		pages, err := filepath.Glob(filepath.Join(dir, "*", "0001.html"))
		if err != nil || name == "site" && len(pages) < 3 {
			t.Fatalf("the pages are %q: %v", pages, err)
		}
		pages = append(pages[:min(len(pages), 2)], filepath.Join(dir, "index.html"))
		if name == "site" {
			pages = append(pages, filepath.Join(dir, "search.html#q=script"))
		}
		for _, page := range pages {
			text := dom(t, page)
			if root, _, _ := strings.Cut(text, "<head>"); strings.Contains(root, "data-ran") {
				t.Errorf("%s ran what somebody wrote", page)
			}
			if !strings.Contains(text, "<bdi>") {
				t.Errorf("%s does not show what somebody wrote", page)
			}
		}
	}
	close(asked)
	for path := range asked {
		t.Errorf("a page asked for %s", path)
	}
}

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
	left := filepath.Join(dir, "left.html")
	frames := []byte("<!DOCTYPE html>")
	for _, path := range append(written, left) {
		frames = fmt.Appendf(frames, `<iframe src="%s"></iframe>`, fileAddress(path))
	}
	for path, b := range map[string][]byte{left: script, filepath.Join(dir, "frames.html"): frames} {
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	dom(t, filepath.Join(dir, "frames.html"))
	close(asked)
	var all []string
	for path := range asked {
		all = append(all, path)
	}
	if len(all) != 1 || all[0] != "/html" {
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

// What stands in the pages is found from a disk, by as little as a syllable; a result leads to its message.
func TestBrowserSearches(t *testing.T) {
	contents := texts(700)
	contents[3] = export.Text{Body: "내일 국밥집에서 만나요 🎂 Straße ÀÉ"}
	contents[650] = export.Text{Body: "그 국밥집 이름이 뭐였죠? <b>\"따옴표\"</b>"}
	contents[651] = export.Media{Files: []export.File{{Kind: export.FileDocument, Name: "\u1112\u1161\u11ab\u1100\u1173\u11af.pdf", State: export.FileMissing}}}
	events, _ := roomOf(contents...)
	dir := onDisk(t, formattest.NewHistory(events, nil), formats.WriteOptions{Lang: "ko"})
	for q, want := range map[string]int{
		"국밥": 2, "밥": 2, "국밥집에서": 1, "국밥 만나 STRASSE": 0, "요 🎂 àé": 1, "<B>": 1, "한글.PDF": 1, "글 64": 17,
	} {
		page := dom(t, filepath.Join(dir, "search.html")+"#q="+url.QueryEscape(q))
		if got := strings.Count(page, `<li><a href=`); got != want {
			t.Errorf("%q is found %d times, want %d", q, got, want)
		}
		if q == "국밥집에서" && !strings.Contains(page, `href="%EA%B9%80%EC%84%9C%EC%A4%80/2026-01.html#m4"`) {
			t.Errorf("the result does not lead to its message: %s", page)
		}
	}
}

// Pages are light or dark as the person has it.
func TestBrowserColors(t *testing.T) {
	c := formattest.Generate(formattest.Plan{Messages: 3000, Media: true})
	dir := onDisk(t, c.History(), formats.WriteOptions{Lang: "ko"})
	pages, err := filepath.Glob(filepath.Join(dir, "*", "*-??.html"))
	if err != nil || len(pages) == 0 {
		t.Fatal(pages, err)
	}
	for _, scheme := range []string{"0", "1"} { // dark, light
		shot := filepath.Join(t.TempDir(), "page.png")
		chromium(t, pages[0], "--window-size=500,800", "--blink-settings=preferredColorScheme="+scheme, "--virtual-time-budget=5000", "--screenshot="+shot)
		if light := brightness(t, shot); (light > 160) != (scheme == "1") {
			t.Errorf("with the color scheme %s the page is as bright as %d of 255", scheme, light)
		}
	}
}

// brightness is the mean of a screenshot.
func brightness(tb testing.TB, path string) int {
	tb.Helper()
	f, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		tb.Fatal(err)
	}
	sum, n := 0, 0
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y += 7 {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x += 7 {
			sum += int(color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y)
			n++
		}
	}
	return sum / n
}
