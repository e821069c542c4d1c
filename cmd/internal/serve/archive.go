//go:build cgo

package serve

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/export/store"
)

// archive is the store that the window is open on: in a folder, or in a sealed archive.
//
// It is read through one [opened], which many share. Whoever changes it has a handle of
// their own, as the commands have; what is read meanwhile is the state of before. When
// a sealed archive was written anew, by the window or by somebody else, it is opened
// again, and the old one is closed by whoever reads it last.
//
// While a sealed archive is open its keys are known, and with it closed they are
// forgotten: nothing refers to them any more. Their bytes, the passphrase and what was
// read are not wiped, which Go does not let one do (see the package crypto), but they
// are given back, and the memory with them.
type archive struct {
	s *Server

	path atomic.Value // string: where it lies, or will lie

	mu      sync.Mutex
	keys    *keys         // of a sealed archive that is open; nil: it is locked, or not sealed
	open    *opened       // nil: nobody has read it yet, or it is locked
	swap    chan struct{} // closed when there is something to read again; nil: there is
	workers int           // those for whom a lock waits
	locking bool          // it is locked for everybody but them
	holding state         // what it is taken for while it is made or sealed; "": for what it is
	made    *created      // what was made in this window, and is to be told
	lost    losses        // by the last lock, until it is opened again
	notices []notice      // what the person has not read yet
	ended   bool

	tasks atomic.Int32 // see busy

	turn  chan struct{} // had by whoever changes the store or opens it anew
	guess chan struct{} // had by whoever opens an archive: a passphrase takes 256 MiB
	stop  chan struct{}
}

// state is what the store is at the moment.
type state string

// The states.
const (
	noStore     state = "none"
	plainStore  state = "plain"
	lockedStore state = "locked" // a sealed archive that is not open
	openStore   state = "open"   // a sealed archive that is
)

func newArchive(s *Server) *archive {
	a := &archive{
		s:    s,
		turn: make(chan struct{}, 1), guess: make(chan struct{}, 1), stop: make(chan struct{}),
	}
	a.path.Store(s.opt.Store)
	go a.watch()
	return a
}

// at is where the store lies, or will lie.
func (a *archive) at() string {
	path, _ := a.path.Load().(string)
	return path
}

// storeState is what the store is at the moment: none, plain, locked or open.
func (s *Server) storeState() string { return string(s.archive.state()) }

// state returns what the store is.
func (a *archive) state() state {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.stateNow()
}

func (a *archive) stateNow() state {
	a.find()
	switch {
	case a.locking:
		return lockedStore
	case a.holding != "":
		return a.holding
	case a.keys != nil:
		return openStore
	case isFile(a.at()):
		return lockedStore
	case hasDatabase(a.at()):
		return plainStore
	}
	return noStore
}

// hold has the store taken for what it is now while it is made or sealed, until letGo: a file
// that is there already, and not open yet, is not locked.
func (a *archive) hold(as state) (letGo func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.holding = as
	return func() {
		a.mu.Lock()
		a.holding = ""
		a.mu.Unlock()
		a.goOn()
	}
}

// find looks for the store where a new one would be sealed, if nothing is where it was.
func (a *archive) find() {
	if a.keys != nil || a.s.opt.NewSealed == "" {
		return
	}
	if _, err := os.Lstat(a.at()); errors.Is(err, fs.ErrNotExist) && isFile(a.s.opt.NewSealed) {
		a.path.Store(a.s.opt.NewSealed)
	}
}

// read has f read the store. Errors: errLocked, store.ErrNoStore, f's.
func (a *archive) read(ctx context.Context, f func(*store.Store) error) error {
	o, err := a.acquire(ctx)
	if err != nil {
		return err
	}
	defer a.release(ctx, o)
	return f(o.st)
}

// acquire returns the open store. It is to be released.
func (a *archive) acquire(ctx context.Context) (*opened, error) {
	for {
		o, later, err := a.look(ctx)
		if err != nil || o != nil {
			return o, err
		}
		if err := later(ctx); err != nil {
			return nil, err
		}
	}
}

// look returns the open store, or what is to be done or waited for until there is one.
func (a *archive) look(ctx context.Context) (o *opened, later func(context.Context) error, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	now := a.stateNow()
	if now == lockedStore && a.locking && working(ctx) {
		now = openStore
	}
	switch {
	case now == noStore:
		return nil, nil, store.ErrNoStore
	case now == lockedStore:
		return nil, nil, errLocked
	case a.swap != nil:
		return nil, a.wait(a.swap), nil
	case now == plainStore && (a.open == nil || !a.open.current()):
		plain, err := openPlain(a.at())
		if err != nil && a.holding != "" && !hasDatabase(a.at()) { // it was sealed, and is opened in a moment
			a.swap = make(chan struct{})
			return nil, a.wait(a.swap), nil
		}
		if err != nil {
			return nil, nil, a.about(err)
		}
		a.put(plain)
	case now == openStore && a.open == nil, now == openStore && !a.open.current() && len(a.turn) == 0:
		return nil, a.reopen, nil
	}
	a.open.enter(ctx)
	return a.open, nil, nil
}

func (*archive) wait(until chan struct{}) func(context.Context) error {
	return func(ctx context.Context) error {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-until:
			return nil
		}
	}
}

// release gives back what acquire returned.
func (a *archive) release(ctx context.Context, o *opened) {
	a.mu.Lock()
	defer a.mu.Unlock()
	o.leave(ctx)
}

// put has everybody read another state from now on. a.mu is held.
func (a *archive) put(o *opened) {
	if a.open != nil {
		a.open.retire()
	}
	a.open = o
	if a.swap != nil {
		close(a.swap)
		a.swap = nil
	}
}

// reopen opens a sealed archive again which somebody else has written, or which could
// not be opened the last time.
func (a *archive) reopen(ctx context.Context) error {
	done, err := a.take(ctx, a.turn)
	if err != nil {
		return err
	}
	defer done()
	a.mu.Lock()
	k, had := a.keys, a.open
	a.mu.Unlock()
	switch {
	case k == nil:
		return errLocked
	case had != nil && had.current():
		return nil
	}
	o, err := a.openSealed(ctx, k)
	if err != nil {
		return a.notOpenedAgain(err)
	}
	a.replaced(k, o)
	if had != nil {
		a.tell(lang.Trouble{Sentence: lang.Window["ChangedBeside"]}, lang.V{"name": a.name()})
	}
	a.doubt(o.sealed)
	return nil
}

// replaced has everybody read an archive that was just opened with these keys, unless it was
// locked meanwhile.
func (a *archive) replaced(k *keys, o *opened) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.keys != k {
		o.retire()
		return
	}
	a.put(o)
}

// take waits for the turn of whoever asks. done gives it back.
func (a *archive) take(ctx context.Context, turn chan struct{}) (done func(), err error) {
	select {
	case turn <- struct{}{}:
		return func() { <-turn }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// about says of an error that it happened to the store.
func (a *archive) about(err error) error {
	if err == nil {
		return nil
	}
	return &fs.PathError{Op: "open", Path: a.at(), Err: err}
}

// sealedOptions are the options of opening the archive.
func (a *archive) sealedOptions(k *keys) convert.SealedOptions {
	opt := a.s.opt.Sealed
	opt.Identities, opt.Recipients = k.identities, k.recipients
	return opt
}

// isFile reports whether a file stands there, which only a sealed archive may.
func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

// hasDatabase reports whether a folder holds what in a store is its database.
func hasDatabase(dir string) bool {
	_, err := os.Lstat(databaseOf(dir))
	return err == nil
}

func databaseOf(dir string) string { return filepath.Join(dir, "chats.db") }
