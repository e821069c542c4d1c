package convert

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"exile/export"
	"exile/formats"
)

// Stdin is the path that stands for standard input.
const Stdin = "-"

// OpenOptions are the settings of Open.
type OpenOptions struct {
	Stdin   io.Reader // what the path "-" reads
	Scratch string    // an existing folder to keep standard input in; "": in memory, up to Limits.Memory
	Limits  Limits    // zero fields have their defaults

	// Media are folders that the person gives beside an export which has no files
	// of its own. They become roots of the one input that there may be then.
	Media []string

	// Inner reports whether a zip that lies in a folder is an export, to be opened
	// with it (see Engine.Knows); nil: no such zip is opened.
	Inner func(zip formats.Root) bool

	// Temp makes a file to keep standard input in, instead of Scratch: where
	// nothing may lie on the disk in the clear.
	Temp func() (TempFile, error)
}

// TempFile is a file for temporary bytes that is gone when it is closed. Its
// ReadAt may be called from several goroutines.
type TempFile interface {
	io.Writer
	io.ReaderAt
	io.Closer
}

// Limits bound what an input may ask of this computer.
type Limits struct {
	Entries int   // files in one folder or zip: 500,000
	Total   int64 // bytes that one zip unpacks to: 1 TiB
	Ratio   int64 // unpacked to packed size of one zip, once it unpacks to more than 64 MiB: 200
	Memory  int64 // bytes of standard input kept in memory: 64 MiB
}

func (l Limits) orDefaults() Limits {
	if l.Entries == 0 {
		l.Entries = 500_000
	}
	if l.Total == 0 {
		l.Total = 1 << 40
	}
	if l.Ratio == 0 {
		l.Ratio = 200
	}
	if l.Memory == 0 {
		l.Memory = 64 << 20
	}
	return l
}

// Input is what a person handed over, opened. It holds files open until Close.
type Input struct {
	formats.Input
	Path    string           // the first path as given, or "-"
	Paths   []string         // all of them, folders of media last
	Skipped []export.Problem // links, pipes and devices in a folder or zip, which are never opened

	notes   map[export.Source]string // why a file was not opened, in plain English
	closers []io.Closer
}

// Base returns the last element of the path as given: what people call it.
func (in *Input) Base() string { return in.Roots[0].Name }

// Close closes what the input holds open.
func (in *Input) Close() error {
	var errs []error
	for _, c := range slices.Backward(in.closers) {
		errs = append(errs, c.Close())
	}
	in.closers = nil
	return errors.Join(errs...)
}

// Open opens what a person named: files, folders, zips, or "-". Bare files of
// one folder whose names differ only in a part number become one Input; every
// other path is an Input of its own. A link that is named itself is followed;
// links inside folders never are, and nothing but regular files is opened.
//
// Errors wrap fs.ErrNotExist, ErrNotFile, ErrEmptyFile, ErrBadZip, ErrZipLocked,
// ErrZipBomb, ErrBadName, ErrTwinNames, ErrTooMany or ErrTooLarge; about media
// they are ErrSeveralInputs or a *MediaError. After an error nothing stays open.
func Open(ctx context.Context, paths []string, opt OpenOptions) (ins []*Input, err error) {
	opt.Limits = opt.Limits.orDefaults()
	defer func() {
		if err != nil {
			CloseAll(ins)
			ins = nil
		}
	}()
	groups := groupDatabases(groupParts(paths), isSQLite)
	if len(opt.Media) > 0 && len(groups) != 1 {
		return nil, ErrSeveralInputs
	}
	for _, group := range groups {
		if err := ctx.Err(); err != nil {
			return ins, err
		}
		in, err := openGroup(ctx, group, opt)
		if err != nil {
			return ins, err
		}
		ins = append(ins, in)
	}
	return ins, nil
}

// CloseAll closes all inputs.
func CloseAll(ins []*Input) {
	for _, in := range ins {
		_ = in.Close() // opened for reading only: nothing can be lost
	}
}

func openGroup(ctx context.Context, paths []string, opt OpenOptions) (*Input, error) {
	in := &Input{Path: paths[0], Paths: slices.Clip(paths)}
	for _, p := range paths {
		err := in.add(ctx, p, opt)
		if err != nil {
			_ = in.Close()
			return nil, fmt.Errorf("open %s: %w", p, withoutPath(err))
		}
	}
	for _, dir := range opt.Media {
		if err := in.addMedia(ctx, dir, opt.Limits); err != nil {
			_ = in.Close()
			return nil, err
		}
	}
	return in, nil
}

// withoutPath takes the path out of an error of package os, because callers
// put it in front themselves.
func withoutPath(err error) error {
	if pe, ok := errors.AsType[*os.PathError](err); ok {
		return pe.Err
	}
	return err
}

func (in *Input) add(ctx context.Context, path string, opt OpenOptions) error {
	if path == Stdin {
		return in.addStdin(ctx, opt)
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	name := baseName(path)
	switch {
	case info.IsDir():
		return in.addExports(ctx, path, name, opt)
	case !info.Mode().IsRegular():
		return ErrNotFile
	case info.Size() == 0:
		return ErrEmptyFile
	}
	f, err := openRegular(path)
	if err != nil {
		return err
	}
	return in.addFile(f, name, path, opt.Limits)
}

// addFile adds an open file, which it closes unless it is a zip: a zip stays
// open, a bare file is opened again whenever somebody reads it.
func (in *Input) addFile(f *os.File, name, path string, lim Limits) error {
	size, zipped, err := looksZipped(f)
	switch {
	case err != nil:
	case size == 0:
		err = ErrEmptyFile
	case zipped:
		in.closers = append(in.closers, f)
		return in.addZip(f, size, name, lim)
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	in.Roots = append(in.Roots, formats.Root{
		Name:  name,
		Kind:  formats.RootFile,
		FS:    singleFS{name: name, path: path},
		Files: []formats.Entry{{Name: name, Size: size}},
	})
	in.addBeside(path)
	return nil
}

// plainFile is a file that can be read at any place.
type plainFile interface {
	fs.File
	io.ReaderAt
}

func looksZipped(f plainFile) (size int64, zipped bool, err error) {
	info, err := f.Stat()
	if err != nil {
		return 0, false, err
	}
	head := make([]byte, 4)
	if _, err := f.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return 0, false, err
	}
	return info.Size(), isZip(head), nil
}

// openRegular opens a file for reading, and only if it is a regular one. It
// never waits: a pipe that took the file's place since it was listed is opened
// without blocking and refused.
func openRegular(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|openNoBlock, 0)
	if err != nil {
		return nil, err
	}
	return onlyRegular(f)
}

func onlyRegular(f *os.File) (*os.File, error) {
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = ErrNotFile
	}
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return f, nil
}

// baseName is the last element of a path; for "." and ".." that of the folder
// they mean.
func baseName(path string) string {
	base := filepath.Base(path)
	if base == "." || base == ".." {
		if abs, err := filepath.Abs(path); err == nil {
			base = filepath.Base(abs)
		}
	}
	return base
}
