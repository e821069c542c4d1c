//go:build cgo

package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"exile/export"
)

// fakeVault is a vault in memory that can be told to fail.
type fakeVault struct {
	db *fakeFile

	mu      sync.Mutex
	files   map[string][]byte
	marked  []byte
	before  map[string][]byte
	created int // files of Create
	open    int // of them, not closed

	reads, writes         int // so far, of all files
	failRead, failWrite   int // which one fails; 0: none
	readError, writeError error
	createError           error // of every Create, from now on
}

func newFakeVault(data []byte) *fakeVault {
	v := &fakeVault{files: map[string][]byte{}}
	v.db = &fakeFile{v: v, data: data}
	return v
}

func (v *fakeVault) Name() string       { return "/home/me/a.exile.age" }
func (v *fakeVault) Database() PageFile { return v.db }

func (v *fakeVault) Open(name string) (VaultFile, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	data, ok := v.files[name]
	if !ok {
		return nil, fmt.Errorf("open %s: %w", name, fs.ErrNotExist)
	}
	return &fakeFile{v: v, data: data}, nil
}

func (v *fakeVault) Create(int) (ScratchFile, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.createError != nil {
		return nil, v.createError
	}
	v.created++
	v.open++
	return &fakeFile{v: v, scratch: true}, nil
}

func (v *fakeVault) Put(name string, f ScratchFile) error {
	data := make([]byte, f.Size())
	if _, err := f.ReadAt(data, 0); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	v.mu.Lock()
	if old, ok := v.files[name]; ok && !bytes.Equal(old, data) {
		panic("two files of one name")
	}
	v.files[name] = data
	v.mu.Unlock()
	return f.Close()
}

func (v *fakeVault) Mark()   { v.marked, v.before = slices.Clone(v.db.data), maps.Clone(v.files) }
func (v *fakeVault) Revert() { v.db.data, v.files = slices.Clone(v.marked), maps.Clone(v.before) }

// fail counts an access and says whether it is the one to fail.
func (v *fakeVault) fail(count *int, at int, err error) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	*count++
	if *count == at {
		return err
	}
	return nil
}

// fakeFile is a file in memory.
type fakeFile struct {
	v       *fakeVault
	scratch bool
	mu      sync.RWMutex
	data    []byte
	at      int64
}

func (f *fakeFile) Size() int64 {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return int64(len(f.data))
}

func (f *fakeFile) ReadAt(p []byte, off int64) (int, error) {
	if err := f.v.fail(&f.v.reads, f.v.failRead, f.v.readError); err != nil {
		return 0, err
	}
	f.mu.RLock()
	defer f.mu.RUnlock()
	if off >= int64(len(f.data)) {
		return 0, io.EOF
	}
	n := copy(p, f.data[off:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

func (f *fakeFile) WriteAt(p []byte, off int64) (int, error) {
	if err := f.v.fail(&f.v.writes, f.v.failWrite, f.v.writeError); err != nil {
		return 0, err
	}
	if f == f.v.db && (len(p)%pageSize != 0 || off%pageSize != 0) {
		return 0, fmt.Errorf("%d bytes at %d are no pages", len(p), off)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if need := int(off) + len(p); need > len(f.data) {
		f.data = append(f.data, make([]byte, need-len(f.data))...)
	}
	return copy(f.data[off:], p), nil
}

func (f *fakeFile) Truncate(size int64) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if size > int64(len(f.data)) {
		f.data = append(f.data, make([]byte, size-int64(len(f.data)))...)
	}
	f.data = f.data[:size]
	return nil
}

func (f *fakeFile) Read(p []byte) (int, error) {
	n, err := f.ReadAt(p, f.at)
	f.at += int64(n)
	if n > 0 && errors.Is(err, io.EOF) {
		err = nil
	}
	return n, err
}

func (f *fakeFile) Write(p []byte) (int, error) {
	n, err := f.WriteAt(p, f.at)
	f.at += int64(n)
	return n, err
}

func (f *fakeFile) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += f.at
	case io.SeekEnd:
		offset += f.Size()
	}
	f.at = offset
	return offset, nil
}

func (f *fakeFile) Close() error {
	if f.scratch {
		f.v.mu.Lock()
		f.v.open--
		f.v.mu.Unlock()
	}
	return nil
}

// closeStore closes a store, and looks whether all its files are closed too.
func closeStore(tb testing.TB, s *Store) {
	tb.Helper()
	h, vaulted := s.home.(*vaultHome)
	var fs *fileSystem
	if vaulted {
		fs = h.fs
	}
	if err := s.Close(); err != nil {
		tb.Error(err)
	}
	if !vaulted {
		return
	}
	fs.mu.Lock()
	defer fs.mu.Unlock()
	v, _ := h.vault.(*fakeVault)
	if fs.files != 0 || len(fs.names) != 0 || v.open != 0 {
		tb.Errorf("%d files, %d connections and %d scratch files stay open", fs.files, len(fs.names), v.open)
	}
}

// newVaultStore makes a store in a vault that the test closes.
func newVaultStore(tb testing.TB) (*Store, *fakeVault) {
	tb.Helper()
	v := newFakeVault(nil)
	s, err := CreateVault(v)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { closeStore(tb, s) })
	return s, v
}

// openFake opens a store in a vault that the test closes.
func openFake(tb testing.TB, v *fakeVault, mode Mode) *Store {
	tb.Helper()
	s, err := OpenVault(v, mode)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { closeStore(tb, s) })
	return s
}

// family is a vault with one chat of n messages.
func family(tb testing.TB, n int) *fakeVault {
	tb.Helper()
	v := newFakeVault(nil)
	s, err := CreateVault(v)
	if err != nil {
		tb.Fatal(err)
	}
	fill(tb, s, n)
	closeStore(tb, s)
	return v
}

func fill(tb testing.TB, s *Store, n int) {
	tb.Helper()
	b := begin(tb, s)
	if err := b.Add(cast8()); err != nil {
		tb.Fatal(err)
	}
	if err := batches(n, b.Add); err != nil {
		tb.Fatal(err)
	}
	commit(tb, b, Source{Input: "chat.zip", Ledger: export.Ledger{Messages: int64(n)}})
}

// sealed copies a store in a folder into a vault.
func sealed(tb testing.TB, s *Store) *fakeVault {
	tb.Helper()
	snap, err := s.Snapshot(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	defer func() {
		if err := snap.Close(); err != nil {
			tb.Error(err)
		}
	}()
	v := newFakeVault(nil)
	for _, f := range snap.Files() {
		data := readAll(tb, snap, f)
		if f.Name == dbName {
			v.db.data = data
			continue
		}
		v.files[f.Name] = data
	}
	return v
}

func readAll(tb testing.TB, snap *Snapshot, f SnapshotFile) []byte {
	tb.Helper()
	r, err := snap.Open(f.Name)
	if err != nil {
		tb.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil || int64(len(data)) != f.Size || r.Size() != f.Size {
		tb.Fatalf("%s: %d bytes of %d, %v", f.Name, len(data), f.Size, err)
	}
	if err := r.Close(); err != nil {
		tb.Error(err)
	}
	return data
}

// changed is a vault with a store to which somebody else did something.
func changed(t *testing.T, statements string) *fakeVault {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "a.exile")
	s, err := Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, s, 10)
	closeStore(t, s)
	c, err := dial(filepath.Join(dir, dbName), dialOptions{mode: "rw", pragmas: []string{"journal_mode = DELETE"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(c.exec(t.Context(), statements), c.close()); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, dbName))
	if err != nil {
		t.Fatal(err)
	}
	return newFakeVault(data)
}

// closeQuietly closes a store that somebody still reads.
func closeQuietly(tb testing.TB, s *Store) {
	tb.Helper()
	if err := s.Close(); err != nil {
		tb.Error(err)
	}
}
