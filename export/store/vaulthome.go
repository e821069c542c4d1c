//go:build cgo

package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"github.com/mattn/go-sqlite3"
)

// pageSize is that of every database that a store makes, in bytes.
const pageSize = 8192

// vaultLimits are for databases that may come from a stranger: our own
// statements, and the texts that people write, stay below.
func vaultLimits() map[int]int {
	return map[int]int{
		sqlite3.SQLITE_LIMIT_LENGTH:              256 << 20, // of a text or a row, in bytes
		sqlite3.SQLITE_LIMIT_SQL_LENGTH:          64 << 10,
		sqlite3.SQLITE_LIMIT_COLUMN:              32,
		sqlite3.SQLITE_LIMIT_EXPR_DEPTH:          64,
		sqlite3.SQLITE_LIMIT_COMPOUND_SELECT:     4,
		sqlite3.SQLITE_LIMIT_VDBE_OP:             100_000,
		sqlite3.SQLITE_LIMIT_FUNCTION_ARG:        8,
		sqlite3.SQLITE_LIMIT_ATTACHED:            0,
		sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 64,
		sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER:     1000, // 50 rows of 12 columns
		sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH:       1,
		sqlite3.SQLITE_LIMIT_WORKER_THREADS:      0,
	}
}

// OpenVault opens the store in a vault. Reading needs no more than the pages it
// looks at. One Store at a time may be open on a vault for writing; nothing of
// what it writes is anywhere but in the vault. While a batch is open, or anything
// else writes, reading gives ErrLocked, and so does beginning while somebody
// reads. The database may come from a stranger: its sqlite_schema must equal ours
// (else ErrDamaged), and SQLite is told to trust nothing in it. Errors:
// ErrNoStore, ErrNotStore, ErrNewer, ErrDamaged, and one where more than 16
// vaults are open.
func OpenVault(v Vault, mode Mode) (*Store, error) {
	s, err := openVault(v, mode)
	if err != nil {
		return nil, fmt.Errorf("open store in %s: %w", v.Name(), err)
	}
	return s, nil
}

func openVault(v Vault, mode Mode) (*Store, error) {
	if v.Database().Size() == 0 {
		return nil, ErrNoStore
	}
	if err := checkHeader(v.Database()); err != nil {
		return nil, err
	}
	h, err := newVaultHome(v)
	if err != nil {
		return nil, err
	}
	s := &Store{home: h, mode: mode, alone: true}
	if err := s.read(checkSchema); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// CreateVault makes a new store in an empty vault; else ErrExists. The store is
// there once its first batch was committed.
func CreateVault(v Vault) (*Store, error) {
	if v.Database().Size() != 0 {
		return nil, fmt.Errorf("create store in %s: %w", v.Name(), ErrExists)
	}
	h, err := newVaultHome(v)
	if err != nil {
		return nil, fmt.Errorf("create store in %s: %w", v.Name(), err)
	}
	return &Store{home: h, mode: ReadWrite, alone: true, unborn: true}, nil
}

// vaultHome is a vault as a store's home.
type vaultHome struct {
	vault Vault
	fs    *fileSystem

	mu sync.Mutex // held for Create and Put, which a vault need not allow at once
}

func newVaultHome(v Vault) (*vaultHome, error) {
	h := &vaultHome{vault: v}
	var err error
	h.fs, err = takeFileSystem(h)
	return h, err
}

func (h *vaultHome) name() string { return h.vault.Name() }

func (h *vaultHome) close(bool) error {
	h.fs.release(h)
	return nil
}

func (h *vaultHome) create(block int) (ScratchFile, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.vault.Create(block)
}

func (h *vaultHome) open(name string) (VaultFile, error) {
	f, err := h.vault.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %w", ErrNoBytes, err)
	}
	return f, err
}

// dialReader opens a connection that writes nothing, not even what SQLite cannot
// keep in memory: our statements sort little.
func (h *vaultHome) dialReader() (*conn, error) {
	return h.dial(dialOptions{mode: "ro", immutable: true, pragmas: []string{
		"query_only = ON", "trusted_schema = OFF", "cell_size_check = ON", "temp_store = MEMORY",
	}})
}

func (h *vaultHome) dial(opt dialOptions) (*conn, error) {
	opt.vfs, opt.limits = h.fs.id, vaultLimits()
	name, t, err := h.fs.connection(h, opt.mode == "rw")
	if err != nil {
		return nil, err
	}
	c, err := connect(name, opt, t)
	if err != nil {
		h.fs.forget(name)
		return nil, err
	}
	c.closed = func() { h.fs.forget(name) }
	return c, nil
}

// hold begins to write. What SQLite cannot keep in memory goes into files of the
// vault.
func (h *vaultHome) hold(ctx context.Context, unborn bool) (hold, error) {
	h.vault.Mark()
	opt := dialOptions{mode: "rw", pragmas: []string{
		fmt.Sprintf("page_size = %d", pageSize), // where there is none yet
		"trusted_schema = OFF", "cell_size_check = ON", "temp_store = FILE",
		"journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE",
	}}
	c, err := h.dial(opt)
	if err != nil {
		return nil, err
	}
	w := &vaulted{h: h, c: c, new: unborn}
	if unborn {
		if err = c.exec(ctx, "BEGIN"); err == nil {
			err = c.makeTables(ctx)
		}
	}
	if err == nil {
		err = c.exec(ctx, "BEGIN IMMEDIATE")
	}
	if err != nil {
		return nil, errors.Join(err, w.rollback(nil))
	}
	return w, nil
}

// vaulted is the right to write a store in a vault.
type vaulted struct {
	h   *vaultHome
	c   *conn
	new bool
}

func (w *vaulted) conn() *conn { return w.c }
func (w *vaulted) fresh() bool { return w.new }

func (w *vaulted) files() (files, error) { return &vaultFiles{h: w.h}, nil }

// commit ends what is to be written. Nothing waits for a disk: the vault is saved
// by whoever opened it.
func (w *vaulted) commit(ctx context.Context) error {
	if !w.new {
		if err := w.c.exec(ctx, "COMMIT"); err != nil {
			return err
		}
		return w.close()
	}
	if err := w.c.check(ctx); err != nil {
		return err
	}
	if err := w.c.sign(ctx); err != nil {
		return err
	}
	return w.close()
}

// rollback gives up what SQLite still has in memory, and puts the vault back.
func (w *vaulted) rollback(in files) error {
	var err error
	if in != nil {
		err = in.leave()
	}
	// What closing has to say is of a database that is about to be forgotten.
	_ = w.close()
	w.h.vault.Revert()
	return err
}

func (w *vaulted) close() error {
	if w.c == nil {
		return nil
	}
	c := w.c
	w.c = nil
	return c.close()
}

// vaultFiles takes the files of a batch into a vault.
type vaultFiles struct {
	h *vaultHome

	mu    sync.Mutex
	ended bool
}

// vaultNew is a file of a vault that has no place yet.
type vaultNew struct{ ScratchFile }

func (vaultNew) Name() string { return "" }
func (vaultNew) Sync() error  { return nil }

func (v *vaultFiles) create() (newFile, error) {
	f, err := v.h.create(0)
	if err != nil {
		return nil, err
	}
	return vaultNew{f}, nil
}

func (v *vaultFiles) drop(f newFile) error { return f.Close() }

func (v *vaultFiles) place(f newFile, name string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	scratch, ok := f.(vaultNew)
	if v.ended || !ok {
		return errors.Join(errEnded, f.Close())
	}
	v.h.mu.Lock()
	defer v.h.mu.Unlock()
	return v.h.vault.Put(name, scratch.ScratchFile)
}

func (v *vaultFiles) settle() error { return v.leave() }
func (v *vaultFiles) forget() error { return v.leave() }

func (v *vaultFiles) leave() error {
	v.mu.Lock()
	v.ended = true
	v.mu.Unlock()
	return nil
}

// undo leaves it to the vault.
func (v *vaultFiles) undo(func(string) (bool, error)) error { return v.leave() }
