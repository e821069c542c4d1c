package convert

import (
	"errors"
	"io"
	"io/fs"

	"exile/formats"
)

// openSeeker opens a file of a root so that it can be read from any place. What
// lies packed in a zip cannot seek: going back opens it again.
func openSeeker(root formats.Root, name string) (io.ReadSeekCloser, error) {
	f, err := root.FS.Open(name)
	if err != nil {
		return nil, err
	}
	if s, ok := f.(io.ReadSeekCloser); ok {
		return s, nil
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &reopener{fsys: root.FS, name: name, f: f, size: info.Size()}, nil
}

type reopener struct {
	fsys     fs.FS
	name     string
	f        fs.File
	size     int64
	at, want int64 // where f stands, and where the next Read begins
}

// Read reads from where Seek went.
func (r *reopener) Read(p []byte) (int, error) {
	if err := r.move(); err != nil {
		return 0, err
	}
	n, err := r.f.Read(p)
	r.at += int64(n)
	r.want = r.at
	return n, err
}

func (r *reopener) move() error {
	if r.want < r.at {
		if err := r.f.Close(); err != nil {
			return err
		}
		f, err := r.fsys.Open(r.name)
		if err != nil {
			return err
		}
		r.f, r.at = f, 0
	}
	n, err := io.CopyN(io.Discard, r.f, r.want-r.at)
	r.at += n
	if err == io.EOF { //nolint:errorlint // io.EOF comes bare; the Read that follows says it again
		return nil
	}
	return err
}

// Seek notes where the next Read begins.
func (r *reopener) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekStart:
	case io.SeekCurrent:
		offset += r.want
	case io.SeekEnd:
		offset += r.size
	}
	if offset < 0 {
		return 0, fs.ErrInvalid
	}
	r.want = offset
	return offset, nil
}

// Close closes the file.
func (r *reopener) Close() error { return r.f.Close() }
