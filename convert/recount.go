//go:build cgo

package convert

import (
	"context"
	"errors"
	"fmt"
	"io"

	"exile/export"
	"exile/export/store"
)

// Recount counts the lines of the kept originals again, without any reader, and
// compares them with what the ledgers say was covered: one sentence for people who
// debug for each source where they differ. Sources whose originals are not all there,
// or were partly forgotten, cannot be counted and are passed over.
func Recount(ctx context.Context, st *store.Store) ([]string, error) {
	sources, err := st.Sources(ctx)
	if err != nil {
		return nil, fmt.Errorf("count again: %w", err)
	}
	var faults []string
	for i := range sources {
		s := &sources[i]
		if s.Ledger.Counted == 0 {
			continue
		}
		n, whole, err := recountSource(ctx, st, s)
		if err != nil {
			return nil, fmt.Errorf("count the lines of source %d again: %w", s.ID, err)
		}
		if whole && n != s.Ledger.Counted {
			faults = append(faults, fmt.Sprintf("lines of source %d: its originals have %d, and its ledger says %d", s.ID, n, s.Ledger.Counted))
		}
	}
	return faults, nil
}

// recountSource counts the lines of one source; whole is false where it cannot.
func recountSource(ctx context.Context, st *store.Store, s *store.Source) (lines int64, whole bool, err error) {
	forgotten, err := st.Oblivions(ctx, s.ID)
	if err != nil || len(forgotten) > 0 {
		return 0, false, err
	}
	files, err := st.Originals(ctx, s.ID)
	if err != nil || len(files) == 0 {
		return 0, false, err
	}
	read := map[export.Source]bool{}
	for i := range s.Profiles {
		read[export.Source{Input: s.Profiles[i].From.Input, File: s.Profiles[i].From.File}] = true
	}
	for i := range files {
		if files[i].Media {
			continue
		}
		whole = true // an archive may have been sealed without them
		r, err := recountFile(ctx, st, files[i].SHA256)
		if errors.Is(err, store.ErrNoBytes) || errors.Is(err, store.ErrDamaged) {
			return 0, false, nil // which the check of the files tells
		}
		if err != nil {
			return 0, false, err
		}
		if !r.binary || read[export.Source{Input: files[i].Root, File: files[i].Path}] {
			lines += r.lines
		}
	}
	return lines, whole, nil
}

func recountFile(ctx context.Context, st *store.Store, sum string) (raw, error) {
	f, err := st.OpenOriginal(sum)
	if err != nil {
		return raw{}, err
	}
	var c lineCounter
	if _, err = io.Copy(&c, &ctxReader{ctx: ctx, r: f}); err != nil && ctx.Err() == nil {
		err = fmt.Errorf("%w: %w", store.ErrDamaged, err)
	}
	return c.raw(), errors.Join(err, f.Close())
}
