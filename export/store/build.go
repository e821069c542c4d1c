//go:build cgo

package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"github.com/mattn/go-sqlite3"
)

// indexMarker is where schema.sql goes from tables and views to indexes.
const indexMarker = "-- Indexes ---"

// build is a database that has no name yet. From the beginning to the end this
// process holds SQLite's exclusive lock on it.
type build struct {
	home      *folder
	dir       string
	path      string
	temporary bool
	c         *conn
	file      fs.FileInfo // what was locked
	taken     bool        // a batch uses it
}

// startBuild makes chats.db.partial with all tables, and locks it.
func startBuild(f *folder, temporary bool) (*build, error) {
	b := &build{home: f, dir: f.dir, path: filepath.Join(f.dir, partialName), temporary: temporary}
	if err := b.acquire(); err != nil {
		return nil, err
	}
	if err := b.clear(); err != nil {
		return nil, errors.Join(err, b.discard())
	}
	return b, nil
}

// clear removes what a killed program left, and makes sure that nothing else is
// there: neither a store that was born before the lock was ours, nor foreign
// media or originals.
func (b *build) clear() error {
	if err := b.absent(dbName); err != nil {
		return err
	}
	// There is no database: nothing refers to what a killed program noted.
	err := clearIncoming(b.dir, func(string) (bool, error) { return false, nil })
	return errors.Join(err, b.absent(mediaName), b.absent(originalsName))
}

func (b *build) absent(name string) error {
	if _, err := os.Lstat(filepath.Join(b.dir, name)); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(fmt.Errorf("%s: %w", name, ErrExists), err)
	}
	return nil
}

// acquire makes the file and locks it. A file that is there already and that
// nobody has locked is removed under its lock; whether it is still the one under
// that name is looked at after locking, since two processes may do this at once.
func (b *build) acquire() error {
	var unopened error
	for range 10 {
		f, err := os.OpenFile(b.path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		fresh := err == nil
		switch {
		case fresh:
			err = f.Close()
		case errors.Is(err, fs.ErrExist):
			err = nil
		}
		if err != nil {
			return err
		}
		done, err := b.lock(fresh)
		if isUnopened(err) { // another one has just removed it, or given it its name
			unopened = err
			continue
		}
		if done || err != nil {
			return err
		}
	}
	return cmp.Or(unopened, ErrLocked)
}

// isUnopened reports whether SQLite found no file, or found it gone.
func isUnopened(err error) bool {
	var e sqlite3.Error
	return errors.Is(err, fs.ErrNotExist) || errors.As(err, &e) && (e.Code == sqlite3.ErrCantOpen || e.SystemErrno == syscall.ENOENT)
}

// lock locks the file and keeps it open where it is fresh; else it removes it.
func (b *build) lock(fresh bool) (done bool, err error) {
	before, err := os.Lstat(b.path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if !before.Mode().IsRegular() {
		return false, ErrExists
	}
	// Before the first statement the file is empty or, once a killed program
	// has written some of its pages, anything at all.
	c, err := dial(b.path, dialOptions{mode: "rw", pragmas: []string{
		fmt.Sprintf("page_size = %d", pageSize), "journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE",
	}})
	ctx := context.Background()
	if err == nil {
		if err = c.exec(ctx, "BEGIN EXCLUSIVE"); err != nil {
			err = errors.Join(err, c.close())
		}
	}
	if errors.Is(err, ErrNotStore) || errors.Is(err, ErrDamaged) {
		return false, os.Remove(b.path)
	}
	if err != nil {
		return false, err
	}
	after, err := os.Lstat(b.path)
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && !os.SameFile(before, after):
		return false, c.close()
	case err != nil:
		return false, errors.Join(err, c.close())
	case !fresh:
		return false, removeOpen(b.path, c)
	}
	if err := c.makeTables(ctx); err != nil {
		return false, errors.Join(err, removeOpen(b.path, c))
	}
	b.c, b.file = c, after
	return true, nil
}

// removeOpen removes a file and closes the connection to it, in the order that
// keeps the lock to the end where the system allows it.
func removeOpen(path string, c *conn) error {
	if runtime.GOOS == "windows" {
		return errors.Join(c.close(), os.Remove(path))
	}
	return errors.Join(os.Remove(path), c.close())
}

// makeTables makes all tables and ends the transaction.
func (c *conn) makeTables(ctx context.Context) error {
	tables, _, _ := strings.Cut(schema, indexMarker)
	if err := c.exec(ctx, tables+"; COMMIT"); err != nil {
		return fmt.Errorf("make tables: %w", err)
	}
	return nil
}

// makeIndexes makes the indexes; a store that serves one run needs one less.
func (c *conn) makeIndexes(ctx context.Context, temporary bool) error {
	_, list, _ := strings.Cut(schema, indexMarker)
	for stmt := range strings.SplitSeq(list, ";") {
		_, stmt, ok := strings.Cut(stmt, "CREATE ")
		if !ok || temporary && strings.HasPrefix(stmt, "INDEX messages_by_sender") {
			continue
		}
		if err := c.exec(ctx, "CREATE "+stmt); err != nil {
			return fmt.Errorf("make indexes: %w", err)
		}
	}
	return nil
}

// A build is a hold.

func (b *build) conn() *conn { return b.c }
func (b *build) fresh() bool { return true }

func (b *build) files() (files, error) { return openIncoming(b.dir, !b.temporary) }

// commit makes the new database a store.
func (b *build) commit(ctx context.Context) error {
	if err := b.finish(ctx); err != nil {
		return err
	}
	b.home.mu.Lock()
	b.home.build = nil
	b.home.mu.Unlock()
	b.home.useLog()
	return nil
}

// rollback: of a new store nothing stays.
func (b *build) rollback(in files) error {
	if in == nil {
		return nil
	}
	return in.undo(func(string) (bool, error) { return false, nil })
}

// close removes the database if it was not born.
func (b *build) close() error {
	b.home.mu.Lock()
	defer b.home.mu.Unlock()
	if b.home.build != b {
		return nil
	}
	b.home.build = nil
	return b.discard()
}

// finish checks the database, waits until it is on the disk and gives it its
// name. Only now does the file say that it is a store.
func (b *build) finish(ctx context.Context) error {
	if !b.temporary {
		if err := b.c.check(ctx); err != nil {
			return err
		}
		// The last transaction waits for the disk, for all that went before too.
		if err := b.c.exec(ctx, "PRAGMA synchronous = FULL"); err != nil {
			return err
		}
	}
	err := b.c.sign(ctx)
	if err != nil {
		return err
	}
	if runtime.GOOS == "windows" { // an open file cannot be renamed there
		if err := b.c.close(); err != nil {
			return err
		}
	}
	if err := b.absent(dbName); err != nil {
		return err
	}
	if info, err := os.Lstat(b.path); err != nil || !os.SameFile(info, b.file) {
		return errors.Join(ErrLocked, err) // somebody has put another file there
	}
	target := filepath.Join(b.dir, dbName)
	if err := os.Rename(b.path, target); err != nil {
		return err
	}
	c := b.c
	b.c = nil
	if !b.temporary {
		err = syncDir(b.dir)
		_ = syncDir(filepath.Dir(b.dir)) // which may not be ours to read
	}
	if err != nil { // still under the lock: nobody can have begun to write it
		err = errors.Join(err, os.Remove(target))
	}
	_ = c.close() // it has its name, and all is on the disk; on Windows it was closed before
	return err
}

// sign writes into a database that it is a store.
func (c *conn) sign(ctx context.Context) error {
	return c.exec(ctx, fmt.Sprintf("BEGIN; PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT", applicationID, version))
}

// check has SQLite look at a new database.
func (c *conn) check(ctx context.Context) error {
	v, err := c.one(ctx, "PRAGMA quick_check")
	if err == nil && text(v) != "ok" {
		err = ErrDamaged
	}
	if err != nil {
		return fmt.Errorf("check the new store: %w", err)
	}
	return nil
}

// discard removes the file.
func (b *build) discard() error {
	if b.c == nil {
		return nil
	}
	c := b.c
	b.c = nil
	return removeOpen(b.path, c)
}

// syncDir waits until the names in a folder are on the disk.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" { // a folder cannot be synced there
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		err = nil // some file systems know no such thing
	}
	return errors.Join(err, f.Close())
}
