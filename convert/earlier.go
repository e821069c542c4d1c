//go:build cgo

package convert

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"exile/export"
	"exile/export/store"
	"exile/formats"
)

// earlier is an input of another store. It tells what it told there as a reader tells
// what it reads, so that adding it is no other work.
type earlier struct {
	st      *store.Store
	source  *store.Source
	exports []int64 // what it told, a chat each
	forgot  []store.Oblivion
	carried map[string]bool // the bytes that are in the new store, by their place; of all inputs
	untaken []string        // bytes that the other store should have and has not
}

// newEarlier gets ready to tell of an input of a store.
func newEarlier(ctx context.Context, st *store.Store, source *store.Source, carried map[string]bool) (*earlier, error) {
	s := &earlier{st: st, source: source, carried: carried}
	exports, err := st.View().Exports(ctx)
	if err != nil {
		return nil, err
	}
	for i := range exports {
		if exports[i].Source == source.ID {
			s.exports = append(s.exports, exports[i].ID)
		}
	}
	s.forgot, err = st.Oblivions(ctx, source.ID)
	return s, err
}

// earlier returns a reading that tells what the store was told.
func (e *Engine) earlier(s *earlier) *reading {
	format, known := e.Formats.Find(s.source.Format)
	if !known {
		format.Name = s.source.Format
	}
	format.Reader = s
	r := &reading{
		engine: e, prior: prior{was: s}, format: format, claimed: map[fileKey]int64{},
		in: &Input{Path: s.source.Input, Input: formats.Input{Roots: []formats.Root{{Name: s.source.Input}}}},
	}
	r.opt.KeepMedia, r.opt.KeepOriginals = true, true
	r.start()
	return r
}

// Detect claims nothing: nobody asks.
func (s *earlier) Detect(formats.Input) formats.Match { return formats.Match{} }

// Read tells all that the input told. A chat has the number of its export, for two of
// one input may be one chat by now.
func (s *earlier) Read(ctx context.Context, _ formats.Input, _ formats.ReadOptions, emit formats.Emit) error {
	for _, id := range s.exports {
		for e, err := range s.st.View().Told(ctx, id) {
			if err != nil {
				return err
			}
			switch e := e.(type) {
			case *export.Chat:
				e.Ref = export.ChatRef(id)
			case *export.Message:
				e.Chat = export.ChatRef(id)
			case *export.Person, *export.Mark, *export.Unread, *export.Problem, *export.Profile:
			}
			if err := emit(e); err != nil {
				return err
			}
		}
	}
	for u, err := range s.st.View().Unread(ctx, s.source.ID) {
		if err != nil {
			return err
		}
		if err := emit(u); err != nil {
			return err
		}
	}
	return nil
}

// kept is what the new store remembers of the input: what the other one did, and what
// was worth telling now.
func (s *earlier) kept(now []export.Problem) store.Source {
	src := *s.source
	src.ID = 0
	src.Problems = slices.DeleteFunc(slices.Clone(src.Problems), func(p export.Problem) bool {
		return p.Code == export.SeparateChat || p.Code == export.TwinNames && p.Text == twinsJoined
	})
	src.Problems = append(src.Problems, now...)
	return src
}

// media copies the bytes of a file that a message names.
func (s *earlier) media(ctx context.Context, batch *store.Batch, f *export.File) error {
	if f.State != export.FilePresent || f.SHA256 == "" {
		return nil
	}
	return s.carry(ctx, "media/"+f.SHA256, func() (io.ReadCloser, error) { return s.st.View().OpenFile(ctx, f) },
		func(r io.Reader) (string, error) {
			sum, _, err := batch.AddMedia(r)
			return sum, err
		})
}

// originals copies what is kept of the input as it was read.
func (s *earlier) originals(ctx context.Context, batch *store.Batch) error {
	entries, err := s.st.Originals(ctx, s.source.ID)
	if err != nil {
		return err
	}
	for _, o := range entries {
		if o.Media {
			err = s.media(ctx, batch, &export.File{State: export.FilePresent, SHA256: o.SHA256})
		} else {
			err = s.original(ctx, batch, o)
		}
		if err != nil {
			return err
		}
		batch.AddEntry(o)
	}
	return batch.Forgot(s.forgot)
}

func (s *earlier) original(ctx context.Context, batch *store.Batch, o store.Original) error {
	return s.carry(ctx, "originals/"+o.SHA256, func() (io.ReadCloser, error) { return s.st.OpenOriginal(o.SHA256) },
		func(r io.Reader) (string, error) {
			sum, _, err := batch.KeepOriginal(r)
			return sum, err
		})
}

// carry copies bytes that are not in the new store yet, and checks them.
func (s *earlier) carry(ctx context.Context, place string, open func() (io.ReadCloser, error), keep func(io.Reader) (string, error)) error {
	if s.carried[place] {
		return nil
	}
	r, err := open()
	if errors.Is(err, store.ErrNoBytes) {
		s.untaken = append(s.untaken, place)
		return nil
	}
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // opened for reading
	sum, err := keep(&ctxReader{ctx: ctx, r: r})
	if err != nil {
		return fmt.Errorf("copy %s: %w", place, err)
	}
	if place != "media/"+sum && place != "originals/"+sum {
		return fmt.Errorf("copy %s: %w", place, errOtherSum())
	}
	s.carried[place] = true
	return nil
}
