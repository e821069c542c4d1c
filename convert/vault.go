//go:build cgo

package convert

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"exile/crypto"
	"exile/export/store"
)

// newPage is the page size of a database that is not there yet, in bytes.
const newPage = 8192

// vault is the store.Vault of a store in a sealed archive, or of one on its way
// into it: a base that is not changed, and over it, in the scratch, the pages
// that were written and the files that were added.
type vault struct {
	name    string
	base    base
	scratch *crypto.Scratch // nil: the vault is only read
	below   *below          // what lies under log
	log     *crypto.PageLog // nil where it is only read
	db      store.PageFile

	mu        sync.Mutex
	added     map[string]addedFile
	order     []string // the names of added, as they came
	mark      int      // how many of them there were at the last Mark
	shelf     shelf    // for those that have no scratch file of their own
	shelfMark int64    // where it ended at the last Mark, in bytes
}

// newVault makes a vault over a base; without a scratch, one that is only read.
func newVault(name string, b base, s *crypto.Scratch) (*vault, error) {
	v := &vault{name: name, base: b, scratch: s, added: map[string]addedFile{}}
	size, ok := b.size(databaseName)
	var r io.ReaderAt
	page := newPage
	if ok {
		f, err := b.open(databaseName)
		if err != nil {
			return nil, err
		}
		if s == nil {
			v.db = readOnly{f}
			return v, nil
		}
		if page, err = pageSize(f); err != nil {
			return nil, errors.Join(err, f.Close())
		}
		v.below = &below{f: f}
		r = v.below
	}
	var err error
	if v.log, err = crypto.NewPageLog(r, size, page, s); err != nil {
		return nil, errors.Join(damaged(err), v.close())
	}
	v.db = logged{v.log}
	return v, nil
}

// pageSize reads the page size of a database: bytes 16 and 17 of its header, where
// 1 stands for 65536. See sqlite.org/fileformat.html, 1.3.2.
func pageSize(r io.ReaderAt) (int, error) {
	var b [2]byte
	if _, err := r.ReadAt(b[:], 16); err != nil {
		if errors.Is(err, io.EOF) {
			err = fmt.Errorf("%w: it is cut", store.ErrDamaged)
		}
		return 0, fmt.Errorf("read %s: %w", databaseName, err)
	}
	n := int(binary.BigEndian.Uint16(b[:]))
	if n == 1 {
		n = 1 << 16
	}
	if n < 512 || n&(n-1) != 0 {
		return 0, fmt.Errorf("read %s: %w: pages of %d bytes", databaseName, store.ErrDamaged, n)
	}
	return n, nil
}

// Name returns the path of the archive.
func (v *vault) Name() string { return v.name }

// Database returns the database.
func (v *vault) Database() store.PageFile { return v.db }

// Open opens a file that was added, or else one of the base.
func (v *vault) Open(name string) (store.VaultFile, error) {
	v.mu.Lock()
	f, ok := v.added[name]
	v.mu.Unlock()
	if ok {
		return checked{openFile{io.NewSectionReader(f, 0, f.Size())}}, nil
	}
	if _, _, ok := placeOf(name); !ok {
		return nil, fmt.Errorf("open %s: %w", name, fs.ErrNotExist)
	}
	file, err := v.base.open(name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	return file, nil
}

// openFile reads a file that stays open for others.
type openFile struct{ *io.SectionReader }

// Close does nothing.
func (openFile) Close() error { return nil }

// Create makes a scratch file.
func (v *vault) Create(block int) (store.ScratchFile, error) {
	if v.scratch == nil {
		return nil, store.ErrReadOnly
	}
	f, err := v.scratch.Create(block)
	if err != nil {
		return nil, damaged(err)
	}
	return temporaryFile{checked{f}, f}, nil
}

// temporaryFile is a scratch file, with errors that a store knows.
type temporaryFile struct {
	checked
	f *crypto.ScratchFile
}

// Write writes on.
func (t temporaryFile) Write(p []byte) (int, error) {
	n, err := t.f.Write(p)
	return n, damaged(err)
}

// WriteAt writes at a place.
func (t temporaryFile) WriteAt(p []byte, off int64) (int, error) {
	n, err := t.f.WriteAt(p, off)
	return n, damaged(err)
}

// Truncate cuts or lengthens the file.
func (t temporaryFile) Truncate(size int64) error { return damaged(t.f.Truncate(size)) }

// Put keeps a file of Create under a name.
func (v *vault) Put(name string, f store.ScratchFile) error {
	t, ok := f.(temporaryFile)
	if _, _, known := placeOf(name); !ok || !known {
		return errors.Join(fmt.Errorf("keep %s: %w", name, fs.ErrInvalid), f.Close())
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if _, there := v.base.size(name); there || v.added[name] != nil {
		return damaged(t.f.Close())
	}
	var kept addedFile = t.f
	if len(v.order) >= ownFiles {
		var err error
		if kept, err = v.shelf.put(v.scratch, t.f); err != nil {
			return damaged(err)
		}
	}
	v.added[name] = kept
	v.order = append(v.order, name)
	return nil
}

// Mark remembers the database and the list of files.
func (v *vault) Mark() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.mark, v.shelfMark = len(v.order), v.shelf.end
	if v.log != nil {
		v.log.Mark()
	}
}

// Revert goes back to the last Mark.
func (v *vault) Revert() {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, name := range v.order[v.mark:] {
		_ = v.added[name].Close() // scratch: nothing can be lost
		delete(v.added, name)
	}
	v.order = v.order[:v.mark]
	v.shelf.cut(v.shelfMark)
	if v.log != nil {
		v.log.Revert()
	}
}

// names lists all files but the database, by name.
func (v *vault) names() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Sorted(maps.Keys(v.sizes()))
}

// sizes returns the lengths of all files but the database, in bytes.
func (v *vault) sizes() map[string]int64 {
	all := map[string]int64{}
	for _, name := range v.base.names() {
		all[name], _ = v.base.size(name)
	}
	for name, f := range v.added {
		all[name] = f.Size()
	}
	return all
}

// size returns the length of the database in bytes.
func (v *vault) size() int64 {
	if v.db != nil {
		return v.db.Size()
	}
	n, _ := v.base.size(databaseName)
	return n
}

// bound is what an archive of the database and these files takes at most, in
// bytes, and what they take in the clear.
func (v *vault) bound(names []string, recipients int) (most, plain int64) {
	v.mu.Lock()
	defer v.mu.Unlock()
	sizes := v.sizes()
	plain = v.size()
	var b archiveBound
	b.add(databaseName, plain)
	for _, name := range names {
		b.add(name, sizes[name])
		plain += sizes[name]
	}
	return b.total(recipients), plain
}

// copy writes a file to w, whole, and checked against what the base knows of it.
func (v *vault) copy(ctx context.Context, w io.Writer, name string) error {
	v.mu.Lock()
	f := v.added[name]
	v.mu.Unlock()
	switch {
	case name == databaseName && v.log != nil:
		return v.merge(ctx, w)
	case f != nil:
		_, err := io.Copy(w, &ctxReader{ctx: ctx, r: io.NewSectionReader(f, 0, f.Size())})
		return damaged(err)
	}
	return v.base.copy(ctx, w, name)
}

// close gives up the scratch, and what the base holds open for the database.
func (v *vault) close() error {
	var errs []error
	for _, f := range v.added {
		errs = append(errs, f.Close())
	}
	errs = append(errs, v.shelf.close())
	if v.log != nil {
		errs = append(errs, v.log.Close())
	}
	if v.below != nil {
		errs = append(errs, v.below.f.Close())
	}
	if r, ok := v.db.(readOnly); ok {
		errs = append(errs, r.Close())
	}
	v.added, v.order, v.mark, v.log, v.below, v.db = nil, nil, 0, nil, nil, nil
	v.base = nothing{} // whoever still knows the vault is not to keep decrypted chunks alive
	return errors.Join(errs...)
}

// readOnly is a database that is only read.
type readOnly struct{ store.VaultFile }

// WriteAt refuses.
func (readOnly) WriteAt([]byte, int64) (int, error) { return 0, store.ErrReadOnly }

// Truncate refuses.
func (readOnly) Truncate(int64) error { return store.ErrReadOnly }

// logged is a database that is written over its base.
type logged struct{ log *crypto.PageLog }

// ReadAt reads at a place.
func (l logged) ReadAt(p []byte, off int64) (int, error) {
	n, err := l.log.ReadAt(p, off)
	return n, damaged(err)
}

// WriteAt writes at a place.
func (l logged) WriteAt(p []byte, off int64) (int, error) {
	n, err := l.log.WriteAt(p, off)
	return n, damaged(err)
}

// Truncate cuts or lengthens the database.
func (l logged) Truncate(size int64) error { return damaged(l.log.Truncate(size)) }

// Size returns its length in bytes.
func (l logged) Size() int64 { return l.log.Size() }
