//go:build cgo

package main

import (
	"errors"

	"exile/cmd/internal/keyfile"
	"exile/cmd/internal/lang"
	"exile/convert"
)

// sealed is what seal prints as JSON.
type sealed struct {
	Status status `json:"status"`
	*resealed
	Remains []remain `json:"in_the_clear"`
}

// finish tells how sealing went.
func (s *sealing) finish(done *sealed, key *keyfile.New, dir string) error {
	var outcome error
	if len(done.Missing) > 0 {
		outcome, done.Status = errLost, statusLost
	}
	if s.json {
		if err := s.printJSON(done); err != nil {
			return err
		}
		return outcome
	}
	s.tell(s.say(lang.LineSealed, lang.V{"files": done.Files, "size": bytesOf(done.Size), "path": clean(done.Path)}))
	s.tellRecipients(done.SealReport)
	s.tellNewKey(key, &s.to, done.Path)
	if key != nil && len(done.Recipients) == 1 {
		s.tell(s.say(lang.SecondHolder, lang.V{"archive": clean(done.Path)}))
	}
	if len(done.Missing) > 0 {
		s.tell(s.say(lang.LineMissing, lang.V{"n": len(done.Missing), "names": s.few(done.Missing)}))
	}
	if errors.Is(done.Unremoved, convert.ErrIncomplete) {
		s.tell(s.say(lang.PlainKept, lang.V{"path": clean(dir)}))
	}
	if s.noOriginals {
		s.tell(s.say(lang.LeftOriginals, nil))
	}
	if s.noVersions {
		s.tell(s.say(lang.LeftVersions, nil))
	}
	if done.Removed && s.noOriginals {
		s.talk("exile: " + s.say(lang.OriginalsGone, nil))
	}
	if done.Removed {
		s.tell(s.say(lang.PlainRemoved, lang.V{"path": clean(dir)}))
		s.tell(s.say(lang.RemovedHow, nil))
	}
	s.tellRemains(done.Remains, done.Path)
	return outcome
}
