//go:build cgo

package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"exile/cmd/internal/keyfile"
	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
	"exile/export/store"
)

// opened is a store that is open for reading, wherever it lies.
type opened struct {
	*store.Store
	path   string          // what people call it
	sealed *convert.Sealed // where it lies; nil: in a folder
}

// Close closes the store, and the archive that it lies in.
func (o *opened) Close() error {
	if o.sealed != nil {
		return o.sealed.Close()
	}
	return o.Store.Close()
}

// openHistory opens a store for reading, in a folder or in a sealed archive.
func (a *app) openHistory(ctx context.Context, path string) (*opened, error) {
	if !isFile(path) {
		st, err := store.Open(path, store.ReadOnly)
		return &opened{Store: st, path: path}, about(err, path)
	}
	s, err := a.openSealed(ctx, path, convert.OpenSealed)
	if err != nil {
		return nil, err
	}
	a.warn(s, path)
	st, err := s.Store(store.ReadOnly)
	if err != nil {
		return nil, about(errors.Join(err, s.Close()), path)
	}
	return &opened{Store: st, path: path, sealed: s}, nil
}

// sealedOptions are the options of opening an archive, but for its keys.
func (a *app) sealedOptions() convert.SealedOptions {
	return convert.SealedOptions{Cache: int64(a.keys.cache), Pins: a.pins()}
}

// opening is one of the two ways to open an archive.
type opening func(path string, opt convert.SealedOptions) (*convert.Sealed, error)

// openSealed opens an archive with whatever opens it.
func (a *app) openSealed(ctx context.Context, path string, open opening) (*convert.Sealed, error) {
	if err := mustBeFile(path); err != nil {
		return nil, err
	}
	lock, err := readLock(path)
	switch {
	case err != nil:
		return nil, notOpened(err, path)
	case lock.Passphrase && lock.WorkFactor > a.keys.maxWork:
		return nil, workFactor(path, lock.WorkFactor)
	}
	way := a.openByKey
	if lock.Passphrase {
		way = a.openByPassphrase
	}
	sealed, err := way(ctx, path, open)
	if err == nil {
		a.limitMemory(0)
	}
	return sealed, err
}

// openByPassphrase opens an archive by its passphrase. One that is typed may be
// mistyped.
func (a *app) openByPassphrase(ctx context.Context, path string, open opening) (*convert.Sealed, error) {
	v := lang.V{"name": clean(path)}
	for {
		passphrase, err := a.passphrase(ctx, a.askArchive(), v)
		if err != nil {
			return nil, about(err, path)
		}
		opt := a.sealedOptions()
		opt.Identities = []crypto.Identity{crypto.PassphraseIdentity(passphrase, a.keys.maxWork)}
		same, err := crypto.PassphraseRecipient(passphrase, crypto.WorkFactor)
		if err != nil {
			return nil, about(err, path)
		}
		opt.Recipients = []crypto.Recipient{same} // to seal it anew
		s, err := open(path, opt)
		if !errors.Is(err, crypto.ErrWrongKey) {
			return s, notOpened(err, path)
		}
		if !a.again(a.askArchive(), v) {
			return nil, &told{statusSecret, lang.WrongPassphrase, v}
		}
	}
}

// openByKey opens an archive by the first keyring that opens it.
func (a *app) openByKey(ctx context.Context, path string, open opening) (*convert.Sealed, error) {
	var err error = &told{statusSecret, lang.NoKeyFile, lang.V{
		"name": clean(path), "key": clean(filepath.Base(keyfile.Beside(path))),
	}}
	for _, files := range a.keyrings(path) {
		var s *convert.Sealed
		if s, err = a.openWith(ctx, path, files, open); !wrongSecret(err) {
			return s, notOpened(err, path)
		}
	}
	if errors.Is(err, crypto.ErrWrongKey) {
		return nil, &told{statusSecret, lang.NoKeyFits, lang.V{
			"name": clean(path), "keys": clean(strings.Join(a.identityFiles(path), ", ")),
		}}
	}
	return nil, err
}

// openWith opens an archive by the keys in some files, and remembers in which of
// them the one was that opened it.
func (a *app) openWith(ctx context.Context, path string, files []string, open opening) (*convert.Sealed, error) {
	ids, err := a.identitiesIn(ctx, files)
	if err != nil {
		return nil, err
	}
	opt := a.sealedOptions()
	opt.Identities = ids
	s, err := open(path, opt)
	if file := keyfile.Opener(ids); file != "" && err == nil {
		a.opener = file
	}
	return s, err
}

// wrongSecret reports whether it was the key, or the passphrase that locks it,
// for which something did not open.
func wrongSecret(err error) bool {
	t, ok := errors.AsType[*told](err)
	return errors.Is(err, crypto.ErrWrongKey) || ok && t.trouble == lang.WrongKeyPassphrase
}

// mustBeFile refuses what cannot be an archive, before anybody is asked for a
// passphrase.
func mustBeFile(path string) error {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		return &told{statusFailed, lang.NotSealedStore, lang.V{"name": clean(path)}}
	}
	return about(err, path)
}

// notArchive gives an error of opening an archive the words that fit there.
func notArchive(err error, path string) error {
	switch {
	case errors.Is(err, crypto.ErrNoArchive):
		return &told{statusDamaged, lang.NoArchive, lang.V{"name": clean(path)}}
	case errors.Is(err, crypto.ErrNotSealed):
		return notSealed(path)
	case errors.Is(err, convert.ErrBusy):
		return &told{statusLocked, lang.BusyArchive, lang.V{"name": clean(path)}}
	}
	return about(err, path)
}

// openForWriting opens an archive that will be written anew. An archive that is
// not what it was is refused, unless the recipients are named.
func (a *app) openForWriting(ctx context.Context, path string, confirmed bool) (*convert.Sealed, error) {
	if err := a.checkState(); err != nil {
		return nil, err
	}
	s, err := a.openSealed(ctx, path, a.patiently(ctx, convert.OpenSealedForWriting))
	if err != nil {
		return nil, err
	}
	a.warn(s, path)
	if len(s.Suspicions()) > 0 && !confirmed {
		err := a.refused(s, path)
		_ = s.Close() // nothing was written
		return nil, err
	}
	if !s.Known() && !confirmed { // whoever made it chose who can read on
		a.tell(a.say(lang.NotSealedHere, lang.V{"name": clean(path), "keys": a.keysOf(s.Archive().Manifest().Recipients)}))
	}
	if err := a.finishKeys(path); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// warn tells, also whoever wants quiet, in what an archive is not what it was.
func (a *app) warn(s *convert.Sealed, path string) {
	a.doubts = s.Suspicions()
	for _, why := range a.doubts {
		t := lang.Suspicion(string(why))
		if why == crypto.OtherHistory && slices.Contains(a.doubts, crypto.UnknownSecret) {
			continue // who made it knows none of its histories
		}
		v := a.doubtValues(s, path)
		v["why"] = clean(string(why))
		a.talk("exile: " + a.say(t.Sentence, v))
		a.talk("  " + a.say(t.Hint, v))
	}
	a.tellUnremembered(s.Unremembered(), path)
	a.tellForgetful(path)
}

// sameRecipients are those to whom an archive is sealed already.
func (a *app) sameRecipients(s *convert.Sealed, path string) ([]crypto.Recipient, error) {
	all, err := s.Recipients()
	if errors.Is(err, convert.ErrStrangePlugin) {
		return nil, &told{statusRefused, lang.StrangePlugin, lang.V{
			"name": clean(path), "keys": a.keysOf(s.Archive().Manifest().Recipients),
		}}
	}
	return all, about(err, path)
}

// byPassphrase reports whether a passphrase alone opens an archive.
func byPassphrase(s *convert.Sealed) bool {
	return slices.Contains(s.Archive().Manifest().Recipients, crypto.Passphrase)
}

// refuseSealed refuses sealed archives among inputs that are to be exports.
func refuseSealed(paths []string) error {
	for _, path := range paths {
		if path == convert.Stdin || !looksSealed(path) {
			continue
		}
		if _, err := readLock(path); err != nil {
			return notOpened(err, path)
		}
		return &told{statusFailed, lang.SealedInput, lang.V{"name": clean(path)}}
	}
	return nil
}

// checkSpace reports that the disk is too full for an archive to be written anew.
func checkSpace(s *convert.Sealed, path string) error {
	size, free := s.Cost()
	if free < 0 || size <= free {
		return nil
	}
	return tooFull(path, size, free)
}

func tooFull(path string, size, free int64) error {
	return &told{statusFailed, lang.NoSpaceSealed, lang.V{
		"name": clean(path), "size": bytesOf(size), "free": bytesOf(free),
	}}
}

// openFile opens a regular file; what is none would keep whoever opens it waiting.
func openFile(path string) (*os.File, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, &fs.PathError{Op: "open", Path: path, Err: convert.ErrNotFile}
	}
	return os.Open(path)
}
