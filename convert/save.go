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

var errNobody = errors.New("there is nobody to seal it to")

// Cost is what writing the archive anew will take at most with what was added
// so far: bytes of the new file, and bytes free on its disk (-1: not known).
func (s *Sealed) Cost() (size, free int64) {
	if s.vault != nil {
		size, _ = s.vault.bound(s.vault.names(), 1)
	}
	free, known := s.free(filepath.Dir(s.target))
	if !known {
		free = -1
	}
	return size, free
}

// Save writes the archive anew, with what was added, to these recipients (none:
// those of before), checks all it reads of the old one and puts the new one in its
// place, at once. After it s is closed. After an error the old archive is as it was,
// but after ErrUnconfirmed, or if only the temporary files could not be removed:
// then the new one is in its place.
//
// A file goes when rows referred to it before and none does now; one that no row
// ever referred to is kept, and told.
//
// Errors: ErrSuspicious without recipients; ErrChangedMeanwhile where the archive
// is not the file any more that was opened, ErrExists where one is there that is
// to be a new one; ErrDamaged of store, syscall.ENOSPC (before anything is written,
// where it can be foreseen), store.ErrReadOnly, store.ErrNoStore where nothing was
// added to a new one.
func (s *Sealed) Save(ctx context.Context, to []crypto.Recipient, step func(done, total int64)) (*SealReport, error) {
	report, err := s.save(ctx, to, step)
	if err = errors.Join(err, s.Close()); err != nil {
		return nil, fmt.Errorf("write %s: %w", s.path, err)
	}
	return report, nil
}

func (s *Sealed) save(ctx context.Context, to []crypto.Recipient, step func(done, total int64)) (*SealReport, error) {
	switch {
	case s.place == nil || s.vault == nil:
		return nil, store.ErrReadOnly
	case s.vault.size() == 0:
		return nil, store.ErrNoStore
	case len(to) == 0 && len(s.suspicions) > 0:
		return nil, ErrSuspicious
	}
	if err := s.checkUntouched(); err != nil { // and again when all is written
		return nil, err
	}
	w := &sealing{place: s.place, disk: s.opt.disk(), free: s.free, vault: s.vault, to: to, progress: newProgress(step)}
	if err := s.continued(w); err != nil {
		return nil, err
	}
	stray, err := s.chosen(ctx, w)
	if err != nil {
		return nil, err
	}
	report, pin, err := w.write(ctx)
	if err != nil {
		return nil, err
	}
	if err = s.replace(); err != nil && !errors.Is(err, ErrUnconfirmed) {
		return nil, err
	}
	report.Path, report.Stray = s.path, stray
	report.Unremembered = remember(s.opt.Pins, pin, s.path) // of what is in place, confirmed or not
	return report, err
}

// continued settles whom the archive is sealed to and what came before it.
func (s *Sealed) continued(w *sealing) (err error) {
	w.manifest = crypto.NewManifest()
	if s.archive != nil {
		w.manifest = s.archive.Manifest().Next(s.archive.ManifestSum())
		if len(w.to) == 0 {
			w.to, err = s.Recipients()
		}
	}
	if err == nil && len(w.to) == 0 {
		err = errNobody
	}
	return err
}

// Recipients are those to whom the archive is sealed; of a new one, nobody. One
// whose name does not say how it is sealed to is looked for in the options, else
// crypto.ErrBadKey.
func (s *Sealed) Recipients() ([]crypto.Recipient, error) {
	if s.archive == nil {
		return nil, nil
	}
	var to []crypto.Recipient
	for _, name := range s.archive.Manifest().Recipients {
		i := slices.IndexFunc(s.opt.Recipients, func(r crypto.Recipient) bool { return r.Name == name })
		if i >= 0 {
			to = append(to, s.opt.Recipients[i])
			continue
		}
		r, err := crypto.ParseRecipient(name)
		if err == nil && r.Plugin() != "" && !s.known { // who made the file chose the program
			err = ErrStrangePlugin
		}
		if err != nil {
			return nil, fmt.Errorf("seal it to %s: %w", name, err)
		}
		to = append(to, r)
	}
	return to, nil
}

// chosen settles which files the new archive has, and closes the store: what it
// wrote is in the vault.
func (s *Sealed) chosen(ctx context.Context, w *sealing) (stray []string, err error) {
	if s.st == nil { // nobody has looked into it
		w.names = s.vault.names()
		return nil, nil
	}
	want, err := referred(ctx, s.st)
	err = errors.Join(err, s.st.Close())
	s.st = nil
	if err != nil {
		return nil, err
	}
	return w.choose(want, func(name string) bool {
		_, old := s.vault.base.size(name)
		return old && !s.had[name]
	}), nil
}

// replace closes what is open and puts the new archive in its place.
func (s *Sealed) replace() error {
	if err := errors.Join(s.checkUntouched(), s.release()); err != nil {
		return err
	}
	if s.archive == nil {
		return s.place.PutNew(s.opt.disk())
	}
	return s.place.Replace(s.opt.disk())
}

// checkUntouched refuses to go on where the archive is not the file any more that
// was opened. The place keeps other runs of exile out, but not programs that make
// the folders of several computers alike.
func (s *Sealed) checkUntouched() error {
	if s.archive == nil {
		return nil
	}
	now, err := os.Lstat(s.target)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !sameState(s.info, now) {
		return ErrChangedMeanwhile
	}
	return withoutPath(err)
}

// sameState reports whether two infos are of one file that nobody wrote in between.
func sameState(a, b fs.FileInfo) bool {
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}
