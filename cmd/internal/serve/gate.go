//go:build cgo

package serve

import (
	"crypto/subtle"
	"io"
	"net/http"
	"path"
	"strings"
	"sync/atomic"
)

// gate lets requests of the person's browser pass, and no other.
type gate struct {
	s       *Server
	cookie  string // its value
	tickets tickets
	conns   conns
	entered atomic.Bool // somebody was let in
}

const (
	cookieName = "exile"
	enterPath  = "enter/"

	// actHeader is sent by our script with all that changes something: a page of somebody else's
	// cannot add it without the browser asking us first.
	actHeader = "X-Exile"
)

func newGate(s *Server) *gate {
	return &gate{s: s, cookie: secret()}
}

// policy says what a page of the window may do: load what the window itself gives, and no more.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// ServeHTTP answers a request, if it may be.
func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("X-DNS-Prefetch-Control", "off") // or a browser asks for the hosts of links that nobody has followed
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), display-capture=()")
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost:
	default:
		h.Set("Allow", "GET, HEAD, POST")
		refuse(w, http.StatusMethodNotAllowed)
		return
	}
	if r.Host != g.s.host {
		refuse(w, http.StatusMisdirectedRequest)
		return
	}
	rest, ours := g.within(r)
	if !ours {
		refuse(w, http.StatusNotFound)
		return
	}
	if ticket, ok := strings.CutPrefix(rest, enterPath); ok {
		g.enter(w, r, ticket)
		return
	}
	if !g.knows(r) || !g.fromOurs(r) {
		refuse(w, http.StatusForbidden)
		return
	}
	g.conns.admit(r)
	r.URL.Path = "/" + rest
	g.s.mux.ServeHTTP(w, r)
}

// within returns what stands behind the token in a path. A path that a browser would
// have written otherwise is nobody's.
func (g *gate) within(r *http.Request) (string, bool) {
	p := r.URL.EscapedPath()
	if len(p) < len(g.s.base) || subtle.ConstantTimeCompare([]byte(p[:len(g.s.base)]), []byte(g.s.base)) != 1 {
		return "", false
	}
	rest := r.URL.Path[len(g.s.base):]
	clean := path.Clean("/" + rest)
	if clean[1:] != rest || strings.ContainsAny(rest, "\\\x00") {
		return "", false
	}
	return rest, true
}

// knows reports whether a request has the cookie.
func (g *gate) knows(r *http.Request) bool {
	for _, c := range r.CookiesNamed(cookieName) {
		if subtle.ConstantTimeCompare([]byte(c.Value), []byte(g.cookie)) == 1 {
			return true
		}
	}
	return false
}

// fromOurs reports whether a page of ours asks, as far as the browser tells, or the person
// by the address line. What changes something is asked for by a page of ours alone.
func (g *gate) fromOurs(r *http.Request) bool {
	origin, site := r.Header.Values("Origin"), r.Header.Values("Sec-Fetch-Site")
	for _, o := range origin {
		if o != "http://"+g.s.host {
			return false
		}
	}
	for _, v := range site {
		if v != "same-origin" && (v != "none" || r.Method == http.MethodPost) {
			return false
		}
	}
	return r.Method != http.MethodPost || len(origin) == 1 && r.Header.Get(actHeader) == "1"
}

// enter lets a browser in that has a ticket, or was let in before. The page that it gets leads
// on by itself: where another page sent the browser here, the cookie goes with no request but
// those that a page of ours makes.
func (g *gate) enter(w http.ResponseWriter, r *http.Request, ticket string) {
	if r.Method != http.MethodGet || r.Header.Get("Origin") != "" || r.Header.Get("Sec-Purpose") != "" {
		refuse(w, http.StatusForbidden)
		return
	}
	if !g.tickets.take(g.s.opt.Now(), ticket) && !g.knows(r) {
		refuse(w, http.StatusForbidden)
		return
	}
	g.conns.admit(r)
	g.entered.Store(true)
	http.SetCookie(w, &http.Cookie{ //nolint:gosec // Secure would keep it from an address that begins with http:
		Name: cookieName, Value: g.cookie, Path: g.s.base, HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = io.WriteString(w, "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>exile</title>\n<link rel=\"icon\" href=\"data:,\">\n"+
		"<meta http-equiv=\"refresh\" content=\"0; url="+g.s.base+"\">\n<a href=\""+g.s.base+"\">exile</a>\n")
}

// refuse answers those who may not ask, and tells them nothing but what a person can use whose
// window was closed.
func refuse(w http.ResponseWriter, status int) {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Connection", "close")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, "exile\n\n이 주소로는 열 수 없습니다. exile을 다시 시작해 주세요.\nThis address does not open anything. Please start exile again.\n")
}
