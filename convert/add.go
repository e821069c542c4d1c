//go:build cgo

package convert

import (
	"context"
	"errors"
	"fmt"

	"exile/export"
	"exile/export/store"
)

// Add reads an input into a store, in one transaction: on an error the store is
// as it was. The same bytes a second time change nothing (InReport.Known): what
// is compared is the SHA-256 over the sorted lines "SHA-256 base name" of the
// files that the format claims.
func (e *Engine) Add(ctx context.Context, in *Input, st *store.Store, opt InOptions) (*InReport, error) {
	r, err := e.newReading(in, opt)
	if err != nil {
		return nil, err
	}
	if report, err := knownIn(ctx, r, st); report != nil || err != nil {
		return report, err
	}
	return addTo(ctx, r, st, sameRoomIn(st))
}

// sameRoom tells whether a chat was there before under another source.
type sameRoom func(c *export.Chat) (bool, error)

func sameRoomIn(st *store.Store) sameRoom {
	return func(c *export.Chat) (bool, error) {
		chats, err := st.SameRoom(c.App, c.Title)
		if errors.Is(err, store.ErrNoStore) { // this input is the store's first
			return false, nil
		}
		return len(chats) > 0, err
	}
}

func addTo(ctx context.Context, r *reading, st *store.Store, same sameRoom) (*InReport, error) {
	batch, err := st.Begin(ctx)
	if err != nil {
		return nil, fmt.Errorf("add %s: %w", r.in.Base(), err)
	}
	id, err := addBatch(ctx, r, batch, same)
	if err != nil {
		return nil, errors.Join(err, batch.Rollback())
	}
	report := r.close()
	report.Source = id
	return report, nil
}

func addBatch(ctx context.Context, r *reading, batch *store.Batch, same sameRoom) (int64, error) {
	k := newKeeper(ctx, r, batch)
	var original originalFunc
	if r.opt.KeepOriginals {
		original = k.original
	}
	if err := r.run(ctx, k.add, original); err != nil {
		return 0, err
	}
	if err := k.finish(); err != nil {
		return 0, fmt.Errorf("keep the files of %s: %w", r.in.Base(), err)
	}
	if err := r.separate(same); err != nil {
		return 0, err
	}
	if e := r.engine; e.Progress != nil {
		e.Progress(Progress{Stage: StageIndex, Messages: r.messages})
	}
	id, err := batch.Commit(r.source(k.digest()))
	if err != nil {
		return 0, fmt.Errorf("add %s: %w", r.in.Base(), err)
	}
	return id, nil
}

// separate says which chats the store now holds twice: merging comes later.
func (r *reading) separate(same sameRoom) error {
	for i := range r.report.Chats {
		c := &r.report.Chats[i]
		twice, err := same(c)
		if err == nil && twice {
			err = r.problems.add(export.Problem{Code: export.SeparateChat, Name: c.Title, From: c.From})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// source is what the store remembers of this run.
func (r *reading) source(sum string) store.Source {
	r.report.SHA256 = sum
	s := store.Source{
		Input:    r.report.Input,
		Format:   r.report.Format,
		Why:      r.report.Why,
		SHA256:   sum,
		Size:     r.total,
		Added:    r.opt.Now,
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
	return s
}

// knownIn reports an input whose bytes the store holds already. Hashing is left
// out unless a source of the same size is there.
func knownIn(ctx context.Context, r *reading, st *store.Store) (*InReport, error) {
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
	src, known, err := st.Known(digest(sums))
	if err != nil || !known {
		return nil, err
	}
	r.report.Known, r.report.Source, r.report.SHA256 = true, src.ID, src.SHA256
	r.report.Ledger, r.report.Profiles, r.report.Problems = src.Ledger, src.Profiles, src.Problems
	return r.report, nil
}
