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

	"exile/export"
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
	home      home
	mode      Mode
	temporary bool
	alone     bool // in a vault: nobody reads while somebody writes
	indexing  indexing

	mu      sync.Mutex
	unborn  bool // there is no database yet
	closed  bool
	idle    []*conn       // connections for reading that nobody uses
	reading int           // how many are in use
	writing bool          // somebody has the right to write; of a store that is alone
	before  []export.Chat // what it held when that began
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
	f, err := makeFolder(dir, temporary)
	if err != nil {
		return nil, fmt.Errorf("create store: %w", err)
	}
	return &Store{home: f, mode: ReadWrite, temporary: temporary, unborn: true}, nil
}

// Open opens the store in dir. It returns ErrNoStore where there is none,
// ErrNotStore where chats.db is something else, ErrNewer or ErrDamaged.
func Open(dir string, mode Mode) (*Store, error) {
	if err := probe(filepath.Join(dir, dbName)); err != nil {
		return nil, fmt.Errorf("open store %s: %w", dir, err)
	}
	s := &Store{home: &folder{dir: dir}, mode: mode}
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

// Dir returns the store's folder, or the name of its vault.
func (s *Store) Dir() string { return s.home.name() }

// Close closes the store. A batch must have ended before.
func (s *Store) Close() error {
	errs := []error{s.indexing.close()}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	errs = append(errs, s.closeIdle(), s.home.close(s.unborn))
	return errors.Join(errs...)
}

// closeIdle closes the connections that nobody uses. s.mu is held.
func (s *Store) closeIdle() error {
	var errs []error
	for _, c := range s.idle {
		errs = append(errs, c.close())
	}
	s.idle = nil
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
	defer s.mu.Unlock()
	switch {
	case s.closed:
		return nil, fs.ErrClosed
	case s.unborn:
		return nil, ErrNoStore
	case s.writing:
		return nil, ErrLocked
	}
	s.reading++
	if n := len(s.idle); n > 0 {
		c := s.idle[n-1]
		s.idle = s.idle[:n-1]
		return c, nil
	}
	s.mu.Unlock()
	c, err := s.home.dialReader()
	s.mu.Lock()
	if err != nil {
		s.reading--
	}
	return c, err
}

func (s *Store) put(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.reading--
	// A transaction that could not be ended, or a file that could not be read.
	if s.closed || !c.c.AutoCommit() || c.trouble.get() != nil {
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

// hold gets the right to write, which release gives back.
func (s *Store) hold(ctx context.Context) (hold, error) {
	if s.mode != ReadWrite {
		return nil, ErrReadOnly
	}
	if err := s.shut(ctx); err != nil {
		return nil, err
	}
	h, err := s.home.hold(ctx, s.isUnborn())
	if err != nil {
		s.reopen()
	}
	return h, err
}

func (s *Store) release(h hold) error {
	err := h.close()
	s.reopen()
	return err
}

// shut keeps readers out of a store that is alone.
func (s *Store) shut(ctx context.Context) error {
	if !s.alone {
		return nil
	}
	s.indexing.stop(ErrLocked)
	s.mu.Lock()
	if s.writing || s.reading > 0 {
		s.mu.Unlock()
		return ErrLocked
	}
	s.writing = true
	err := s.closeIdle() // they would not notice what is written
	unborn := s.unborn
	s.mu.Unlock()
	if err == nil && !unborn {
		s.before, err = s.chatsBefore(ctx)
	}
	if err != nil {
		s.reopen()
	}
	return err
}

// chatsBefore reads the chats that Rooms tells of while somebody writes.
func (s *Store) chatsBefore(ctx context.Context) ([]export.Chat, error) {
	c, err := s.home.dialReader()
	if err != nil {
		return nil, err
	}
	chats, err := readChats(ctx, c)
	return chats, errors.Join(err, c.close())
}

func (s *Store) reopen() {
	s.mu.Lock()
	s.writing, s.before = false, nil
	s.mu.Unlock()
}

// write runs f in a transaction of its own.
func (s *Store) write(ctx context.Context, f func(c *conn) error) error {
	if s.mode == ReadWrite && s.isUnborn() {
		return ErrNoStore
	}
	h, err := s.hold(ctx)
	if err != nil {
		return err
	}
	if err = f(h.conn()); err == nil {
		err = h.commit(ctx)
	}
	if err != nil {
		err = errors.Join(err, h.rollback(nil))
	}
	return errors.Join(err, s.release(h))
}
