//go:build cgo

package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"
)

// PrepareSearch makes the index that Search uses, or brings it up to date, where the
// store has more than 20,000 messages; else, or where there is nothing to do, it does
// nothing. Searches beside it go without. progress, which may be nil, is told how many
// messages are in it, and must not close the store.
//
// A store in a folder gets a file (search.db). For one in a vault the index is in memory
// alone and goes with the Store: about 30 bytes for a message, nothing of it on the disk.
// It is not made where it would take more than 256 MB, which about nine million messages
// do; those are searched without. Nor is it added to: when more than 20,000 messages came,
// or any were changed, it is made anew.
//
// Where an index cannot be made, that is no error. Errors are those of reading the store
// and of ctx; Close ends the making and gives fs.ErrClosed. So does, in a vault, whoever
// begins to write, and gives ErrLocked.
func (s *Store) PrepareSearch(ctx context.Context, progress func(done, total int64)) error {
	if err := s.prepare(ctx, SearchOptions{IndexFrom: indexFrom, Progress: progress}); err != nil {
		return fmt.Errorf("prepare the search of %s: %w", s.Dir(), err)
	}
	return nil
}

func (s *Store) prepare(ctx context.Context, opt SearchOptions) error {
	ctx, done, err := s.indexing.begin(ctx)
	if err != nil {
		return err
	}
	defer done()
	return s.bring(ctx, opt)
}

// bring is bringIndex with a context of indexing.
func (s *Store) bring(ctx context.Context, opt SearchOptions) error {
	err := s.read(func(c *conn) error { return s.bringIndex(ctx, c, opt) })
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// seeToIndex sees to the index before a search, or beside it.
func (s *Store) seeToIndex(ctx context.Context, c *conn, opt SearchOptions) error {
	if opt.Background {
		opt.Progress = nil // nobody waits for it
		ctx, done := s.indexing.beginNow(context.WithoutCancel(ctx))
		if done != nil {
			go func() {
				defer done()
				_ = s.bring(ctx, opt) // without an index searches take longer, and that is all
			}()
		}
		return nil
	}
	if _, inFolder := s.home.(*folder); !inFolder || s.indexing.busy() {
		return nil // that of a vault would be made for one search
	}
	return s.bringIndex(ctx, c, opt)
}

// indexing is the making of the index of a store, which one does at a time and the store
// can end; and that index where it is in memory.
type indexing struct {
	mu     sync.Mutex
	closed bool
	end    context.CancelCauseFunc // of who makes it; nil: nobody does
	ended  chan struct{}           // closed when that one has ended
	memory *memoryIndex            // nil: there is none
}

// begin waits until nobody else makes the index. The context that it returns ends with
// the store; done says that the work is over.
func (x *indexing) begin(parent context.Context) (ctx context.Context, done func(), err error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for x.end != nil && !x.closed {
		ended := x.ended
		x.mu.Unlock()
		select {
		case <-ended:
		case <-parent.Done():
		}
		x.mu.Lock()
		if err := parent.Err(); err != nil {
			return nil, nil, err
		}
	}
	if x.closed {
		return nil, nil, fs.ErrClosed
	}
	ctx, done = x.start(parent)
	return ctx, done, nil
}

// beginNow is begin where nobody makes the index; else done is nil.
func (x *indexing) beginNow(parent context.Context) (ctx context.Context, done func()) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.end != nil || x.closed {
		return nil, nil
	}
	return x.start(parent)
}

func (x *indexing) start(parent context.Context) (ctx context.Context, done func()) {
	ctx, end := context.WithCancelCause(parent)
	ended := make(chan struct{})
	x.end, x.ended = end, ended
	return ctx, func() {
		x.mu.Lock()
		x.end = nil
		x.mu.Unlock()
		end(nil)
		close(ended)
	}
}

func (x *indexing) busy() bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.end != nil
}

// refused reports whether the index of a store as it is now would be too large.
func (x *indexing) refused(now indexState) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.memory != nil && x.memory.first == nil && x.memory.of == now
}

// stop ends the making of the index, and waits until it has ended.
func (x *indexing) stop(why error) {
	x.mu.Lock()
	end, ended := x.end, x.ended
	x.mu.Unlock()
	if end != nil {
		end(why)
		<-ended
	}
}

// close ends it for good, and forgets the index.
func (x *indexing) close() error {
	x.mu.Lock()
	x.closed = true
	x.mu.Unlock()
	x.stop(fs.ErrClosed)
	return x.keep(nil)
}

// keep has searches use an index instead of the one before.
func (x *indexing) keep(m *memoryIndex) error {
	x.mu.Lock()
	old := x.memory
	x.memory = m
	x.mu.Unlock()
	return old.close()
}

// openIndex opens the index of the store; errNoIndex where there is none that can be used.
func (s *Store) openIndex(ctx context.Context) (*conn, indexState, error) {
	switch home := s.home.(type) {
	case *vaultHome:
		s.indexing.mu.Lock()
		m := s.indexing.memory
		s.indexing.mu.Unlock()
		return m.open(ctx)
	case *folder:
		if !home.temporary {
			return openIndex(ctx, home.dir)
		}
	}
	return nil, indexState{}, errNoIndex
}

// newIndex makes the index anew.
func (s *Store) newIndex(b *indexBuild) error {
	switch home := s.home.(type) {
	case *vaultHome:
		m, err := b.inMemory(memoryPages)
		if m == nil {
			return err
		}
		return errors.Join(err, s.indexing.keep(m))
	case *folder:
		return b.anew(home.dir)
	}
	return nil
}
