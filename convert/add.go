//go:build cgo

package convert

import (
	"context"
	"errors"
	"fmt"

	"exile/export/store"
)

// Add reads an input into a store, in one transaction: on an error the store is
// as it was. The same bytes a second time change nothing (InReport.Known): what
// is compared is the SHA-256 over the sorted lines "SHA-256 base name" of the
// files that the format claims and of all others that it matches to messages, so
// that photos which come later make another source. What a database has beside it
// and that says nothing does not count.
//
// A chat that is in the store already is joined: see InReport.Joined, and
// InReport.Apart for those of which that is not certain. To find that out the input
// is read twice, and once more for each further export of one room that it holds.
func (e *Engine) Add(ctx context.Context, in *Input, st *store.Store, opt InOptions) (*InReport, error) {
	r, err := e.newReading(in, opt)
	if err != nil {
		return nil, err
	}
	if report, err := knownIn(ctx, r, st); report != nil || err != nil {
		return report, err
	}
	report, err := addTo(ctx, r, st)
	if errors.Is(err, store.ErrKnown) { // media were given, or another run was faster
		if known, kerr := r.known(st, r.report.SHA256); known != nil || kerr != nil {
			return known, kerr
		}
	}
	return report, err
}

func addTo(ctx context.Context, r *reading, st *store.Store) (*InReport, error) {
	batch, err := st.Begin(ctx)
	if err != nil {
		return nil, fmt.Errorf("add %s: %w", r.in.Base(), err)
	}
	id, err := addBatch(ctx, r, batch)
	if err != nil {
		return nil, errors.Join(err, batch.Rollback())
	}
	report := r.close()
	report.Source = id
	return report, nil
}

func addBatch(ctx context.Context, r *reading, batch *store.Batch) (int64, error) {
	j := &joining{ctx: ctx, r: r, batch: batch, keep: newKeeper(ctx, r, batch), twins: map[string]bool{}}
	if err := j.run(); err != nil {
		return 0, err
	}
	if err := j.keep.finish(); err != nil {
		return 0, fmt.Errorf("keep the files of %s: %w", r.in.Base(), err)
	}
	if err := j.finish(); err != nil {
		return 0, err
	}
	if e := r.engine; e.Progress != nil {
		e.Progress(Progress{Stage: StageIndex, Messages: r.messages})
	}
	if err := j.report(); err != nil {
		return 0, fmt.Errorf("add %s: %w", r.in.Base(), err)
	}
	sum := j.keep.digest()
	if r.opt.Again && sum != "" {
		if err := batch.Again(sum); err != nil {
			return 0, fmt.Errorf("add %s: %w", r.in.Base(), err)
		}
	}
	id, err := batch.Commit(r.source(sum))
	if err != nil {
		return 0, fmt.Errorf("add %s: %w", r.in.Base(), err)
	}
	return id, nil
}

// source is what the store remembers of this run.
func (r *reading) source(sum string) store.Source {
	r.report.SHA256 = sum
	if r.was != nil {
		return r.was.kept(r.problems.all())
	}
	s := store.Source{
		Input:    r.report.Input,
		Format:   r.report.Format,
		Why:      r.report.Why,
		SHA256:   sum,
		Size:     r.total,
		Added:    r.opt.Now,
		Asked:    r.asked(),
		Ledger:   r.report.Ledger,
		Profiles: r.report.Profiles,
		Problems: r.problems.all(),
	}
	if len(s.Profiles) > 0 {
		s.Zone = s.Profiles[0].Zone
	}
	if r.opt.Read.Zone != nil {
		s.Zone = r.opt.Read.Zone.String()
	}
	r.instead(&s)
	return s
}

// asked is how the person wanted the input to be read.
func (r *reading) asked() store.Asked {
	o := &r.opt
	a := store.Asked{Chat: o.Read.Chat, Self: o.Read.Self, From: o.From, Values: o.Read.Values}
	if o.Read.Zone != nil {
		a.Zone = o.Read.Zone.String()
	}
	return a
}

// knownIn reports an input whose bytes the store holds already. Hashing is left
// out unless a source of the same size is there.
func knownIn(ctx context.Context, r *reading, st *store.Store) (*InReport, error) {
	if r.hasOthers() {
		return nil, nil // only reading tells which of them belong to it
	}
	likely, err := st.HasSize(r.total)
	if errors.Is(err, store.ErrNoStore) { // this input is the store's first
		return nil, nil
	}
	if err != nil || !likely {
		return nil, err
	}
	sums, err := r.hashAll(ctx)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", r.in.Base(), err)
	}
	return r.known(st, digest(sums))
}

// known is the report of an input that the store holds already; nil: it does not.
func (r *reading) known(st *store.Store, sum string) (*InReport, error) {
	src, known, err := st.Known(sum)
	if err != nil || !known {
		return nil, err
	}
	forgotten := src.Input == ""
	if forgotten && r.opt.Again {
		return nil, nil //nolint:nilnil // it comes back
	}
	r.report.Known, r.report.Forgotten, r.report.Source, r.report.SHA256 = true, forgotten, src.ID, src.SHA256
	r.report.Ledger, r.report.Profiles, r.report.Problems = src.Ledger, src.Profiles, src.Problems
	r.report.PerChat = nil
	return r.report, nil
}
