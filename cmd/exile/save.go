//go:build cgo

package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
)

// save writes an archive anew, and says how much that is. The key file that was
// made for it goes if the archive did not come to be.
func (a *app) save(
	ctx context.Context, s *convert.Sealed, path string, to []crypto.Recipient, key *newKey,
) (*convert.SealReport, error) {
	if err := checkSpace(s, path); err != nil {
		return nil, errors.Join(err, key.discard())
	}
	size, free := s.Cost()
	if s.Archive() != nil {
		a.tell(a.say(lang.Rewrites, lang.V{"size": bytesOf(size)}))
	}
	before, _ := os.Stat(path) // nil: there is none yet
	step, done := a.bar(lang.StageSeal)
	report, err := s.Save(ctx, to, step)
	done()
	if err != nil {
		if errors.Is(err, syscall.ENOSPC) && free >= 0 { // somebody else has filled the disk meanwhile
			err = tooFull(path, size, free)
		}
		err = notArchive(err, path)
		if unchanged(path, before) {
			err = errors.Join(err, key.discard())
		}
		return nil, err
	}
	a.tellUnremembered(report.Unremembered, path)
	if len(report.Missing) > 0 {
		a.tell(a.say(lang.LineMissing, lang.V{"n": len(report.Missing), "names": a.few(report.Missing)}))
	}
	return report, nil
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

// tellNewKey says where the key file is that was made.
func (a *app) tellNewKey(key *newKey) {
	if key != nil {
		a.tell(a.say(lang.LineKey, lang.V{"path": clean(key.path)}))
	}
}

// tellRecipients says what opens an archive.
func (a *app) tellRecipients(r *convert.SealReport) {
	var keys []string
	for _, name := range r.Recipients {
		if name == crypto.Passphrase {
			name = a.say(lang.WordSecret, nil)
		}
		keys = append(keys, clean(name))
	}
	a.tell(a.say(lang.SealedTo, lang.V{"keys": strings.Join(keys, ", ")}))
}
