//go:build cgo

package serve

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"exile/convert"
	"exile/export"
	"exile/export/store"
	"exile/formats"
	"exile/formats/all"
	"exile/formats/formattest"
)

// makes has an output made of the store, of all its chats unless the form names some, and
// returns the address of its page.
func (w *window) makes(form url.Values) string {
	w.t.Helper()
	if form["chat"] == nil {
		err := w.archive.read(w.t.Context(), func(st *store.Store) error {
			chats, err := st.View().Chats(w.t.Context())
			for i := range chats {
				form.Add("chat", refText(chats[i].Ref))
			}
			return err
		})
		if err != nil {
			w.t.Fatal(err)
		}
	}
	return w.leads(w.post("make", form))
}

func refText(ref export.ChatRef) string {
	b, _ := json.Marshal(ref)
	return string(b)
}

// leads follows an answer to the page of what was made.
func (w *window) leads(answer string) string {
	w.t.Helper()
	var r reply
	if err := json.Unmarshal([]byte(answer), &r); err != nil || r.Go == "" {
		w.t.Fatalf("answer: %s", answer)
	}
	for strings.HasPrefix(r.Go, w.base+"jobs/") {
		resp := w.send(http.MethodGet, "http://"+w.host+r.Go, nil)
		body, _ := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusSeeOther:
			r.Go = resp.Header.Get("Location")
		case http.StatusOK:
		default:
			w.t.Fatalf("the job: %s", body)
		}
	}
	return strings.TrimPrefix(r.Go, w.base)
}

// downloads returns what a page of something made offers.
func (w *window) downloads(page, name string) []byte {
	w.t.Helper()
	return []byte(w.get(strings.Replace(page, "made/", "download/", 1) + "/" + name))
}

// From the store: every form that can be chosen gives what the command would write.
func TestMakeOfStore(t *testing.T) {
	dir := stored(t, formattest.Everything())
	w := openWindow(t, Options{Store: dir, Lang: "ko"})
	page := w.get("make")
	e := &convert.Engine{Formats: all.Formats()}
	st, err := store.Open(dir, store.ReadOnly)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	_, offset := w.opt.Now().Zone()
	for _, f := range e.Formats {
		if f.Writer == nil {
			continue
		}
		if !strings.Contains(page, `name="to" value="`+f.Name+`"`) {
			t.Errorf("%s cannot be chosen", f.Name)
		}
		out := filepath.Join(t.TempDir(), "exile-"+f.Name)
		if _, err := e.Write(t.Context(), st.View(), f, out, convert.OutOptions{
			Write: formats.WriteOptions{Lang: "ko", Offset: time.Duration(offset) * time.Second},
		}); err != nil {
			t.Fatal(err)
		}
		got := w.downloads(w.makes(url.Values{"to": {f.Name}, "me": {"한지우"}}), downloadFile(f))
		if f.Writer.Can().SingleFile {
			if want, err := os.ReadFile(out); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s: another file than the command writes: %v", f.Name, err)
			}
			continue
		}
		sameAsFolder(t, out, got)
	}
}

// sameAsFolder compares a zip with a folder, byte for byte.
func sameAsFolder(t *testing.T, dir string, data []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := 0
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		want, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		f, err := z.Open(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return nil
		}
		got, err := io.ReadAll(f)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is another: %v", name, err)
		}
		return nil
	})
	if err != nil || files < 2 || files != len(z.File) {
		t.Errorf("%d files, %d in the zip, %v", files, len(z.File), err)
	}
}

// Chosen chats, days, names and options reach the writer.
func TestMakeChosen(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, numbered(100)), Lang: "en"})
	page := w.makes(url.Values{
		"to": {"telegram"}, "chat": {"1"}, "from": {"2026-01-02"}, "until": {"2026-01-03"},
		"me": {"김서준"}, "of": {"한지우", "김서준"}, "as": {"Jiu", "김서준"}, "telegram.for": {"android"}, "telegram.as-group": {"true"},
	})
	text := inZip(t, w.downloads(page, "exile-telegram.zip"), ".txt")
	if !strings.Contains(text, "Jiu: 글 ") || !strings.Contains(text, "김서준: 글 ") || strings.Contains(text, "한지우: ") {
		t.Errorf("names: %s", text)
	}
	if n := strings.Count(text, ": 글 "); n != 48 {
		t.Errorf("%d messages in two days", n)
	}
	shown := w.get(page)
	for _, want := range []string{">48<", "On Android", "choose the group or create a new one", "WhatsApp Chat with", "START-HERE.html"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(shown, "On an iPhone") {
		t.Error("it tells of an iPhone, for which nothing is there")
	}
	guide := inZip(t, w.downloads(page, "exile-telegram.zip"), "START-HERE.html")
	if !strings.Contains(guide, "<b><bdi>김서준</bdi></b> (you)") {
		t.Errorf("who I am: %s", guide)
	}
}

func inZip(t *testing.T, data []byte, suffix string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, suffix) {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			return string(text)
		}
	}
	t.Fatalf("no %s in it", suffix)
	return ""
}

// What cannot be made is said in the form, in words, and makes nothing.
func TestMakeRefused(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, numbered(10)), Lang: "ko"})
	for name, c := range map[string]struct {
		form url.Values
		want string
	}{
		"no chat":         {url.Values{"to": {"html"}}, "고른 대화가 없습니다"},
		"no form":         {url.Values{"chat": {"1"}}, "무엇으로 만들지"},
		"not written":     {url.Values{"chat": {"1"}, "to": {"kakaotalk"}}, "무엇으로 만들지"},
		"no number":       {url.Values{"chat": {"1 or 2"}, "to": {"html"}}, "요청을 처리하지 못했습니다"},
		"no day":          {url.Values{"chat": {"1"}, "to": {"html"}, "from": {"tomorrow"}}, "날짜가 맞지"},
		"backwards":       {url.Values{"chat": {"1"}, "to": {"html"}, "from": {"2026-01-02"}, "until": {"2026-01-01"}}, "날짜가 맞지"},
		"no such phone":   {url.Values{"chat": {"1"}, "to": {"telegram"}, "telegram.for": {"nokia"}}, "요청을 처리하지 못했습니다"},
		"no such part":    {url.Values{"chat": {"1"}, "to": {"telegram"}, "telegram.part": {"much"}}, "‘much’은(는) 여기에 쓸 수 없습니다"},
		"twins":           {url.Values{"chat": {"1"}, "to": {"telegram"}, "of": {"한지우", "김서준"}, "as": {"Kim", "Kim"}}, "‘Kim’이라는 이름을 두 사람에게"},
		"nobody":          {url.Values{"chat": {"1"}, "to": {"telegram"}, "me": {"없는 사람"}}, "요청을 처리하지 못했습니다"},
		"a name too many": {url.Values{"chat": {"1"}, "to": {"telegram"}, "of": {"한지우"}, "as": {"a", "b"}}, "요청을 처리하지 못했습니다"},
	} {
		if got := w.post("make", c.form); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s", name, got)
		}
	}
	if len(w.jobs.made) > 0 {
		t.Error("something was made")
	}
}

// What was lost is told by class with what to do about it, and no flag or command is named.
func TestMadeTellsWhatWasLost(t *testing.T) {
	for lang, want := range map[string][]string{
		"en": {"Your file is ready", "What to know about it", "Lost"},
		"ko": {"파일이 다 되었습니다", "알아 두실 것", "옮기지 못함"},
	} {
		w := openWindow(t, Options{Store: stored(t, formattest.Everything())})
		w.lang = lang
		shown := w.get(w.makes(url.Values{"to": {"telegram"}}))
		for _, words := range want {
			if !strings.Contains(shown, words) {
				t.Errorf("%s: the page does not say %q", lang, words)
			}
		}
		_, told, _ := strings.Cut(shown, want[1])
		told = regexp.MustCompile(`<[^>]*>`).ReplaceAllString(told, "") // a number in an address may hold anything
		if strings.Contains(told, "--") || strings.Contains(told, "`") {
			t.Errorf("%s: it names flags: %s", lang, told)
		}
	}
}

// Of a sealed archive the page says what a download means.
func TestMakeOfSealed(t *testing.T) {
	d := newDesk(t, func(o *Options) { o.Lang = "en" })
	d.seal()
	d.archive.find()
	if status, _ := d.ask(http.MethodGet, "make", nil); status != http.StatusSeeOther {
		t.Errorf("locked: %d", status)
	}
	d.unlocks()
	if page := d.get("make"); !strings.Contains(page, "Your archive is sealed") {
		t.Error("the form does not say that a download lies in the clear")
	}
	page := d.makes(url.Values{"to": {"html"}})
	if shown := d.get(page); !strings.Contains(shown, "in the clear") {
		t.Error("the page does not say that a download lies in the clear")
	}
	if data := d.downloads(page, "exile-html.zip"); !bytes.HasPrefix(data, []byte("PK")) {
		t.Error("no zip")
	}
	alone := []string{"history.exile.age", "history.exile.key", "state"}
	entries, err := os.ReadDir(d.dir)
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range entries {
		if i >= len(alone) || e.Name() != alone[i] {
			t.Errorf("beside the archive lies %s", e.Name())
		}
	}
}

// Titles and names of others are text on every page.
func TestMakeHostile(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, formattest.Hostile("http://127.0.0.1:1")), Lang: "en"})
	pages := []string{w.get("make"), w.get(w.makes(url.Values{"to": {"telegram"}})), w.get(w.makes(url.Values{"to": {"html"}}))}
	elements := strings.Fields("main section h1 h2 h3 form fieldset legend label input select option textarea button details summary " +
		"div p b br bdi span a code ul ol li table tbody tr th td")
	for _, page := range pages {
		for n := range mainOf(t, page).Descendants() {
			if n.Type == html.ElementNode && !slices.Contains(elements, n.Data) {
				t.Errorf("an element %q", n.Data)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" || a.Key == "href" && !strings.HasPrefix(a.Val, w.base) {
					t.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
				}
			}
		}
	}
}

// What the window makes of an upload is what the command makes of the same files: the same bytes,
// the report too.
func TestMakeOfUploadIsTheCommands(t *testing.T) {
	now := time.Date(2026, 11, 22, 3, 0, 0, 0, seoul)
	w := openWindow(t, Options{Store: filepath.Join(t.TempDir(), "chats.exile"), Lang: "ko", Now: func() time.Time { return now }})
	zipped, folder := exampleZip(t)
	for name, c := range map[string]struct {
		path string
		give []dropped
	}{
		"a zip":    {zipped, []dropped{{filepath.Base(zipped), contents(t, zipped)}}},
		"a folder": {folder, droppedFolder(t, folder)},
	} {
		at := w.takes(c.give...)
		for _, f := range []string{"telegram", "html", "csv", "jsonl"} {
			format, _ := w.opt.Formats.Find(f)
			page := w.leads(w.post(at+"/make", url.Values{"to": {f}}))
			got := w.downloads(page, downloadFile(format))

			out := filepath.Join(t.TempDir(), "exile-"+f)
			ins, err := convert.Open(t.Context(), []string{c.path}, convert.OpenOptions{Scratch: t.TempDir()})
			if err != nil {
				t.Fatal(err)
			}
			e := &convert.Engine{Formats: w.opt.Formats}
			if _, err := e.Convert(t.Context(), ins, format, out, convert.InOptions{Read: formats.ReadOptions{}}, convert.OutOptions{
				Write: formats.WriteOptions{Lang: "ko", Offset: 9 * time.Hour},
			}); err != nil {
				t.Fatal(err)
			}
			if format.Writer.Can().SingleFile {
				if want, err := os.ReadFile(out); err != nil || !bytes.Equal(got, want) {
					t.Errorf("%s of %s: another file: %v", f, name, err)
				}
				continue
			}
			sameAsFolder(t, out, got)
		}
	}
}

// exampleZip returns the example export as a zip and as a folder.
func exampleZip(t *testing.T) (zipped, folder string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "KakaoTalk_Chats")
	if err := os.CopyFS(folder, os.DirFS(exampleChat)); err != nil {
		t.Fatal(err)
	}
	zipped = folder + ".zip"
	f, err := os.Create(zipped)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	if err := z.AddFS(os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return zipped, folder
}

func contents(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// droppedFolder is a folder as a browser sends it.
func droppedFolder(t *testing.T, dir string) (list []dropped) {
	t.Helper()
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(filepath.Dir(dir), p)
		list = append(list, dropped{filepath.ToSlash(rel), contents(t, p)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}
