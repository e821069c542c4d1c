//go:build cgo

package convert

import (
	"io"
	"io/fs"
	"sync"

	"exile/crypto"
)

// ownFiles is how many added files keep a scratch file of their own. A system
// lets a program open only so many, and an export may have a hundred thousand
// photos: the others stand one behind the other on a shelf.
const ownFiles = 200

// addedFile is a file that was added. ReadAt may be called from several
// goroutines.
type addedFile interface {
	io.ReaderAt
	io.Closer
	Size() int64
}

// shelf is a scratch file that holds many.
type shelf struct {
	mu  sync.RWMutex // a scratch file is not read while it is written
	f   *crypto.ScratchFile
	end int64
}

// put moves a file to the shelf. It is closed in any case.
func (s *shelf) put(scratch *crypto.Scratch, f *crypto.ScratchFile) (shelved, error) {
	defer f.Close() //nolint:errcheck // scratch: nothing can be lost
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.f == nil {
		var err error
		if s.f, err = scratch.Create(0); err != nil {
			return shelved{}, err
		}
	}
	w := io.NewOffsetWriter(s.f, s.end)
	n, err := io.Copy(w, io.NewSectionReader(f, 0, f.Size()))
	if err != nil {
		return shelved{}, err
	}
	at := s.end
	s.end += n
	return shelved{io.NewSectionReader(s, at, n)}, nil
}

// ReadAt reads at a place of the shelf.
func (s *shelf) ReadAt(p []byte, off int64) (int, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.f == nil {
		return 0, fs.ErrClosed
	}
	return s.f.ReadAt(p, off)
}

// cut removes what was put there since its end was there.
func (s *shelf) cut(end int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.f != nil && s.end > end {
		_ = s.f.Truncate(end) // what cannot be given back is written over
	}
	s.end = end
}

func (s *shelf) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.f == nil {
		return nil
	}
	err := s.f.Close()
	s.f = nil
	return err
}

// shelved is a file on the shelf.
type shelved struct{ *io.SectionReader }

// Close leaves it there.
func (shelved) Close() error { return nil }
