//go:build cgo

package serve

import (
	"encoding/base64"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"

	"exile/cmd/internal/keyfile"
	"exile/cmd/internal/lang"
)

const (
	maxPassphrase = 64 << 10 // bytes of one that opens something; the commands take as many
	maxKey        = 64 << 10 // bytes of a key file that is handed over
)

// keyRoutes are the addresses of locks and keys.
func (s *Server) keyRoutes() {
	s.get("unlock", s.unlockPage)
	s.post("unlock", s.unlock)
	s.post("lock", s.lock)
	s.getQuiet("state", s.stateNow)
	s.postQuiet("late", s.late)
	s.post("acted", acted)
	s.post("notices", s.putAwayNotices)
	s.keepRoutes()
}

// barred reports whether a request is about what a locked archive holds.
func (s *Server) barred(r *http.Request) bool {
	return ofArchive(r) && s.archive.state() == lockedStore
}

// ofArchive reports whether a request is about what an archive holds, or was made of it. All
// are but those that open it, and those that know nothing of it.
func ofArchive(r *http.Request) bool {
	_, pattern, _ := strings.Cut(r.Pattern, " ")
	if strings.HasPrefix(pattern, "/assets/") {
		return false
	}
	switch pattern {
	case "/{$}", "/language", "/quit", "/unlock", "/lock", "/state", "/late", "/acted":
		return false
	}
	return true
}

// unlocking is what the page tells that asks for a passphrase.
type unlocking struct {
	Name       string
	Passphrase bool   // it opens the archive itself, and no key
	Key        string // the key file beside the archive; "": there is none
	Why        string // it was locked, in words; "": the person did it
	Lost       losses
}

func (s *Server) unlockPage(w http.ResponseWriter, r *request) error {
	if s.archive.state() != lockedStore {
		return r.redirect(w, "")
	}
	page := unlocking{Name: s.archive.name(), Lost: s.archive.lastLost()}
	if page.Lost.Why != "" {
		page.Why = r.say(page.Lost.Why, lang.V{"name": page.Name, "n": int64(s.opt.Idle.Minutes())})
	}
	lock, err := s.archive.readLock()
	if err != nil {
		return s.archive.about(err)
	}
	page.Passphrase = lock.Passphrase
	if rings := keyfile.Rings(s.archive.at()); len(rings) > 0 {
		page.Key = filepath.Base(rings[0][0])
	}
	return r.page(w, "", "unlock", page)
}

// unlock opens the archive with what the person gave. The form is sent by a script, and nothing of
// it stands in an address or in the answer.
func (s *Server) unlock(w http.ResponseWriter, r *request) error {
	passphrase := r.secret("passphrase")
	key, err := base64.StdEncoding.DecodeString(r.secret("key"))
	switch {
	case err != nil || len(passphrase) > maxPassphrase:
		return errBadRequest
	case len(key) > maxKey:
		return troubled(http.StatusRequestEntityTooLarge, "KeyFileNot", nil)
	}
	err = s.archive.unlock(r.Context(), passphrase, key)
	clear(key)
	if err != nil {
		return err
	}
	return r.goTo(w, "")
}

// secret returns a field of a form, of which nothing is left in the form then.
func (r *request) secret(name string) string {
	text := r.PostForm.Get(name)
	r.PostForm.Del(name)
	r.Form.Del(name)
	return text
}

// lock locks the archive. Whoever locks it twice does no harm.
func (s *Server) lock(w http.ResponseWriter, r *request) error {
	s.archive.lock()
	return r.goTo(w, "unlock")
}

// late is asked by a page that has gone blank, since by its own clock nobody has done anything
// for long. It may have slept while the person used another one: this clock decides.
func (s *Server) late(w http.ResponseWriter, r *request) error {
	s.archive.check()
	if s.archive.state() == lockedStore {
		return r.goTo(w, "unlock")
	}
	return writeReply(w, http.StatusOK, reply{})
}

// stateReply tells a page whether it may go on showing what it shows.
type stateReply struct {
	State   string  `json:"state"`
	Idle    int64   `json:"idle"` // how long nobody does anything until it goes blank, in ms
	Left    int64   `json:"left"` // how much of that is left
	Notices []reply `json:"notices,omitempty"`
	Close   string  `json:"close"` // what puts the notices away, in words
}

// stateNow answers the pages, which ask by themselves.
func (s *Server) stateNow(w http.ResponseWriter, r *request) error {
	left := s.archive.check()
	now := stateReply{
		State: s.storeState(), Idle: s.opt.Idle.Milliseconds(), Left: left.Milliseconds(), Close: r.say("Close", nil),
	}
	for _, n := range s.archive.unread() {
		now.Notices = append(now.Notices, reply{Error: r.lang.Say(n.Sentence, n.values), Hint: r.lang.Say(n.Hint, n.values)})
	}
	return writeReply(w, http.StatusOK, now)
}

// acted is told when the person does something on a page that asks nothing of the server for it.
func acted(w http.ResponseWriter, _ *request) error {
	return writeReply(w, http.StatusOK, reply{})
}

// putAwayNotices forgets the notices that a page has shown.
func (s *Server) putAwayNotices(w http.ResponseWriter, r *request) error {
	n, err := strconv.Atoi(r.PostForm.Get("n"))
	if err != nil {
		return errBadRequest
	}
	s.archive.putAway(n)
	return writeReply(w, http.StatusOK, reply{})
}
