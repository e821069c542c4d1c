//go:build cgo

package serve

import (
	"sync"
	"time"
)

// tickets let a browser in, each once.
type tickets struct {
	mu   sync.Mutex
	open map[string]time.Time // until when each is good; zero: until it is used
}

// issue makes a ticket that is good for a time; 0: until it is used.
func (t *tickets) issue(now time.Time, good time.Duration) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var until time.Time
	if good > 0 {
		until = now.Add(good)
	}
	if t.open == nil {
		t.open = map[string]time.Time{}
	}
	ticket := secret()
	t.open[ticket] = until
	return ticket
}

// take uses a ticket up, and reports whether it was good. Looking one up by its value tells
// by its time no more than 128 random bits can bear.
func (t *tickets) take(now time.Time, ticket string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	until, ok := t.open[ticket]
	delete(t.open, ticket)
	return ok && (until.IsZero() || now.Before(until))
}
