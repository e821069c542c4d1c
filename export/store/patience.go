//go:build cgo

package store

import (
	"context"
	"errors"
	"time"
)

// Patience is how long somebody who writes a store in a folder waits while somebody
// else does. A lock never outlives the program that has it.
type Patience struct {
	Wait  time.Duration // 0: a moment
	Begun func()        // called once, when there is more to wait for than a moment; nil: nobody looks
}

// betweenTries is how long somebody who waits leaves the lock alone: where SQLite
// itself does not wait, there is nothing to be gained from asking more often.
const betweenTries = 50 * time.Millisecond

// WithPatience says how long s waits from now on. It is called before anything is
// written, and returns s.
func (s *Store) WithPatience(p Patience) *Store {
	if f, ok := s.home.(*folder); ok {
		f.patience = p
	}
	return s
}

// Patiently does what gives ErrLocked while somebody else writes, until it does not
// any more or the time is over.
func Patiently(ctx context.Context, p Patience, do func() error) error {
	err := do()
	if p.Wait == 0 || !errors.Is(err, ErrLocked) {
		return err
	}
	if p.Begun != nil {
		p.Begun()
	}
	over := time.NewTimer(p.Wait)
	defer over.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-over.C:
			return err
		case <-time.After(betweenTries):
		}
		if err = do(); !errors.Is(err, ErrLocked) {
			return err
		}
	}
}
