package html

import (
	"bytes"
	"image/color"
	"image/png"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/internal/browsertest"
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

// double opens a page of a folder as a double click on it does.
func double(tb testing.TB, b *browsertest.Browser, dir, page string, tab browsertest.Tab) *browsertest.Page {
	tb.Helper()
	tab.Within = append(tab.Within, browsertest.File(dir)+"/")
	return b.Open(tb, address(dir, page), tab)
}

// address is that of a page in a folder; #q=WORDS may follow.
func address(dir, page string) string {
	path, words, asks := strings.Cut(page, "#q=")
	a := browsertest.File(filepath.Join(dir, path))
	if asks {
		a += "#q=" + url.QueryEscape(words)
	}
	return a
}

// pagesOf lists the pages of a folder, as double takes them.
func pagesOf(tb testing.TB, dir string) []string {
	tb.Helper()
	var list []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".html") {
			list = append(list, path)
		}
		return err
	})
	if err != nil || len(list) == 0 {
		tb.Fatalf("there are the pages %q: %v", list, err)
	}
	return list
}

// What stands in the pages is found from a disk, by as little as a syllable; a result leads to its message.
func TestBrowserSearches(t *testing.T) {
	contents := texts(700)
	contents[3] = export.Text{Body: "내일 국밥집에서 만나요 🎂 Straße ÀÉ"}
	contents[650] = export.Text{Body: "그 국밥집 이름이 뭐였죠? <b>\"따옴표\"</b>"}
	contents[5] = export.Text{Body: strings.Repeat("😀", 100) + "가한쪽가" + strings.Repeat("😀", 200)}
	contents[651] = export.Media{Files: []export.File{{Kind: export.FileDocument, Name: "\u1112\u1161\u11ab\u1100\u1173\u11af.pdf", State: export.FileMissing}}}
	events, _ := roomOf(contents...)
	dir := onDisk(t, formattest.NewHistory(events, nil), formats.WriteOptions{Lang: "ko"})
	p := double(t, browsertest.Start(t, browsertest.Options{}), dir, "search.html", browsertest.Tab{Lang: "ko"})
	for q, want := range map[string]int{
		"국밥": 2, "밥": 2, "국밥집에서": 1, "국밥 만나 STRASSE": 0, "요 🎂 àé": 1, "한쪽": 1, "<B>": 1, "한글.PDF": 1, "글 64": 17,
	} {
		p.Go("about:blank") // or the page stays, and its address alone is another
		p.Go(address(dir, "search.html#q="+q))
		p.Wait("an end of the search", `document.getElementById("status").textContent.match(/[0-9없]/)`)
		if got := browsertest.Eval[int](p, `document.querySelectorAll(".hits li").length`); got != want {
			t.Errorf("%q is found %d times, want %d", q, got, want)
		}
		if shown := browsertest.Eval[string](p, `document.querySelector(".hits")?.textContent || ""`); strings.ContainsRune(shown, utf8.RuneError) {
			t.Errorf("%q is found in %q, where letters are cut", q, shown)
		}
		if q == "국밥집에서" {
			if to := browsertest.Get[string](p.CSS(".hits a"), `return this.getAttribute("href")`); to != "%EA%B9%80%EC%84%9C%EC%A4%80/2026-01.html#m4" {
				t.Errorf("the result does not lead to its message, but to %s", to)
			}
		}
	}
}

// Pages are light or dark as the person has it.
func TestBrowserColors(t *testing.T) {
	c := formattest.Generate(formattest.Plan{Messages: 3000, Media: true})
	dir := onDisk(t, c.History(), formats.WriteOptions{Lang: "ko"})
	pages := pagesOf(t, dir)
	p := double(t, browsertest.Start(t, browsertest.Options{}), dir, pages[slices.IndexFunc(pages, func(s string) bool { return strings.Contains(s, "-") })], browsertest.Tab{})
	for _, dark := range []bool{true, false} {
		p.Colors(dark)
		if light := brightness(t, p.Picture()); (light > 160) == dark {
			t.Errorf("dark: %v, and the page is as bright as %d of 255", dark, light)
		}
	}
}

// brightness is the mean of a picture.
func brightness(tb testing.TB, data []byte) int {
	tb.Helper()
	img, err := png.Decode(bytes.NewReader(data))
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
