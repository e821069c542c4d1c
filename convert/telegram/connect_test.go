package telegram_test

import (
	"context"
	"errors"
	"io"
	"net"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"exile/convert/telegram"
	"exile/convert/telegram/telegramtest"
	"exile/crypto/disktest"
)

func whoami(ctx context.Context, c *telegram.Client) error {
	_, err := c.Self(ctx)
	return err
}

// The server is told the offset of the options, whatever the computer's clock has.
func TestOffset(t *testing.T) {
	w := openWorld()
	opt := optionsOf(telegramtest.Start(t, w))
	k := signedIn(t, opt)
	for _, offset := range []time.Duration{0, 9 * time.Hour, -12 * time.Hour, 14 * time.Hour, 5*time.Hour + 45*time.Minute, -(3*time.Hour + 30*time.Minute)} {
		opt.Offset = offset
		if err := connect(t, k, opt, whoami); err != nil {
			t.Fatal(err)
		}
		if seen := w.Offsets(); seen[len(seen)-1] != int(offset/time.Second) {
			t.Errorf("%s: the server saw %v", offset, seen)
		}
	}
	for _, offset := range []time.Duration{8*time.Hour + 28*time.Minute, 15 * time.Hour, -13 * time.Hour, time.Second, 9*time.Hour + time.Millisecond} {
		opt.Offset = offset
		if err := connect(t, k, opt, whoami); !errors.Is(err, telegram.ErrOffset) {
			t.Errorf("%s: %v", offset, err)
		}
	}
}

// A server that is not there ends the run after a while, with a trouble that need
// not be for ever, and the person is told meanwhile.
func TestDeadServer(t *testing.T) {
	w := openWorld()
	s := telegramtest.Start(t, w)
	opt := optionsOf(s)
	k := signedIn(t, opt)
	s.Stop()
	var told atomic.Int32
	opt.Patience = 4 * time.Second
	opt.Waits = func(w telegram.Wait) {
		if w.Why == telegram.WaitServer && w.Left > 0 {
			told.Add(1)
		}
	}
	begin := time.Now()
	err := connect(t, k, opt, whoami)
	took := time.Since(begin)
	e, ok := errors.AsType[*telegram.CallError](err)
	if !ok || e.Trouble != telegram.TroubleServer || e.Trouble.Final() || !errors.Is(err, telegram.ErrUnreachable) {
		t.Errorf("%v", err)
	}
	if took < 3*time.Second || took > 15*time.Second || told.Load() == 0 {
		t.Errorf("after %s, told %d times", took, told.Load())
	}
	if strings.Contains(err.Error(), "\n") {
		t.Errorf("%q", err)
	}
}

// One that dies in the middle of a call, too; and one that comes back is gone on
// with as if nothing had been.
func TestServerGoesAway(t *testing.T) {
	w := openWorld()
	s := telegramtest.Start(t, w)
	opt := optionsOf(s)
	k := signedIn(t, opt)
	err := connect(t, k, opt, func(ctx context.Context, c *telegram.Client) error {
		s.Stop()
		back := time.AfterFunc(3*time.Second, s.Restart)
		defer back.Stop()
		return whoami(ctx, c)
	})
	if err != nil {
		t.Errorf("it came back: %v", err)
	}
	opt.Patience = 3 * time.Second
	err = connect(t, k, opt, func(ctx context.Context, c *telegram.Client) error {
		s.Stop()
		return whoami(ctx, c)
	})
	if !errors.Is(err, telegram.ErrUnreachable) {
		t.Errorf("it stayed away: %v", err)
	}
}

// A network that is gone for longer than the patience, while nothing is wanted of the
// server, does not end the run; it is wanted again as soon as the wait is over.
func TestPatienceRestsWhileWaiting(t *testing.T) {
	const patience = 9 * time.Second // the library tries again every 5 seconds or so
	for why, back := range map[telegram.WaitReason]time.Duration{
		telegram.WaitPace: 10 * time.Second, telegram.WaitFlood: 10 * time.Second, telegram.WaitImport: 0,
	} {
		t.Run(string(why), func(t *testing.T) {
			t.Parallel()
			s := telegramtest.Start(t, openWorld()) // each has its own to lose
			opt := optionsOf(s)
			k := signedIn(t, opt)
			opt.Patience = patience
			err := connect(t, k, opt, func(ctx context.Context, c *telegram.Client) error {
				s.Stop()
				if back > 0 {
					defer time.AfterFunc(back, s.Restart).Stop()
				}
				if err := c.Pause(ctx, why, patience+2*time.Second); err != nil {
					return err
				}
				return whoami(ctx, c)
			})
			switch {
			case back > 0 && err != nil:
				t.Errorf("it was back before it was wanted: %v", err)
			case back == 0 && !errors.Is(err, telegram.ErrUnreachable):
				t.Errorf("it was wanted and stayed away: %v", err)
			}
		})
	}
}

// A proxy under either name is used, the large one first.
func TestProxyOf(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want string
	}{
		{nil, ""},
		{map[string]string{"ALL_PROXY": "socks5://a:1"}, "socks5://a:1"},
		{map[string]string{"all_proxy": "socks5://b:1"}, "socks5://b:1"},
		{map[string]string{"ALL_PROXY": "socks5://a:1", "all_proxy": "socks5://b:1"}, "socks5://a:1"},
		{map[string]string{"ALL_PROXY": "", "all_proxy": "http://b:1"}, "http://b:1"}, // refused, not gone past
	} {
		if got := telegram.ProxyOf(func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%v: %q", c.env, got)
		}
	}
}

// What is done with a connection returns what it returns, and Ctrl-C is Ctrl-C.
func TestConnectReturns(t *testing.T) {
	w := openWorld()
	opt := optionsOf(telegramtest.Start(t, w))
	k := signedIn(t, opt)
	want := errors.New("something of one's own")
	if err := connect(t, k, opt, func(context.Context, *telegram.Client) error { return want }); !errors.Is(err, want) || err.Error() != want.Error() {
		t.Errorf("%v", err)
	}
	inner, stop := context.WithCancel(t.Context())
	stop()
	if err := connect(t, k, opt, func(context.Context, *telegram.Client) error { return inner.Err() }); !errors.Is(err, context.Canceled) {
		t.Errorf("an error that looks like the library's: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err := telegram.Connect(ctx, k, opt, func(ctx context.Context, c *telegram.Client) error {
		cancel()
		return whoami(ctx, c)
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("called off: %v", err)
	}
}

// Without a passphrase there is no connection.
func TestConnectLocked(t *testing.T) {
	w := openWorld()
	opt := optionsOf(telegramtest.Start(t, w))
	k := openKeep(t, signedIn2(t, opt))
	if err := connect(t, k, opt, whoami); !errors.Is(err, telegram.ErrNotSignedIn) {
		t.Errorf("%v", err)
	}
}

// signedIn2 makes a state folder with the server's account signed in, and closes it.
func signedIn2(t *testing.T, opt telegram.Options) string {
	t.Helper()
	k := signedIn(t, opt)
	if err := k.Close(); err != nil {
		t.Fatal(err)
	}
	return k.Dir()
}

// A session that cannot be saved is not left behind at Telegram.
func TestSignInFullDisk(t *testing.T) {
	w := openWorld()
	opt := optionsOf(telegramtest.Start(t, w))
	k := newKeep(t)
	disk := &disktest.Disk{}
	full := errors.New("the disk is full")
	disk.FailFrom(disktest.Create, 1, full)
	k.SetDisk(disk)
	err := connect(t, k, opt, func(ctx context.Context, c *telegram.Client) error {
		_, err := c.SignIn(ctx, rightAsker())
		return err
	})
	if !errors.Is(err, full) || w.Logins() != 0 || k.HasSession() {
		t.Errorf("%v, %d sessions", err, w.Logins())
	}
}

// A key that the server has thrown away is told at once, not after the patience.
func TestForgottenKey(t *testing.T) {
	old := openWorld()
	k := signedIn(t, optionsOf(telegramtest.Start(t, old)))
	opt := optionsOf(telegramtest.Start(t, openWorld())) // it has never met it
	opt.Patience = time.Minute
	begin := time.Now()
	err := connect(t, k, opt, whoami)
	if e, ok := errors.AsType[*telegram.CallError](err); !ok || e.Trouble != telegram.TroubleUnauthorized || time.Since(begin) > 20*time.Second {
		t.Errorf("%v after %s", err, time.Since(begin))
	}
}

// Every connection goes through the proxy, and one that is no SOCKS5 proxy is
// refused: it is not gone past.
func TestProxy(t *testing.T) {
	w := openWorld()
	opt := optionsOf(telegramtest.Start(t, w))
	k := signedIn(t, opt)
	address, through := socks(t)
	opt.Proxy = "socks5://user:hush@" + address
	if err := connect(t, k, opt, whoami); err != nil {
		t.Fatal(err)
	}
	if through.Load() == 0 {
		t.Error("it went past the proxy")
	}
	n := called(w, "users.getUsers")
	for _, proxy := range []string{"http://user:hush@" + address, "socks4://" + address, "socks5://", "socks5://user:hush@[::1", "%zz://"} {
		opt.Proxy = proxy
		err := connect(t, k, opt, whoami)
		if !errors.Is(err, telegram.ErrProxy) || strings.Contains(err.Error(), "hush") {
			t.Errorf("%s: %v", proxy, err)
		}
	}
	if called(w, "users.getUsers") != n {
		t.Error("it went past the proxy")
	}
}

// socks is a SOCKS5 proxy with a password, as RFC 1928 and RFC 1929 have it, for IPv4
// alone; it counts.
func socks(t *testing.T) (address string, through *atomic.Int32) {
	t.Helper()
	var lc net.ListenConfig
	l, err := lc.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	through = new(atomic.Int32)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				carry(c, through)
			}()
		}
	}()
	return l.Addr().String(), through
}

func carry(c net.Conn, through *atomic.Int32) {
	read := func(n int) []byte {
		b := make([]byte, n)
		_, _ = io.ReadFull(c, b)
		return b
	}
	methods := read(int(read(2)[1]))
	if !slices.Contains(methods, 2) {
		return
	}
	_, _ = c.Write([]byte{5, 2})
	user := read(int(read(2)[1]))
	pass := read(int(read(1)[0]))
	if string(user) != "user" || string(pass) != "hush" {
		return
	}
	_, _ = c.Write([]byte{1, 0})
	to := read(10) // 5, connect, 0, IPv4, address, port
	var dialer net.Dialer
	d, err := dialer.DialContext(context.Background(), "tcp", (&net.TCPAddr{IP: to[4:8], Port: int(to[8])<<8 | int(to[9])}).String())
	if err != nil {
		return
	}
	defer d.Close()
	_, _ = c.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0})
	go func() { _, _ = io.Copy(d, c); _ = d.Close() }()
	through.Add(1)
	_, _ = io.Copy(c, d)
}
