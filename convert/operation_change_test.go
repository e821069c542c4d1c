//go:build cgo

package convert_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"exile/convert"
	"exile/export"
	"exile/export/store"
	"exile/formats"
	"exile/formats/kakaotalk"
)

// changed opens the store of an operation and changes it.
func changed(dir string, change func(st *store.Store) error) error {
	st, err := store.Open(filepath.Join(dir, operated), store.ReadWrite)
	if err != nil {
		return err
	}
	return errors.Join(change(st), st.Close())
}

// mergeOperation makes one chat of two that overlap.
func mergeOperation() operation {
	return operation{
		name: "merge",
		prepare: func(t *testing.T, dir string) {
			t.Helper()
			exportFile(t, filepath.Join(dir, "a"), 0, 6000)
			exportFile(t, filepath.Join(dir, "b"), 4000, 10_000)
			for i, name := range []string{"a", "b"} {
				into := []string{"", "다른 방"}[i]
				if err := addInto(t.Context(), dir, name, convert.InOptions{Into: into}, kakaotalk.Format()); err != nil {
					t.Fatal(err)
				}
			}
		},
		run: func(ctx context.Context, dir string) error {
			return changed(dir, func(st *store.Store) error {
				_, err := st.UniteChats(ctx, 1, 2)
				return err
			})
		},
	}
}

// retimeOperation puts the zone of one of two exports of a chat right.
func retimeOperation() operation {
	return operation{
		name:    "retime",
		prepare: twoAdded,
		run: func(ctx context.Context, dir string) error {
			return changed(dir, func(st *store.Store) error {
				zone, err := time.LoadLocation("America/New_York")
				if err == nil {
					_, err = convert.Retime(ctx, st, &store.Source{ID: 2}, zone)
				}
				return err
			})
		},
	}
}

// deafReader takes some messages for lines that nobody understands.
type deafReader struct{ formats.Reader }

func (d deafReader) Read(ctx context.Context, in formats.Input, opt formats.ReadOptions, emit formats.Emit) error {
	return d.Reader.Read(ctx, in, opt, func(e export.Event) error {
		if m, ok := e.(*export.Message); ok && strings.ContainsAny(m.Content.Words(), "요") {
			return emit(&export.Unread{Text: m.Content.Words(), From: m.From})
		}
		return emit(e)
	})
}

// reparseOperation reads an export again that a parser of before understood badly.
func reparseOperation() operation {
	return operation{
		name: "reparse",
		prepare: func(t *testing.T, dir string) {
			t.Helper()
			exportFile(t, filepath.Join(dir, "a"), 0, 4000)
			exportFile(t, filepath.Join(dir, "b"), 2000, 6000)
			deaf := kakaotalk.Format()
			deaf.Reader = deafReader{deaf.Reader}
			if err := addInto(t.Context(), dir, "a", convert.InOptions{}, deaf); err != nil {
				t.Fatal(err)
			}
			if err := addFile(t.Context(), dir, "b"); err != nil {
				t.Fatal(err)
			}
		},
		run: func(ctx context.Context, dir string) error {
			return changed(dir, func(st *store.Store) error {
				sources, err := st.Sources(ctx)
				if err == nil {
					_, err = kakaoEngine().Reparse(ctx, st, &sources[0], convert.InOptions{})
				}
				if err != nil {
					return err
				}
				b, err := st.Begin(ctx) // whoever writes next clears what the input had kept
				if err == nil {
					err = b.Rollback()
				}
				return err
			})
		},
	}
}

// addInto is addFile with options and a reader.
func addInto(ctx context.Context, dir, name string, opt convert.InOptions, f formats.Format) error {
	path := filepath.Join(dir, operated)
	st, err := store.Open(path, store.ReadWrite)
	if errors.Is(err, store.ErrNoStore) {
		st, err = store.Create(path)
	}
	if err != nil {
		return err
	}
	ins, err := convert.Open(ctx, []string{filepath.Join(dir, name)}, convert.OpenOptions{})
	if err != nil {
		return errors.Join(err, st.Close())
	}
	defer convert.CloseAll(ins)
	opt.KeepOriginals, opt.KeepMedia, opt.Now = true, true, time.Unix(1.7e9, 0).UTC()
	_, err = (&convert.Engine{Formats: formats.Table{f}}).Add(ctx, ins[0], st, opt)
	return errors.Join(err, st.Close())
}
