//go:build cgo

package serve

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"exile/convert"
	"exile/internal/browsertest"
)

// blanked waits until nothing of the archive is to be seen in a tab.
func blanked(p *browsertest.Page) {
	p.Wait("nothing to be seen", `!document.querySelector(".menu a[href$=chats]") && !document.body.innerText.includes("서연")`)
}

// neverAsks takes a tab the clock by which it asks whether the archive was locked: it has to be told.
func neverAsks(p *browsertest.Page) {
	browsertest.Eval[int](p, `(() => { let i = 1; for (; i < 10000; i++) clearInterval(i); return i })()`)
}

// openTabs opens tabs that show a chat of a sealed archive.
func openTabs(t *testing.T, d *desk, n int) (pages []*browsertest.Page) {
	t.Helper()
	b := browsertest.Start(t, browsertest.Options{})
	for range n {
		p := d.visit(t, b, browsertest.Tab{Lang: "en"})
		d.browse(p, "people")
		p.Wait("a name", `document.body.innerText.includes("서연")`)
		pages = append(pages, p)
	}
	return pages
}

// The button locks every tab at once; the passphrase, typed in Korean, opens the archive again.
func TestLockButton(t *testing.T) {
	d := newDesk(t, nil)
	_, err := d.archive.create(t.Context(), createOptions{way: keepByKey, passphrase: passphrase, lang: "ko"}, adding(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	tabs := openTabs(t, d, 2)
	for _, p := range tabs {
		neverAsks(p)
	}
	tabs[0].Role("button", "Lock").Click()
	for _, p := range tabs {
		blanked(p)
	}
	for _, p := range tabs {
		p.Wait("the page that opens", `document.querySelector("#passphrase")`)
	}
	d.is(lockedStore)
	p := tabs[0]
	p.Shot("unlock")
	p.CSS("#passphrase").Type("고래")
	p.Key("Enter")
	p.Text("That is not the passphrase of the key file.").Wait()
	p.Troubles() // the browser complains of the status
	p.CSS("#passphrase").Type(passphrase)
	p.Key("Enter")
	p.Wait("the archive", `document.querySelector(".menu a[href$=chats]")`)
	d.is(openStore)
}

// A tab that was opened before the archive was sealed goes blank with the others: told by the one that
// locks, or by asking.
func TestLockOlderTab(t *testing.T) {
	dear(t)
	for _, asked := range []bool{false, true} {
		d := newDesk(t, nil)
		if _, err := d.archive.create(t.Context(), createOptions{way: keepPlain}, adding(t.Context())); err != nil {
			t.Fatal(err)
		}
		b := browsertest.Start(t, browsertest.Options{})
		older := d.visit(t, b, browsertest.Tab{Lang: "en"})
		d.browse(older, "people")
		older.Wait("a name", `document.body.innerText.includes("서연")`)
		if _, err := d.archive.seal(t.Context(), createOptions{way: keepByPassphrase, passphrase: passphrase}, true); err != nil {
			t.Fatal(err)
		}
		lock := d.archive.lock
		if !asked {
			neverAsks(older)
			lock = d.visit(t, b, browsertest.Tab{Lang: "en"}).Role("button", "Lock").Click
		}
		lock()
		blanked(older)
		older.Wait("the page that opens", `document.querySelector("#passphrase")`)
	}
}

// Where nobody tells a tab, it asks.
func TestLockElsewhere(t *testing.T) {
	t.Parallel() // it waits most of the time
	d, _ := timed(t)
	tabs := openTabs(t, d, 1)
	d.archive.lock()
	tabs[0].Wait("the page that opens", `document.querySelector("#passphrase")`)
	blanked(tabs[0])
}

// A server that does not answer any more leaves nothing to be seen.
func TestServerGone(t *testing.T) {
	t.Parallel() // it waits most of the time
	d, _ := timed(t)
	tabs := openTabs(t, d, 1)
	if err := d.http.Close(); err != nil {
		t.Fatal(err)
	}
	tabs[0].Wait("a word of it", `document.body.innerText.includes("exile does not answer")`)
	blanked(tabs[0])
	tabs[0].Troubles() // what it asked in vain
}

// A tab that nobody touches goes blank by its own clock.
func TestTabIdle(t *testing.T) {
	t.Parallel() // it waits most of the time
	dir := t.TempDir()
	d := newDesk(t, func(o *Options) {
		o.Idle = 8 * time.Second
		o.Store, o.NewSealed = filepath.Join(dir, "history.exile"), filepath.Join(dir, "history.exile.age")
		o.Sealed = convert.SealedOptions{Cache: 4 << 20}
	})
	d.dir = dir
	d.seal()
	d.unlocks()
	tabs := openTabs(t, d, 1)
	tabs[0].Wait("the page that opens", `document.querySelector("#passphrase")`)
	blanked(tabs[0])
	d.is(lockedStore)
}

// A tab that nobody touches stays as long as work goes on, which the server tells it.
func TestTabWaitsForJobs(t *testing.T) {
	t.Parallel() // it waits most of the time
	d := newDesk(t, func(o *Options) { o.Idle = 10 * time.Second })
	d.seal()
	d.unlocks()
	p := openTabs(t, d, 1)[0]
	_, letGo := d.held()
	browsertest.Eval[int](p, `window.before = 1`)
	time.Sleep(14 * time.Second)
	if !browsertest.Eval[bool](p, `window.before === 1 && document.body.innerText.includes("서연")`) {
		t.Error("it went blank")
	}
	d.is(openStore)
	close(letGo)
	p.Wait("the page that opens", `document.querySelector("#passphrase")`)
	d.is(lockedStore)
}

// What the person is told of an archive stands on top of the page until it is put away.
func TestNotices(t *testing.T) {
	d, _ := timed(t)
	d.archive.unremembered(errors.New("the disk is full"))
	tabs := openTabs(t, d, 1)
	tabs[0].Text("This computer cannot remember the state of “history.exile.age”").Wait()
	tabs[0].Role("button", "Close").Click()
	tabs[0].Wait("it is put away", `!document.querySelector("#notices")`)
	for end := time.Now().Add(5 * time.Second); len(d.archive.unread()) > 0 && time.Now().Before(end); {
		time.Sleep(10 * time.Millisecond)
	}
	if len(d.archive.unread()) > 0 {
		t.Error("it comes again")
	}
}

// A person seals what lies in the clear, with a passphrase that was drawn for them, on a phone
// as well; and prints the sheet.
func TestSealInBrowser(t *testing.T) {
	d := newDesk(t, nil)
	if _, err := d.archive.create(t.Context(), createOptions{way: keepPlain}, adding(t.Context())); err != nil {
		t.Fatal(err)
	}
	tab := browsertest.Tab{Screen: browsertest.Phone(), Lang: "ko"}
	p := d.visit(t, browsertest.Start(t, browsertest.Options{}), tab)
	d.browse(p, "chats")
	p.Role("link", word(tab, "InClear")).Click()
	p.CSS("#passphrase").Type("1234")
	p.Wait("a word on its strength", `document.querySelector("#strength").innerText.includes("너무 짧아서")`)
	p.Shot("seal")
	p.Role("button", word(tab, "Propose")).Click()
	p.Wait("words", `document.querySelector(".words")`)
	p.Shot("drawn")
	if wide := p.Wide(); len(wide) > 0 {
		t.Errorf("too wide: %q", wide)
	}
	words := p.CSS(".words").Words()
	p.CSS("#passphrase").Type(words)
	p.CSS("input[name=remove]").Click()
	p.Role("button", word(tab, "SealNow")).Click()
	p.Text(word(tab, "MadeHead")).Wait()
	p.Shot("made")
	if wide := p.Wide(); len(wide) > 0 {
		t.Errorf("too wide: %q", wide)
	}
	sheet := p.Download(func() { p.Role("link", word(tab, "SheetFetch")).Click() })
	if text := fileOf(t, sheet); !strings.Contains(text, "AGE-SECRET-KEY-1") {
		t.Error("the sheet has no key")
	}
	d.is(openStore)
	d.archive.lock()
	if err := d.archive.unlock(t.Context(), words, nil); err != nil {
		t.Errorf("the words that were drawn: %v", err)
	}
}
