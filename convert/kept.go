//go:build cgo

package convert

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"time"

	"exile/export/store"
	"exile/formats"
)

// GoneError says that texts or databases of an input are not in the store any more,
// so that it cannot be read again as it was. It wraps ErrNotKept.
type GoneError struct{ Files []KeptFile }

func (e *GoneError) Error() string {
	if len(e.Files) == 0 {
		return ErrNotKept.Error()
	}
	return fmt.Sprintf("%s: %v", e.Files[0].Path, ErrNotKept)
}

// Unwrap returns ErrNotKept.
func (e *GoneError) Unwrap() error { return ErrNotKept }

// OpenKept opens an input of a store as it was read, to be read again. Texts and
// databases are unpacked while they are read; nothing is written. The store must stay
// open. The roots come in the order of reading; a folder that was given with --media is
// one again. What no format had used is not kept: reading again does not see it. Where a text
// is not kept any more the error is a *GoneError.
func OpenKept(ctx context.Context, st *store.Store, source *store.Source) (*Input, error) {
	kept, err := keptFiles(ctx, st, source)
	if err != nil {
		return nil, err
	}
	gone := kept.gone
	for i := range kept.entries {
		o := &kept.entries[i]
		if o.Media { // its absence would change nothing in what is read
			continue
		}
		switch err := kept.begins(ctx, o); {
		case errors.Is(err, store.ErrNoBytes):
			gone = append(gone, KeptFile{o.Root, o.Path})
		case err != nil:
			return nil, damagedOriginal(ctx, o, err)
		}
	}
	if len(gone) > 0 || len(kept.entries) == 0 {
		return nil, fmt.Errorf("open what was added as source %d: %w", source.ID, &GoneError{gone})
	}
	in := &Input{Path: source.Input, Paths: []string{source.Input}}
	in.Roots = kept.roots()
	return in, nil
}

// begins tries whether a file can be read at all: who looks at its first bytes to find
// out what it is does not tell one that is damaged from one that is nothing.
func (k *keptSource) begins(ctx context.Context, o *store.Original) error {
	f, err := k.open(ctx, o)
	if err != nil {
		return err
	}
	if _, err = io.ReadFull(f, make([]byte, min(o.Size, 1))); err != nil {
		err = fmt.Errorf("%w: it cannot be read: %w", store.ErrDamaged, err)
	}
	return errors.Join(err, f.Close())
}

// roots are the roots of the input, in the order in which they were read.
func (k *keptSource) roots() []formats.Root {
	var roots []formats.Root
	for all := k.entries; len(all) > 0; { // by root and path
		n := slices.IndexFunc(all, func(o store.Original) bool { return o.Root != all[0].Root })
		if n < 0 {
			n = len(all)
		}
		roots = append(roots, k.root(all[:n]))
		all = all[n:]
	}
	read := map[string]int{}
	for i := range k.source.Profiles {
		if name := k.source.Profiles[i].From.Input; read[name] == 0 {
			read[name] = i + 1
		}
	}
	place := func(r *formats.Root) int {
		switch n, told := read[r.Name]; {
		case r.Kind == formats.RootMedia:
			return len(k.source.Profiles) + 2
		case r.Name == k.source.Input:
			return 0
		case told:
			return n
		}
		return len(k.source.Profiles) + 1
	}
	slices.SortStableFunc(roots, func(a, b formats.Root) int { return cmp.Compare(place(&a), place(&b)) })
	return roots
}

// root makes a root of its entries.
func (k *keptSource) root(entries []store.Original) formats.Root {
	r := formats.Root{Name: entries[0].Root, Kind: formats.RootFile}
	texts := false
	at := make(map[string]*store.Original, len(entries))
	for i := range entries {
		o := &entries[i]
		at[o.Path] = o
		r.Files = append(r.Files, formats.Entry{Name: o.Path, Size: o.Size})
		texts = texts || !o.Media
		if !isBare(KeptFile{o.Root, o.Path}) {
			r.Kind = formats.RootFolder
		}
	}
	switch {
	case r.Kind == formats.RootFile:
	case isZipName(r.Name):
		r.Kind = formats.RootZip
	case !texts && r.Name != k.source.Input: // an input has one folder, and what is named like it is that one
		r.Kind = formats.RootMedia
	}
	sortEntries(r.Files)
	r.FS = keptFS{k, at}
	return r
}

// keptFS is a root as a store keeps it.
type keptFS struct {
	kept *keptSource
	at   map[string]*store.Original
}

// Open opens a file.
func (f keptFS) Open(name string) (fs.File, error) {
	o, ok := f.at[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	src, err := f.kept.open(context.Background(), o)
	if errors.Is(err, store.ErrNoBytes) {
		err = fs.ErrNotExist
	}
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &keptFile{src, keptInfo{o}}, nil
}

// keptFile is an open file of a store. What is packed cannot seek; see openSeeker.
type keptFile struct {
	io.ReadCloser
	info keptInfo
}

// Read reads on. Bytes that cannot be unpacked are an *OriginalError.
func (f *keptFile) Read(p []byte) (int, error) {
	n, err := f.ReadCloser.Read(p)
	if err != nil && err != io.EOF { //nolint:errorlint // io.EOF comes bare
		err = damagedOriginal(context.Background(), f.info.o, err)
	}
	return n, err
}

// Stat tells of the file.
func (f *keptFile) Stat() (fs.FileInfo, error) { return f.info, nil }

type keptInfo struct{ o *store.Original }

func (i keptInfo) Name() string     { return path.Base(i.o.Path) }
func (i keptInfo) Size() int64      { return i.o.Size }
func (keptInfo) Mode() fs.FileMode  { return 0o400 }
func (keptInfo) ModTime() time.Time { return time.Time{} }
func (keptInfo) IsDir() bool        { return false }
func (keptInfo) Sys() any           { return nil }
