//go:build cgo

package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/export/store"
)

// patientFor is how long a command that writes a store waits while another one does.
const patientFor = 60 * time.Second

// patience is how long this run waits for the right to write a store.
func (a *app) patience(path string) store.Patience {
	if a.noWait {
		return store.Patience{}
	}
	return store.Patience{Wait: patientFor, Begun: func() {
		a.tell(a.say(lang.WaitingForStore, lang.V{"name": clean(path)}))
	}}
}

// openPlain opens the store in a folder for writing.
func (a *app) openPlain(dir string) (*store.Store, error) {
	st, err := store.Open(dir, store.ReadWrite)
	if err != nil {
		return nil, err
	}
	return st.WithPatience(a.patience(dir)), nil
}

// openOrCreate opens the store, or makes one. Where another run is making it, that is
// waited for.
func (a *app) openOrCreate(ctx context.Context, dir string) (st *store.Store, fresh bool, err error) {
	err = store.Patiently(ctx, a.patience(dir), func() (err error) {
		st, fresh, err = openOrCreate(dir)
		return err
	})
	if err != nil {
		return nil, false, err
	}
	return st.WithPatience(a.patience(dir)), fresh, nil
}

// patiently opens an archive for writing, and waits where another run has it.
func (a *app) patiently(ctx context.Context, open opening) opening {
	return func(path string, opt convert.SealedOptions) (s *convert.Sealed, err error) {
		err = store.Patiently(ctx, a.patience(path), func() (err error) {
			if s, err = open(path, opt); errors.Is(err, convert.ErrBusy) {
				err = fmt.Errorf("%w: %w", store.ErrLocked, err)
			}
			return err
		})
		return s, err
	}
}
