//go:build cgo

package convert

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"exile/crypto"
	"exile/export/store"
)

// SealedOptions are the settings of OpenSealed and the runs on sealed archives.
type SealedOptions struct {
	Identities []crypto.Identity
	Cache      int64       // bytes of decrypted chunks kept in memory; 0: 64 MiB
	Pins       crypto.Pins // what this computer remembers; Dir "": nothing is remembered or compared
	Disk       crypto.Disk // nil: crypto.OS

	// Recipients that the archive may be sealed to and whose names in the manifest
	// do not say how: that of its passphrase. They are looked for here first.
	Recipients []crypto.Recipient
}

func (o *SealedOptions) disk() crypto.Disk {
	if o.Disk == nil {
		return crypto.OS{}
	}
	return o.Disk
}

// Sealed is an open sealed archive and what is being added to it. It belongs to
// one goroutine, but for the store in it.
type Sealed struct {
	path    string // as it was given
	target  string // where the file itself lies
	opt     SealedOptions
	place   *Place          // nil: for reading only
	file    *os.File        // nil: there is none yet
	info    fs.FileInfo     // of the file when it was opened
	archive *crypto.Archive // the same
	vault   *vault
	st      *store.Store    // nil until somebody asks for it
	had     map[string]bool // what rows referred to when st was opened for writing

	suspicions   []crypto.Suspicion
	known        bool // see Known
	unremembered error
	free         func(dir string) (int64, bool) // freeSpace, but in tests
}

// OpenSealed opens an archive for reading. Nothing is written anywhere but its
// pin and its place: the first time, and when the archive has a later state that
// follows from the one remembered. Errors: those of crypto.Open, fs.ErrNotExist, ErrNotFile.
func OpenSealed(path string, opt SealedOptions) (*Sealed, error) {
	s := &Sealed{path: path, target: path, opt: opt, free: freeSpace}
	if err := s.open(); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, errors.Join(withoutPath(err), s.Close()))
	}
	return s, nil
}

// OpenSealedForWriting opens an archive to be written anew: it first takes the
// place beside it (ErrBusy where another run has it), where the scratch lies too.
func OpenSealedForWriting(path string, opt SealedOptions) (*Sealed, error) {
	target, err := filepath.EvalSymlinks(path) // it is the file that is replaced, not a link to it
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, withoutPath(err))
	}
	s := &Sealed{path: path, target: target, opt: opt, free: freeSpace}
	if s.place, err = NewPlace(target); err != nil {
		return nil, err
	}
	if err := s.open(); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, errors.Join(withoutPath(err), s.Close()))
	}
	return s, nil
}

// NewSealed prepares an archive that is not there yet, with an empty store.
// Errors: ErrExists, ErrBusy.
func NewSealed(path string, opt SealedOptions) (*Sealed, error) {
	s := &Sealed{path: path, target: path, opt: opt, free: freeSpace}
	var err error
	if s.place, err = newPlaceFor(path, nil); err != nil {
		return nil, err
	}
	if s.vault, err = newVault(path, nothing{}, s.Scratch()); err != nil {
		return nil, fmt.Errorf("prepare %s: %w", path, errors.Join(err, s.Close()))
	}
	return s, nil
}

// newPlaceFor takes the place of a target that must not be there.
func newPlaceFor(path string, inputs []string) (*Place, error) {
	if err := CheckTarget(path, false, inputs); err != nil {
		tidyUp(path, err)
		return nil, err
	}
	p, err := NewPlace(path)
	if err != nil {
		return nil, err
	}
	// Whoever had the place until now may have put something there.
	if err := CheckTarget(path, false, inputs); err != nil {
		return nil, errors.Join(err, p.Discard())
	}
	return p, nil
}

// tidyUp removes what a run left that was killed when its output was in place: the
// same run again is refused, and would never get to it.
func tidyUp(path string, refused error) {
	if _, err := os.Lstat(placeOfTarget(path)); err != nil || !errors.Is(refused, ErrExists) {
		return
	}
	if p, err := NewPlace(path); err == nil {
		_ = p.Discard() // nobody asked for it
	}
}

// Scratch is where this run keeps its temporary bytes; nil for one that only
// reads and has none.
func (s *Sealed) Scratch() *crypto.Scratch {
	if s.place == nil {
		return nil
	}
	return &crypto.Scratch{Dir: s.place.Scratch(), Disk: s.opt.disk()}
}

func (s *Sealed) open() (err error) {
	if s.file, err = openRegular(s.target); err != nil {
		return err
	}
	if s.info, err = s.file.Stat(); err != nil {
		return err
	}
	s.archive, err = crypto.Open(s.file, s.info.Size(), crypto.OpenOptions{Identities: s.opt.Identities, Cache: s.opt.Cache})
	if err != nil {
		return damaged(err)
	}
	b, err := newArchiveBase(s.archive)
	if err != nil {
		return err
	}
	if s.vault, err = newVault(s.path, b, s.Scratch()); err != nil {
		return err
	}
	return s.compare()
}

// compare compares the archive with what this computer remembers of it and of its
// place. Not being able to is a reason not to write it anew, but none not to read it.
func (s *Sealed) compare() error {
	if s.opt.Pins.Dir == "" {
		return nil
	}
	pin := crypto.PinOf(s.archive)
	known, found, err := s.opt.Pins.Load(pin.ID)
	if err == nil && found {
		s.suspicions = known.Compare(s.archive)
		pin.Sealed = known.Sealed
	}
	stood, perr := s.opt.Pins.Places(s.path)
	if slices.ContainsFunc(stood, func(id string) bool { return id != pin.ID }) {
		s.suspicions = append(s.suspicions, crypto.OtherArchive)
	}
	err = errors.Join(err, perr)
	if err != nil && s.place != nil {
		return fmt.Errorf("compare with what is remembered: %w", err)
	}
	s.known = err == nil && known.Sealed && len(s.suspicions) == 0
	if err == nil && len(s.suspicions) == 0 {
		if !found || known.Manifest != pin.Manifest {
			err = s.opt.Pins.Save(pin)
		}
		if err == nil {
			err = s.opt.Pins.SavePlace(s.path, pin.ID)
		}
	}
	s.unremembered = err
	return nil
}

// Known reports whether this computer has sealed the archive before, to those to
// whom it is sealed now. Having read it is not enough: whoever made it chose them.
func (s *Sealed) Known() bool { return s.known }

// Suspicions tells what differs from what this computer remembers of the archive.
func (s *Sealed) Suspicions() []crypto.Suspicion { return s.suspicions }

// Unremembered is why this computer cannot remember, or compare, the state of the
// archive; nil if it does. Reading goes on without.
func (s *Sealed) Unremembered() error { return s.unremembered }

// Archive returns the archive as it was opened; nil for a new one.
func (s *Sealed) Archive() *crypto.Archive { return s.archive }

// Store opens the store in the archive, once: another call returns the same. It
// is open until s is closed. An archive that was opened for reading gives a store
// for reading only, else ErrReadOnly of store.
func (s *Sealed) Store(mode store.Mode) (*store.Store, error) {
	switch {
	case s.vault == nil:
		return nil, fmt.Errorf("open the store in %s: %w", s.path, fs.ErrClosed)
	case mode == store.ReadWrite && s.place == nil:
		return nil, fmt.Errorf("open the store in %s: %w", s.path, store.ErrReadOnly)
	case s.st != nil:
		return s.st, nil
	}
	if err := s.openStore(); err != nil {
		return nil, fmt.Errorf("open the store in %s: %w", s.path, err)
	}
	return s.st, nil
}

func (s *Sealed) openStore() (err error) {
	switch {
	case s.archive == nil:
		s.st, err = store.CreateVault(s.vault)
		return err
	case s.place == nil:
		s.st, err = store.OpenVault(s.vault, store.ReadOnly)
		return err
	}
	if s.st, err = store.OpenVault(s.vault, store.ReadWrite); err != nil {
		return err
	}
	s.had, err = referred(context.Background(), s.st)
	return err
}

// referred returns the names of the files that rows refer to.
func referred(ctx context.Context, st *store.Store) (map[string]bool, error) {
	names, err := st.Referred(ctx)
	if err != nil {
		return nil, err
	}
	set := make(map[string]bool, len(names))
	for _, name := range names {
		set[name] = true
	}
	return set, nil
}

// Verify checks every byte of the archive and everything of the store in it. An
// archive of which a byte cannot be trusted is an error that wraps ErrDamaged of
// store; what it says of a store that was sealed as it was stands in the Check.
func (s *Sealed) Verify(ctx context.Context, step func(done, total int64)) (*store.Check, error) {
	if s.archive == nil {
		return nil, fmt.Errorf("verify %s: %w", s.path, store.ErrNoStore)
	}
	check, err := verifyArchive(ctx, s.archive, func() (*store.Store, error) { return s.Store(store.ReadOnly) }, newProgress(step))
	if err != nil {
		return nil, fmt.Errorf("verify %s: %w", s.path, err)
	}
	return check, nil
}

// Close gives the archive up. What was added and not saved is gone.
func (s *Sealed) Close() error {
	err := s.release()
	if s.place != nil {
		err = errors.Join(err, s.place.Discard())
	}
	return err
}

// release closes everything but the place. Some systems replace no open file,
// and remove no folder with one in it.
func (s *Sealed) release() error {
	var errs []error
	if s.st != nil {
		errs = append(errs, s.st.Close())
	}
	if s.vault != nil {
		errs = append(errs, s.vault.close())
	}
	if s.file != nil {
		errs = append(errs, s.file.Close())
	}
	s.st, s.vault, s.file = nil, nil, nil
	return errors.Join(errs...)
}
