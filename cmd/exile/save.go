//go:build cgo

package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"exile/cmd/internal/keyfile"
	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
)

// save writes an archive anew. The key file that was made for it goes if the
// archive did not come to be.
func (a *app) save(
	ctx context.Context, s *convert.Sealed, path string, to []crypto.Recipient, key *keyfile.New,
) (*convert.SealReport, error) {
	if err := checkSpace(s, path); err != nil {
		return nil, errors.Join(err, key.Discard())
	}
	size, free := s.Cost()
	before, _ := os.Stat(path) // nil: there is none yet
	step, done := a.bar(lang.StageSeal)
	report, err := s.Save(ctx, to, step)
	done()
	if err != nil {
		if errors.Is(err, syscall.ENOSPC) && free >= 0 && !errors.Is(err, convert.ErrUnconfirmed) {
			err = tooFull(path, size, free) // somebody else has filled the disk meanwhile
		}
		err = notArchive(err, path)
		if unchanged(path, before) {
			return nil, errors.Join(err, key.Discard())
		}
		a.tellMadeKey(key) // both may be needed, and keep their names
		return nil, err
	}
	a.settle(key)
	a.tellUnremembered(report.Unremembered, path)
	if len(report.Missing) > 0 {
		a.tell(a.say(lang.LineMissing, lang.V{"n": len(report.Missing), "names": a.few(report.Missing)}))
	}
	return report, nil
}

// settle gives a new key its name. If that fails it is found under the one that
// it has.
func (a *app) settle(key *keyfile.New) {
	if err := key.Settle(crypto.OS{}); err != nil {
		v := lang.V{"name": clean(key.At), "why": clean(err.Error())}
		a.talk("exile: " + a.say(lang.KeyNotMoved.Sentence, v))
		a.talk("  " + a.say(lang.KeyNotMoved.Hint, v))
	}
}

// unchanged reports whether a file is certainly the one that it was: a new one in
// its place may need its new key, although the run ended with an error.
func unchanged(path string, before fs.FileInfo) bool {
	after, err := os.Stat(path)
	if before == nil {
		return errors.Is(err, fs.ErrNotExist)
	}
	return err == nil && os.SameFile(before, after)
}

// resealed is the JSON of an archive that was written anew.
type resealed struct {
	*convert.SealReport
	Key    string `json:"key,omitempty"`     // the new key file
	OldKey string `json:"old_key,omitempty"` // that of before, where it was moved
	Sheet  string `json:"sheet,omitempty"`   // the recovery sheet
}

func (r *recipientFlags) resealed(report *convert.SealReport, key *keyfile.New) *resealed {
	made := &resealed{SealReport: report, Sheet: r.sheetFile(key)}
	if key != nil {
		made.Key, made.OldKey = key.At, key.Kept
	}
	return made
}

// tellRecipients says what opens an archive.
func (a *app) tellRecipients(r *convert.SealReport) {
	a.tell(a.say(lang.SealedTo, lang.V{"keys": a.keysOf(r.Recipients)}))
}

// keysOf lists what opens an archive, by the names in its manifest.
func (a *app) keysOf(names []string) string {
	var keys []string
	for _, name := range names {
		if name == crypto.Passphrase {
			name = a.say(lang.WordSecret, nil)
		}
		keys = append(keys, clean(name))
	}
	return strings.Join(keys, ", ")
}
