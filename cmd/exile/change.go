//go:build cgo

package main

import (
	"context"
	"errors"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/export/store"
)

// errUnchanged ends a change that found nothing to change: it is no error, and no
// archive is written anew for it.
var errUnchanged = errors.New("nothing was changed")

// changeStore opens the store for writing, in a folder or in a sealed archive, and
// changes it. The archive is then written anew, to those to whom it was sealed. After
// an error of the change it is as it was; a store in a folder has what the change
// had committed. Errors are told as the store's, by its path, which st.Dir gives.
func (a *app) changeStore(ctx context.Context, change func(st *store.Store) error) error {
	path, err := a.storeDir()
	if err != nil {
		return err
	}
	if isFile(path) {
		return a.changeSealed(ctx, path, change)
	}
	st, err := a.openPlain(path)
	if err != nil {
		return about(err, path)
	}
	if err = change(st); errors.Is(err, errUnchanged) {
		err = nil
	}
	return about(errors.Join(err, st.Close()), path)
}

// changeSealed changes the store in a sealed archive.
func (a *app) changeSealed(ctx context.Context, path string, change func(st *store.Store) error) error {
	s, err := a.openForWriting(ctx, path, false)
	if err != nil {
		return err
	}
	defer s.Close()                                      //nolint:errcheck // Save has told its errors; without it nothing was written
	if _, err := a.sameRecipients(s, path); err != nil { // before the work; Save takes them
		return err
	}
	if err := checkSpace(s, path); err != nil {
		return err
	}
	if err := a.changeIn(s, change); err != nil {
		if errors.Is(err, errUnchanged) {
			return nil
		}
		return about(err, path)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	size, _ := s.Cost()
	a.tell(a.say(lang.Rewrites, lang.V{"size": bytesOf(size)}))
	_, err = a.save(ctx, s, path, nil, nil)
	return err
}

// changeIn runs a change on the store in an archive.
func (a *app) changeIn(s *convert.Sealed, change func(st *store.Store) error) error {
	st, err := s.Store(store.ReadWrite)
	if err != nil {
		return err
	}
	return change(st)
}
