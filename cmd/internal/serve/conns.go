//go:build cgo

package serve

import (
	"context"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"
)

// headerTime is how long the head of a request may take.
const headerTime = 10 * time.Second

// maxStrangers is how many connections may be open on which nobody has shown the cookie yet.
// Whoever opens more loses the oldest: a program that opens thousands, or sends a byte a minute,
// never keeps the person out.
const maxStrangers = 64

// conns are the connections that nobody has shown the cookie on.
type conns struct {
	mu        sync.Mutex
	strangers []net.Conn // the oldest first
}

// state is told what becomes of a connection; see http.Server.ConnState.
func (c *conns) state(conn net.Conn, to http.ConnState) {
	switch to {
	case http.StateNew:
		if old := c.add(conn); old != nil {
			_ = old.Close()
		}
	case http.StateClosed, http.StateHijacked:
		c.remove(conn)
	case http.StateActive, http.StateIdle:
	}
}

// add adds a connection, and returns one that is to be closed.
func (c *conns) add(conn net.Conn) (old net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.strangers) >= maxStrangers {
		old = c.strangers[0]
		c.strangers = slices.Delete(c.strangers, 0, 1)
	}
	c.strangers = append(c.strangers, conn)
	return old
}

func (c *conns) remove(conn net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if i := slices.Index(c.strangers, conn); i >= 0 {
		c.strangers = slices.Delete(c.strangers, i, i+1)
	}
}

// connKey is the key of a request's connection in its context.
type connKey struct{}

func withConn(ctx context.Context, conn net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, conn)
}

// admit takes a request's connection out of the strangers: somebody has shown the cookie on it.
func (c *conns) admit(r *http.Request) {
	if conn, ok := r.Context().Value(connKey{}).(net.Conn); ok {
		c.remove(conn)
	}
}
