//go:build cgo && linux

package serve

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaotest"
	"exile/internal/browsertest"
)

// folderToDrop is a folder on the disk as a person has it: two chats, photos of one of them, some of
// them many levels down, and beside it a file that is none.
func folderToDrop(t *testing.T) (folder, letter string) {
	t.Helper()
	dir := t.TempDir()
	for _, f := range export1(t, kakaotest.Android[len(kakaotest.Android)-1], formattest.Plan{Seed: 3, Messages: 200, Media: true}, "방/KakaoTalk_Chats") {
		putFile(t, dir, f)
	}
	putFile(t, dir, dropped{"방/deep/a/b/KakaoTalkChats.txt", talkOf("민준", "서연", 60)})
	for i := range 250 { // a folder tells a hundred entries at a time
		putFile(t, dir, dropped{fmt.Sprintf("방/more/%03d.jpg", i), "\xff\xd8\xff photo"})
	}
	putFile(t, dir, dropped{"letter.pdf", "%PDF-1.7"})
	return filepath.Join(dir, "방"), filepath.Join(dir, "letter.pdf")
}

func putFile(t *testing.T, dir string, f dropped) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(f.path))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(f.body), 0o600); err != nil {
		t.Fatal(err)
	}
}

// A person drops a folder and a file with the mouse, on a phone and on a computer, in both languages
// and both colors, and looks at what came of it: nothing is wider than the screen, and whoever
// uses a screen reader can use it too.
func TestBrowserIntake(t *testing.T) {
	folder, letter := folderToDrop(t)
	for _, tab := range []browsertest.Tab{
		{Screen: browsertest.Phone(), Lang: "ko"},
		{Screen: browsertest.Desktop(), Lang: "en", Dark: true},
		{Screen: browsertest.Phone(), Lang: "en", Dark: true},
		{Screen: browsertest.Desktop(), Lang: "ko"},
	} {
		t.Run(fmt.Sprint(tab.Lang, tab.Screen.Width), func(t *testing.T) {
			w := newDrop(t)
			w.opt.Lang = ""
			p := browsertest.Start(t, browsertest.Options{}).Open(t, w.Enter(time.Minute), tab)
			p.CSS("#drop").Wait()
			see := func(name string) {
				p.Shot(name)
				if wide := p.Wide(); len(wide) > 0 {
					t.Errorf("%s: wider than the screen: %v", name, wide)
				}
				if os.Getenv("EXILE_NODE_MODULES") != "" {
					browsertest.NeedAxe(t).Check(p)
				}
			}
			see("add")
			p.CSS("#drop").Drop(folder, letter)
			p.CSS("#look").Wait()
			in := w.intakes.list()[0]
			if len(in.up.files) < 250+3 {
				t.Errorf("%d files arrived", len(in.up.files))
			}
			see("intake")
			p.CSS("[data-earlier]").Click()
			p.Wait("earlier messages", `document.querySelectorAll("#preview .glimpse").length === 2`)
			p.Wait("another chat", `(() => { const s = document.querySelector("#previewof"); s.selectedIndex = 1; s.dispatchEvent(new Event("change", { bubbles: true })); return true })()`)
			p.Wait("its messages", `document.querySelector("#preview").textContent.includes("안녕 서연 59번째 말")`)
			p.CSS("#mehead").See()
			p.Shot("me")
			p.CSS(".made-telegram summary").Click()
			p.CSS(".made-telegram button").See()
			see("telegram")
			p.Go("http://" + w.host + w.base + "guide/kakaotalk")
			see("guide")
		})
	}
}

// Who chooses files by the keyboard gets as far, and what is wrong is told where one is.
func TestBrowserChoose(t *testing.T) {
	folder, letter := folderToDrop(t)
	w := newDrop(t)
	p := browsertest.Start(t, browsertest.Options{}).Open(t, w.Enter(time.Minute), browsertest.Tab{Lang: "en"})
	p.CSS("#drop").Wait()
	p.CSS("#files").Choose(letter)
	p.Text("it looks like a PDF document").Wait()
	p.Role("button", "Give other files").Click()
	p.CSS("#drop").Wait()
	if n := len(w.intakes.list()); n != 0 {
		t.Errorf("%d are open", n)
	}
	p.CSS("#folder").Choose(folder)
	p.CSS("#look").Wait()
	if n := len(w.intakes.list()); n != 1 {
		t.Errorf("%d are open", n)
	}
	p.Role("link", "Add chats").Click()
	p.Text("Looked at and not kept yet:").Wait()
	p.CSS("#drop").Wait()
	dir := t.TempDir()
	putFile(t, dir, dropped{"a/talk.txt", "one"})
	putFile(t, dir, dropped{"b/talk.txt", "other"})
	p.CSS("#files").Choose(filepath.Join(dir, "a", "talk.txt"), filepath.Join(dir, "b", "talk.txt"))
	p.Text("Two of the files are called “talk.txt”.").Wait()
	p.Wait("nothing to be sent", `document.querySelector("#sendtext").textContent.startsWith("Listing")`)
	if told := p.Troubles(); len(told) != 1 {
		t.Errorf("the browser says %q", told)
	}
	for range maxIntakes - 1 {
		w.takes(dropped{"KakaoTalkChats.txt", talkOf("민준", "서연", 5)})
	}
	p.CSS("#files").Choose(letter)
	p.Text("Too many exports are open.").Wait()
	p.Text("Keep some of them").Wait()
	if told := p.Troubles(); len(told) != 1 { // what was refused stands on the console too
		t.Errorf("the browser says %q", told)
	}
}

// Who stops what is being sent stops it: nothing stays.
func TestBrowserStop(t *testing.T) {
	dir := t.TempDir()
	big, err := os.Create(filepath.Join(dir, "big.zip"))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(big.Truncate(3<<30), big.Close()); err != nil { // of holes: it takes no room
		t.Fatal(err)
	}
	w := newDrop(t)
	w.opt.Lang = "en"
	p := browsertest.Start(t, browsertest.Options{}).Open(t, w.Enter(time.Minute), browsertest.Tab{Lang: "en"})
	p.CSS("#drop").Wait()
	p.CSS("#files").Choose(big.Name())
	p.Wait("the beginning", `/^Taking the files in: [1-9].* MB/.test(document.querySelector("#sendtext").textContent)`)
	p.Shot("sending")
	p.Role("button", "Stop").Click()
	p.Text("Stopped. Nothing was kept.").Wait()
	for range 100 {
		if open := openFiles(t, filepath.Dir(w.opt.Store)); len(open) == 0 && len(w.intakes.list()) == 0 {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("left: %v", openFiles(t, filepath.Dir(w.opt.Store)))
}
