//go:build cgo

package serve

import (
	"context"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"exile/cmd/internal/keyfile"
)

// madePage tells what was made, and what the person is to do now so as not to lose it.
func (s *Server) madePage(w http.ResponseWriter, r *request) error {
	c := s.archive.told()
	if c == nil {
		return r.redirect(w, "")
	}
	return r.page(w, "", "made", c)
}

// fetchSheet gives the recovery sheet out. It holds the key in the clear, and is nowhere but in
// memory.
func (s *Server) fetchSheet(w http.ResponseWriter, _ *request) error {
	c := s.archive.told()
	if c == nil || !c.HasSheet() {
		return troubled(http.StatusNotFound, "SheetGone", nil)
	}
	name := strings.TrimSuffix(filepath.Base(c.Path), keyfile.Sealed) + ".recovery.html"
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	_, _ = w.Write(c.sheet) // nobody is left to tell
	return nil
}

// haveSheet forgets the recovery sheet: the person has it on paper.
func (s *Server) haveSheet(w http.ResponseWriter, r *request) error {
	s.archive.dropSheet()
	return r.goTo(w, "made")
}

// sealing is what the page tells on which a plain store is sealed.
type sealing struct {
	Path, To string
	Exists   bool // there is a sealed archive already
	keepForm
}

func (s *Server) sealPage(w http.ResponseWriter, r *request) error {
	if s.archive.state() != plainStore {
		return r.redirect(w, "")
	}
	page := sealing{Path: s.archive.at(), To: s.opt.NewSealed}
	_, err := os.Lstat(page.To)
	page.Exists = err == nil
	return r.page(w, "", "seal", page)
}

// seal seals the plain store.
func (s *Server) seal(w http.ResponseWriter, r *request) error {
	if r.PostForm.Get("keep") == string(keepPlain) {
		return errBadRequest
	}
	opt, err := s.parseCreate(r)
	if err != nil {
		return err
	}
	remove := r.PostForm.Get("remove") != ""
	j := s.start("SealJob", func(ctx context.Context, p *progress) (done, error) {
		p.at(stageSealing)
		opt.step = p.step
		if _, err := s.archive.seal(ctx, opt, remove); err != nil {
			return done{}, err
		}
		return done{Go: "made"}, nil
	})
	return r.follow(w, j)
}
