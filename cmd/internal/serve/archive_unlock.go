//go:build cgo

package serve

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"os"

	"exile/cmd/internal/keyfile"
	"exile/cmd/internal/lang"
	"exile/crypto"
)

// unlock opens the sealed archive by its passphrase, or by a key: the one given, which the
// passphrase may lock, or those beside the archive. Nothing of what was given is kept if it
// does not open it. Where work goes on for which a lock waits, it ends that waiting.
//
// Errors: troubles for what the person gave; those of convert.OpenSealed.
func (a *archive) unlock(ctx context.Context, passphrase string, key []byte) error {
	if now := a.state(); now != lockedStore {
		return nil
	}
	lock, err := a.readLock()
	if err != nil {
		return a.about(err)
	}
	if lock.Passphrase {
		return a.unlockByPassphrase(ctx, passphrase, lock)
	}
	if len(key) > 0 {
		return a.unlockByKey(ctx, func() ([]crypto.Identity, error) {
			ids, _, err := crypto.ParseIdentities(ctx, bytes.NewReader(key), once(passphrase), 0)
			return ids, err
		})
	}
	err = troubled(http.StatusUnprocessableEntity, "KeyNotBeside", lang.V{"name": a.name()})
	for _, files := range keyfile.Rings(a.at()) {
		err = a.unlockByKey(ctx, func() (all []crypto.Identity, err error) {
			for _, file := range files {
				ids, err := keyfile.Read(ctx, file, once(passphrase), 0)
				if err != nil {
					return nil, err
				}
				all = append(all, ids...)
			}
			return all, nil
		})
		if !errors.Is(err, crypto.ErrWrongKey) {
			return err
		}
	}
	return err
}

// once gives a passphrase, which is right or wrong.
func once(passphrase string) crypto.Ask {
	return func(_ context.Context, again bool) (string, error) {
		if again || passphrase == "" {
			return "", crypto.ErrWrongKey
		}
		return passphrase, nil
	}
}

// readLock reads what the archive asks for.
func (a *archive) readLock() (crypto.Lock, error) {
	f, err := os.Open(a.at())
	if err != nil {
		return crypto.Lock{}, err
	}
	defer f.Close() //nolint:errcheck // opened for reading
	return crypto.ReadLock(f)
}

func (a *archive) unlockByPassphrase(ctx context.Context, passphrase string, lock crypto.Lock) error {
	if lock.WorkFactor > crypto.MaxWorkFactor {
		return a.tooMuchWork()
	}
	if passphrase == "" {
		return &wrongSecretError{troubled(http.StatusUnprocessableEntity, "WrongPassphraseHere", lang.V{"name": a.name()})}
	}
	same, err := crypto.PassphraseRecipient(passphrase, crypto.WorkFactor)
	if err != nil {
		return err
	}
	k := &keys{identities: []crypto.Identity{crypto.PassphraseIdentity(passphrase, 0)}, recipients: []crypto.Recipient{same}}
	err = a.enter(ctx, k)
	if errors.Is(err, crypto.ErrWrongKey) {
		return &wrongSecretError{troubled(http.StatusUnprocessableEntity, "WrongPassphraseHere", lang.V{"name": a.name()})}
	}
	return a.about(err)
}

// unlockByKey opens the archive by the keys that parse returns. Parsing may take a passphrase,
// of which one is tried at a time.
func (a *archive) unlockByKey(ctx context.Context, parse func() ([]crypto.Identity, error)) error {
	done, err := a.take(ctx, a.guess)
	if err != nil {
		return err
	}
	ids, err := parse()
	done()
	v := lang.V{"name": a.name()}
	switch {
	case errors.Is(err, crypto.ErrWrongKey):
		return &wrongSecretError{troubled(http.StatusUnprocessableEntity, "WrongKeyHere", v)}
	case errors.Is(err, crypto.ErrWorkFactor):
		return a.tooMuchWork()
	case errors.Is(err, crypto.ErrMistyped):
		return troubled(http.StatusUnprocessableEntity, "KeyMistyped", v)
	case errors.Is(err, crypto.ErrBadKey), errors.Is(err, crypto.ErrNoKeys):
		return troubled(http.StatusUnprocessableEntity, "KeyFileNot", v)
	case err != nil:
		return err
	}
	err = a.enter(ctx, &keys{identities: ids})
	if errors.Is(err, crypto.ErrWrongKey) {
		return &wrongSecretError{troubled(http.StatusUnprocessableEntity, "KeyFitsNot", v)}
	}
	return a.about(err)
}

// wrongSecretError is the trouble with what did not open the archive; something else may.
type wrongSecretError struct{ error }

// Unwrap gives the trouble, and crypto.ErrWrongKey.
func (e *wrongSecretError) Unwrap() []error { return []error{e.error, crypto.ErrWrongKey} }

func (a *archive) tooMuchWork() error {
	return troubled(http.StatusUnprocessableEntity, "TooMuchWork", lang.V{"name": a.name()})
}

// enter opens the archive with keys, for everybody who reads.
func (a *archive) enter(ctx context.Context, k *keys) error {
	o, err := a.openSealed(ctx, k)
	if err != nil {
		return err
	}
	a.mu.Lock()
	a.lost = losses{}
	if a.keys != nil || a.ended { // it waited to be locked, or another tab was faster
		a.locking = false
		o.retire()
		a.mu.Unlock()
		return nil
	}
	a.keys = k
	a.put(o)
	a.mu.Unlock()
	a.limit()
	a.doubt(o.sealed)
	if !o.sealed.Known() && len(o.sealed.Suspicions()) == 0 && a.s.opt.Sealed.Pins.Dir != "" {
		a.tell(lang.Trouble{Sentence: lang.Window["NotSealedHere"], Hint: lang.Window["NotSealedHereHint"]},
			lang.V{"name": a.name(), "keys": namesOf(o.sealed.Archive().Manifest().Recipients)})
	}
	return nil
}
