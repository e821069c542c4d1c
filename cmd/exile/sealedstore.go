//go:build cgo

package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"

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

// openSealed opens an archive by one of the two ways there are. A passphrase that
// is typed may be mistyped.
func (a *app) openSealed(
	ctx context.Context, path string, open func(string, convert.SealedOptions) (*convert.Sealed, error),
) (*convert.Sealed, error) {
	if err := mustBeFile(path); err != nil {
		return nil, err
	}
	for {
		ids, err := a.openingIdentities(ctx, path)
		if err != nil {
			return nil, notArchive(err, path)
		}
		opt := a.sealedOptions()
		opt.Identities = ids
		s, err := open(path, opt)
		if err == nil {
			a.limitMemory()
			return s, nil
		}
		if !errors.Is(err, crypto.ErrWrongKey) {
			return nil, notArchive(err, path)
		}
		lock, lerr := readLock(path)
		if lerr != nil {
			return nil, notArchive(lerr, path)
		}
		if !lock.Passphrase {
			return nil, &told{statusSecret, lang.NoKeyFits, lang.V{
				"name": clean(path), "keys": clean(strings.Join(a.identityFiles(path), ", ")),
			}}
		}
		if !a.again(lang.AskArchive, lang.V{"name": clean(path)}) {
			return nil, &told{statusSecret, lang.WrongPassphrase, lang.V{"name": clean(path)}}
		}
	}
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
	case errors.Is(err, crypto.ErrNotSealed):
		err = store.ErrNotStore
	case errors.Is(err, convert.ErrBusy):
		return &told{statusTemporary, lang.BusyArchive, lang.V{"name": clean(path)}}
	}
	return about(err, path)
}

// openForWriting opens an archive that will be written anew. An archive that is
// not what it was is refused, unless the recipients are named.
func (a *app) openForWriting(ctx context.Context, path string, confirmed bool) (*convert.Sealed, error) {
	s, err := a.openSealed(ctx, path, convert.OpenSealedForWriting)
	if err != nil {
		return nil, err
	}
	a.warn(s, path)
	if len(s.Suspicions()) > 0 && !confirmed {
		_ = s.Close() // nothing was written
		return nil, &told{statusRefused, lang.Suspicious, lang.V{"name": clean(path)}}
	}
	return s, nil
}

// warn tells, also whoever wants quiet, in what an archive is not what it was.
func (a *app) warn(s *convert.Sealed, path string) {
	for _, why := range s.Suspicions() {
		t := lang.Suspicion(string(why))
		v := lang.V{"name": clean(path), "why": clean(string(why))}
		a.talk("exile: " + a.say(t.Sentence, v))
		a.talk("  " + a.say(t.Hint, v))
	}
	a.tellUnremembered(s.Unremembered(), path)
	if a.pins().Dir == "" {
		a.tell(a.say(lang.Unremembered, lang.V{"name": clean(path), "why": a.say(lang.NoState, nil)}))
	}
}

// tellUnremembered tells that this computer will not notice if an archive is not
// what it was.
func (a *app) tellUnremembered(err error, path string) {
	if err != nil {
		a.tell(a.say(lang.Unremembered, lang.V{"name": clean(path), "why": clean(err.Error())}))
	}
}

// sameRecipients are those to whom an archive is sealed already.
func (a *app) sameRecipients(ctx context.Context, s *convert.Sealed, path string) ([]crypto.Recipient, error) {
	var all []crypto.Recipient
	for _, name := range s.Archive().Manifest().Recipients {
		if name == crypto.Passphrase {
			passphrase, err := a.passphrase(ctx, lang.AskArchive, lang.V{"name": clean(path)})
			if err != nil {
				return nil, err
			}
			r, err := crypto.PassphraseRecipient(passphrase, crypto.WorkFactor)
			return []crypto.Recipient{r}, about(err, path)
		}
		r, err := crypto.ParseRecipient(name)
		if err != nil {
			return nil, about(err, path)
		}
		all = append(all, r)
	}
	return all, nil
}

// byPassphrase reports whether a passphrase alone opens an archive.
func byPassphrase(s *convert.Sealed) bool {
	return slices.Contains(s.Archive().Manifest().Recipients, crypto.Passphrase)
}

// looksSealed reports whether a path is a file that age has sealed, in either of
// its forms.
func looksSealed(path string) bool {
	_, err := readLock(path)
	return err == nil || errors.Is(err, crypto.ErrArmored)
}

// refuseSealed refuses sealed archives among inputs that are to be exports.
func refuseSealed(paths []string) error {
	for _, path := range paths {
		if path != convert.Stdin && looksSealed(path) {
			return &told{statusFailed, lang.SealedInput, lang.V{"name": clean(path)}}
		}
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
