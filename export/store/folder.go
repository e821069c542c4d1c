//go:build cgo

package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// folder is a store's home on the disk.
type folder struct {
	dir       string
	temporary bool
	made      bool // Create made the folder
	patience  Patience

	mu    sync.Mutex
	build *build     // the database that has no name yet; nil once it has one
	kept  []*os.File // see Snapshot
}

func (f *folder) name() string { return f.dir }

func (f *folder) database() string { return filepath.Join(f.dir, dbName) }

func (f *folder) dialReader() (*conn, error) { return dialReader(f.database()) }

func (f *folder) open(name string) (VaultFile, error) {
	path := filepath.Join(f.dir, filepath.FromSlash(name))
	info, err := os.Lstat(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoBytes, err)
	}
	if !info.Mode().IsRegular() {
		return nil, ErrNoBytes
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return diskFile{file, info.Size()}, nil
}

// diskFile is a file that nobody changes any more.
type diskFile struct {
	*os.File
	size int64 // bytes
}

func (f diskFile) Size() int64 { return f.size }

func (f *folder) close(unborn bool) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	var errs []error
	for _, file := range f.kept {
		errs = append(errs, file.Close())
	}
	f.kept = nil
	if f.build != nil {
		errs = append(errs, f.build.discard())
		f.build = nil
	}
	if unborn && f.made {
		// Not empty: somebody put something there meanwhile, which stays.
		_ = os.Remove(f.dir)
		f.made = false
	}
	return errors.Join(errs...)
}

func (f *folder) hold(ctx context.Context, unborn bool) (hold, error) {
	if !unborn {
		return f.holdLog(ctx)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.build == nil {
		build, err := startBuild(f, f.temporary)
		if err != nil {
			return nil, err
		}
		f.build = build
	}
	if f.build.taken {
		return nil, ErrLocked
	}
	if err := f.build.c.exec(ctx, "BEGIN"); err != nil {
		return nil, err
	}
	f.build.taken = true
	return f.build, nil
}

// logged is the right to write a store that exists, through SQLite's write-ahead
// log.
type logged struct {
	f *folder
	c *conn
}

// holdLog waits for the right to write as long as f has patience.
func (f *folder) holdLog(ctx context.Context) (*logged, error) {
	var l *logged
	err := Patiently(ctx, f.patience, func() (err error) {
		l, err = f.takeLog(ctx)
		return err
	})
	return l, err
}

// takeLog opens a connection for writing and begins a transaction. The end of it
// waits for the disk (FULL): people delete an export once it is added.
//
// Whoever had the lock may have removed the store meanwhile. SQLite would go on
// writing a database that has no name any more, and nobody would ever find it.
func (f *folder) takeLog(ctx context.Context) (*logged, error) {
	before, err := os.Stat(f.database())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %w", ErrNoStore, err)
	}
	if err != nil {
		return nil, err
	}
	c, err := dial(f.database(), dialOptions{mode: "rw", wait: lockWait, pragmas: []string{
		"trusted_schema = OFF", "cell_size_check = ON", "journal_mode = WAL", "synchronous = FULL",
	}})
	if err != nil {
		return nil, err
	}
	if err := c.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return nil, errors.Join(err, c.close())
	}
	if now, err := os.Stat(f.database()); err != nil || !os.SameFile(before, now) {
		return nil, errors.Join(ErrNoStore, err, c.close()) // closing ends the transaction
	}
	return &logged{f, c}, nil
}

func (l *logged) conn() *conn { return l.c }
func (l *logged) fresh() bool { return false }

func (l *logged) files() (files, error) {
	if err := clearIncoming(l.f.dir, l.c.referred); err != nil {
		return nil, err
	}
	return openIncoming(l.f.dir, !l.f.temporary)
}

func (l *logged) commit(ctx context.Context) error { return l.c.exec(ctx, "COMMIT") }

func (l *logged) rollback(in files) error {
	var err error
	if in != nil {
		err = l.undo(in)
	}
	if !l.c.c.AutoCommit() {
		err = errors.Join(err, l.c.exec(context.Background(), "ROLLBACK"))
	}
	return err
}

// undo removes the files of the batch, as long as the lock is held. Where it was
// lost, and cannot be had again, the next batch removes them.
func (l *logged) undo(in files) error {
	if l.c.c.AutoCommit() { // SQLite has rolled back by itself, as it does on a full disk
		if err := l.c.exec(context.Background(), "BEGIN IMMEDIATE"); err != nil {
			return in.leave()
		}
	}
	// Through l.c the rows of this batch would be seen, through another connection
	// only what is committed.
	c, err := l.f.dialReader()
	if err != nil {
		return errors.Join(err, in.leave())
	}
	return errors.Join(in.undo(c.referred), c.close())
}

func (l *logged) close() error { return l.c.close() }

// useLog turns a store that was just born to its write-ahead log. Where that
// fails, because somebody reads it already, the next writer does it.
func (f *folder) useLog() {
	if f.temporary {
		return
	}
	c, err := dial(f.database(), dialOptions{mode: "rw", pragmas: []string{"journal_mode = WAL"}})
	if err == nil {
		_ = c.close()
	}
}

// vacant reports ErrExists unless a folder is empty or holds only what a killed
// Create leaves. A folder that merely has one called media is somebody else's.
func vacant(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	_, err = os.Lstat(filepath.Join(dir, partialName))
	killed := err == nil
	for _, e := range entries {
		switch e.Name() {
		case partialName:
		case mediaName, originalsName, incomingName:
			if !killed {
				return ErrExists
			}
		default:
			return ErrExists
		}
	}
	return nil
}

// makeFolder makes the folder of a new store, or takes an empty one.
func makeFolder(dir string, temporary bool) (*folder, error) {
	err := os.Mkdir(dir, 0o700)
	if errors.Is(err, fs.ErrNotExist) {
		err = os.MkdirAll(dir, 0o700)
	}
	f := &folder{dir: dir, temporary: temporary, made: err == nil}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	if err := vacant(dir); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	if f.build, err = startBuild(f, temporary); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	return f, nil
}
