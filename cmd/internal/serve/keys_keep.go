//go:build cgo

package serve

import (
	"net/http"

	"exile/cmd/internal/lang"
	"exile/crypto"
)

// maxNew is the longest passphrase that may be chosen, in bytes. Judging one takes time that
// grows with the square of its length.
const maxNew = 1 << 10

func (s *Server) keepRoutes() {
	s.post("keep/judge", s.judgePassphrase)
	s.post("keep/propose", s.proposePassphrase)
	s.post("keep/own", ownPassphrase)
	s.get("made", s.madePage)
	s.get("sheet", s.fetchSheet)
	s.post("sheet/had", s.haveSheet)
	s.get("seal", s.sealPage)
	s.post("seal", s.seal)
}

// keepForm is what the form asks that settles how a store is kept.
type keepForm struct {
	Plain bool   // it may be kept in the clear
	Words string // a passphrase that was drawn; "": the person chooses one
}

// keepForm returns the values of the template "keepform" for a new store.
func (r *request) keepForm() keepForm { return keepForm{Plain: !r.s.archive.onlySealed()} }

// parseCreate reads the form of the template "keepform".
func (s *Server) parseCreate(r *request) (createOptions, error) {
	opt := createOptions{way: way(r.PostForm.Get("keep")), lang: r.lang}
	text, again := r.secret("passphrase"), r.secret("again")
	switch opt.way {
	case keepPlain:
		if s.archive.onlySealed() {
			return opt, errBadRequest
		}
		return opt, nil
	case keepByKey, keepByPassphrase:
	default:
		return opt, errBadRequest
	}
	drawn := r.PostForm.Get("drawn") != ""
	switch why, weak := weakness(text); {
	case text == "":
		return opt, troubled(http.StatusUnprocessableEntity, "PassphraseMissing", nil)
	case !crypto.SamePassphrase(text, again) && drawn:
		return opt, troubled(http.StatusUnprocessableEntity, "PassphraseTyped", nil)
	case weak:
		return opt, &trouble{http.StatusUnprocessableEntity, lang.Trouble{Sentence: why, Hint: lang.Window["WeakHint"]}, nil}
	case !crypto.SamePassphrase(text, again):
		return opt, troubled(http.StatusUnprocessableEntity, "PassphraseTwice", nil)
	}
	opt.passphrase = text
	return opt, nil
}

// weakness says why a passphrase will not do.
func weakness(text string) (why lang.Text, weak bool) {
	if len(text) > maxNew {
		return lang.Window["PassphraseOdd"], true
	}
	switch crypto.Judge(text) {
	case crypto.TooShort:
		return lang.PassphraseShort, true
	case crypto.TooPlain:
		return lang.PassphrasePlain, true
	case crypto.Untypable:
		return lang.Window["PassphraseOdd"], true
	case crypto.Strong:
	}
	return lang.Text{}, false
}

// strength is what there is to say of a passphrase while it is typed.
type strength struct {
	Weak string
	Good bool
}

// judgePassphrase says how strong a passphrase is.
func (s *Server) judgePassphrase(w http.ResponseWriter, r *request) error {
	var judged strength
	if text := r.secret("passphrase"); text != "" {
		why, weak := weakness(text)
		judged.Good = !weak
		if weak {
			judged.Weak = r.lang.Say(why, nil)
		}
	}
	return r.swap(w, "#strength", "strength", judged)
}

// proposePassphrase draws a passphrase for the person to write down. It is not kept here.
func (s *Server) proposePassphrase(w http.ResponseWriter, r *request) error {
	return r.swap(w, "#keepsecret", "keepdrawn", keepForm{Words: crypto.GeneratePassphrase(string(r.lang))})
}

// ownPassphrase goes back to one that the person chooses.
func ownPassphrase(w http.ResponseWriter, r *request) error {
	return r.swap(w, "#keepsecret", "keepown", keepForm{})
}
