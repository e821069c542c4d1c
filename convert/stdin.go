package convert

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"exile/formats"
)

const stdinFile = "stdin"

// addStdin keeps standard input where it can be read more than once: readers
// make two passes, and a zip is read from its end.
func (in *Input) addStdin(ctx context.Context, opt OpenOptions) error {
	if opt.Stdin == nil {
		return fs.ErrNotExist
	}
	r := &ctxReader{ctx: ctx, r: opt.Stdin}
	switch {
	case opt.Temp != nil:
		return in.addTemp(r, opt)
	case opt.Scratch == "":
		return in.addMemory(r, opt.Limits)
	}
	path := filepath.Join(opt.Scratch, stdinFile)
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, r); err != nil {
		return errors.Join(err, f.Close(), os.Remove(path))
	}
	in.closers = append(in.closers, removeOnClose(path))
	return in.addFile(f, Stdin, path, opt.Limits)
}

type removeOnClose string

// Close removes the file. An open file that was added later is closed before.
func (p removeOnClose) Close() error {
	if err := os.Remove(string(p)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (in *Input) addMemory(r io.Reader, lim Limits) error {
	data, err := io.ReadAll(io.LimitReader(r, lim.Memory+1))
	switch {
	case err != nil:
		return err
	case int64(len(data)) > lim.Memory:
		return ErrTooLarge
	}
	return in.addPiped(bytes.NewReader(data), int64(len(data)), lim)
}

// addTemp keeps standard input in a file of opt.Temp.
func (in *Input) addTemp(r io.Reader, opt OpenOptions) error {
	f, err := opt.Temp()
	if err != nil {
		return err
	}
	in.closers = append(in.closers, f)
	size, err := io.Copy(f, r)
	if err != nil {
		return err
	}
	return in.addPiped(f, size, opt.Limits)
}

// addPiped adds what came through standard input and is kept in r.
func (in *Input) addPiped(r io.ReaderAt, size int64, lim Limits) error {
	head := make([]byte, 4)
	n, err := r.ReadAt(head, 0)
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return err
	case size == 0:
		return ErrEmptyFile
	case isZip(head[:n]):
		return in.addZip(r, size, Stdin, lim)
	}
	in.Roots = append(in.Roots, formats.Root{
		Name:  Stdin,
		Kind:  formats.RootFile,
		FS:    pipedFS{r, size},
		Files: []formats.Entry{{Name: Stdin, Size: size}},
	})
	return nil
}

// pipedFS is a bare file that came through standard input.
type pipedFS struct {
	r    io.ReaderAt
	size int64
}

// Open opens the file.
func (p pipedFS) Open(name string) (fs.File, error) {
	if name != Stdin {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return pipedFile{io.NewSectionReader(p.r, 0, p.size)}, nil
}

type pipedFile struct{ *io.SectionReader }

func (f pipedFile) Close() error               { return nil }
func (f pipedFile) Stat() (fs.FileInfo, error) { return pipedInfo(f.Size()), nil }

type pipedInfo int64

func (i pipedInfo) Name() string     { return Stdin }
func (i pipedInfo) Size() int64      { return int64(i) }
func (pipedInfo) Mode() fs.FileMode  { return 0o400 }
func (pipedInfo) ModTime() time.Time { return time.Time{} }
func (pipedInfo) IsDir() bool        { return false }
func (pipedInfo) Sys() any           { return nil }

// ctxReader stops between two reads when the run is cancelled.
type ctxReader struct {
	ctx context.Context //nolint:containedctx // io.Reader has no room for one
	r   io.Reader
}

func (c *ctxReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
