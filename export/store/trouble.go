//go:build cgo

package store

import (
	"errors"
	"fmt"
	"sync"

	"github.com/mattn/go-sqlite3"
)

// trouble remembers the last error that a vault gave a connection: SQLite makes a
// number of it.
type trouble struct {
	mu  sync.Mutex
	err error
}

func (t *trouble) note(err error) {
	t.mu.Lock()
	t.err = err
	t.mu.Unlock()
}

// get returns the error; nil where there was none.
func (t *trouble) get() error {
	if t == nil {
		return nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.err
}

// explain gives an error of SQLite its sentinel, and the error behind it.
func (t *trouble) explain(err error) error {
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return err
	}
	cause := t.get()
	if cause == nil {
		return classify(err)
	}
	switch e.Code {
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		if errors.Is(cause, ErrDamaged) {
			return fmt.Errorf("%w (%w)", cause, err)
		}
	case sqlite3.ErrIoErr, sqlite3.ErrFull, sqlite3.ErrCantOpen, sqlite3.ErrReadonly:
		return fmt.Errorf("%w: %w", err, cause)
	}
	return classify(err)
}
