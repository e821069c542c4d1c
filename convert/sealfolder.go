//go:build cgo

package convert

import (
	"context"
	"errors"
	"fmt"

	"exile/crypto"
	"exile/export/store"
)

// SealOptions are the settings of Seal.
type SealOptions struct {
	SealedOptions
	To       []crypto.Recipient
	Slim     store.Slimming
	ReadBack bool                    // read the finished archive whole, and check it, before it gets its name
	Remove   bool                    // then remove the plain store, which nobody can write meanwhile; implies ReadBack, and closes st
	Step     func(done, total int64) // may be nil
}

// Seal seals a store that lies in a folder into a new archive. The store is not
// changed, unless it is to be removed. Files that are not what their names say
// are refused (ErrDamaged of store): once sealed, they would look sound for ever.
// After an error there is no archive, but after ErrUnconfirmed, or if only the
// temporary files could not be removed; and the store is there.
// Errors: ErrExists, ErrBusy, store.ErrLocked, syscall.ENOSPC.
func Seal(ctx context.Context, st *store.Store, path string, opt SealOptions) (report *SealReport, err error) {
	place, err := newPlaceFor(path, nil)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err = errors.Join(err, place.Discard()); err != nil {
			report, err = nil, fmt.Errorf("seal %s: %w", path, err)
		}
	}()
	if report, err = sealSnapshot(ctx, st, place, opt); err != nil {
		return nil, err
	}
	report.Path = path
	return report, nil
}

// remember keeps the state and the place of an archive that was sealed here, where
// anything is remembered.
func remember(pins crypto.Pins, pin crypto.Pin, path string) error {
	if pins.Dir == "" {
		return nil
	}
	pin.Sealed = true
	if err := pins.Save(pin); err != nil {
		return err
	}
	return pins.SavePlace(path, pin.ID)
}

// sealSnapshot writes the archive, puts it into its place and removes the store,
// if it is to be removed. When it returns nobody holds anything open.
func sealSnapshot(ctx context.Context, st *store.Store, place *Place, opt SealOptions) (report *SealReport, err error) {
	if len(opt.To) == 0 {
		return nil, errNobody
	}
	gone := &removal{st: st, wanted: opt.Remove}
	defer func() {
		if err == nil {
			gone.afterwards(report)
		}
	}()
	snap, err := st.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, gone.ignore(snap.Close())) }()
	s, err := newSealing(ctx, st, snap, place, opt)
	if err != nil {
		return nil, err
	}
	report, pin, err := s.write(ctx)
	err = errors.Join(err, s.vault.close())
	if err == nil && !opt.Remove {
		err = snap.Close() // it tells whether somebody wrote a store that could not be locked
	}
	if err == nil {
		err = putNew(place, opt, report, pin)
	}
	if err == nil {
		gone.whileHeld(snap, report)
	}
	return report, err
}

// putNew gives the finished archive its name, remembers it and discards the rest.
func putNew(place *Place, opt SealOptions, report *SealReport, pin crypto.Pin) error {
	err := place.PutNew(opt.disk())
	if err == nil || errors.Is(err, ErrUnconfirmed) {
		report.Unremembered = remember(opt.Pins, pin, place.target)
	}
	return errors.Join(err, place.Discard())
}

// newSealing prepares the sealing of a snapshot. Its vault is to be closed.
func newSealing(ctx context.Context, st *store.Store, snap *store.Snapshot, place *Place, opt SealOptions) (*sealing, error) {
	var scratch *crypto.Scratch
	if opt.Slim != (store.Slimming{}) {
		scratch = &crypto.Scratch{Dir: place.Scratch(), Disk: opt.disk()}
	}
	v, err := newVault(st.Dir(), newSnapshotBase(snap), scratch)
	if err != nil {
		return nil, err
	}
	s := &sealing{
		place: place, disk: opt.disk(), free: freeSpace, vault: v, manifest: crypto.NewManifest(), to: opt.To,
		originals: originalSizes(snap), names: v.names(), missing: snap.Missing(), readBack: opt.ReadBack || opt.Remove, progress: newProgress(opt.Step),
	}
	if scratch == nil {
		return s, nil
	}
	if err := s.slim(ctx, opt.Slim); err != nil {
		return nil, errors.Join(err, v.close())
	}
	return s, nil
}

// slim takes out of the database what is not to be sealed, and leaves out the
// files to which no row refers after it.
func (s *sealing) slim(ctx context.Context, what store.Slimming) error {
	st, err := store.OpenVault(s.vault, store.ReadWrite)
	if err != nil {
		return err
	}
	var want map[string]bool
	err = st.Slim(ctx, what)
	if err == nil {
		want, err = referred(ctx, st)
	}
	if err = errors.Join(err, st.Close()); err != nil {
		return err
	}
	s.names, s.missing = nil, nil
	s.choose(want, func(string) bool { return false })
	return nil
}
