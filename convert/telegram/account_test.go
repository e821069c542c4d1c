package telegram_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"exile/convert/telegram"
	"exile/convert/telegram/telegramtest"
)

const (
	testWork = 1 // of scrypt: tests need no second to open a key
	testPass = "열쇠를 여는 말"
)

func testApp() telegram.App {
	return telegram.App{ID: 1234567, Hash: "0123456789abcdef0123456789abcdef"}
}

// realClock is the computer's.
type realClock struct{}

func (realClock) Now() time.Time { return time.Now() }

func (realClock) Sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// leapClock does not wait: its time goes on by what it was asked to sleep.
type leapClock struct {
	mu    sync.Mutex
	now   time.Time
	slept time.Duration
}

func newLeapClock() *leapClock {
	return &leapClock{now: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)}
}

func (c *leapClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *leapClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.slept += d
	return ctx.Err()
}

func (c *leapClock) Slept() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.slept
}

// asker says what it was given, one after the other, and counts.
type asker struct {
	phones, codes, passwords []string
	asked                    []string
	sent                     telegram.SentCode
	hint                     string
}

func rightAsker() *asker {
	return &asker{phones: []string{telegramtest.Phone}, codes: []string{telegramtest.Code}, passwords: []string{telegramtest.Password}}
}

func (a *asker) next(what string, list []string, try int) (string, error) {
	a.asked = append(a.asked, what)
	return list[min(try, len(list))-1], nil
}

func (a *asker) Phone(_ context.Context, try int) (string, error) {
	return a.next("phone", a.phones, try)
}

func (a *asker) Code(_ context.Context, sent telegram.SentCode) (string, error) {
	a.sent = sent
	return a.next("code", a.codes, sent.Try)
}

func (a *asker) Password(_ context.Context, hint string, try int) (string, error) {
	a.hint = hint
	return a.next("password", a.passwords, try)
}

// optionsOf are those to connect to a test server.
func optionsOf(s *telegramtest.Server) telegram.Options {
	return telegram.Options{
		Server: s.Telegram(), Clock: realClock{}, Offset: 9 * time.Hour,
		Version: "1.2.3", Lang: "ko", Patience: 20 * time.Second,
	}
}

// openWorld is one whose account has no second password: proving one takes a second.
func openWorld() *telegramtest.World {
	w := telegramtest.NewWorld()
	w.SetPassword("")
	return w
}

// newKeep makes a state folder that is ready to sign in.
func newKeep(t *testing.T) *telegram.Keep {
	t.Helper()
	k := openKeep(t, filepath.Join(t.TempDir(), "exile-telegram"))
	if err := k.Create(testApp(), testPass, testWork); err != nil {
		t.Fatal(err)
	}
	return k
}

func openKeep(t *testing.T, dir string) *telegram.Keep {
	t.Helper()
	k, err := telegram.OpenKeep(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = k.Close() })
	return k
}

// connect connects, within a minute.
func connect(t *testing.T, k *telegram.Keep, opt telegram.Options, do func(ctx context.Context, c *telegram.Client) error) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	return telegram.Connect(ctx, k, opt, do)
}

// signedIn makes a state folder with the server's account signed in.
func signedIn(t *testing.T, opt telegram.Options) *telegram.Keep {
	t.Helper()
	k := newKeep(t)
	err := connect(t, k, opt, func(ctx context.Context, c *telegram.Client) error {
		_, err := c.SignIn(ctx, rightAsker())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// filesOf reads a folder.
func filesOf(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string][]byte)
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = data
	}
	return out
}

// called counts the calls of a method, those that were refused too.
func called(w *telegramtest.World, method string) int {
	n := 0
	for _, c := range w.Calls() {
		if c.Method == method {
			n++
		}
	}
	return n
}
