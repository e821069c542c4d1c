//go:build cgo

package convert

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"exile/crypto"
	"exile/export"
	"exile/export/store"
	"exile/formats"
)

// Reading is what inputs hold, read to their ends into a store that serves one run.
// It is a history whose files are still in the inputs, which must stay open.
type Reading struct {
	*store.View

	st    *store.Store
	vault *vault         // nil: the store is somebody else's to remove
	roots []formats.Root // of all inputs; File.Root counts through them
}

var _ formats.History = (*Reading)(nil)

func newTemporaryReading(st *store.Store) *Reading { return &Reading{View: st.View(), st: st} }

// NewReading makes a reading that holds nothing yet. All of it lies in the scratch,
// sealed.
func NewReading(scratch *crypto.Scratch) (*Reading, error) {
	v, err := newVault("", nothing{}, scratch)
	if err != nil {
		return nil, fmt.Errorf("prepare the temporary store: %w", err)
	}
	st, err := store.CreateVault(v)
	if err != nil {
		return nil, fmt.Errorf("prepare the temporary store: %w", errors.Join(err, v.close()))
	}
	r := newTemporaryReading(st)
	r.vault = v
	return r, nil
}

// Read reads inputs as Convert does, but for writing anything: exports of one room are
// joined, and nothing lies on the disk in the clear. The inputs stay the caller's, and
// must be open for as long as the reading is.
func (e *Engine) Read(ctx context.Context, ins []*Input, scratch *crypto.Scratch, in InOptions) (*Reading, *Report, error) {
	r, err := NewReading(scratch)
	if err != nil {
		return nil, nil, err
	}
	report, err := r.addAll(ctx, e, ins, r.sealing(in))
	if err != nil {
		return nil, nil, errors.Join(err, r.Close())
	}
	return r, report, nil
}

// ReadMore reads a further input into a reading. After an error the reading is as it
// was.
func (e *Engine) ReadMore(ctx context.Context, r *Reading, in *Input, opt InOptions) (*InReport, error) {
	return r.add(ctx, e, in, r.sealing(opt))
}

// sealing has copies of databases lie where everything else does.
func (r *Reading) sealing(in InOptions) InOptions {
	in.Scratch = r.vault.scratch.Dir
	return in
}

func (r *Reading) addAll(ctx context.Context, e *Engine, ins []*Input, opt InOptions) (*Report, error) {
	report := &Report{Version: reportVersion}
	for _, in := range ins {
		added, err := r.add(ctx, e, in, opt)
		if err != nil {
			return nil, err
		}
		report.Inputs = append(report.Inputs, *added)
	}
	return report, nil
}

func (r *Reading) add(ctx context.Context, e *Engine, in *Input, opt InOptions) (*InReport, error) {
	opt.KeepOriginals, opt.KeepMedia = false, false
	run, err := e.newReading(in, opt)
	if err != nil {
		return nil, err
	}
	run.base = len(r.roots)
	added, err := addTo(ctx, run, r.st, nil)
	if err != nil {
		return nil, err
	}
	added.forgetNumbers()
	r.roots = append(r.roots, in.Roots...)
	return added, nil
}

// SetSelf says who the person is whose exports these are; see store.SetSelf. Nobody
// may read meanwhile: else it is store.ErrLocked.
func (r *Reading) SetSelf(ctx context.Context, people ...export.PersonRef) error {
	return r.st.SetSelf(ctx, people...)
}

// OpenFile opens a file in the input that holds it.
func (r *Reading) OpenFile(_ context.Context, f *export.File) (io.ReadSeekCloser, error) {
	if f.State != export.FilePresent || f.Root < 0 || f.Root >= len(r.roots) {
		return nil, fmt.Errorf("open %s: %w", f.Path, fs.ErrNotExist)
	}
	return openSeeker(r.roots[f.Root], f.Path)
}

// Close gives the reading up. Nobody may be reading.
func (r *Reading) Close() error {
	err := r.st.Close()
	if r.vault != nil {
		err = errors.Join(err, r.vault.close())
	}
	return err
}
