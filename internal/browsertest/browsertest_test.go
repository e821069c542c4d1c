package browsertest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// serve answers with pages by their path.
func serve(tb testing.TB, pages map[string]string) string {
	tb.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, ok := pages[r.URL.Path]
		if !ok {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		switch {
		case strings.HasSuffix(r.URL.Path, ".bin"):
			w.Header().Set("Content-Disposition", "attachment")
		case strings.HasSuffix(r.URL.Path, ".css"):
			time.Sleep(500 * time.Millisecond)
			w.Header().Set("Content-Type", "text/css; charset=utf-8")
		default:
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
		}
		fmt.Fprint(w, strings.ReplaceAll(body, "LANGUAGES", r.Header.Get("Accept-Language")))
	}))
	tb.Cleanup(s.Close)
	return s.URL + "/"
}

const quiet = `<!DOCTYPE html><html lang="en"><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width"><title>exile</title>`

// Whatever goes wrong unseen is told.
func TestTroubles(t *testing.T) {
	b := Start(t, Options{})
	other := serve(t, map[string]string{"/x": "x"})
	var later []string // what the log of the network tells
	for name, c := range map[string]struct{ body, want string }{
		"request":   {`<img src="` + other + `x">`, "the page asked for " + other},
		"abroad":    {`<img src="http://nowhere.example/x">`, "the page asked for http://nowhere.example/x"},
		"frame":     {`<iframe src="` + other + `x"></iframe>`, "the page asked for " + other},
		"leaves":    {`<meta http-equiv=refresh content="0;url=` + other + `x">`, "the page asked for " + other},
		"console":   {`<script>console.error("bad", 1)</script>`, "the console has a error: bad 1"},
		"exception": {`<script>nothing.here()</script>`, "an exception at"},
		"rejection": {`<script>Promise.reject(new Error("bad"))</script>`, "an exception at"},
		"policy":    {`<meta http-equiv="Content-Security-Policy" content="default-src 'none'"><script>1</script>`, "the policy was offended (script-src-elem)"},
		"inline":    {`<meta http-equiv="Content-Security-Policy" content="default-src 'none'"><p style="color:red">x</p>`, "the policy was offended (style-src-attr)"},
		"missing":   {`<img src="missing.png">`, "the browser says: Failed to load resource"},
		"alert":     {`<script>setTimeout(() => alert("boo"), 0)</script>`, "a dialog (alert) says: boo"},
		"socket":    {`<script>new WebSocket("ws` + strings.TrimPrefix(other, "http") + `x")</script>`, "the page asked for ws:"},
		"window":    {`<p id="p" onclick="window.open('` + other + `x')">x</p>`, "a window was opened: " + other},
		"blank":     {`<a id="p" target="_blank" rel="noopener" href="` + other + `x">x</a>`, "a window was opened: " + other},
		"download":  {`<a id="p" href="y.bin">x</a>`, "a download began: y.bin"},
		"worker":    {`<script>new Worker(URL.createObjectURL(new Blob(["fetch('` + other + `w')"])))</script>`, ""},
		"name":      {`<link rel="dns-prefetch" href="http://prefetch.example">`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := b.Open(t, serve(t, map[string]string{"/": quiet + c.body, "/y.bin": "y", "/x": "x"}), Tab{})
			if element := p.CSS("#p"); element.There() {
				element.Click()
			}
			var all []string
			for range 100 {
				all = append(append(all, p.Troubles()...), b.Troubles()...)
				if slices.ContainsFunc(all, func(s string) bool { return strings.HasPrefix(s, c.want) }) {
					break
				}
				time.Sleep(10 * time.Millisecond)
			}
			if !slices.ContainsFunc(all, func(s string) bool { return strings.HasPrefix(s, c.want) }) && c.want != "" {
				t.Errorf("told are %q, want %q", all, c.want)
			}
			p.shut()
			p.Troubles()
		})
	}
	b.shut()
	later = b.Troubles()
	for _, want := range []string{"the browser asked for " + other + "w", "the browser looked a name up for a page of "} {
		if !slices.ContainsFunc(later, func(s string) bool { return strings.HasPrefix(s, want) }) {
			t.Errorf("told are %q, want %q", later, want)
		}
	}
}

// A page in which nothing is wrong is not told of.
func TestNoTroubles(t *testing.T) {
	b := Start(t, Options{})
	p := b.Open(t, serve(t, map[string]string{"/": quiet + `<h1>Hello</h1><img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==">`}), Tab{})
	p.Text("Hello").Wait()
	b.shut()
	if all := append(p.Troubles(), b.Troubles()...); len(all) > 0 {
		t.Errorf("told are %q", all)
	}
}

// A page is looked at once its stylesheets and scripts are there, for before a person sees nothing
// of it.
func TestLateStyle(t *testing.T) {
	address := serve(t, map[string]string{
		"/":         quiet + `<a href="late">next</a>`,
		"/late":     quiet + `<link rel="stylesheet" href="late.css"><script defer src="data:text/javascript,go.onclick = () => go.textContent = 'gone'"></script><p>word</p><pre>` + strings.Repeat("x", 500) + `</pre><button id="go">go</button>`,
		"/late.css": `pre { overflow-x: auto }`,
	})
	p := Start(t, Options{}).Open(t, address, Tab{Screen: Phone()})
	p.CSS("a").Click()
	p.Text("word").Wait()
	if wide := p.Wide(); len(wide) > 0 {
		t.Errorf("wider than the screen: %q", wide)
	}
	p.CSS("#go").Click()
	p.Text("gone").Wait()
}

// A test clicks, types, drops and downloads what a person would.
func TestPerson(t *testing.T) {
	folder := t.TempDir()
	for name, data := range map[string]string{"방/대화.txt": "안녕", "방/사진/1.jpg": "x", "표.csv": "a,b"} {
		name = filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	address := serve(t, map[string]string{"/": quiet + person, "/표.bin": "가나다"})
	b := Start(t, Options{})
	for name, tab := range map[string]Tab{"phone": {Screen: Phone(), Lang: "ko", Dark: true}, "desktop": {}} {
		t.Run(name, func(t *testing.T) {
			p := b.Open(t, address, tab)
			want := map[bool]string{true: "ko-KR,ko;q=0.9 ko-KR dark touch 360", false: "en-US,en;q=0.9 en-US light mouse 1280"}[tab.Dark]
			if got := p.CSS("#env").Words(); got != want {
				t.Errorf("the page has %q, want %q", got, want)
			}
			p.Role("textbox", "이름").Type("김서준 ok")
			if got := Get[string](p.CSS("#name"), "return this.value + ' ' + this.dataset.composed"); got != "김서준 ok 3" {
				t.Errorf("typed was %q", got)
			}
			p.Key("Shift+Tab")
			p.Key("Tab")
			p.Key("Enter")
			p.Text("entered").Wait()
			p.Role("button", "Save").Click()
			p.Text("clicked").Wait()
			p.CSS("#drop").Drop(filepath.Join(folder, "방"), filepath.Join(folder, "표.csv"))
			p.Text("방/ 방/대화.txt=안녕 방/사진/ 방/사진/1.jpg=x 표.csv=a,b").Wait()
			p.CSS("#file").Choose(filepath.Join(folder, "표.csv"))
			p.Text("chosen 표.csv").Wait()
			p.CSS("#folder").Choose(filepath.Join(folder, "방"))
			p.Text("chosen 방/대화.txt 방/사진/1.jpg").Wait()
			got, err := os.ReadFile(p.Download(func() { p.Role("link", "표").Click() }))
			if err != nil || string(got) != "가나다" {
				t.Errorf("downloaded is %q: %v", got, err)
			}
			if !slices.Contains(p.Tree(), Node{"button", "Save"}) {
				t.Errorf("a screen reader is told of %v", p.Tree())
			}
			p.Role("button", "Slow").Click()
			if list := p.LongTasks(); len(list) == 0 || slices.Max(list) < 150*time.Millisecond {
				t.Errorf("long tasks are %v", list)
			}
			if d := p.Painted(); d <= 0 || d > 10*time.Second {
				t.Errorf("painted after %v", d)
			}
			before := p.Heap()
			p.Role("button", "Heavy").Click()
			p.Text("heavy").Wait()
			if more := p.Heap() - before; more < 60<<20 || more > 100<<20 {
				t.Errorf("80 MB take %d", more)
			}
			p.Scroll(700, 4000)
			if y := Eval[float64](p, "scrollY"); y < 600 {
				t.Errorf("scrolled to %v", y)
			}
		})
	}
}

const person = `<body style="height:5000px"><p id="env"></p><label>이름 <input id="name" data-composed="0"></label>
<button id="save">Save</button><button id="slow">Slow</button><button id="heavy">Heavy</button><p id="out"></p>
<div id="drop" style="height:50px">drop</div><input type="file" id="file"><input type="file" id="folder" webkitdirectory><a href="표.bin">표</a>
<script>
const $ = (id) => document.getElementById(id), out = (s) => { $("out").textContent = s; };
$("env").textContent = ["LANGUAGES", new Intl.DateTimeFormat().resolvedOptions().locale, matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
	matchMedia("(pointer: coarse)").matches ? "touch" : "mouse", document.documentElement.clientWidth].join(" ");
$("name").addEventListener("compositionend", (e) => { e.target.dataset.composed++; });
$("name").addEventListener("keydown", (e) => { if (e.key === "Enter") out("entered"); });
$("save").onclick = () => out("clicked");
$("slow").onclick = () => { const end = performance.now() + 200; while (performance.now() < end); };
$("heavy").onclick = () => { window.kept = new Float64Array(10 << 20).fill(1); out("heavy"); };
const chosen = (e) => out("chosen " + [...e.target.files].map((f) => f.webkitRelativePath || f.name).sort().join(" "));
$("file").onchange = $("folder").onchange = chosen;
$("drop").ondragover = (e) => e.preventDefault();
const walk = async (entry, path) => {
	if (entry.isFile) return [path + entry.name + "=" + await (await new Promise((ok, no) => entry.file(ok, no))).text()];
	const inner = await new Promise((ok, no) => entry.createReader().readEntries(ok, no));
	return [path + entry.name + "/", ...(await Promise.all(inner.map((e) => walk(e, path + entry.name + "/")))).flat().sort()];
};
$("drop").ondrop = async (e) => {
	e.preventDefault();
	out((await Promise.all([...e.dataTransfer.items].map((i) => walk(i.webkitGetAsEntry(), "")))).flat().join(" "));
};
</script>`

// What a browser kept can be found in its profile once it is closed.
func TestProfile(t *testing.T) {
	profile := filepath.Join(t.TempDir(), "profile")
	b := Start(t, Options{Profile: profile})
	p := b.Open(t, serve(t, map[string]string{"/": quiet + `<script>document.title = "카나리아"; localStorage.setItem("x", "두루미"); history.pushState({ a: "갈매기" }, "")</script>`}), Tab{})
	p.Wait("the title", `document.title === "카나리아"`)
	b.Close()
	for _, bird := range []string{"카나리아", "두루미", "갈매기"} {
		t.Logf("%s is in %q", bird, Holding(t, profile, bird))
	}
	if len(Holding(t, profile, "카나리아")) == 0 || len(Holding(t, profile, "두루미")) == 0 || len(Holding(t, profile, "딱따구리")) != 0 {
		t.Error("the title is not found, or what never was is")
	}
}
