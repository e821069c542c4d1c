//go:build cgo

package serve

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"

	"exile/cmd/internal/lang"
	"exile/formats/all"
)

// window is a running server, and a browser that was let in.
type window struct {
	*Server
	t      testing.TB
	client *http.Client
	lang   string // what the browser asks for
}

// openWindow starts a window on a store that is at a path, or will be.
func openWindow(tb testing.TB, opt Options) *window {
	tb.Helper()
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Explain == nil {
		opt.Explain = func(err error) (lang.Trouble, lang.V) {
			return lang.Failed, lang.V{"name": "", "why": err.Error()}
		}
	}
	if opt.Formats == nil {
		opt.Formats = all.Formats()
	}
	ctx, cancel := context.WithCancel(context.Background())
	s, err := New(ctx, opt)
	if err != nil {
		tb.Fatal(err)
	}
	over := make(chan error, 1)
	go func() { over <- s.Serve(ctx) }()
	jar, err := cookiejar.New(nil)
	if err != nil {
		tb.Fatal(err)
	}
	w := &window{Server: s, t: tb, client: &http.Client{
		Jar:           jar,
		Transport:     &http.Transport{},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	tb.Cleanup(func() {
		cancel()
		w.client.CloseIdleConnections()
		if err := <-over; err != nil {
			tb.Error(err)
		}
	})
	if status, _ := w.ask(http.MethodGet, s.Enter(time.Minute), nil); status != http.StatusOK {
		tb.Fatalf("not let in: %d", status)
	}
	return w
}

// ask sends a request as a page of the window would, and returns status and body.
func (w *window) ask(method, address string, body io.Reader, header ...string) (int, string) {
	w.t.Helper()
	resp := w.send(method, address, body, header...)
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return resp.StatusCode, string(text)
}

func (w *window) send(method, address string, body io.Reader, header ...string) *http.Response {
	w.t.Helper()
	if !strings.HasPrefix(address, "http") {
		address = "http://" + w.host + w.base + address
	}
	r, err := http.NewRequestWithContext(w.t.Context(), method, address, body)
	if err != nil {
		w.t.Fatal(err)
	}
	if w.lang != "" {
		r.Header.Set("Accept-Language", w.lang)
	}
	if method == http.MethodPost {
		r.Header.Set("Origin", "http://"+w.host)
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		r.Header.Set(actHeader, "1")
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(header); i += 2 {
		if r.Header.Del(header[i]); header[i+1] != "" {
			r.Header.Set(header[i], header[i+1])
		}
		if header[i] == "Host" {
			r.Host = header[i+1]
		}
	}
	resp, err := w.client.Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	return resp
}

// get asks for a page; it must be there.
func (w *window) get(address string) string {
	w.t.Helper()
	status, body := w.ask(http.MethodGet, address, nil)
	if status != http.StatusOK {
		w.t.Fatalf("%s: %d %s", address, status, body)
	}
	return body
}

// post sends a form and returns the answer.
func (w *window) post(address string, form url.Values) string {
	w.t.Helper()
	_, body := w.ask(http.MethodPost, address, strings.NewReader(form.Encode()))
	return body
}
