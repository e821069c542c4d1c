//go:build cgo

package convert

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"syscall"

	"exile/crypto"
	"exile/export/store"
)

const writeBuffer = 1 << 20

// SealReport is what was sealed.
type SealReport struct {
	Path       string   `json:"path"`
	ID         string   `json:"id"`
	Generation int64    `json:"generation"`
	Recipients []string `json:"recipients"`
	Files      int      `json:"files"`             // entries, without padding and manifest
	Size       int64    `json:"size"`              // bytes of the archive
	Plain      int64    `json:"plain"`             // bytes of the entries
	Missing    []string `json:"missing,omitempty"` // files that the store should have had
	Stray      []string `json:"stray,omitempty"`   // files to which no row refers; they were kept
	ReadBack   bool     `json:"read_back"`

	// Unremembered is why this computer does not remember the new state: its own
	// archive will look suspicious to it. nil: it does.
	Unremembered error `json:"-"`

	Removed bool     `json:"removed,omitempty"` // the plain store
	Left    []string `json:"left,omitempty"`    // what lay in its folder and was not sealed: it is still there

	// Unremoved is why the plain store, or a part of it, is still there although it
	// was to be removed.
	Unremoved error `json:"-"`
}

// sealing is the writing of one archive into a place.
type sealing struct {
	place    *Place
	disk     crypto.Disk
	free     func(dir string) (int64, bool)
	vault    *vault
	names    []string // the files besides the database, by name
	manifest crypto.Manifest
	to       []crypto.Recipient
	missing  []string // files that rows refer to and that are not there

	// The lengths of the originals by their names, in bytes, where they are to be
	// unpacked and checked; else nil.
	originals map[string]int64

	readBack bool
	progress *progress

	size int64 // bytes written
}

// choose settles which files go into the archive: those that rows refer to, and
// of the others those that keep says.
func (s *sealing) choose(want map[string]bool, keep func(name string) bool) (stray []string) {
	have := map[string]bool{}
	for _, name := range s.vault.names() {
		have[name] = true
		switch {
		case want[name]:
		case keep(name):
			stray = append(stray, name)
		default:
			continue
		}
		s.names = append(s.names, name)
	}
	for name := range want {
		if !have[name] {
			s.missing = append(s.missing, name)
		}
	}
	slices.Sort(s.missing)
	return stray
}

// write writes the archive to the disk and checks it. On an error nothing of it
// has a name that lasts.
func (s *sealing) write(ctx context.Context) (*SealReport, crypto.Pin, error) {
	if err := s.checkRoom(); err != nil {
		return nil, crypto.Pin{}, err
	}
	f, err := s.disk.Create(s.place.Out())
	if err != nil {
		return nil, crypto.Pin{}, err
	}
	s.avoidCache(f)
	id, err := s.fill(ctx, f)
	if err == nil {
		err = f.Sync()
	}
	s.avoidCache(f) // again: Linux lets go only of what is on the disk by now
	var report *SealReport
	var pin crypto.Pin
	if err == nil {
		report, pin, err = s.check(ctx, f, id)
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, crypto.Pin{}, err
	}
	return report, pin, nil
}

// avoidCache makes what is to be read back come from the disk, not from memory,
// where the system lets one ask for it.
func (s *sealing) avoidCache(f crypto.DiskFile) {
	if file, ok := f.(interface{ Fd() uintptr }); ok && s.readBack {
		avoidCache(file.Fd())
	}
}

// bound is what the archive can take at most, in bytes, and what its files do.
func (s *sealing) bound() (most, plain int64) { return s.vault.bound(s.names, len(s.to)) }

// checkRoom refuses to begin what the disk cannot hold.
func (s *sealing) checkRoom() error {
	most, plain := s.bound()
	s.progress.expect(plain)
	if s.readBack {
		s.progress.expect(most)
		s.progress.expect(plain)
	}
	free, known := s.free(filepath.Dir(s.place.Out()))
	if known && free < most {
		return fmt.Errorf("%d bytes are needed and %d are free: %w", most, free, syscall.ENOSPC)
	}
	return nil
}

// fill writes the archive to f and returns what opens it again.
func (s *sealing) fill(ctx context.Context, f io.Writer) (crypto.Identity, error) {
	out := bufio.NewWriterSize(&lengthWriter{w: f, n: &s.size}, writeBuffer)
	w, err := crypto.NewWriter(out, s.manifest, s.to)
	if err != nil {
		return nil, err
	}
	if err := s.add(ctx, w, databaseName); err != nil {
		return nil, err
	}
	for _, name := range s.names {
		if err := s.add(ctx, w, name); err != nil {
			return nil, err
		}
	}
	if _, err := w.Close(); err != nil {
		return nil, err
	}
	return w.Identity(), out.Flush()
}

type lengthWriter struct {
	w io.Writer
	n *int64
}

// Write writes on.
func (c *lengthWriter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	*c.n += int64(n)
	return n, err
}

// add writes a file. One that is not what its name says it is would be damaged
// for good.
func (s *sealing) add(ctx context.Context, w *crypto.Writer, name string) error {
	sum, media, ok := placeOf(name)
	r, end := through(func(w io.Writer) error { return s.vault.copy(ctx, w, name) })
	var unpacked *unpacking
	if ok && !media && s.originals != nil {
		unpacked = newUnpacking(sum, s.originals[name])
		r = io.TeeReader(r, unpacked)
	}
	e, err := w.Add(name, s.progress.reader(r))
	err = end(err)
	bad := unpacked.end(err)
	if media && e.SHA256 != sum {
		bad = errOtherSum()
	}
	if err == nil && bad != nil {
		err = fmt.Errorf("%s: %w", name, bad)
	}
	return err
}

// through turns something that writes into something to read. end waits for it,
// once the reader is done, or gave up with an error.
func through(write func(w io.Writer) error) (r io.Reader, end func(err error) error) {
	pr, pw := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		err := write(pw)
		pw.CloseWithError(err) // always nil
		ended <- err
	}()
	return pr, func(err error) error {
		pr.CloseWithError(io.ErrClosedPipe) // always nil
		if e := <-ended; err == nil {
			return e
		}
		return err
	}
}

// check opens what was written: its header, its length, its last chunk, its
// directory and manifest; and if it is to be read back, everything.
func (s *sealing) check(ctx context.Context, f io.ReaderAt, id crypto.Identity) (*SealReport, crypto.Pin, error) {
	a, err := crypto.Open(f, s.size, crypto.OpenOptions{Identities: []crypto.Identity{id}})
	if err != nil {
		return nil, crypto.Pin{}, fmt.Errorf("open what was written: %w", damaged(err))
	}
	if s.readBack {
		if err := s.verify(ctx, a); err != nil {
			return nil, crypto.Pin{}, fmt.Errorf("read back what was written: %w", err)
		}
	}
	m := a.Manifest()
	_, plain := s.bound()
	return &SealReport{
		ID: m.ID, Generation: m.Generation, Recipients: m.Recipients, Files: len(m.Entries),
		Size: s.size, Plain: plain, Missing: s.missing, ReadBack: s.readBack,
	}, crypto.PinOf(a), nil
}

// verify reads the archive whole. What was missing before is missing there too.
func (s *sealing) verify(ctx context.Context, a *crypto.Archive) error {
	b, err := newArchiveBase(a)
	if err != nil {
		return err
	}
	v, err := newVault(s.vault.name, b, nil)
	if err != nil {
		return err
	}
	var st *store.Store
	check, err := verifyArchive(ctx, a, func() (*store.Store, error) {
		st, err = store.OpenVault(v, store.ReadOnly)
		return st, err
	}, s.progress)
	if st != nil {
		err = errors.Join(err, st.Close())
	}
	err = errors.Join(err, v.close())
	if err != nil {
		return err
	}
	for _, name := range check.Missing {
		if _, known := slices.BinarySearch(s.missing, name); !known {
			return fmt.Errorf("%w: %s is missing", store.ErrDamaged, name)
		}
	}
	for _, name := range check.Changed {
		return fmt.Errorf("%w: %s has another sum", store.ErrDamaged, name)
	}
	for _, fault := range check.Faults {
		return fmt.Errorf("%w: %s", store.ErrDamaged, fault)
	}
	return nil
}
