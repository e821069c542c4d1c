package sheet_test

import (
	"bytes"
	"flag"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"exile/cmd/internal/lang"
	"exile/cmd/internal/sheet"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// The key of age's own documentation of test vectors: it opens nothing.
const key = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"

func write(t *testing.T, l lang.Lang, archive string) string {
	t.Helper()
	var b bytes.Buffer
	err := sheet.Write(&b, sheet.Sheet{
		Lang:      l,
		Archive:   archive,
		ID:        "0123456789abcdef0123456789abcdef",
		Sealed:    time.Date(2026, 11, 21, 23, 59, 0, 0, time.FixedZone("KST", 9*3600)),
		Key:       key,
		Recipient: "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var (
	style = regexp.MustCompile(`(?s)<(style|title)>.*?</(style|title)>|<svg.*?</svg>`)
	tag   = regexp.MustCompile(`<[^>]*>`)
)

// words is what stands on the page for people.
func words(page string) string {
	var lines []string
	for line := range strings.Lines(tag.ReplaceAllString(style.ReplaceAllString(page, ""), "")) {
		if line = strings.TrimSpace(html.UnescapeString(line)); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

func TestWords(t *testing.T) {
	for _, l := range []lang.Lang{lang.KO, lang.EN} {
		got := words(write(t, l, "history.exile.age"))
		path := filepath.Join("testdata", "sheet."+string(l)+".txt")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-update rewrites it):\n%s", l, diff)
		}
	}
}

// The sheet is read years later, on a computer without a network: it must
// neither load nor run anything. Nor may a file's name become part of the page.
func TestSelfContained(t *testing.T) {
	page := write(t, lang.EN, `a"b<script>alert(1)</script>.exile.age`)
	for _, bad := range []string{"<script", "<img", "<link", "<iframe", "src=", "href=", "url(", "@import", "onload"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %s", bad)
		}
	}
	if !strings.Contains(words(page), key) {
		t.Error("the key cannot be copied from the page in one piece")
	}
}

// The names of files are written so that the commands can be typed as they stand.
func TestCommands(t *testing.T) {
	for archive, want := range map[string]string{
		"history.exile.age": "age -d -i key.txt -o history.zip history.exile.age\nunzip history.zip -d history.exile\n",
		"우리 대화.exile.age":   "age -d -i key.txt -o history.zip \"우리 대화.exile.age\"\nunzip history.zip -d \"우리 대화.exile\"\n",
		"추억.age":            "age -d -i key.txt -o history.zip 추억.age\nunzip history.zip -d 추억.exile\n",
		"-x.exile.age":      "age -d -i key.txt -o history.zip \"./-x.exile.age\"\nunzip history.zip -d \"./-x.exile\"\n",
	} {
		if got := words(write(t, lang.EN, archive)); !strings.Contains(got, want) {
			t.Errorf("%s: no %q in\n%s", archive, want, got)
		}
	}
}

// A phone must be able to read the code: what zbarimg reads from the page as a
// browser draws it, also with a stain on it, is the key.
func TestCode(t *testing.T) {
	for _, program := range []string{"chromium", "zbarimg"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed (Debian: chromium, zbar-tools)", program)
		}
	}
	dir := t.TempDir()
	clean := write(t, lang.KO, "history.exile.age")
	stain := `<path d="M20 20h6v5h-6z" fill="#555"/></svg>`
	for name, page := range map[string]string{"clean": clean, "stained": strings.Replace(clean, "</svg>", stain, 1)} {
		path, shot := filepath.Join(dir, name+".html"), filepath.Join(dir, name+".png")
		if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
		browser := exec.CommandContext(t.Context(), "chromium", "--headless", "--no-sandbox", "--disable-gpu",
			"--user-data-dir="+filepath.Join(dir, "profile"), "--hide-scrollbars",
			"--screenshot="+shot, "--window-size=900,1300", "file://"+path)
		if out, err := browser.CombinedOutput(); err != nil {
			t.Fatalf("chromium: %v\n%s", err, out)
		}
		got, err := exec.CommandContext(t.Context(), "zbarimg", "--quiet", "--raw", shot).Output()
		if err != nil || strings.TrimSpace(string(got)) != key {
			t.Errorf("%s: zbarimg: %v: %q", name, err, got)
		}
	}
}
