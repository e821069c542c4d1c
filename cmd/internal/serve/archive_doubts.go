//go:build cgo

package serve

import (
	"errors"
	"slices"
	"strings"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
)

// notice is something about the archive that the person is to know, and did not ask for.
type notice struct {
	lang.Trouble
	values lang.V
}

// mostNotices bounds what waits to be read.
const mostNotices = 16

// tell has the person told a thing, once.
func (a *archive) tell(t lang.Trouble, v lang.V) {
	a.mu.Lock()
	defer a.mu.Unlock()
	known := slices.ContainsFunc(a.notices, func(n notice) bool { return n.Trouble == t })
	if !known && len(a.notices) < mostNotices {
		a.notices = append(a.notices, notice{t, v})
	}
}

// unread are the notices that the person has not put away yet.
func (a *archive) unread() []notice {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.notices)
}

// putAway forgets the first notices.
func (a *archive) putAway(n int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.notices = slices.Delete(a.notices, 0, min(max(n, 0), len(a.notices)))
}

// doubt has the person told in what an archive is not the one that this computer remembers.
func (a *archive) doubt(s *convert.Sealed) {
	doubts := s.Suspicions()
	for _, why := range doubts {
		if why == crypto.OtherHistory && slices.Contains(doubts, crypto.UnknownSecret) {
			continue // who made it knows none of its histories
		}
		a.tell(lang.Trouble{Sentence: lang.Suspicion(string(why)).Sentence, Hint: doubtHint(why)}, lang.V{
			"name": a.name(), "why": string(why), "keys": namesOf(s.Archive().Manifest().Recipients),
		})
	}
	a.unremembered(s.Unremembered())
}

// doubtHint is what to do about a suspicion, in the window.
func doubtHint(why crypto.Suspicion) lang.Text {
	switch why {
	case crypto.OlderGeneration:
		return lang.Window["DoubtOlder"]
	case crypto.OtherHistory:
		return lang.Window["DoubtHistory"]
	case crypto.UnknownSecret, crypto.OtherArchive:
		return lang.Window["DoubtPlanted"]
	case crypto.ChangedRecipients:
		return lang.Window["DoubtKeys"]
	}
	return lang.Suspicion(string(why)).Hint
}

// unremembered has the person told that this computer cannot remember the archive.
func (a *archive) unremembered(err error) {
	if err == nil {
		return
	}
	if pin, ok := errors.AsType[*crypto.PinError](err); ok {
		a.tell(lang.DamagedPin, lang.V{"name": a.name(), "path": pin.Path})
		return
	}
	a.tell(lang.Trouble{Sentence: lang.Window["NotRemembered"], Hint: lang.Window["NotRememberedHint"]}, lang.V{"name": a.name()})
}

// namesOf lists what opens an archive. A passphrase has no name.
func namesOf(recipients []string) string {
	var keys []string
	for _, name := range recipients {
		if name == crypto.Passphrase {
			return lang.WordSecret.EN
		}
		keys = append(keys, name)
	}
	return strings.Join(keys, ", ")
}
