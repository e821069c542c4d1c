package browsertest

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// patience is how long a test waits for what should come.
const patience = 30 * time.Second

// Options are those of a browser.
type Options struct {
	Profile string // its folder, to be looked through once [Browser.Close] returned; by default one that goes with the test
}

// A Browser is a Chromium with a profile of its own, and no page yet.
type Browser struct {
	tb        testing.TB
	ctx       context.Context //nolint:containedctx // chromedp's handle of a browser
	profile   string
	downloads string
	log       string
	closing   sync.Once

	mu      sync.Mutex
	loads   map[string]*download
	waiting int // downloads that a test asked for
	allowed []string
	trouble []string // of no page in particular
}

// Start starts a browser, which is closed with the test. Where there is none, the test is skipped.
func Start(tb testing.TB, opt Options) *Browser {
	tb.Helper()
	if testing.Short() {
		tb.Skip("a browser takes its time")
	}
	b := &Browser{tb: tb, profile: opt.Profile, loads: map[string]*download{}}
	around := tb.TempDir()
	if b.profile == "" {
		b.profile = filepath.Join(around, "profile")
	}
	b.downloads, b.log = filepath.Join(around, "downloads"), filepath.Join(around, "net.json")
	ctx, _ := chromedp.NewExecAllocator(context.Background(), b.flags(program(tb))...)
	b.ctx, _ = chromedp.NewContext(ctx, chromedp.WithLogf(func(string, ...any) {}), chromedp.WithErrorf(func(string, ...any) {}))
	tb.Cleanup(b.Close)
	if err := chromedp.ListenBrowser(b.ctx, b.heard); err != nil {
		tb.Fatalf("start Chromium: %v", err)
	}
	yes := true
	_, err := chromedp.CallBrowser(b.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: b.downloads, EventsEnabled: &yes,
	})
	if err != nil {
		tb.Fatalf("set up Chromium: %v", err)
	}
	return b
}

// program finds Chromium.
func program(tb testing.TB) string {
	tb.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	tb.Skip("no chromium here: what a browser makes of the pages was not tried")
	return ""
}

func (b *Browser) flags(path string) []chromedp.ExecAllocatorOption {
	list := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.UserDataDir(b.profile), chromedp.Headless, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Flag("host-resolver-rules", "MAP * "+nowhere+", EXCLUDE 127.0.0.1, EXCLUDE localhost"),
		chromedp.Flag("log-net-log", b.log),
		chromedp.Flag("password-store", "basic"),
		chromedp.Flag("disable-features", "OptimizationHints,MediaRouter,DialMediaRouteProvider,AutofillServerCommunication,CertificateTransparencyComponentUpdater"),
	}
	for _, name := range []string{
		"disable-gpu", "disable-quic", "disable-background-networking", "disable-component-update", "disable-sync", "disable-breakpad",
		"disable-crash-reporter", "disable-client-side-phishing-detection", "disable-default-apps", "disable-extensions", "disable-dev-shm-usage",
		"disable-background-timer-throttling", "disable-backgrounding-occluded-windows", "disable-renderer-backgrounding", "metrics-recording-only", "no-pings",
	} {
		list = append(list, chromedp.Flag(name, true))
	}
	// It refuses to run in its sandbox as root, and in many containers as anybody; what it opens here is ours.
	return append(list, chromedp.NoSandbox)
}

// Close ends the browser as a person does; what it keeps is on the disk then. All
// that its pages asked the network for is looked at.
func (b *Browser) Close() {
	b.tb.Helper()
	b.shut()
	for _, t := range b.Troubles() {
		b.tb.Error(t)
	}
}

func (b *Browser) shut() {
	b.closing.Do(func() {
		b.tb.Helper()
		ctx, cancel := context.WithTimeout(b.ctx, patience)
		defer cancel()
		if err := chromedp.Cancel(ctx); err != nil {
			b.tb.Errorf("close Chromium: %v", err)
		}
		addresses, names, err := requests(b.log)
		if err != nil {
			b.tb.Errorf("what Chromium asked for: %v", err)
		}
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, a := range addresses {
			if !within(a, b.allowed) {
				b.trouble = append(b.trouble, "the browser asked for "+a)
			}
		}
		for _, n := range names {
			b.trouble = append(b.trouble, "the browser looked a name up for a page of "+n)
		}
		b.vacate()
	})
}

// vacate waits for the last of the browser's processes to leave its profile.
func (b *Browser) vacate() {
	if filepath.Dir(b.profile) != filepath.Dir(b.downloads) {
		return // it is somebody's
	}
	for range 40 {
		if err := os.RemoveAll(b.profile); err == nil {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// Troubles returns what went wrong in no page in particular, and forgives it.
func (b *Browser) Troubles() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	list := b.trouble
	b.trouble = nil
	return list
}

// allow lets pages ask for what begins with one of some addresses.
func (b *Browser) allow(addresses []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.allowed = append(b.allowed, addresses...)
}

func within(address string, allowed []string) bool {
	for _, a := range allowed {
		if strings.HasPrefix(address, a) {
			return true
		}
	}
	return false
}

// heard notes what happens to the browser; it must not ask it anything.
func (b *Browser) heard(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *browser.EventDownloadWillBegin:
		if b.waiting == 0 {
			b.trouble = append(b.trouble, "a download began: "+e.SuggestedFilename)
			return
		}
		b.waiting--
		b.loads[e.GUID] = &download{name: e.SuggestedFilename}
	case *browser.EventDownloadProgress:
		if d := b.loads[e.GUID]; d != nil {
			d.state, d.path = e.State, e.FilePath
		}
	}
}
