package convert

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
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
	return in.addBytes(bytes.NewReader(data), int64(len(data)), Stdin, lim)
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
	return in.addBytes(f, size, Stdin, opt.Limits)
}

// addBytes adds a file that does not lie on the disk under this name.
func (in *Input) addBytes(r io.ReaderAt, size int64, name string, lim Limits) error {
	head := make([]byte, 4)
	n, err := r.ReadAt(head, 0)
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return err
	case size == 0:
		return ErrEmptyFile
	case isZip(head[:n]):
		return in.addZip(r, size, name, lim)
	}
	in.Roots = append(in.Roots, formats.Root{
		Name:  name,
		Kind:  formats.RootFile,
		FS:    bytesFS{name: {r, size}},
		Files: []formats.Entry{{Name: name, Size: size}},
	})
	return nil
}

// bytesFS are files that do not lie on the disk as such, by their names.
type bytesFS map[string]bytesAt

// bytesAt is where the bytes of a file are.
type bytesAt struct {
	r    io.ReaderAt
	size int64
}

// Open opens a file.
func (b bytesFS) Open(name string) (fs.File, error) {
	f, ok := b[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return bytesFile{io.NewSectionReader(f.r, 0, f.size), bytesInfo{path.Base(name), f.size}}, nil
}

type bytesFile struct {
	*io.SectionReader
	info bytesInfo
}

func (f bytesFile) Close() error               { return nil }
func (f bytesFile) Stat() (fs.FileInfo, error) { return f.info, nil }

type bytesInfo struct {
	name string
	size int64
}

func (i bytesInfo) Name() string     { return i.name }
func (i bytesInfo) Size() int64      { return i.size }
func (bytesInfo) Mode() fs.FileMode  { return 0o400 }
func (bytesInfo) ModTime() time.Time { return time.Time{} }
func (bytesInfo) IsDir() bool        { return false }
func (bytesInfo) Sys() any           { return nil }

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
