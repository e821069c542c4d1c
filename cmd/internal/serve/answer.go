//go:build cgo

package serve

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"html/template"
	"io/fs"
	"net/http"
	"strings"

	"golang.org/x/text/language"

	"exile/cmd/internal/lang"
	"exile/export/store"
)

// request is what the person's browser asks.
type request struct {
	*http.Request
	s    *Server
	w    *steadyWriter
	lang lang.Lang
}

// frame is what stands around a page.
type frame struct {
	Lang    string
	Area    string // which part of the window it is, for the list of them
	State   string // of the store: none, plain, locked, open
	Beside  beside
	Content template.HTML
}

// trouble is an error whose sentence is known where it arises.
type trouble struct {
	status int
	lang.Trouble
	values lang.V
}

func (e *trouble) Error() string { return e.Sentence.EN }

// troubled makes an error of the words called name, and name+"Hint", with a status of HTTP.
func troubled(status int, name string, v lang.V) error {
	return &trouble{status, lang.Trouble{Sentence: lang.Window[name], Hint: lang.Window[name+"Hint"]}, v}
}

var (
	errBadRequest = troubled(http.StatusBadRequest, "BadRequest", nil)
	errNoSuchPage = troubled(http.StatusNotFound, "NoSuchPage", nil)
	errBroken     = troubled(http.StatusInternalServerError, "Broken", nil)
)

// langOf is the language that a browser gets.
func (s *Server) langOf(r *http.Request) lang.Lang {
	if l, ok := s.chosen.Load().(lang.Lang); ok {
		return l
	}
	if s.opt.Lang != "" {
		return s.opt.Lang
	}
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil {
		return lang.EN
	}
	for _, tag := range tags {
		base, _ := tag.Base()
		if l, ok := lang.Parse(base.String()); ok {
			return l
		}
	}
	return lang.EN
}

// say returns one of the window's sentences.
func (r *request) say(name string, v lang.V) string { return r.lang.Say(lang.Window[name], v) }

// page answers with a page: the template called name, within the frame. Area is the part of
// the window that it belongs to.
func (r *request) page(w http.ResponseWriter, area, name string, data any) error {
	return r.pageAs(w, http.StatusOK, area, name, data)
}

// pageAs answers with a page and a status. What was read of an archive that is locked meanwhile is not
// shown: such a page would take itself for the one that unlocks, and stay.
func (r *request) pageAs(w http.ResponseWriter, status int, area, name string, data any) error {
	content, err := r.render(name, data)
	if err != nil {
		return err
	}
	now := r.s.archive.state()
	if now == lockedStore && ofArchive(r.Request) {
		return errLocked
	}
	var b bytes.Buffer
	f := frame{
		Lang: string(r.lang), Area: area, State: string(now), Beside: r.beside(),
		Content: template.HTML(content), //nolint:gosec // html/template has made it
	}
	if err := r.s.pages[r.lang].ExecuteTemplate(&b, "layout", f); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // nobody is left to tell
	return nil
}

// fragment answers with a template alone.
func (r *request) fragment(w http.ResponseWriter, name string, data any) error {
	content, err := r.render(name, data)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(content)
	return nil
}

func (r *request) render(name string, data any) ([]byte, error) {
	var b bytes.Buffer
	err := r.s.pages[r.lang].ExecuteTemplate(&b, name, data)
	return b.Bytes(), err
}

// reply is the answer to what a script has sent: one of its three forms.
type reply struct {
	Go string `json:"go,omitempty"` // where to go

	Swap string `json:"swap,omitempty"` // the selector of an element, and what is to be in it
	HTML string `json:"html,omitempty"`

	Error string `json:"error,omitempty"`
	Hint  string `json:"hint,omitempty"`
}

// goTo sends the page that asked to another, relative to the window's own address.
func (r *request) goTo(w http.ResponseWriter, to string) error {
	return writeReply(w, http.StatusOK, reply{Go: r.s.base + to})
}

// swap puts a template into an element of the page that asked.
func (r *request) swap(w http.ResponseWriter, selector, name string, data any) error {
	content, err := r.render(name, data)
	if err != nil {
		return err
	}
	return writeReply(w, http.StatusOK, reply{Swap: selector, HTML: string(content)})
}

func writeReply(w http.ResponseWriter, status int, body any) error {
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(b)
	return nil
}

// redirect sends the browser to another page.
func (r *request) redirect(w http.ResponseWriter, to string) error {
	http.Redirect(w, r.Request, r.s.base+to, http.StatusSeeOther)
	return nil
}

// fail tells an error, in the form that whoever asked takes. Once an answer has begun all that
// is left is to end it short.
func (r *request) fail(err error) {
	if r.Context().Err() != nil && errors.Is(err, context.Canceled) {
		return // nobody is there any more
	}
	if r.w.begun {
		r.w.cut()
		return
	}
	scripted := r.Method == http.MethodPost || r.Header.Get(actHeader) != ""
	for _, way := range []struct {
		err error
		to  string
	}{{errLocked, "unlock"}, {store.ErrNoStore, "add"}} {
		if errors.Is(err, way.err) {
			r.lead(way.to, scripted)
			return
		}
	}
	t, v, status := r.explain(err)
	told := reply{Error: r.lang.Say(t.Sentence, v), Hint: r.lang.Say(t.Hint, v)}
	if scripted {
		_ = writeReply(r.w, status, told)
		return
	}
	switch err := r.pageAs(r.w, status, "", "trouble", told); {
	case errors.Is(err, errLocked):
		r.lead("unlock", scripted)
	case err != nil:
		http.Error(r.w, told.Error, http.StatusInternalServerError)
	}
}

// lead sends the browser, or the script that asked, elsewhere.
func (r *request) lead(to string, scripted bool) {
	if scripted {
		_ = r.goTo(r.w, to)
		return
	}
	_ = r.redirect(r.w, to)
}

func (r *request) explain(err error) (lang.Trouble, lang.V, int) {
	if t, ok := errors.AsType[*trouble](err); ok {
		return t.Trouble, t.values, t.status
	}
	t, v := r.s.opt.Explain(err)
	if hint := t.Hint.EN; strings.Contains(hint, "`") || strings.Contains(hint, "--") {
		t.Hint = lang.Window["BadRequestHint"] // that one is for who types commands
	}
	status := http.StatusUnprocessableEntity
	for _, gone := range []error{fs.ErrNotExist, store.ErrNoChat, store.ErrNoMessage, store.ErrNoPerson, store.ErrNoSource} {
		if errors.Is(err, gone) {
			status = http.StatusNotFound
		}
	}
	return t, v, status
}
