//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	_ "embed" // schema.sql
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

// What stands in PRAGMA application_id and user_version of chats.db.
const (
	applicationID = 0x6578696c // "exil"
	version       = 1
)

// The names within a store's folder.
const (
	dbName        = "chats.db"
	partialName   = "chats.db.partial"
	mediaName     = "media"
	originalsName = "originals"
	incomingName  = "incoming"
)

// lockWait is how long a writer waits for another one before it gives up.
const lockWait = 1500 * time.Millisecond

// readWait is longer: a reader only ever waits for moments.
const readWait = 10 * time.Second

//go:embed schema.sql
var schema string

// Mode says what a store is opened for.
type Mode int

// The modes.
const (
	ReadOnly Mode = iota
	ReadWrite
)

// Store is an open store. Its methods may be called from several goroutines.
type Store struct {
	dir       string
	mode      Mode
	temporary bool
	made      bool // Create made the folder

	mu     sync.Mutex
	build  *build // the database that has no name yet; nil once it has one
	unborn bool   // there is no database yet
	closed bool
	idle   []*conn // connections for reading that nobody uses
}

// Create makes a new store in dir, which is made with mode 0700 or must be
// empty; else ErrExists. What a killed Create left there is cleared away; one
// that is still at work gives ErrLocked. The store is there once its first batch
// was committed; Close before that leaves nothing.
func Create(dir string) (*Store, error) { return create(dir, false) }

// CreateTemporary is Create for a store that serves one run: it is not waited
// for until it is on the disk, not checked again, and not indexed by sender.
func CreateTemporary(dir string) (*Store, error) { return create(dir, true) }

func create(dir string, temporary bool) (*Store, error) {
	s := &Store{dir: dir, mode: ReadWrite, temporary: temporary, unborn: true}
	err := os.Mkdir(dir, 0o700)
	if errors.Is(err, fs.ErrNotExist) {
		err = os.MkdirAll(dir, 0o700)
	}
	s.made = err == nil
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("create store: %w", err)
	}
	if err := vacant(dir); err != nil {
		return nil, fmt.Errorf("create store %s: %w", dir, err)
	}
	if s.build, err = startBuild(dir, temporary); err != nil {
		return nil, fmt.Errorf("create store %s: %w", dir, err)
	}
	return s, nil
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

// Open opens the store in dir. It returns ErrNoStore where there is none,
// ErrNotStore where chats.db is something else, ErrNewer or ErrDamaged.
func Open(dir string, mode Mode) (*Store, error) {
	if err := probe(filepath.Join(dir, dbName)); err != nil {
		return nil, fmt.Errorf("open store %s: %w", dir, err)
	}
	s := &Store{dir: dir, mode: mode}
	c, err := s.take()
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", dir, err)
	}
	s.put(c)
	return s, nil
}

// IsStore reports whether dir holds a store, though perhaps a damaged or newer one.
func IsStore(dir string) bool {
	err := probe(filepath.Join(dir, dbName))
	return err == nil || errors.Is(err, ErrNewer) || errors.Is(err, ErrDamaged)
}

// probe looks whether a file is the database of a store. It neither locks nor
// changes anything: the file may be somebody else's.
func probe(path string) error {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return ErrNoStore
	}
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return ErrNotStore
	}
	err = identify(path, dialOptions{mode: "ro", immutable: true})
	if errors.Is(err, ErrDamaged) {
		// Without its log a file may look damaged that is not: somebody was
		// killed, or is at work, between the pages of a checkpoint.
		err = identify(path, dialOptions{mode: "ro", wait: readWait})
	}
	return err
}

// identify reads what a database says of itself.
func identify(path string, opt dialOptions) error {
	c, err := dial(path, opt)
	if err != nil {
		return err
	}
	ctx := context.Background()
	id, err1 := c.number(ctx, "PRAGMA application_id")
	v, err2 := c.number(ctx, "PRAGMA user_version")
	if err := errors.Join(err1, err2, c.close()); err != nil {
		return err
	}
	switch {
	case id != applicationID || v < 1:
		return ErrNotStore
	case v > version:
		return ErrNewer
	}
	return nil
}

// Dir returns the store's folder.
func (s *Store) Dir() string { return s.dir }

// Close closes the store. A batch must have ended before.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	for _, c := range s.idle {
		errs = append(errs, c.close())
	}
	s.idle, s.closed = nil, true
	if s.build != nil {
		errs = append(errs, s.build.discard())
		s.build = nil
	}
	if s.unborn && s.made {
		// Not empty: somebody put something there meanwhile, which stays.
		_ = os.Remove(s.dir)
		s.made = false
	}
	return errors.Join(errs...)
}

func (s *Store) isUnborn() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.unborn
}

// take returns a connection for reading, put gives it back.
func (s *Store) take() (*conn, error) {
	s.mu.Lock()
	if n := len(s.idle); n > 0 {
		c := s.idle[n-1]
		s.idle = s.idle[:n-1]
		s.mu.Unlock()
		return c, nil
	}
	unborn, closed := s.unborn, s.closed
	s.mu.Unlock()
	switch {
	case closed:
		return nil, fs.ErrClosed
	case unborn:
		return nil, ErrNoStore
	}
	return dialReader(filepath.Join(s.dir, dbName))
}

func (s *Store) put(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || !c.c.AutoCommit() { // a transaction that could not be ended
		_ = c.close()
		return
	}
	s.idle = append(s.idle, c)
}

// dialReader opens a connection that writes nothing. It asks for a writable one
// nevertheless, since only such a one tidies away the log that reading makes;
// where the folder is not ours to write, it does with less.
func dialReader(path string) (*conn, error) {
	pragmas := []string{"query_only = ON", "trusted_schema = OFF", "cell_size_check = ON"}
	c, err := dial(path, dialOptions{mode: "rw", wait: readWait, pragmas: pragmas})
	if err == nil || errors.Is(err, ErrDamaged) || errors.Is(err, ErrNotStore) || errors.Is(err, ErrLocked) {
		return c, err
	}
	if info, statErr := os.Stat(path + "-wal"); statErr == nil && info.Size() > 0 {
		return dial(path, dialOptions{mode: "ro", wait: readWait, pragmas: pragmas})
	}
	return dial(path, dialOptions{mode: "ro", immutable: true, pragmas: pragmas})
}

// read runs f with a connection for reading.
func (s *Store) read(f func(c *conn) error) error {
	c, err := s.take()
	if err != nil {
		return err
	}
	defer s.put(c)
	return f(c)
}

// query runs f on every row.
func (s *Store) query(ctx context.Context, q string, args []driver.Value, f func(row []driver.Value) error) error {
	return s.read(func(c *conn) error { return c.each(ctx, q, args, f) })
}

// dialWriter opens a connection for writing and begins a transaction. The end of
// it waits for the disk (FULL): people delete an export once it is added.
func (s *Store) dialWriter(ctx context.Context) (*conn, error) {
	if s.mode != ReadWrite {
		return nil, ErrReadOnly
	}
	if s.isUnborn() {
		return nil, ErrNoStore
	}
	c, err := dial(filepath.Join(s.dir, dbName), dialOptions{mode: "rw", wait: lockWait, pragmas: []string{
		"trusted_schema = OFF", "cell_size_check = ON", "journal_mode = WAL", "synchronous = FULL",
	}})
	if err != nil {
		return nil, err
	}
	if err := c.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return nil, errors.Join(err, c.close())
	}
	return c, nil
}

// write runs f in a transaction of its own.
func (s *Store) write(ctx context.Context, f func(c *conn) error) error {
	c, err := s.dialWriter(ctx)
	if err != nil {
		return err
	}
	if err := f(c); err != nil {
		return errors.Join(err, c.exec(context.Background(), "ROLLBACK"), c.close())
	}
	return errors.Join(c.exec(ctx, "COMMIT"), c.close())
}
