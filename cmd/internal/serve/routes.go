//go:build cgo

package serve

import (
	"net/http"
)

// maxForm is how much a form may send, in bytes. Files are sent otherwise.
const maxForm = 1 << 20

// handler answers a request. Before it has answered it may return an error, which the person
// is told.
type handler func(w http.ResponseWriter, r *request) error

// routes says which address is whose.
func (s *Server) routes() {
	s.mux = http.NewServeMux()
	s.get("{$}", s.home)
	s.getQuiet("assets/{name}", s.asset)
	s.post("language", s.chooseLanguage)
	s.post("quit", s.end)
	s.get("{rest...}", func(http.ResponseWriter, *request) error { return errNoSuchPage })
	s.post("{rest...}", func(http.ResponseWriter, *request) error { return errNoSuchPage })
	s.chatRoutes()
	s.keyRoutes()
	s.intakeRoutes()
	s.jobRoutes()
	s.deskRoutes()
}

// get answers what the person asks for by going there.
func (s *Server) get(pattern string, h handler) {
	went, byItself := s.handle(h, true), s.handle(h, false)
	s.mux.HandleFunc("GET /"+pattern, func(w http.ResponseWriter, r *http.Request) {
		if s.byItself(r) {
			byItself(w, r)
			return
		}
		went(w, r)
	})
}

// byItself reports whether a page went on to another without the person: when work has ended, for one.
// A browser that has told once who went somewhere always does; those that never do are taken for people.
func (s *Server) byItself(r *http.Request) bool {
	if r.Header.Get("Sec-Fetch-User") == "?1" {
		s.tellsWho.Store(true)
		return false
	}
	return r.Header.Get("Sec-Fetch-Mode") == "navigate" && s.tellsWho.Load()
}

// getQuiet answers what a page asks for by itself: it is no action of the person's.
func (s *Server) getQuiet(pattern string, h handler) {
	s.mux.HandleFunc("GET /"+pattern, s.handle(h, false))
}

// post answers what the person does. The body is a form of at most maxForm bytes.
func (s *Server) post(pattern string, h handler) {
	s.mux.HandleFunc("POST /"+pattern, s.handle(formed(h), true))
}

// postQuiet answers what a page does by itself: it is no action of the person's.
func (s *Server) postQuiet(pattern string, h handler) {
	s.mux.HandleFunc("POST /"+pattern, s.handle(formed(h), false))
}

// formed has h answer what comes with a form.
func formed(h handler) handler {
	return func(w http.ResponseWriter, r *request) error {
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
		if err := r.ParseForm(); err != nil {
			return errBadRequest
		}
		return h(w, r)
	}
}

// postStream answers what the person sends as a stream of any length. As long as it comes they
// wait for it.
func (s *Server) postStream(pattern string, h handler) {
	s.mux.HandleFunc("POST /"+pattern, s.handle(func(w http.ResponseWriter, r *request) error {
		defer s.archive.busy()()
		return h(w, r)
	}, true))
}

func (s *Server) handle(h handler, acts bool) http.HandlerFunc {
	return func(w http.ResponseWriter, hr *http.Request) {
		if acts {
			s.act()
		}
		steady := &steadyWriter{ResponseWriter: w, control: http.NewResponseController(w)}
		hr.Body = &steadyBody{ReadCloser: hr.Body, control: steady.control}
		r := &request{Request: hr, s: s, w: steady, lang: s.langOf(hr)}
		if s.barred(hr) {
			r.fail(errLocked)
			return
		}
		if err := r.answer(h); err != nil {
			r.fail(err)
		}
	}
}

// answer has h answer. A mistake of exile's own is told as such: the window goes on.
func (r *request) answer(h handler) (err error) {
	defer func() {
		if recover() != nil {
			err = errBroken
		}
	}()
	return h(r.w, r)
}
