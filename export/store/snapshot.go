//go:build cgo

package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// Snapshot is a store's folder as it is at one moment; until Close nobody writes
// the store (readers go on). Its database is as SQLite has it in
// journal_mode=DELETE: one file, no log.
//
// Where the folder is not ours to write, nobody can be kept from writing it.
// Then Close compares, and gives ErrLocked if somebody did.
type Snapshot struct {
	home    *folder
	c       *conn // in a transaction, which keeps writers out
	db      *os.File
	before  fs.FileInfo // of the database, where nobody is kept out; else nil
	files   []SnapshotFile
	missing []string
}

// SnapshotFile is a file of a snapshot.
type SnapshotFile struct {
	Name string // "chats.db", "media/ab/…", "originals/….zst"
	Size int64  // bytes

	Unpacked int64 // of an original: bytes before it was packed; -1 for other files
}

// Snapshot takes a snapshot of a store in a folder. Where another program writes
// it, or reads what has yet to go from the log into the database, ErrLocked. A
// store whose sqlite_schema is not ours gives ErrDamaged, as OpenVault would.
func (s *Store) Snapshot(ctx context.Context) (*Snapshot, error) {
	f, ok := s.home.(*folder)
	if !ok {
		return nil, fmt.Errorf("take a snapshot of %s: %w", s.Dir(), errors.ErrUnsupported)
	}
	if s.isUnborn() {
		return nil, fmt.Errorf("take a snapshot of %s: %w", s.Dir(), ErrNoStore)
	}
	snap := &Snapshot{home: f}
	err := snap.begin(ctx)
	if err == nil {
		err = checkSchema(snap.c)
	}
	if err == nil {
		err = snap.list(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("take a snapshot of %s: %w", s.Dir(), errors.Join(err, snap.release()))
	}
	return snap, nil
}

// begin opens the database and locks it. To close the file would take SQLite's
// locks away: on Unix a lock belongs to the process, and goes with the first
// descriptor of the file that is closed. So it is opened before the lock is
// taken, and stays open until the store is closed with all its connections.
func (s *Snapshot) begin(ctx context.Context) error {
	path := s.home.database()
	var err error
	if s.db, err = os.Open(path); err != nil {
		return err
	}
	s.home.mu.Lock()
	s.home.kept = append(s.home.kept, s.db)
	s.home.mu.Unlock()
	s.c, err = dial(path, dialOptions{mode: "rw", wait: lockWait / (2 * snapshotTries), pragmas: []string{
		"trusted_schema = OFF", "cell_size_check = ON",
	}})
	if err == nil {
		err = s.lock(ctx)
	}
	if isForeign(err) {
		return s.beginForeign(ctx)
	}
	return err
}

// snapshotTries is how often the lock is tried, with two waits each.
const snapshotTries = 5

// lock keeps writers out while the log is empty.
func (s *Snapshot) lock(ctx context.Context) error {
	for range snapshotTries {
		// Whoever is busy is waited for, and whatever else fails does so below.
		if err := s.c.each(ctx, "PRAGMA wal_checkpoint(TRUNCATE)", nil, ignore); err != nil && !errors.Is(err, ErrLocked) {
			return err
		}
		err := s.c.exec(ctx, "BEGIN IMMEDIATE")
		if errors.Is(err, ErrLocked) {
			continue
		}
		if err != nil {
			return err
		}
		n, err := logSize(s.home.database())
		if err != nil || n == 0 {
			return err
		}
		if err := s.c.exec(ctx, "ROLLBACK"); err != nil {
			return err
		}
	}
	return ErrLocked
}

// isForeign reports whether SQLite may not write a file or its folder.
func isForeign(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && (e.Code == sqlite3.ErrReadonly || e.Code == sqlite3.ErrCantOpen || e.Code == sqlite3.ErrPerm)
}

// beginForeign reads a store that is not ours to write.
func (s *Snapshot) beginForeign(ctx context.Context) error {
	path := s.home.database()
	n, err := logSize(path)
	if err != nil {
		return err
	}
	if n > 0 {
		return fmt.Errorf("%w, or was: its folder must be writable for the log to be read", ErrLocked)
	}
	if s.before, err = s.db.Stat(); err != nil {
		return err
	}
	if s.c != nil {
		if err := s.c.close(); err != nil {
			return err
		}
	}
	s.c, err = dial(path, dialOptions{mode: "ro", immutable: true, pragmas: []string{
		"query_only = ON", "trusted_schema = OFF", "cell_size_check = ON",
	}})
	if err != nil {
		return err
	}
	return s.c.exec(ctx, "BEGIN")
}

// logSize returns the length of the write-ahead log, 0 where there is none. It
// does not open it.
func logSize(path string) (int64, error) {
	info, err := os.Lstat(path + "-wal")
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

func (s *Snapshot) list(ctx context.Context) error {
	info, err := s.db.Stat()
	if err != nil {
		return err
	}
	s.files = []SnapshotFile{{dbName, info.Size(), -1}}
	list, err := s.c.needed(ctx)
	if err != nil {
		return err
	}
	for _, n := range list {
		if err := ctx.Err(); err != nil {
			return err
		}
		info, err := os.Lstat(filepath.Join(s.home.dir, filepath.FromSlash(n.name)))
		switch {
		case err == nil && info.Mode().IsRegular():
			s.files = append(s.files, SnapshotFile{n.name, info.Size(), n.size})
		case err == nil || errors.Is(err, fs.ErrNotExist):
			s.missing = append(s.missing, n.name)
		default:
			return err
		}
	}
	return nil
}

// Files lists the files: chats.db first, then what rows refer to, by name.
func (s *Snapshot) Files() []SnapshotFile { return slices.Clone(s.files) }

// IsDatabase reports whether info is of the database that the snapshot is of: a
// folder may have been renamed, and another store made under its name.
func (s *Snapshot) IsDatabase(info fs.FileInfo) bool {
	mine, err := s.db.Stat()
	return err == nil && os.SameFile(mine, info)
}

// Missing lists the names that rows refer to and that are not there.
func (s *Snapshot) Missing() []string { return slices.Clone(s.missing) }

// Open opens a file of the list.
func (s *Snapshot) Open(name string) (VaultFile, error) {
	if name == dbName {
		return snapshotDB{io.NewSectionReader(withoutLog{s.db}, 0, s.files[0].Size)}, nil
	}
	_, ok := slices.BinarySearchFunc(s.files[1:], name, func(f SnapshotFile, name string) int {
		return strings.Compare(f.Name, name)
	})
	if !ok {
		return nil, fmt.Errorf("open %s: %w", name, fs.ErrNotExist)
	}
	return s.home.open(name)
}

// snapshotDB is the database; closing it leaves the file open, see begin.
type snapshotDB struct{ *io.SectionReader }

func (snapshotDB) Close() error { return nil }

// withoutLog reads a database as if it never had a write-ahead log: the two
// bytes of its header that say so are other ones.
type withoutLog struct{ r io.ReaderAt }

func (w withoutLog) ReadAt(p []byte, off int64) (int, error) {
	n, err := w.r.ReadAt(p, off)
	for _, at := range []int64{writeVersionAt, readVersionAt} {
		if at >= off && at < off+int64(n) {
			p[at-off] = 1
		}
	}
	return n, err
}

// Close lets others write again.
func (s *Snapshot) Close() error {
	err := s.release()
	if s.before == nil {
		return err
	}
	info, statErr := os.Lstat(s.home.database())
	n, logErr := logSize(s.home.database())
	if err := errors.Join(err, statErr, logErr); err != nil {
		return err
	}
	if n > 0 || !os.SameFile(info, s.before) || info.Size() != s.before.Size() || !info.ModTime().Equal(s.before.ModTime()) {
		return fmt.Errorf("%s was written meanwhile: %w", s.home.dir, ErrLocked)
	}
	return nil
}

func (s *Snapshot) release() error {
	if s.c == nil {
		return nil
	}
	var err error
	if !s.c.c.AutoCommit() {
		err = s.c.exec(context.Background(), "ROLLBACK")
	}
	err = errors.Join(err, s.c.close())
	s.c = nil
	return err
}
