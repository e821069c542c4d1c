//go:build cgo

package serve

import (
	"bufio"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Nobody but the browser that was let in gets an answer, whatever they send.
func TestGate(t *testing.T) {
	w := openWindow(t, Options{})
	ours := "http://" + w.host
	_, port, _ := net.SplitHostPort(w.host)
	stranger := *w
	stranger.client = &http.Client{CheckRedirect: w.client.CheckRedirect}
	for _, c := range []struct {
		name    string
		w       *window
		method  string
		address string
		header  []string
		status  int
	}{
		{"the window itself", w, "GET", "assets/app.js", nil, 200},
		{"by the address line", w, "GET", "assets/app.js", []string{"Sec-Fetch-Site", "none"}, 200},
		{"by a page of ours", w, "GET", "assets/app.js", []string{"Sec-Fetch-Site", "same-origin", "Origin", ours}, 200},
		{"no cookie", &stranger, "GET", "assets/app.js", nil, 403},
		{"another cookie", &stranger, "GET", "assets/app.js", []string{"Cookie", "exile=AAAAAAAAAAAAAAAAAAAAAA"}, 403},
		{"no token", w, "GET", ours + "/", nil, 404},
		{"another token", w, "GET", ours + "/AAAAAAAAAAAAAAAAAAAAAA/assets/app.js", nil, 404},
		{"a token cut short", w, "GET", ours + w.base[:len(w.base)-2], nil, 404},
		{"localhost", w, "GET", "assets/app.js", []string{"Host", "localhost:" + port}, 421},
		{"a name that means 127.0.0.1", w, "GET", "assets/app.js", []string{"Host", "exile.example.com:" + port}, 421},
		{"another port", w, "GET", "assets/app.js", []string{"Host", "127.0.0.1:1"}, 421},
		{"no port", w, "GET", "assets/app.js", []string{"Host", "127.0.0.1"}, 421},
		{"another site", w, "GET", "assets/app.js", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"another port of this computer", w, "GET", "assets/app.js", []string{"Sec-Fetch-Site", "same-site"}, 403},
		{"another origin", w, "GET", "assets/app.js", []string{"Origin", "http://127.0.0.1:1"}, 403},
		{"a page on the disk", w, "GET", "assets/app.js", []string{"Origin", "null"}, 403},
		{"our origin in other letters", w, "GET", "assets/app.js", []string{"Origin", "HTTP://" + w.host}, 403},
		{"posted by another port", w, "POST", "language", []string{"Origin", "http://127.0.0.1:1"}, 403},
		{"posted by nobody", w, "POST", "language", []string{"Origin", ""}, 403},
		{"posted from the address line", w, "POST", "language", []string{"Sec-Fetch-Site", "none"}, 403},
		{"posted by a form", w, "POST", "language", []string{actHeader, ""}, 403},
		{"put", w, "PUT", "language", nil, 405},
		{"delete", w, "DELETE", "language", nil, 405},
		{"options", w, "OPTIONS", "language", nil, 405},
		{"trace", w, "TRACE", "language", nil, 405},
		{"gotten what is to be posted", w, "GET", "quit", nil, 404},
		{"up", w, "GET", ours + w.base + "assets/../assets/app.js", nil, 404},
		{"up, written otherwise", w, "GET", ours + w.base + "assets/%2e%2e/app.js", nil, 404},
		{"up within a name", w, "GET", ours + w.base + "assets/..%2f..%2fserver.go", nil, 404},
		{"up with a backslash", w, "GET", ours + w.base + `assets/..%5c..%5cserver.go`, nil, 404},
		{"twice a slash", w, "GET", ours + w.base + "/assets/app.js", nil, 404},
		{"a slash at the end", w, "GET", ours + w.base + "assets/", nil, 404},
		{"a zero", w, "GET", ours + w.base + "assets/app.js%00.css", nil, 404},
		{"a folder", w, "GET", "assets", nil, 404},
		{"the token written otherwise", w, "GET", ours + "/%" + fmt.Sprintf("%02x", w.base[1]) + w.base[2:] + "assets/app.js", nil, 404},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.w.t = t
			status, body := c.w.ask(c.method, c.address, nil, c.header...)
			if status != c.status {
				t.Errorf("status %d, want %d: %s", status, c.status, body)
			}
			if status == 200 {
				return
			}
			for _, secret := range []string{w.base[1:10], w.gate.cookie} {
				if strings.Contains(body, secret) && status != 404 {
					t.Errorf("the refusal tells %s", body)
				}
			}
		})
	}
}

// Whatever a path holds, only one that a browser writes so gets past the gate.
func TestPaths(t *testing.T) {
	w := openWindow(t, Options{})
	for path, ours := range map[string]bool{
		"": true, "chats": true, "download/x/exile-html.zip": true, "guide/%EA%B9%80": true,
		"/": false, "//chats": false, "chats/": false, ".": false, "..": false, "../x": false, "a/../b": false, "a/./b": false, "a//b": false,
		"a/%2e%2e/b": false, "a/..%2fb": false, `a%5cb`: false, "a%00": false,
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+w.host+w.base+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if rest, ok := w.gate.within(r); ok != ours || ok && rest != r.URL.Path[len(w.base):] {
			t.Errorf("%q: %q %t", path, rest, ok)
		}
	}
}

// The window listens on this computer's own address alone, and on another port each time.
func TestListens(t *testing.T) {
	one, other := openWindow(t, Options{}), openWindow(t, Options{})
	for _, w := range []*window{one, other} {
		if at, ok := w.listener.Addr().(*net.TCPAddr); !ok || at.String() != w.host || !at.IP.Equal(net.IPv4(127, 0, 0, 1)) || at.Port < 1024 {
			t.Errorf("it listens on %v", w.listener.Addr())
		}
	}
	if one.host == other.host || one.base == other.base || one.gate.cookie == other.gate.cookie {
		t.Errorf("%s%s and %s%s", one.host, one.base, other.host, other.base)
	}
	if random, err := base64.RawURLEncoding.DecodeString(strings.Trim(one.base, "/")); err != nil || len(random) != 16 {
		t.Errorf("%s has %d bits: %v", one.base, 8*len(random), err)
	}
}

// Each answer, refusals too, keeps a browser from storing it, running it elsewhere or telling others.
func TestHeaders(t *testing.T) {
	w := openWindow(t, Options{})
	for _, address := range []string{"", "assets/app.js", "nothing", "http://" + w.host + "/"} {
		h := w.send(http.MethodGet, address, nil).Header
		for name, want := range map[string]string{
			"Cache-Control":                "no-store",
			"Content-Security-Policy":      policy,
			"Referrer-Policy":              "no-referrer",
			"X-Content-Type-Options":       "nosniff",
			"X-Frame-Options":              "DENY",
			"X-DNS-Prefetch-Control":       "off",
			"Cross-Origin-Resource-Policy": "same-origin",
			"Cross-Origin-Opener-Policy":   "same-origin",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s: %q", address, name, got)
			}
		}
		if h.Get("Access-Control-Allow-Origin") != "" || h.Get("Server") != "" {
			t.Errorf("%s: %v", address, h)
		}
	}
	if strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") {
		t.Error(policy)
	}
	for _, rule := range []string{"default-src 'none'", "script-src 'self'", "connect-src 'self'", "form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'"} {
		if !slices.Contains(strings.Split(policy, "; "), rule) {
			t.Errorf("%s is no rule of %s", rule, policy)
		}
	}
	if !slices.Contains(strings.Split(filePolicy, "; "), "sandbox") || !slices.Contains(strings.Split(filePolicy, "; "), "default-src 'none'") {
		t.Error(filePolicy)
	}
}

// A ticket is good once, and for its time.
func TestTickets(t *testing.T) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	var mu sync.Mutex
	w := openWindow(t, Options{Now: func() time.Time { mu.Lock(); defer mu.Unlock(); return now }})
	fresh := func() *window {
		jar, _ := cookiejar.New(nil)
		other := *w
		other.client = &http.Client{Jar: jar, CheckRedirect: w.client.CheckRedirect}
		return &other
	}
	enter := func(w *window, address string, header ...string) int {
		status, _ := w.ask(http.MethodGet, address, nil, header...)
		return status
	}
	one := w.Enter(time.Minute)
	first := fresh()
	if got := enter(first, one, "Sec-Fetch-Site", "cross-site"); got != 200 { // from the file
		t.Errorf("first: %d", got)
	}
	if got := enter(fresh(), one); got != 403 {
		t.Errorf("second: %d", got)
	}
	if got := enter(first, one); got != 200 { // who is in stays in
		t.Errorf("again: %d", got)
	}
	late := w.Enter(time.Minute)
	mu.Lock()
	now = now.Add(time.Minute)
	mu.Unlock()
	if got := enter(fresh(), late); got != 403 {
		t.Errorf("late: %d", got)
	}
	ahead := w.Enter(0)
	if got := enter(fresh(), ahead, "Sec-Purpose", "prefetch"); got != 403 {
		t.Errorf("fetched ahead: %d", got)
	}
	if got := enter(fresh(), ahead, "Origin", "http://example.com"); got != 403 {
		t.Errorf("by a script of another page: %d", got)
	}
	for _, method := range []string{http.MethodHead, http.MethodPost} {
		if got, _ := fresh().ask(method, ahead, nil, "Origin", ""); got != 403 {
			t.Errorf("by %s: %d", method, got)
		}
	}
	if got := enter(fresh(), ahead); got != 200 {
		t.Errorf("and then by the person: %d", got)
	}
	if got := enter(fresh(), "http://"+w.host+w.base+enterPath+"AAAAAAAAAAAAAAAAAAAAAA"); got != 403 {
		t.Errorf("none: %d", got)
	}
	cookie := fresh().send(http.MethodGet, w.Enter(0), nil).Header.Get("Set-Cookie")
	for _, part := range []string{"HttpOnly", "SameSite=Strict", "Path=" + w.base} {
		if !strings.Contains(cookie, part) {
			t.Errorf("%s lacks %s", cookie, part)
		}
	}
}

// A thousand connections that say nothing, or a byte now and then, keep nobody out.
func TestStrangers(t *testing.T) {
	w := openWindow(t, Options{})
	var all []net.Conn
	defer func() {
		for _, c := range all {
			_ = c.Close()
		}
	}()
	for i := range 1000 {
		c, err := new(net.Dialer).DialContext(t.Context(), "tcp4", w.host)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
		switch i % 4 {
		case 1:
			_, _ = io.WriteString(c, "G")
		case 2:
			_, _ = io.WriteString(c, "POST "+w.base+" HTTP/1.1\r\nHost: "+w.host+"\r\nContent-Length: 1000000\r\nX-Slow: ")
		case 3:
			_, _ = io.WriteString(c, "POST / HTTP/1.1\r\nHost: "+w.host+"\r\nContent-Length: 1000000\r\n\r\na")
		}
		if i%100 == 99 {
			w.client.CloseIdleConnections() // each time by a new connection
			w.get("assets/app.js")
		}
	}
	w.gate.conns.mu.Lock()
	defer w.gate.conns.mu.Unlock()
	if n := len(w.gate.conns.strangers); n > maxStrangers {
		t.Errorf("%d strangers are held", n)
	}
}

// A head that grows without end is refused.
func TestLongHead(t *testing.T) {
	w := openWindow(t, Options{})
	c, err := new(net.Dialer).DialContext(t.Context(), "tcp4", w.host)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	begun := time.Now()
	go func() { _, _ = io.WriteString(c, "GET / HTTP/1.1\r\nX: "+strings.Repeat("a", 4<<20)) }()
	resp, err := http.ReadResponse(bufio.NewReader(c), nil)
	if took := time.Since(begun); took > headerTime/2 {
		t.Errorf("refused after %v, for its time and not for its length", took)
	}
	if err == nil {
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
			t.Error(resp.Status)
		}
	}
}

// A form that is longer than any is refused.
func TestLongForm(t *testing.T) {
	w := openWindow(t, Options{})
	status, body := w.ask(http.MethodPost, "language", strings.NewReader("lang="+strings.Repeat("a", maxForm)))
	if status != http.StatusBadRequest || !strings.Contains(body, "error") {
		t.Errorf("%d %s", status, body)
	}
}

// The window speaks the browser's language, or the one that was chosen.
func TestLanguage(t *testing.T) {
	w := openWindow(t, Options{})
	for asked, want := range map[string]string{
		"": "en", "ko": "ko", "ko-KR,ko;q=0.9,en;q=0.8": "ko", "en-US,en;q=0.9,ko;q=0.8": "en", "fr,ko;q=0.3": "ko", "de": "en", "\xff;;": "en",
	} {
		w.lang = asked
		_, body := w.ask(http.MethodGet, "nothing", nil)
		if !strings.Contains(body, `<html lang="`+want+`"`) {
			t.Errorf("%q: %.80s", asked, body)
		}
	}
	w.lang = "en"
	if got := w.post("language", map[string][]string{"lang": {"ko"}}); !strings.Contains(got, `"go"`) {
		t.Error(got)
	}
	if _, body := w.ask(http.MethodGet, "nothing", nil); !strings.Contains(body, `<html lang="ko"`) {
		t.Errorf("chosen: %.80s", body)
	}
}

// The person ends the window; the page says so.
func TestQuit(t *testing.T) {
	w := openWindow(t, Options{})
	if got := w.post("quit", nil); !strings.Contains(got, "exile has ended") {
		t.Error(got)
	}
	for range 100 {
		if _, err := (&net.Dialer{Timeout: time.Second}).DialContext(t.Context(), "tcp4", w.host); err != nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Error("it still answers")
}

// A window whose listener is gone ends, and says why.
func TestListenerGone(t *testing.T) {
	s, err := New(t.Context(), Options{Now: time.Now, Store: filepath.Join(t.TempDir(), "none")})
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error)
	go func() { ended <- s.Serve(t.Context()) }()
	j, _ := (&window{Server: s, t: t}).held()
	if err := s.listener.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; !errors.Is(err, net.ErrClosed) || !isOver(j) || !s.archive.ended {
		t.Errorf("%v, work over %t, store closed %t", err, isOver(j), s.archive.ended)
	}
}

// A mistake of our own ends one answer, and says so; the window goes on.
func TestMistake(t *testing.T) {
	w := openWindow(t, Options{})
	w.get("assets/app.js")
	w.Server.post("mistake", func(http.ResponseWriter, *request) error {
		var none *request
		return none.Context().Err()
	})
	if got := w.post("mistake", nil); !strings.Contains(got, "made a mistake") {
		t.Error(got)
	}
	w.get("assets/app.js")
}

// An answer that breaks off in the middle is not taken for a whole one, however it broke.
func TestCutAnswer(t *testing.T) {
	w := openWindow(t, Options{})
	for name, breaks := range map[string]func() error{
		"error":   func() error { return io.ErrUnexpectedEOF },
		"mistake": func() error { var none *request; return none.Context().Err() },
	} {
		w.Server.get("cut-"+name, func(rw http.ResponseWriter, _ *request) error {
			_, _ = io.WriteString(rw, strings.Repeat("half ", 10_000))
			return breaks()
		})
		resp := w.send(http.MethodGet, "cut-"+name, nil)
		text, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if err == nil {
			t.Errorf("%s: %d bytes read as if that were all", name, len(text))
		}
		w.get("assets/app.js")
	}
}
