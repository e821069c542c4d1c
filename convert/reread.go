//go:build cgo

package convert

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"exile/export/store"
)

// ErrForgotten says that something of an input was forgotten, so that it must not be
// read again: what is kept of it is not what it was. Exit status 6.
var ErrForgotten = errors.New("something of it was forgotten")

// Reparse puts what the parser of today reads of an input in the place of what it
// told when it was added, from what the store kept of it, in one transaction. The
// input has the same number, its chats and people are who they were, and those that
// it does not tell of any more are gone. opt is completed by AsBefore. Errors: those
// of OpenKept and of reading, ErrForgotten.
func (e *Engine) Reparse(ctx context.Context, st *store.Store, source *store.Source, opt InOptions) (*InReport, error) {
	report, err := e.reparse(ctx, st, source, opt)
	if err != nil {
		return nil, fmt.Errorf("read source %d again: %w", source.ID, err)
	}
	return report, nil
}

func (e *Engine) reparse(ctx context.Context, st *store.Store, source *store.Source, opt InOptions) (*InReport, error) {
	if err := Whole(ctx, st, source); err != nil {
		return nil, err
	}
	in, err := OpenKept(ctx, st, source)
	if err != nil {
		return nil, err
	}
	defer in.Close() //nolint:errcheck // it holds nothing open
	opt = AsBefore(source, opt)
	opt.KeepMedia, opt.KeepOriginals, opt.Now = true, true, source.Added
	r, err := e.newReading(in, opt)
	if err != nil {
		return nil, err
	}
	if r.homes, err = readHomes(ctx, st.View(), source.ID); err != nil {
		return nil, err
	}
	r.replaces = source
	batch, err := st.Begin(ctx)
	if err != nil {
		return nil, err
	}
	err = batch.Replace(source.ID)
	if err == nil {
		_, err = addBatch(ctx, r, batch)
	}
	if err != nil {
		return nil, errors.Join(err, batch.Rollback())
	}
	report := r.close()
	report.Source = source.ID
	return report, nil
}

// Whole reports whether nothing of an input was forgotten; else ErrForgotten.
func Whole(ctx context.Context, st *store.Store, source *store.Source) error {
	forgot, err := st.Oblivions(ctx, source.ID)
	if err == nil && (len(forgot) > 0 || source.Input == "") {
		err = ErrForgotten
	}
	return err
}

// instead gives what is read again the marks of the input that it replaces: what it
// was called, how it was asked for, and the sum by which it is known.
func (r *reading) instead(s *store.Source) {
	if r.replaces == nil {
		return
	}
	was := r.replaces
	s.Input, s.SHA256, s.Size, s.Asked = was.Input, cmp.Or(was.SHA256, s.SHA256), was.Size, was.Asked
}
