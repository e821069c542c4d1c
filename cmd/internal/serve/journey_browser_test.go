//go:build cgo

package serve

import (
	"archive/zip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"exile/internal/browsertest"
)

// A person drops an export, looks at what it is, keeps it sealed, finds what was said, looks at a photo,
// takes it along to Telegram, and locks it. Nothing of it stays in what the browser keeps.
func TestBrowserJourney(t *testing.T) {
	example, err := filepath.Abs(exampleChat)
	if err != nil {
		t.Fatal(err)
	}
	for name, tab := range tabs {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, nil)
			profile, around := filepath.Join(t.TempDir(), "profile"), t.TempDir()
			t.Setenv("TMPDIR", around)
			b := browsertest.Start(t, browsertest.Options{Profile: profile})
			p := d.visit(t, b, tab)
			say := func(name string) string { return word(tab, name) }

			p.Role("heading", say("Welcome")).Wait()
			p.Shot("1-welcome")
			p.CSS("#drop").Drop(example)
			p.Text(say("PreviewHead")).Wait()
			p.Text("KakaoTalkChats.txt").Wait()
			p.Shot("2-found")
			p.CSS("#preview").See()
			if got := p.CSS("#preview").Words(); !strings.Contains(got, "정산합니다") {
				t.Errorf("the preview is %q", got)
			}
			p.Shot("3-preview")
			p.Role("radio", "서연").Click()
			p.Role("button", say("ThatIsMe")).Click()
			p.Wait("oneself on the right", `document.querySelector("#preview article.me")`)
			p.Shot("4-me")

			p.Role("textbox", say("NewPassphrase")).Type(passphrase)
			p.Text(say("StrengthGood")).Wait()
			p.Role("textbox", say("NewPassphraseAgain")).Type(passphrase)
			p.Shot("5-keep")
			p.Role("button", say("KeepNow")).Click()
			p.Role("heading", say("MadeHead")).Wait()
			p.Shot("6-kept")
			sheet := p.Download(func() { p.Role("link", say("SheetFetch")).Click() })
			if data, err := os.ReadFile(sheet); err != nil || !strings.Contains(string(data), "AGE-SECRET-KEY-") {
				t.Errorf("the sheet %s has no key: %v", sheet, err)
			}
			p.Role("button", say("SheetHad")).Click()
			p.Wait("the sheet is no longer offered", `!document.querySelector("a[href$=sheet]")`)
			p.Role("link", say("ToChats")).Click()

			p.Role("link", "강릉 가자").Wait()
			p.Shot("7-chats")
			p.Role("link", say("Search")).Click()
			p.Role("searchbox", say("SearchFor")).Type("안녕")
			p.Key("Enter")
			p.Role("link", "총무 맡은 하은입니다").Wait()
			p.Shot("8-search")
			p.Role("link", "총무 맡은 하은입니다").Click()
			p.Wait("the message", inSight("총무 맡은 하은입니다"))
			p.Role("button", say("ChatDate")).Click()
			p.Role("button", map[string]string{"ko": "2026년 1월", "en": "January 2026"}[tab.Lang]).Click()
			p.Shot("9-dates")
			p.Role("link", map[string]string{"ko": "2026년 1월 24일", "en": "24 January 2026"}[tab.Lang]).Click()
			p.Wait("the date", inSight("도착! 어디쯤이야?"))
			p.CSS("a.ph").Click()
			p.Wait("the photo", `document.querySelector("dialog[open] img")?.naturalWidth > 0`)
			p.Shot("10-photo")
			p.Key("Escape")
			p.Wait("the photo to be closed", `!document.querySelector("dialog[open]")`)

			p.Role("link", say("MakeThis")).Click()
			p.Role("radio", say("MakeTelegram")).Click()
			p.Shot("11-make")
			p.Role("button", say("MakeGo")).Click()
			p.Role("heading", say("MadeNext")).Wait()
			p.Shot("12-made")
			bundle := p.Download(func() { p.Role("link", say("MadeDownload")).Click() })
			if names := entries(t, bundle); !slices.ContainsFunc(names, func(s string) bool { return strings.HasSuffix(s, "START-HERE.html") }) {
				t.Errorf("the bundle holds %q", names)
			}

			p.Role("button", say("Lock")).Click()
			p.Role("heading", say("UnlockHead")).Wait()
			p.Shot("13-locked")
			p.Role("textbox", say("Passphrase")).Type(passphrase)
			p.Role("button", say("Unlock")).Click()
			p.Role("link", "강릉 가자").Wait()
			b.Close()
			if list := browsertest.Holding(t, profile, d.host); len(list) == 0 {
				t.Error("the browser keeps nothing, which cannot be")
			}
			for _, secret := range []string{passphrase, "안녕하세요", "총무", "강릉", "서연", "정산합니다"} {
				if list := append(browsertest.Holding(t, profile, secret), browsertest.Holding(t, around, secret)...); len(list) > 0 {
					t.Errorf("%q stays in %q", secret, list)
				}
			}
		})
	}
}

func entries(tb testing.TB, name string) []string {
	tb.Helper()
	z, err := zip.OpenReader(name)
	if err != nil {
		tb.Fatal(err)
	}
	defer z.Close()
	var list []string
	for _, f := range z.File {
		list = append(list, f.Name)
	}
	return list
}
