//go:build cgo

package serve

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"exile/convert"
	"exile/crypto"
	"exile/export/store"
)

// leadsToUnlock checks that a request is answered with nothing but the way to the page that unlocks.
func (d *desk) leadsToUnlock(method, path string) {
	d.t.Helper()
	resp := d.send(method, path, nil)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	where := resp.Header.Get("Location")
	if method == http.MethodPost {
		var r reply
		_ = json.Unmarshal(body, &r)
		where = r.Go
	}
	if where != d.base+"unlock" {
		d.t.Errorf("%s %s while it is locked: %d %.200s", method, path, resp.StatusCode, body)
	}
}

// What was made, and what was handed over, before there was a sealed archive goes with its lock.
func TestLockTakesWhatWasBefore(t *testing.T) {
	dear(t)
	d := newDesk(t, func(o *Options) { o.Lang = "en" })
	in := d.takes(dropped{"KakaoTalkChats.txt", talkOf("김서준", "한지우", 20)})
	page := d.leads(d.post(in+"/make", url.Values{"to": {"jsonl"}}))
	m := d.jobs.made[0]
	if got := string(d.downloads(page, m.name)); !strings.Contains(got, "김서준") {
		t.Fatalf("what was made: %.200s", got)
	}
	other := d.takes(dropped{"KakaoTalkChats.txt", talkOf("이도윤", "한지우", 20)})
	d.leads(d.post(in+"/keep", url.Values{"keep": {"passphrase"}, "passphrase": {passphrase}, "again": {passphrase}}))
	d.is(openStore)
	d.post("lock", nil)
	d.is(lockedStore)
	if _, err := m.ReadAt(make([]byte, 1), 0); !errors.Is(err, os.ErrClosed) {
		t.Errorf("what was made is there: %v", err)
	}
	paths := []string{page, strings.Replace(page, "made/", "download/", 1) + "/" + m.name, in, in + "/kept", other}
	for _, path := range paths {
		d.leadsToUnlock(http.MethodGet, path)
	}
	told := d.get("unlock")
	says(t, told, "1 file that you had made here was thrown away", "not kept was thrown away here (1)", "!broken off", "!nobody had done")
	d.post("unlock", url.Values{"passphrase": {passphrase}})
	d.is(openStore)
	for _, path := range paths {
		if status, body := d.ask(http.MethodGet, path, nil); status != http.StatusNotFound || strings.Contains(body, "김서준") {
			t.Errorf("%s after the lock: %d", path, status)
		}
	}
}

// While an archive is locked no address answers but those that open it, or know nothing of it. All
// are found that the code names.
func TestLockBarsAll(t *testing.T) {
	d := newDesk(t, nil)
	d.seal()
	d.is(lockedStore)
	open := map[string]bool{
		"{$}": true, "language": true, "quit": true, "unlock": true, "lock": true, "state": true, "late": true, "acted": true,
	}
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		for _, m := range regexp.MustCompile(`\bs\.(get|post)(?:Quiet|Stream)?\("([^"]+)"`).FindAllStringSubmatch(fileOf(t, name), -1) {
			if open[m[2]] || strings.HasPrefix(m[2], "assets/") {
				continue
			}
			n++
			d.leadsToUnlock(strings.ToUpper(m[1]), regexp.MustCompile(`\{[^}]*\}`).ReplaceAllString(m[2], "1"))
		}
	}
	if n < 40 {
		t.Errorf("only %d addresses were found", n)
	}
}

// The recovery sheet can be had until the person says that they have it, or it is locked.
func TestSheet(t *testing.T) {
	dear(t)
	for _, by := range []string{"sheet/had", "lock"} {
		d := newDesk(t, func(o *Options) { o.Lang = "en" })
		_, err := d.archive.create(t.Context(), createOptions{way: keepByKey, passphrase: passphrase, lang: "en"}, adding(t.Context()))
		if err != nil {
			t.Fatal(err)
		}
		for range 3 { // a save that was cancelled, a reload
			resp := d.send(http.MethodGet, "sheet", nil)
			page, err := io.ReadAll(resp.Body)
			_ = resp.Body.Close()
			if err != nil || !strings.Contains(string(page), "AGE-SECRET-KEY-1") {
				t.Fatalf("the sheet: %d %v", resp.StatusCode, err)
			}
			if resp.Header.Get("Cache-Control") != "no-store" || !strings.HasPrefix(resp.Header.Get("Content-Disposition"), "attachment") {
				t.Errorf("the sheet: %v", resp.Header)
			}
		}
		says(t, d.get("made"), "I have printed it")
		says(t, d.get("people"), "still to be printed")
		d.post(by, nil)
		if by == "lock" {
			d.post("unlock", url.Values{"passphrase": {passphrase}})
		} else {
			says(t, d.get("made"), "Its key file", "!I have printed it")
		}
		d.is(openStore)
		if status, page := d.ask(http.MethodGet, "sheet", nil); status != http.StatusNotFound || strings.Contains(page, "AGE-SECRET-KEY") {
			t.Errorf("after %s: %d", by, status)
		}
		says(t, d.get("people"), "!still to be printed")
	}
}

// Work that the person waits for counts as theirs until it is over; then the time begins anew.
func TestIdleWaitsForJobs(t *testing.T) {
	d, c := timed(t)
	_, letGo := d.held()
	for range 6 { // an hour, while the window looks every now and then
		c.pass(10 * time.Minute)
		d.archive.check()
	}
	d.is(openStore)
	var now stateReply
	if err := json.Unmarshal([]byte(d.get("state")), &now); err != nil || now.Left != now.Idle || now.Idle != idle.Milliseconds() {
		t.Errorf("tabs are told %+v, %v", now, err)
	}
	j := d.jobs.all[0]
	close(letGo)
	<-j.over
	c.pass(14 * time.Minute)
	d.archive.check()
	d.is(openStore)
	if err := json.Unmarshal([]byte(d.get("state")), &now); err != nil || now.Left != time.Minute.Milliseconds() {
		t.Errorf("a minute before: %+v, %v", now, err)
	}
	c.pass(time.Minute)
	d.archive.check()
	d.is(lockedStore)
	says(t, d.get("unlock"), "nobody had done anything for 15 minutes", "!broken off", "!thrown away")
}

// Files that still arrive are the person's doing as well.
func TestIdleWaitsForUploads(t *testing.T) {
	d, c := timed(t)
	arriving := make(chan struct{})
	d.postStream("slow", func(w http.ResponseWriter, r *request) error {
		close(arriving)
		_, err := io.Copy(io.Discard, r.Body)
		if err != nil {
			return err
		}
		return r.goTo(w, "")
	})
	body, files := io.Pipe()
	over := make(chan struct{})
	go func() {
		defer close(over)
		_ = d.send(http.MethodPost, "slow", body).Body.Close()
	}()
	<-arriving
	for range 4 {
		c.pass(10 * time.Minute)
		d.archive.check()
	}
	d.is(openStore)
	_ = files.Close()
	<-over
	c.pass(15 * time.Minute)
	d.archive.check()
	d.is(lockedStore)
}

// A computer that slept is locked even while it works, and the page that opens it says what became
// of the work.
func TestLockTells(t *testing.T) {
	for _, c := range []struct {
		lang string
		want []string
	}{
		{"en", []string{"nobody had done anything for 15 minutes", "broken off: 1 piece", "1 file that you had made", "not kept was thrown away here (2)"}},
		{"ko", []string{"15분 동안 쓰지 않아", "작업 1개를 중단", "만들어 둔 파일 1개를", "것 2건을"}},
	} {
		d, clock := timed(t)
		d.lang = c.lang
		d.makes(url.Values{"to": {"txt"}})
		d.takes(dropped{"a.txt", talkOf("김서준", "한지우", 5)})
		d.takes(dropped{"b.txt", talkOf("이도윤", "한지우", 5)})
		j, _ := d.held()
		clock.pass(8 * time.Hour)
		d.post("acted", nil)
		<-j.over
		d.is(lockedStore)
		says(t, d.get("unlock"), c.want...)
		for end := time.Now().Add(5 * time.Second); len(d.intakes.list()) > 0 && time.Now().Before(end); {
			time.Sleep(time.Millisecond)
		}
		d.unlocks()
		d.post("lock", nil)
		if page := d.get("unlock"); strings.Contains(page, `role="status"`) {
			t.Errorf("it is told again: %s", page)
		}
	}
}

// An archive that got other keys elsewhere is locked, whether it is read or written next, and says why.
func TestLockedSinceRekeyed(t *testing.T) {
	ways := map[string]func(*desk) error{
		"read": func(d *desk) error {
			return d.archive.read(d.t.Context(), func(*store.Store) error { return nil })
		},
		"write": func(d *desk) error {
			return d.archive.change(d.t.Context(), nil, renaming(d.t.Context(), "바다"))
		},
	}
	for name, next := range ways {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, func(o *Options) { o.Lang = "en" })
			_, ids := d.seal()
			d.unlocks()
			key, err := crypto.GenerateKey(false)
			if err != nil {
				t.Fatal(err)
			}
			opt := d.opt.Sealed
			opt.Identities = ids
			s, err := convert.OpenSealedForWriting(d.sealed(), opt)
			if err == nil {
				_, err = s.Save(t.Context(), []crypto.Recipient{key.Recipient}, nil)
			}
			if err != nil {
				t.Fatal(err)
			}
			if err := next(d); !errors.Is(err, errLocked) {
				t.Errorf("%v", err)
			}
			d.is(lockedStore)
			says(t, d.get("unlock"), "another exile has given “history.exile.age” other keys")
		})
	}
}

// A tab whose clock says that it is late is not believed: it may have slept. It does not count as a
// person, either.
func TestLate(t *testing.T) {
	d, c := timed(t)
	c.pass(14 * time.Minute)
	if got := d.post("late", nil); got != "{}" {
		t.Errorf("a tab that slept: %s", got)
	}
	d.is(openStore)
	c.pass(time.Minute)
	if got := d.post("late", nil); got != `{"go":"`+d.base+`unlock"}` {
		t.Errorf("one that is right: %s", got)
	}
	d.is(lockedStore)
}

// An archive that is being made, or sealed, is not taken for a locked one meanwhile: the tabs that wait
// for it would go blank.
func TestMakingIsNotLocked(t *testing.T) {
	dear(t)
	for _, seal := range []bool{false, true} {
		d := newDesk(t, nil)
		ctx := t.Context()
		opt := createOptions{way: keepByPassphrase, passphrase: passphrase}
		make := func() (*created, error) { return d.archive.create(ctx, opt, adding(ctx)) }
		if seal {
			if _, err := d.archive.create(ctx, createOptions{way: keepPlain}, adding(ctx)); err != nil {
				t.Fatal(err)
			}
			make = func() (*created, error) { return d.archive.seal(ctx, opt, true) }
		}
		over := d.start("SealJob", func(context.Context, *progress) (done, error) {
			_, err := make()
			return done{}, err
		})
		states := map[state]bool{}
		for !isOver(over) {
			states[d.archive.state()] = true
			if seal { // readers wait, or read
				if err := d.archive.read(ctx, func(*store.Store) error { return nil }); err != nil {
					t.Errorf("reading: %v", err)
				}
			}
		}
		if over.err != nil || states[lockedStore] || states[noStore] == seal {
			t.Errorf("%v, %v", states, over.err)
		}
		d.is(openStore)
		if !d.reads("서연") {
			t.Error("it cannot be read")
		}
	}
}

// Work that began before there was a sealed archive is ended by its lock as well.
func TestLockEndsOlderWork(t *testing.T) {
	d := newDesk(t, nil)
	j, _ := d.held()
	d.seal()
	d.unlocks()
	d.archive.lock()
	if !isOver(j) || !errors.Is(j.err, errLocked) {
		t.Errorf("over %v, %v", isOver(j), j.err)
	}
}

// What waits for the person is to be found from every page.
func TestBeside(t *testing.T) {
	w := openWindow(t, Options{Store: stored(t, numbered(5)), Lang: "en"})
	if page := w.get("people"); strings.Contains(page, "beside") {
		t.Error("something waits")
	}
	made := w.makes(url.Values{"to": {"jsonl"}})
	j, letGo := w.held()
	page := w.get("people")
	says(t, page, "1 file that you made", "Your file is being made")
	if !strings.Contains(page, w.base+made) || !strings.Contains(page, w.base+"jobs/"+j.id) {
		t.Errorf("%s", page)
	}
	says(t, w.get("jobs/"+j.id), "!Your file is being made …")
	close(letGo)
	<-j.over
	says(t, w.get("people"), "!being made")
	for page, link := range map[string]string{"chats": "make", "chat/1": "make?chat=1"} {
		if !strings.Contains(w.get(page), `href="`+w.base+link+`"`) {
			t.Errorf("%s does not lead to %s", page, link)
		}
	}
}

// The memory is limited once an archive is open, and has room for comparing while it is changed.
func TestMemoryIsLimited(t *testing.T) {
	var limits [][2]int64
	d := newDesk(t, func(o *Options) {
		o.LimitMemory = func(input, archive int64) { limits = append(limits, [2]int64{input, archive}) }
	})
	d.seal()
	d.unlocks()
	if len(limits) != 1 || limits[0] != [2]int64{} {
		t.Fatalf("open: %v", limits)
	}
	given := talkOf("김서준", "한지우", 50)
	d.takes(dropped{"a.txt", given})
	err := d.archive.change(context.Background(), nil, func(*store.Store) error {
		if at := limits[len(limits)-1]; at[0] < int64(len(given)) || at[1] < 1000 {
			t.Errorf("while it is changed: %v", limits)
		}
		return errNothingNew
	})
	if err != nil || limits[len(limits)-1] != [2]int64{} {
		t.Errorf("after it: %v, %v", limits, err)
	}
}
