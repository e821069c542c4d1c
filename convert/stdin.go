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
	if opt.Scratch == "" {
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
	case len(data) == 0:
		return ErrEmptyFile
	case int64(len(data)) > lim.Memory:
		return ErrTooLarge
	case isZip(data):
		return in.addZip(bytes.NewReader(data), int64(len(data)), Stdin, lim)
	}
	in.Roots = append(in.Roots, formats.Root{
		Name:  Stdin,
		Kind:  formats.RootFile,
		FS:    memoryFS(data),
		Files: []formats.Entry{{Name: Stdin, Size: int64(len(data))}},
	})
	return nil
}

// memoryFS is a bare file whose bytes are in memory.
type memoryFS []byte

// Open opens the file.
func (m memoryFS) Open(name string) (fs.File, error) {
	if name != Stdin {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return memoryFile{Reader: bytes.NewReader(m), data: m}, nil
}

type memoryFile struct {
	*bytes.Reader
	data memoryFS
}

func (f memoryFile) Close() error               { return nil }
func (f memoryFile) Stat() (fs.FileInfo, error) { return memoryInfo(len(f.data)), nil }

type memoryInfo int

func (i memoryInfo) Name() string     { return Stdin }
func (i memoryInfo) Size() int64      { return int64(i) }
func (memoryInfo) Mode() fs.FileMode  { return 0o400 }
func (memoryInfo) ModTime() time.Time { return time.Time{} }
func (memoryInfo) IsDir() bool        { return false }
func (memoryInfo) Sys() any           { return nil }

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
