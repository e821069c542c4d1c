//go:build cgo

package serve

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unsafe"
	"weak"

	"exile/convert"
	"exile/crypto"
	"exile/export/store"
)

// clock is a clock that a test sets.
type fakeClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *fakeClock) time() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *fakeClock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// timed is a window on a sealed archive that is open, by a clock that a test sets.
func timed(t *testing.T) (*desk, *fakeClock) {
	t.Helper()
	c := &fakeClock{now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)}
	d := newDesk(t, func(o *Options) { o.Now = c.time })
	d.seal()
	d.unlocks()
	return d, c
}

// A sealed archive that nobody uses is locked. What pages ask by themselves is no use of it.
func TestIdle(t *testing.T) {
	d, c := timed(t)
	d.get("assets/app.js")
	c.pass(14 * time.Minute)
	d.post("acted", nil) // somebody scrolls
	c.pass(14 * time.Minute)
	if body := d.get("state"); !strings.Contains(body, `"state":"open"`) {
		t.Fatalf("locked too early: %s", body)
	}
	c.pass(2 * time.Minute) // and asking for the state was no action
	if body := d.get("state"); !strings.Contains(body, `"state":"locked"`) {
		t.Fatalf("not locked: %s", body)
	}
	d.is(lockedStore)
}

// A computer that slept is locked before what the person then does counts.
func TestSlept(t *testing.T) {
	d, c := timed(t)
	c.pass(8 * time.Hour)
	d.post("acted", nil)
	d.is(lockedStore)
}

// Time is what passed by either clock: one stands still while a computer sleeps, the other may
// be set back.
func TestPassed(t *testing.T) {
	now := time.Now()
	slept := now.Add(time.Hour)
	(*struct { // a time.Time that was read off both
		wall uint64
		ext  int64
		loc  *time.Location
	})(unsafe.Pointer(&slept)).ext -= int64(time.Hour)
	if slept.Sub(now) != 0 || slept.Round(0).Sub(now.Round(0)) != time.Hour {
		t.Fatalf("this test makes no time: %v, %v", now, slept)
	}
	if got := passed(now, slept); got < time.Hour {
		t.Errorf("asleep for an hour: %v", got)
	}
	if got := passed(now, now.Add(time.Minute)); got != time.Minute {
		t.Errorf("a minute: %v", got)
	}
}

// What a page does by itself when work has ended, or when it wakes up, is no use of an archive: browsers
// tell who goes somewhere. One that never does is taken for a person.
func TestIdleByItself(t *testing.T) {
	for _, c := range []struct {
		name   string
		header []string // of going to a page a minute before the time is over
		tells  bool     // the browser has told before
		open   bool     // it is still open then
	}{
		{"by a person", []string{"Sec-Fetch-Mode", "navigate", "Sec-Fetch-User", "?1"}, true, true},
		{"by itself", []string{"Sec-Fetch-Mode", "navigate"}, true, false},
		{"by who knows whom", []string{"Sec-Fetch-Mode", "navigate"}, false, true},
		{"by an old browser", nil, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, clock := timed(t)
			if c.tells {
				d.ask(http.MethodGet, "chats", nil, "Sec-Fetch-Mode", "navigate", "Sec-Fetch-User", "?1")
			}
			clock.pass(14 * time.Minute)
			d.ask(http.MethodGet, "chats", nil, c.header...)
			clock.pass(2 * time.Minute)
			if left := d.archive.check(); left > 0 != c.open {
				t.Errorf("it stays open for %v", left)
			}
		})
	}
}

// Once it is locked, nothing refers to the keys and to what was open: the memory of both is given back.
func TestLockForgets(t *testing.T) {
	d, _ := timed(t)
	d.get("chat/1")
	d.get("people")
	d.post("search", url.Values{"q": {"안녕"}})
	d.archive.mu.Lock()
	known, open, sealed := weak.Make(d.archive.keys), weak.Make(d.archive.open), weak.Make(d.archive.open.sealed)
	d.archive.mu.Unlock()
	d.post("lock", nil)
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if runtime.GC(); known.Value() == nil && open.Value() == nil && sealed.Value() == nil {
			return
		}
	}
	t.Errorf("in memory: keys %t, store %t, archive %t", known.Value() != nil, open.Value() != nil, sealed.Value() != nil)
}

// Work for the person is finished first; pages find the archive locked at once. Whoever opens it
// again meanwhile has it open.
func TestIdleWhileWorking(t *testing.T) {
	d, c := timed(t)
	ctx := t.Context()
	var forgot atomic.Int32
	d.mu.Lock()
	d.onLock = append(d.onLock, func() { forgot.Add(1) })
	d.mu.Unlock()
	err := d.archive.change(ctx, nil, func(st *store.Store) error {
		c.pass(16 * time.Minute)
		d.archive.check()
		d.is(lockedStore)
		if err := d.archive.read(ctx, func(*store.Store) error { return nil }); !errors.Is(err, errLocked) {
			t.Errorf("reading: %v", err)
		}
		if forgot.Load() != 0 {
			t.Error("what the work may need was forgotten")
		}
		return renaming(ctx, "바다")(st)
	})
	if err != nil {
		t.Fatalf("the work was broken off: %v", err)
	}
	d.is(lockedStore)
	for end := time.Now().Add(5 * time.Second); forgot.Load() != 1 && time.Now().Before(end); {
		time.Sleep(time.Millisecond)
	}
	if forgot.Load() != 1 {
		t.Errorf("forgot %d times", forgot.Load())
	}
	if err := d.archive.change(ctx, nil, func(*store.Store) error { return nil }); !errors.Is(err, errLocked) {
		t.Errorf("changing: %v", err)
	}
	d.post("acted", nil)
	d.unlocks()
	if !d.reads("바다") {
		t.Error("what the work did is not there")
	}
	working, done := d.archive.work(ctx)
	d.archive.lock()
	d.is(lockedStore)
	found := false
	if err := d.archive.read(working, named(ctx, "바다", &found)); err != nil || !found {
		t.Errorf("the work cannot read: %v", err)
	}
	d.unlocks()
	done()
	d.is(openStore)
	if !d.reads("바다") {
		t.Error("it cannot be read")
	}
}

// A reader that does not end is seen off: its connection is closed.
func TestLockSeesOff(t *testing.T) {
	d, _ := timed(t)
	reading := make(chan struct{})
	ended := make(chan error, 1)
	d.mux.HandleFunc("GET /slow", d.handle(func(_ http.ResponseWriter, r *request) error {
		return d.archive.read(r.Context(), func(*store.Store) error {
			close(reading)
			<-r.Context().Done() // a video that nobody looks at
			ended <- r.Context().Err()
			return r.Context().Err()
		})
	}, false))
	go func() {
		r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, "http://"+d.host+d.base+"slow", nil)
		if err == nil {
			if resp, err := d.client.Do(r); err == nil {
				_ = resp.Body.Close()
			}
		}
	}()
	<-reading
	d.archive.lock()
	select {
	case err := <-ended:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("ended with %v", err)
		}
	default:
		t.Error("lock returned, and somebody reads")
	}
}

// Locking and opening as the pages do it. The passphrase stands in no answer.
func TestUnlockPage(t *testing.T) {
	dear(t)
	d := newDesk(t, nil)
	made, err := d.archive.create(t.Context(), createOptions{way: keepByKey, passphrase: passphrase, lang: "en"}, adding(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	page := d.get("made")
	if !strings.Contains(page, made.Key) || strings.Contains(page, "AGE-SECRET-KEY") || strings.Contains(page, passphrase) {
		t.Errorf("made: %s", page)
	}
	if got := d.post("lock", nil); got != `{"go":"`+d.base+`unlock"}` {
		t.Errorf("lock: %s", got)
	}
	if body := d.get("unlock"); !strings.Contains(body, "history.exile.key.age") || !strings.Contains(body, `data-state="locked"`) {
		t.Errorf("unlock: %s", body)
	}
	wrong := d.post("unlock", url.Values{"passphrase": {"wrong horse"}})
	if !strings.Contains(wrong, "not the passphrase of the key file") || strings.Contains(wrong, "wrong horse") {
		t.Errorf("wrong: %s", wrong)
	}
	if got := d.post("unlock", url.Values{"passphrase": {passphrase}, "key": {""}}); got != `{"go":"`+d.base+`"}` {
		t.Errorf("unlock: %s", got)
	}
	d.is(openStore)
	if status, _ := d.ask(http.MethodGet, "unlock", nil); status != http.StatusSeeOther {
		t.Error("what is open is to be opened")
	}
}

// The passphrase of something new is judged, and typed twice.
func TestParseCreate(t *testing.T) {
	d := newDesk(t, nil)
	for _, c := range []struct {
		form url.Values
		want string
	}{
		{url.Values{"keep": {"plain"}}, ""},
		{url.Values{"keep": {"key"}, "passphrase": {passphrase}, "again": {passphrase}}, ""},
		{url.Values{"keep": {"passphrase"}, "passphrase": {passphrase}, "again": {passphrase}}, ""},
		{url.Values{"keep": {"key"}}, "There is no passphrase yet."},
		{url.Values{"keep": {"key"}, "passphrase": {"짧다"}, "again": {"짧다"}}, "That is too short"},
		{url.Values{"keep": {"key"}, "passphrase": {"qwertyuiop"}, "again": {"qwertyuiop"}}, "among the first"},
		{url.Values{"keep": {"key"}, "passphrase": {passphrase}, "again": {passphrase + "!"}}, "not the same"},
		{url.Values{"keep": {"key"}, "passphrase": {passphrase}, "again": {"other words"}, "drawn": {"yes"}}, "stands there"},
		{url.Values{"keep": {"key"}, "passphrase": {strings.Repeat("고래와 ", 500)}, "again": {strings.Repeat("고래와 ", 500)}}, "too long"},
		{url.Values{}, "not understood"},
	} {
		r := &request{Request: &http.Request{Form: url.Values{}, PostForm: c.form}, s: d.Server, lang: "en"}
		_, err := d.parseCreate(r)
		got := ""
		if told, ok := errors.AsType[*trouble](err); ok {
			got = told.Sentence.EN
		}
		if (err == nil) != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%v: %v %q", c.form, err, got)
		}
		if c.form.Has("passphrase") || c.form.Has("again") {
			t.Error("the passphrase is still in the form")
		}
	}
}

// What is proposed is strong, and another one each time.
func TestPropose(t *testing.T) {
	d := newDesk(t, nil)
	one, other := d.post("keep/propose", nil), d.post("keep/propose", nil)
	if one == other || !strings.Contains(one, "keepsecret") {
		t.Errorf("%s", one)
	}
	if body := d.post("keep/judge", url.Values{"passphrase": {"1234"}}); !strings.Contains(body, "too short") || strings.Contains(body, "1234") {
		t.Errorf("%s", body)
	}
	if body := d.post("keep/judge", url.Values{"passphrase": {passphrase}}); !strings.Contains(body, "This will do") {
		t.Errorf("%s", body)
	}
}

// A plain store is sealed; it stays unless it is to go, and then the window is on the archive.
func TestSealPlain(t *testing.T) {
	dear(t)
	for _, remove := range []bool{false, true} {
		d := newDesk(t, nil)
		ctx := t.Context()
		if _, err := d.archive.create(ctx, createOptions{way: keepPlain}, adding(ctx)); err != nil {
			t.Fatal(err)
		}
		if err := d.archive.change(ctx, nil, renaming(ctx, "바다")); err != nil || !d.reads("바다") {
			t.Fatal(err)
		}
		c, err := d.archive.seal(ctx, createOptions{way: keepByPassphrase, passphrase: passphrase}, remove)
		if err != nil {
			t.Fatal(err)
		}
		if c.Sealed.Removed != remove || len(c.Sealed.Exports) == 0 || hasDatabase(d.opt.Store) == remove {
			t.Errorf("sealed: %+v", c.Sealed)
		}
		want := map[bool]state{false: plainStore, true: openStore}[remove]
		d.is(want)
		if !d.reads("바다") {
			t.Error("it cannot be read")
		}
		if page := d.get("made"); !strings.Contains(page, "what “Export chat messages” saved there") {
			t.Errorf("what remains is not told: %s", page)
		}
		s, err := convert.OpenSealed(d.sealed(), convert.SealedOptions{Identities: []crypto.Identity{crypto.PassphraseIdentity(passphrase, 0)}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Verify(ctx, nil); err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}
