//go:build cgo

package convert

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"exile/export/store"
)

// Add reads an input into a store, in one transaction: on an error the store is
// as it was. The same bytes a second time change nothing (InReport.Known): what
// is compared is the digest (see there) of the
// files that the format claims and of all others that it matches to messages, so
// that photos which come later make another source. What a database has beside it
// and that says nothing does not count. If something of them was forgotten since,
// InOptions.Again has all of it added again, in the place of what is left.
//
// A chat that is in the store already is joined: see InReport.Joined, and
// InReport.Apart for those of which that is not certain. To find that out the input
// is read twice, and once more for each further export of one room that it holds.
func (e *Engine) Add(ctx context.Context, in *Input, st *store.Store, opt InOptions) (*InReport, error) {
	r, err := e.newReading(in, opt)
	if err != nil {
		return nil, err
	}
	k, err := knownIn(ctx, r, st)
	if err != nil {
		return nil, err
	}
	if k == nil {
		report, err := addTo(ctx, r, st, nil)
		if !errors.Is(err, store.ErrKnown) {
			return report, err
		}
		var kerr error // media were given, or another run was faster
		if k, kerr = knownAs(ctx, st, r.report.SHA256); k == nil || kerr != nil {
			return nil, cmp.Or(kerr, err)
		}
	}
	if opt.Again && k.forgot {
		return e.addAgain(ctx, in, st, opt, k)
	}
	return r.known(k), nil
}

// addAgain adds an input of which something was forgotten in the place of what is
// left of it, in one transaction.
func (e *Engine) addAgain(ctx context.Context, in *Input, st *store.Store, opt InOptions, k *known) (*InReport, error) {
	r, err := e.newReading(in, opt)
	if err != nil {
		return nil, err
	}
	if r.homes, err = readHomes(ctx, st.View(), k.ID); err != nil {
		return nil, fmt.Errorf("add %s: %w", in.Base(), err)
	}
	return addTo(ctx, r, st, k)
}

// addTo adds an input; again: in the place of that one, if any.
func addTo(ctx context.Context, r *reading, st *store.Store, again *known) (*InReport, error) {
	batch, err := st.Begin(ctx)
	if err != nil {
		return nil, fmt.Errorf("add %s: %w", r.in.Base(), err)
	}
	if again != nil {
		err = batch.Again(again.ID)
	}
	var id int64
	if err == nil {
		id, err = addBatch(ctx, r, batch)
	}
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
	id, err := batch.Commit(r.source(j.keep.digest()))
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

// known is an input whose bytes were added to a store before.
type known struct {
	store.Source

	forgot bool // something of it was forgotten
}

// knownIn finds an input whose bytes were added to the store before; nil: they were
// not. Hashing is left out unless a source of the same size is there.
func knownIn(ctx context.Context, r *reading, st *store.Store) (*known, error) {
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
	return knownAs(ctx, st, digest(sums))
}

// knownAs finds an input by the sum of its bytes; nil: it was not added.
func knownAs(ctx context.Context, st *store.Store, sum string) (*known, error) {
	src, is, err := st.Known(sum)
	if err != nil || !is {
		return nil, err
	}
	forgot, err := st.Oblivions(ctx, src.ID)
	if err != nil {
		return nil, err
	}
	return &known{src, len(forgot) > 0}, nil
}

// known is the report of an input that was added to the store before.
func (r *reading) known(k *known) *InReport {
	p := r.report
	p.Known, p.Source, p.SHA256 = true, k.ID, k.SHA256
	p.Forgotten = k.forgot && k.Input == ""
	p.Partly = k.forgot && !p.Forgotten
	p.Ledger, p.Profiles, p.Problems = k.Ledger, k.Profiles, k.Problems
	p.PerChat = nil
	return p
}
