package telegramtest_test

import (
	"context"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	td "github.com/gotd/td/telegram"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"exile/convert/telegram/telegramtest"
)

const getContacts = "contacts.getContacts"

func TestInjectedErrors(t *testing.T) {
	w := world()
	s := telegramtest.Start(t, w)
	signedIn(t, w, s).must(t, func(ctx context.Context, c *td.Client) error {
		get := func() error {
			_, err := c.API().ContactsGetContacts(ctx, 0)
			return err
		}
		w.Fail(getContacts, 2, -503, "Timeout")
		w.Flood(getContacts, 3, 7)
		want(t, "first", get(), "")
		want(t, "second", get(), "Timeout")
		if d, ok := tgerr.AsFloodWait(get()); !ok || d != 7*time.Second {
			t.Errorf("third: no wait of 7 s")
		}
		want(t, "fourth", get(), "")
		w.FailAlways(getContacts, 400, "PEER_ID_INVALID")
		want(t, "always", get(), "PEER_ID_INVALID")
		want(t, "always", get(), "PEER_ID_INVALID")
		w.Heal()
		want(t, "healed", get(), "")
		return nil
	})
	if n := w.Count(getContacts); n != 3 {
		t.Errorf("%d calls were done, want 3", n)
	}
}

// What gotd does with a lost answer is what clients must know: it calls again, unless
// the call was acknowledged.
func TestLostAnswers(t *testing.T) {
	const create = "channels.createChannel"
	for _, x := range []struct {
		name  string
		fault func(w *telegramtest.World)
		made  int
		fails bool
	}{
		{"cut before", func(w *telegramtest.World) { w.Cut(create, 1) }, 1, false},
		{"cut after", func(w *telegramtest.World) { w.LoseAnswer(create, 1, false) }, 2, false},
		{"acknowledged and cut", func(w *telegramtest.World) { w.LoseAnswer(create, 1, true) }, 1, true},
	} {
		t.Run(x.name, func(t *testing.T) {
			w := world()
			s := telegramtest.Start(t, w)
			p := signedIn(t, w, s)
			x.fault(w)
			p.must(t, func(ctx context.Context, c *td.Client) error {
				_, err := newGroup(ctx, c.API(), "G")
				if (err != nil) != x.fails {
					t.Errorf("error %v", err)
				}
				return nil
			})
			if n := len(w.Chats()); n != x.made || w.Count(create) != x.made {
				t.Errorf("%d groups were made, %d calls done, want %d", n, w.Count(create), x.made)
			}
		})
	}
}

func TestSessionsSurviveARestart(t *testing.T) {
	w := world()
	s := telegramtest.Start(t, w)
	path := filepath.Join(t.TempDir(), "connection")
	if err := s.WriteConnection(path); err != nil {
		t.Fatal(err)
	}
	p := signedIn(t, w, s)
	p.must(t, func(ctx context.Context, c *td.Client) error {
		s.Stop()
		down, cancel := context.WithTimeout(ctx, 300*time.Millisecond)
		defer cancel()
		if _, err := c.API().ContactsGetContacts(down, 0); err == nil {
			t.Error("a server that is down answered")
		}
		s.Restart()
		for ctx.Err() == nil {
			if _, err := c.API().ContactsGetContacts(ctx, 0); err == nil {
				return nil
			}
		}
		return ctx.Err()
	})
	at, err := telegramtest.ReadConnection(path)
	if err != nil {
		t.Fatal(err)
	}
	c := td.NewClient(telegramtest.AppID, "x", td.Options{
		PublicKeys: at.Keys, Resolver: at.Resolver, DCList: at.List, DC: at.DC, SessionStorage: p.storage, NoUpdates: true,
	})
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := c.Run(ctx, func(ctx context.Context) error {
		_, err := c.Self(ctx)
		return err
	}); err != nil {
		t.Errorf("by the connection file: %v", err)
	}
	if w.Logins() != 1 {
		t.Errorf("%d are signed in", w.Logins())
	}
	if o := w.Offsets(); o[len(o)-1] != telegramtest.NoOffset {
		t.Errorf("a connection that gave no offset has %d", o[len(o)-1])
	}
}

// With connections that are cut all the time, everything gets through in the end.
func TestRandomCuts(t *testing.T) {
	w := world()
	s := telegramtest.Start(t, w)
	p := signedIn(t, w, s)
	s.CutEvery(4, 1)
	p.must(t, func(ctx context.Context, c *td.Client) error {
		for range 12 {
			for {
				_, err := c.API().ContactsGetContacts(ctx, 0)
				if err == nil {
					break
				}
				if ctx.Err() != nil {
					return err
				}
			}
		}
		return nil
	})
	lost := 0
	for _, c := range w.Calls() {
		if c.Lost {
			lost++
		}
	}
	if lost == 0 {
		t.Error("no connection was cut")
	}
}

func TestManyClientsAndNoneLeft(t *testing.T) {
	before := runtime.NumGoroutine()
	t.Run("clients", func(t *testing.T) {
		w := world()
		s := telegramtest.Start(t, w)
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				p := newPhone(s)
				if err := p.run(t, func(ctx context.Context, c *td.Client) error {
					if err := signIn(ctx, c); err != nil {
						return err
					}
					for range 20 {
						if _, err := newGroup(ctx, c.API(), "G"); err != nil {
							return err
						}
					}
					return nil
				}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if n := len(w.Chats()); n != 80 {
			t.Errorf("%d groups, want 80", n)
		}
	})
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	b := make([]byte, 1<<16)
	if s := string(b[:runtime.Stack(b, true)]); strings.Contains(s, "exile/convert/telegram/telegramtest.") {
		t.Errorf("goroutines are left:\n%s", s)
	}
}

func TestUnknownMethodsAndTheFirstWords(t *testing.T) {
	w := world()
	signedIn(t, w, telegramtest.Start(t, w)).must(t, func(ctx context.Context, c *td.Client) error {
		_, err := c.API().HelpGetAppUpdate(ctx, "x")
		want(t, "a method the server has not", err, "INPUT_METHOD_INVALID")
		_, err = c.API().MessagesCheckHistoryImportPeer(ctx, &tg.InputPeerUser{UserID: 999, AccessHash: 1})
		want(t, "somebody unknown", err, "PEER_ID_INVALID")
		return nil
	})
}
