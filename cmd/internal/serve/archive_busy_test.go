//go:build cgo

package serve

import (
	"context"
	"errors"
	"io"
	"net/http"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"exile/convert"
	"exile/export/store"
	"exile/formats/all"
)

// silent is a window on an archive in a folder, which answers nobody yet.
func silent(t *testing.T, dir string) *Server {
	t.Helper()
	s, err := New(t.Context(), Options{
		Store: filepath.Join(dir, "history.exile"), NewSealed: filepath.Join(dir, "history.exile.age"), Now: time.Now, Formats: all.Formats(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// While another exile writes a sealed archive it is read on; a change waits for a minute, and then says what
// it waited for.
func TestBusyElsewhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		s := silent(t, dir)
		defer func() {
			if err := errors.Join(s.listener.Close(), s.close()); err != nil {
				t.Error(err)
			}
		}()
		d := &desk{window: &window{Server: s, t: t}, t: t, dir: dir}
		_, ids := d.seal()
		d.unlocks()
		opt := d.opt.Sealed
		opt.Identities = ids
		other, err := convert.OpenSealedForWriting(d.sealed(), opt)
		if err != nil {
			t.Fatal(err)
		}
		begun := time.Now()
		err = d.archive.change(t.Context(), nil, renaming(t.Context(), "바다"))
		if told, ok := errors.AsType[*trouble](err); !ok || told.status != http.StatusConflict || told.Sentence.EN == "" || told.Hint.KO == "" {
			t.Errorf("while another writes: %v", err)
		}
		if waited := time.Since(begun); waited < time.Minute || waited > 2*time.Minute {
			t.Errorf("it waited for %v", waited)
		}
		d.reads("바다")
		if err := other.Close(); err != nil {
			t.Fatal(err)
		}
		if err := d.archive.change(t.Context(), nil, renaming(t.Context(), "바다")); err != nil || !d.reads("바다") {
			t.Errorf("after it: %v", err)
		}
	})
}

// A window that is ended while work changes an archive ends when that is done: what is being saved is saved,
// and of what is not yet nothing is there.
func TestEndWhileChanging(t *testing.T) {
	for _, saving := range []bool{false, true} {
		dir := t.TempDir()
		s := silent(t, dir)
		ended := make(chan error)
		running, quit := context.WithCancel(t.Context())
		defer quit()
		go func() { ended <- s.Serve(running) }()
		d := &desk{window: &window{Server: s, t: t}, t: t, dir: dir}
		d.seal()
		d.unlocks()
		var became error
		j := d.start("JobMake", func(ctx context.Context, p *progress) (done, error) {
			step := func(n, total int64) {
				p.saving(n, total)
				quit()
			}
			became = d.archive.change(ctx, step, func(st *store.Store) error {
				if !saving {
					quit()
					<-ctx.Done()
				}
				return errors.Join(renaming(context.WithoutCancel(ctx), "바다")(st), ctx.Err())
			})
			return done{}, became
		})
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if !isOver(j) || (became == nil) != saving {
			t.Errorf("saving %t: over %t, %v", saving, isOver(j), became)
		}
		again := newDesk(t, func(o *Options) { o.Store, o.NewSealed = d.opt.Store, d.opt.NewSealed })
		again.unlocks()
		if again.reads("바다") != saving {
			t.Errorf("saving %t, and it is there: %t", saving, !saving)
		}
		alone(t, dir)
	}
}

// Two windows on one store: each reads what the other has written.
func TestTwoWindows(t *testing.T) {
	one := newDesk(t, nil)
	if _, err := one.archive.create(t.Context(), createOptions{way: keepPlain}, adding(t.Context())); err != nil {
		t.Fatal(err)
	}
	other := &desk{window: openWindow(t, one.opt), t: t, dir: one.dir}
	for name, d := range map[string]*desk{"바다": one, "하늘": other} {
		if err := d.archive.change(t.Context(), nil, renaming(t.Context(), name)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !one.reads(name) || !other.reads(name) {
			t.Errorf("%s is not read by both", name)
		}
	}
	if status, _ := one.ask(http.MethodGet, "http://"+other.host+other.base, nil); status != http.StatusForbidden {
		t.Errorf("the browser of one is let into the other: %d", status)
	}
}

// A page that was read before a lock, and would be sent after it, is not: it would take itself for
// the page that unlocks, and stay. Nor is an error of such a page.
func TestLockOvertakesPage(t *testing.T) {
	for name, finish := range map[string]func(http.ResponseWriter, *request) error{
		"page":  func(w http.ResponseWriter, r *request) error { return r.page(w, "", "jobstopped", nil) },
		"error": func(http.ResponseWriter, *request) error { return troubled(http.StatusConflict, "MakeTwice", nil) },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, nil)
			d.seal()
			d.unlocks()
			d.Server.get("overtaken", func(w http.ResponseWriter, r *request) error {
				if err := d.archive.read(r.Context(), func(*store.Store) error { return nil }); err != nil {
					return err
				}
				d.archive.lock()
				return finish(w, r)
			})
			resp := d.send(http.MethodGet, "overtaken", nil)
			defer resp.Body.Close()
			body, err := io.ReadAll(resp.Body)
			if err != nil || resp.Header.Get("Location") != d.base+"unlock" {
				t.Errorf("%d %.200s %v", resp.StatusCode, body, err)
			}
		})
	}
}

// A lock does not say that it broke off what goes on being saved.
func TestLockLeavesSaving(t *testing.T) {
	d, _ := timed(t)
	saving, letGo := make(chan struct{}), make(chan struct{})
	j := d.start("JobMake", func(_ context.Context, p *progress) (done, error) {
		p.saving(1, 10)
		close(saving)
		<-letGo
		return done{}, nil
	})
	<-saving
	d.archive.lock()
	if lost := d.archive.lastLost(); lost.Any() || isOver(j) {
		t.Errorf("lost %+v, over %t", lost, isOver(j))
	}
	close(letGo)
	<-j.over
}
