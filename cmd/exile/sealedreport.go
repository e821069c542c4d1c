//go:build cgo

package main

import (
	"exile/cmd/internal/lang"
	"exile/convert"
)

// sealed is what seal prints as JSON.
type sealed struct {
	Status status `json:"status"`
	*convert.SealReport
	Key     string   `json:"key,omitempty"`   // the new key file
	Sheet   string   `json:"sheet,omitempty"` // the recovery sheet
	Remains []remain `json:"in_the_clear"`
}

// finish tells how sealing went.
func (s *sealing) finish(done *sealed, dir string) error {
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
	s.tellKey(done)
	if len(done.Missing) > 0 {
		s.tell(s.say(lang.LineMissing, lang.V{"n": len(done.Missing), "names": s.few(done.Missing)}))
	}
	if s.noOriginals {
		s.tell(s.say(lang.LeftOriginals, nil))
	}
	if s.noVersions {
		s.tell(s.say(lang.LeftVersions, nil))
	}
	if done.Removed {
		s.tell(s.say(lang.PlainRemoved, lang.V{"path": clean(dir)}))
		s.tell(s.say(lang.RemovedHow, nil))
	}
	s.tellRemains(done.Remains, done.Path)
	return outcome
}

// tellKey tells where the new key is, and how it is kept from being lost.
func (s *sealing) tellKey(done *sealed) {
	if done.Key == "" {
		return
	}
	s.tell(s.say(lang.LineKey, lang.V{"path": clean(done.Key)}))
	switch {
	case done.Sheet != "":
		s.tell(s.say(lang.LineSheet, lang.V{"path": clean(done.Sheet)}))
	case s.sheet == "":
		s.tell(s.say(lang.NoSheetMade, nil))
	}
	if len(done.Recipients) == 1 {
		s.tell(s.say(lang.SecondHolder, lang.V{"archive": clean(done.Path)}))
	}
}
