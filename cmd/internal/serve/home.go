//go:build cgo

package serve

import (
	"errors"
	"net/http"

	"exile/cmd/internal/lang"
)

// errLocked says that the store is a sealed archive that is not open.
var errLocked = errors.New("the archive is locked")

// home leads to what the person wants first: their chats, or how to bring some.
func (s *Server) home(w http.ResponseWriter, r *request) error {
	switch s.storeState() {
	case "none":
		return r.redirect(w, "add")
	case "locked":
		return r.redirect(w, "unlock")
	}
	return r.redirect(w, "chats")
}

func (s *Server) chooseLanguage(w http.ResponseWriter, r *request) error {
	l, ok := lang.Parse(r.PostForm.Get("lang"))
	if !ok {
		return errBadRequest
	}
	s.chosen.Store(l)
	return r.goTo(w, "")
}

// end ends the window.
func (s *Server) end(w http.ResponseWriter, r *request) error {
	if err := r.swap(w, "body", "ended", nil); err != nil {
		return err
	}
	if f, ok := r.w.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
	s.quit()
	return nil
}
