//go:build cgo

package serve

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"exile/export/store"
)

// held is a job that goes on until it is let go, or stopped.
func (w *window) held() (j *job, letGo chan struct{}) {
	letGo = make(chan struct{})
	j = w.start("JobMake", func(ctx context.Context, p *progress) (done, error) {
		p.at(stageReading)
		p.step(512, 2048)
		select {
		case <-letGo:
			return done{Go: "chats"}, nil
		case <-ctx.Done():
			return done{}, ctx.Err()
		}
	})
	for j.state().total == 0 {
		time.Sleep(time.Millisecond)
	}
	return j, letGo
}

func (w *window) stateOf(j *job) jobState {
	w.t.Helper()
	var s jobState
	if err := json.Unmarshal([]byte(w.get("jobs/"+j.id+"/state")), &s); err != nil {
		w.t.Fatal(err)
	}
	return s
}

// A page shows how far work is, in both languages, and leads on when it is over; also whoever
// comes back to it.
func TestJobPage(t *testing.T) {
	w := openWindow(t, Options{})
	j, letGo := w.held()
	for _, c := range []struct{ lang, stage, text string }{{"en", "Reading", "1 KB of 3 KB"}, {"ko", "읽는 중", "3 KB 중 1 KB"}} {
		w.lang = c.lang
		s := w.stateOf(j)
		if s.Stage != c.stage || s.Text != c.text || s.Percent != 25 || s.Go != "" || s.Ended {
			t.Errorf("state: %+v", s)
		}
		page := w.get("jobs/" + j.id)
		if !strings.Contains(page, c.stage) || !strings.Contains(page, `value="25"`) || !strings.Contains(page, `aria-live="polite"`) {
			t.Errorf("page: %s", page)
		}
	}
	close(letGo)
	<-j.over
	if s := w.stateOf(j); s.Go != w.base+"chats" {
		t.Errorf("over: %+v", s)
	}
	resp := w.send(http.MethodGet, "jobs/"+j.id, nil)
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusSeeOther || resp.Header.Get("Location") != w.base+"chats" {
		t.Errorf("going back to it: %d %s", resp.StatusCode, resp.Header.Get("Location"))
	}
	if status, _ := w.ask(http.MethodGet, "jobs/nobody", nil); status != http.StatusNotFound {
		t.Errorf("another: %d", status)
	}
}

// A job that fails says why, with what to do, on its page and to its script.
func TestJobFails(t *testing.T) {
	w := openWindow(t, Options{Lang: "en"})
	j := w.start("JobMake", func(context.Context, *progress) (done, error) {
		return done{}, troubled(http.StatusConflict, "MakeTwice", map[string]any{"name": "<b>Kim"})
	})
	<-j.over
	if s := w.stateOf(j); !s.Ended || s.Go != "" {
		t.Errorf("state: %+v", s)
	}
	status, page := w.ask(http.MethodGet, "jobs/"+j.id, nil)
	if status != http.StatusConflict || !strings.Contains(page, "“&lt;b&gt;Kim” was given to two people") || !strings.Contains(page, "a name of their own") {
		t.Errorf("page: %d %s", status, page)
	}
}

// A mistake of our own ends one job, and says so; the window and the next job go on.
func TestJobMistake(t *testing.T) {
	w := openWindow(t, Options{Lang: "en"})
	j := w.start("JobMake", func(context.Context, *progress) (done, error) {
		var none *request
		return done{}, none.Context().Err()
	})
	<-j.over
	if _, page := w.ask(http.MethodGet, "jobs/"+j.id, nil); !strings.Contains(page, "made a mistake") {
		t.Error(page)
	}
	next, letGo := w.held()
	close(letGo)
	if <-next.over; next.err != nil {
		t.Error(next.err)
	}
}

// The person stops work; what waited for it goes on.
func TestJobCancel(t *testing.T) {
	w := openWindow(t, Options{Lang: "en"})
	j, _ := w.held()
	next := w.start("JobMake", func(context.Context, *progress) (done, error) { return done{Go: "next"}, nil })
	if s := w.stateOf(next); s.Stage != "Waiting for other work to end" {
		t.Errorf("the next: %+v", s)
	}
	third := w.start("JobMake", func(context.Context, *progress) (done, error) { return done{}, errors.New("it ran") })
	if w.post("jobs/"+third.id+"/cancel", nil); !isOver(third) || !errors.Is(third.err, errCancelled) {
		t.Error("what waits was not stopped at once")
	}
	if answer := w.post("jobs/"+j.id+"/cancel", nil); !strings.Contains(answer, `"go":"`+w.base+"jobs/"+j.id) {
		t.Errorf("answer: %s", answer)
	}
	status, page := w.ask(http.MethodGet, "jobs/"+j.id, nil)
	if status != http.StatusOK || !strings.Contains(page, "It was stopped. Nothing was changed.") {
		t.Errorf("page: %d %s", status, page)
	}
	<-next.over
	if next.err != nil || next.result.Go != "next" {
		t.Errorf("the next: %+v, %v", next.result, next.err)
	}
}

func isOver(j *job) bool {
	_, over, _ := j.ended()
	return over
}

// What is saving is not stopped: neither by hand, nor by a lock, nor by the end of the window.
func TestJobSaves(t *testing.T) {
	w := openWindow(t, Options{Lang: "en"})
	letGo := make(chan struct{})
	j := w.start("JobMake", func(ctx context.Context, p *progress) (done, error) {
		p.saving(1, 10)
		<-letGo
		p.step(9, 10)
		return done{Go: "chats"}, ctx.Err()
	})
	for !j.state().saving {
		time.Sleep(time.Millisecond)
	}
	if status, _ := w.ask(http.MethodPost, "jobs/"+j.id+"/cancel", nil); status != http.StatusConflict {
		t.Errorf("stopped by hand: %d", status)
	}
	if s := w.stateOf(j); s.Stage != "Saving" || !s.Saving {
		t.Errorf("state: %+v", s)
	}
	w.jobs.lock()
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		w.jobs.close()
	}()
	select {
	case <-closed:
		t.Error("the end did not wait for it")
	case <-time.After(20 * time.Millisecond):
	}
	close(letGo)
	<-closed
	if j.err != nil || j.result.Go != "chats" {
		t.Errorf("%+v, %v", j.result, j.err)
	}
}

// A window that ends takes its work with it, and begins none.
func TestJobsEndWithTheWindow(t *testing.T) {
	w := openWindow(t, Options{})
	j, _ := w.held()
	w.jobs.close()
	if !isOver(j) || !errors.Is(j.err, context.Canceled) {
		t.Errorf("ended: %v", j.err)
	}
	late := w.start("JobMake", func(context.Context, *progress) (done, error) { return done{}, nil })
	<-late.over
	if !errors.Is(late.err, context.Canceled) {
		t.Errorf("begun after the end: %v", late.err)
	}
}

// Whoever asks for quick work gets where it leads; of slow work its page; of work that fails at
// once the error, in the form itself.
func TestFollow(t *testing.T) {
	w := openWindow(t, Options{Lang: "en"})
	run := map[string]func(context.Context, *progress) (done, error){
		"quick": func(context.Context, *progress) (done, error) { return done{Go: "chats"}, nil },
		"slow": func(ctx context.Context, _ *progress) (done, error) {
			<-ctx.Done()
			return done{}, ctx.Err()
		},
		"bad": func(context.Context, *progress) (done, error) { return done{}, errBadRequest },
	}
	w.Server.post("try/{what}", func(rw http.ResponseWriter, r *request) error {
		return r.follow(rw, w.start("JobMake", run[r.PathValue("what")]))
	})
	for what, want := range map[string]string{"quick": `"go":"` + w.base + `chats"`, "bad": `"error":"That was not understood."`} {
		if got := w.post("try/"+what, nil); !strings.Contains(got, want) {
			t.Errorf("%s: %s", what, got)
		}
	}
	if got := w.post("try/slow", nil); !strings.Contains(got, `"go":"`+w.base+"jobs/") {
		t.Errorf("slow: %s", got)
	}
}

// A lock ends what reads a sealed archive and throws away what was made of it, and the pages of
// both say so.
func TestLockDuringJob(t *testing.T) {
	d := newDesk(t, func(o *Options) { o.Lang = "en" })
	d.seal()
	d.archive.find()
	d.unlocks()
	before := d.makes(url.Values{"to": {"txt"}})
	reads := make(chan struct{})
	j := d.start("JobMake", func(ctx context.Context, _ *progress) (done, error) {
		return done{}, d.archive.read(ctx, func(*store.Store) error {
			close(reads)
			<-ctx.Done()
			return ctx.Err()
		})
	})
	<-reads
	d.archive.lock()
	if !isOver(j) || !errors.Is(j.err, errLocked) {
		t.Errorf("the job: over %v, %v", isOver(j), j.err)
	}
	resp := d.send(http.MethodGet, "jobs/"+j.id, nil)
	defer resp.Body.Close()
	if resp.Header.Get("Location") != d.base+"unlock" {
		t.Errorf("its page: %d %s", resp.StatusCode, resp.Header.Get("Location"))
	}
	for _, path := range []string{before, strings.Replace(before, "made/", "download/", 1) + "/exile-txt.zip"} {
		if status, body := d.ask(http.MethodGet, path, nil); status != http.StatusSeeOther || strings.Contains(body, "김") {
			t.Errorf("%s after the lock: %d", path, status)
		}
	}
}
