//go:build cgo

package serve

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"runtime"
	"time"

	"exile/cmd/internal/keyfile"
	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
	"exile/export/store"
)

// patientFor is how long a change waits while another exile writes the store.
const patientFor = 60 * time.Second

// errNothingNew is returned by those who were to change a store and did not.
var errNothingNew = errors.New("nothing was changed")

// change has f change the store. A sealed archive is written anew, of which step is told
// the bytes; if f fails, it is not. Others read the state of before meanwhile. Whoever reads
// the store, or changes it already, must not call it.
//
// Errors: errLocked, store.ErrNoStore, f's; of a sealed archive those of convert.Sealed.Save.
func (a *archive) change(ctx context.Context, step func(done, total int64), f func(*store.Store) error) error {
	turned, err := a.take(ctx, a.turn)
	if err != nil {
		return err
	}
	defer turned()
	a.mu.Lock()
	now, k := a.stateNow(), a.keys
	if now == lockedStore && a.locking && working(ctx) {
		now = openStore
	}
	a.mu.Unlock()
	switch now {
	case noStore:
		return store.ErrNoStore
	case lockedStore:
		return errLocked
	case openStore:
		saving, done := a.work(ctx)
		defer done()
		if !working(ctx) { // a tab that goes away does not break off what it began
			saving = context.WithoutCancel(saving)
		}
		return a.changeSealed(saving, k, step, f)
	case plainStore:
	}
	return a.changePlain(f)
}

func (a *archive) changePlain(f func(*store.Store) error) error {
	st, err := store.Open(a.at(), store.ReadWrite)
	if err != nil {
		return a.about(err)
	}
	err = f(st.WithPatience(store.Patience{Wait: patientFor}))
	if errors.Is(err, errNothingNew) {
		err = nil
	}
	return errors.Join(err, a.about(st.Close()))
}

func (a *archive) changeSealed(ctx context.Context, k *keys, step func(done, total int64), f func(*store.Store) error) error {
	s, err := a.openForWriting(ctx, k)
	if err != nil {
		return err
	}
	a.limitFor(s)
	defer a.limit()
	st, err := s.Store(store.ReadWrite)
	if err != nil {
		return a.about(errors.Join(err, s.Close()))
	}
	if err = f(st); err != nil {
		err = errors.Join(err, s.Close())
		if errors.Is(err, errNothingNew) {
			return nil
		}
		return err
	}
	if err := a.checkSpace(s); err != nil {
		return errors.Join(err, s.Close())
	}
	a.standBack()
	report, err := s.Save(ctx, nil, step)
	if err == nil {
		a.unremembered(report.Unremembered)
	}
	return errors.Join(a.about(err), a.readAgain(ctx, k))
}

// openForWriting opens the archive to be written anew. One that is not what this computer
// remembers is refused.
func (a *archive) openForWriting(ctx context.Context, k *keys) (*convert.Sealed, error) {
	if may := a.s.opt.MayWrite; may != nil {
		if err := may(); err != nil {
			return nil, err
		}
	}
	opt := a.sealedOptions(k)
	opt.Cache /= 2 // the other half is for those who read
	var s *convert.Sealed
	err := store.Patiently(ctx, store.Patience{Wait: patientFor}, func() (err error) {
		done, err := a.take(ctx, a.guess)
		if err != nil {
			return err
		}
		defer done()
		if s, err = convert.OpenSealedForWriting(a.at(), opt); errors.Is(err, convert.ErrBusy) {
			err = fmt.Errorf("%w: %w", store.ErrLocked, err)
		}
		return err
	})
	switch {
	case errors.Is(err, convert.ErrBusy):
		return nil, troubled(http.StatusConflict, "BusyElsewhere", lang.V{"name": a.name()})
	case errors.Is(err, crypto.ErrWrongKey):
		return nil, a.notOpenedAgain(err)
	case err != nil:
		return nil, a.about(err)
	case len(s.Suspicions()) > 0:
		a.doubt(s)
		return nil, errors.Join(troubled(http.StatusConflict, "NotWritten", lang.V{"name": a.name()}), s.Close())
	}
	_, err = s.Recipients() // before the work; Save takes them
	if err == nil {
		err = keyfile.Unfinished(a.at(), keyfile.Opener(k.identities)).Settle(crypto.OS{})
	}
	if err != nil {
		return nil, a.about(errors.Join(err, s.Close()))
	}
	return s, nil
}

// checkSpace refuses what the disk cannot hold.
func (a *archive) checkSpace(s *convert.Sealed) error {
	most, free := s.Cost()
	if free < 0 || most <= free {
		return nil
	}
	return &trouble{http.StatusInsufficientStorage, lang.NoSpaceSealed, lang.V{"name": a.name(), "size": size(most), "free": size(free)}}
}

// standBack has nobody read a sealed archive while another is put into its place, where
// the system replaces no open file.
func (a *archive) standBack() {
	if runtime.GOOS != "windows" {
		return
	}
	a.mu.Lock()
	was := a.open
	a.open, a.swap = nil, make(chan struct{})
	if was != nil {
		was.retire()
	}
	a.mu.Unlock()
	if was != nil {
		a.seeOff(was)
	}
}

// readAgain has everybody read what stands there now, after it was written or was not. What
// cannot be opened again is locked.
func (a *archive) readAgain(ctx context.Context, k *keys) error {
	a.mu.Lock()
	same := a.open != nil && a.open.current()
	a.mu.Unlock()
	if same {
		return nil
	}
	o, err := a.openSealed(context.WithoutCancel(ctx), k)
	if err != nil {
		a.goOn()
		return a.notOpenedAgain(err)
	}
	a.replaced(k, o)
	return nil
}

// notOpenedAgain is an error of opening an archive again that was open. One that other keys
// open now is locked.
func (a *archive) notOpenedAgain(err error) error {
	if errors.Is(err, crypto.ErrWrongKey) {
		a.shut("LockedRekeyed")
		return errLocked
	}
	return a.about(err)
}

// name is what the store's file or folder is called.
func (a *archive) name() string { return filepath.Base(a.at()) }
