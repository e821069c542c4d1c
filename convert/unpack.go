//go:build cgo

package convert

import (
	"context"
	"errors"
	"fmt"

	"exile/crypto"
	"exile/export/store"
)

// Unpack writes the store into a new folder, whole or not at all. What it reads
// is checked against the manifest. Errors: ErrExists, ErrBusy.
func (s *Sealed) Unpack(ctx context.Context, dir string, step func(done, total int64)) (err error) {
	if s.archive == nil {
		return fmt.Errorf("unpack %s: %w", s.path, store.ErrNoStore)
	}
	// The database may come from a stranger: it is opened before it becomes a
	// store that is taken as it is.
	if _, err := s.Store(store.ReadOnly); err != nil {
		return err
	}
	place, err := newPlaceFor(dir, []string{s.target})
	if err != nil {
		return err
	}
	defer func() {
		if err = errors.Join(err, place.Discard()); err != nil {
			err = fmt.Errorf("unpack %s: %w", s.path, err)
		}
	}()
	if err := s.unpackInto(ctx, place.Out(), newProgress(step)); err != nil {
		return err
	}
	return place.Commit(false)
}

func (s *Sealed) unpackInto(ctx context.Context, dir string, p *progress) error {
	_, plain := s.vault.bound(s.vault.base.names(), 1)
	p.expect(plain)
	out, err := newFolder(dir, nil)
	if err != nil {
		return err
	}
	for _, name := range append([]string{databaseName}, s.vault.base.names()...) {
		if err = s.unpackFile(ctx, out, name, p); err != nil {
			break
		}
	}
	if err = errors.Join(err, out.finish()); err != nil {
		return err
	}
	st, err := store.Open(dir, store.ReadOnly)
	if err != nil {
		return err
	}
	return st.Close()
}

func (s *Sealed) unpackFile(ctx context.Context, out *folder, name string, p *progress) error {
	f, err := out.Create(name)
	if err != nil {
		return err
	}
	err = s.vault.base.copy(ctx, &progressWriter{p: p, w: f}, name)
	return errors.Join(err, f.Close())
}

// verifyArchive checks an archive and the store in it, which open opens once the
// archive is known to be sound.
func verifyArchive(
	ctx context.Context, a *crypto.Archive, open func() (*store.Store, error), p *progress,
) (*store.Check, error) {
	if p.total == 0 {
		p.expect(2 * a.Size())
	}
	if err := a.Verify(ctx, p.at); err != nil {
		return nil, damaged(err)
	}
	p.end(a.Size())
	st, err := open()
	if err != nil {
		return nil, err
	}
	check, err := st.Verify(ctx, func(done, _ int64) { p.at(done) })
	if err != nil {
		return nil, err
	}
	p.end(p.total - p.done)
	return check, nil
}
