package browsertest

import (
	"context"
	"net/url"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// A Screen is what a page is shown on.
type Screen struct {
	Width, Height int // pixels of CSS
	Touch         bool
}

// Phone returns the screen of a small phone.
func Phone() Screen { return Screen{Width: 360, Height: 740, Touch: true} }

// Desktop returns the screen of a small computer.
func Desktop() Screen { return Screen{Width: 1280, Height: 800} }

// Tab says how a page is looked at.
type Tab struct {
	Within []string // what all that it asks for begins with one of; by default its origin, or the folder of its file
	Screen Screen   // by default Desktop
	Lang   string   // what the person reads, "ko" or "en"; by default "en"
	Dark   bool
}

// A Page is a tab of a browser with a page. Its methods fail the test where they cannot do what
// they say.
type Page struct {
	tb  testing.TB
	b   *Browser
	tab Tab
	ctx context.Context //nolint:containedctx // chromedp's handle of a tab

	closing sync.Once

	mu      sync.Mutex
	trouble []string
}

// Open opens an address in a new tab, which is closed with the test.
func (b *Browser) Open(tb testing.TB, address string, tab Tab) *Page {
	tb.Helper()
	if tab.Screen.Width == 0 {
		tab.Screen = Desktop()
	}
	if tab.Lang == "" {
		tab.Lang = "en"
	}
	if len(tab.Within) == 0 {
		tab.Within = []string{around(address)}
	}
	b.allow(tab.Within)
	p := &Page{tb: tb, b: b, tab: tab}
	p.ctx, _ = chromedp.NewContext(b.ctx, chromedp.WithListener(p.heard))
	tb.Cleanup(p.close)
	if err := chromedp.Do(p.ctx); err != nil {
		tb.Fatalf("open a tab: %v", err)
	}
	p.dress()
	p.Go(address)
	return p
}

// around is the origin of an address, or the folder of a file.
func around(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	if u.Scheme == "file" {
		return (&url.URL{Scheme: "file", Path: path.Dir(u.Path) + "/"}).String()
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/"}).String()
}

// File returns the address of a file as a double click has it.
func File(name string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(name)}).String()
}

// call asks the tab for something.
func call[P, R any](p *Page, command cdp.Command[P, R], params P) R {
	p.tb.Helper()
	result, err := ask(p, command, params)
	if err != nil {
		p.tb.Fatalf("%s: %v", command.Method, err)
	}
	return result
}

// ask is call for what may fail.
func ask[P, R any](p *Page, command cdp.Command[P, R], params P) (R, error) {
	ctx, cancel := context.WithTimeout(p.ctx, 3*patience)
	defer cancel()
	return chromedp.Call(ctx, command, params)
}

// dress sets the tab up: its screen, language and colors, and the watch over it.
func (p *Page) dress() {
	p.tb.Helper()
	// chromedp keeps the elements of a page in mind for its own selectors, which are not used here.
	call(p, css.Disable, cdp.Empty{})
	call(p, dom.Disable, cdp.Empty{})
	call(p, audits.Enable, cdp.Empty{})
	call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: observer, WorldName: world})
	version, err := chromedp.CallBrowser(p.ctx, browser.GetVersion, cdp.Empty{})
	if err != nil {
		p.tb.Fatalf("ask for the version: %v", err)
	}
	languages := map[string]string{"ko": "ko-KR,ko", "en": "en-US,en"}[p.tab.Lang]
	call(p, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{UserAgent: version.UserAgent, AcceptLanguage: languages})
	locale, _, _ := strings.Cut(languages, ",")
	call(p, emulation.SetLocaleOverride, emulation.SetLocaleOverrideParams{Locale: locale})
	p.Colors(p.tab.Dark)
	p.Resize(p.tab.Screen)
}

// Resize gives the page another screen.
func (p *Page) Resize(s Screen) {
	p.tb.Helper()
	p.tab.Screen = s
	call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: int64(s.Width), Height: int64(s.Height), DeviceScaleFactor: 1, Mobile: s.Touch,
	})
	call(p, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: s.Touch})
}

// Colors sets whether the person has dark colors.
func (p *Page) Colors(dark bool) {
	p.tb.Helper()
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
}

// Paper shows the page as it is printed, on the screen.
func (p *Page) Paper() {
	p.tb.Helper()
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
}

// Wide returns elements that reach over the right edge of a page that moves sideways; none where it does not.
func (p *Page) Wide() []string {
	p.tb.Helper()
	return Eval[[]string](p, `(() => {
		const root = document.scrollingElement, edge = root.clientWidth;
		if (root.scrollWidth <= edge && innerWidth <= edge) return [];
		const over = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > edge + 1);
		return [root.scrollWidth + " of " + edge, ...over.filter((e) => ![...e.children].some((c) => over.includes(c))).slice(0, 5).map((e) => e.outerHTML.slice(0, 120))];
	})()`)
}

// Go opens an address and waits until it is loaded.
func (p *Page) Go(address string) {
	p.tb.Helper()
	result := call(p, page.Navigate, page.NavigateParams{URL: address})
	if result.ErrorText != "" {
		p.tb.Fatalf("open %s: %s", address, result.ErrorText)
	}
	p.Wait("the page to load", "true")
}

// Back goes to the page before.
func (p *Page) Back() {
	p.tb.Helper()
	history := call(p, page.GetNavigationHistory, cdp.Empty{})
	if history.CurrentIndex < 1 {
		p.tb.Fatal("there is no page before this one")
	}
	call(p, page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: history.Entries[history.CurrentIndex-1].ID})
}

// Address returns the address of the page.
func (p *Page) Address() string {
	p.tb.Helper()
	return Eval[string](p, "location.href")
}

func (p *Page) close() {
	p.tb.Helper()
	p.shut()
	for _, t := range p.Troubles() {
		p.tb.Error(t)
	}
}

func (p *Page) shut() {
	p.closing.Do(func() {
		p.tb.Helper()
		if p.b.ctx.Err() != nil {
			return // gone with the browser
		}
		if p.tb.Failed() {
			p.shoot("failed")
		}
		if err := chromedp.Cancel(p.ctx); err != nil {
			p.tb.Errorf("close a tab: %v", err)
		}
	})
}
