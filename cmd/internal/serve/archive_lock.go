//go:build cgo

package serve

import (
	"context"
	"net"
	"runtime/debug"
	"slices"
	"time"
)

// grace is how long those who read an archive that is locked may take to end. Then their
// connections are closed: a video that is not looked at may wait for ever.
const grace = time.Second

// workKey marks the context of work that a lock waits for.
type workKey struct{}

// work begins work on behalf of the person that is not to be broken off by a lock, as an
// import is. Meanwhile the pages find the archive locked, and the work does not. done ends it.
func (a *archive) work(ctx context.Context) (_ context.Context, done func()) {
	a.mu.Lock()
	a.workers++
	a.mu.Unlock()
	return context.WithValue(ctx, workKey{}, true), a.endWork
}

func (a *archive) endWork() {
	if was, last := a.workEnds(); last {
		go a.afterLock(was)
	}
}

// workEnds counts work that is done. If a lock has waited for it, last is true, and was is the
// store that was read until then.
func (a *archive) workEnds() (was *opened, last bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.workers--
	if !a.locking || a.workers > 0 {
		return nil, false
	}
	return a.forget(), true
}

func working(ctx context.Context) bool { return ctx.Value(workKey{}) != nil }

// lock closes a sealed archive and forgets its keys. For pages, and for whoever begins, it is locked
// at once. Jobs are stopped; those that save are not, and it is closed when they are done. It
// returns when it is closed, or when that waits for them.
func (a *archive) lock() { <-a.shut("") }

// shut is lock for those who do not wait: for what it returns. Why is the name of the words that
// say why it is locked; "": the person knows.
func (a *archive) shut(why string) <-chan struct{} {
	settled := make(chan struct{})
	lost := a.s.atStake()
	lost.Why = why
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.keys == nil || a.locking {
		close(settled)
		return settled
	}
	a.locking, a.lost = true, lost
	a.workers++ // it stays open while work is stopped
	go func() {
		defer close(settled)
		a.s.jobs.lock()
		if was, last := a.workEnds(); last {
			a.afterLock(was)
		}
	}()
	return settled
}

// forget lets go of all that is known of a sealed archive. a.mu is held.
func (a *archive) forget() (was *opened) {
	was = a.open
	a.keys, a.open, a.made, a.notices, a.locking = nil, nil, nil, nil, false
	if a.swap != nil {
		close(a.swap)
		a.swap = nil
	}
	if was != nil {
		was.retire()
	}
	return was
}

// afterLock has all others forget what they know of the archive, and gives the memory back in
// which it was.
func (a *archive) afterLock(was *opened) {
	a.s.mu.Lock()
	hooks := slices.Clone(a.s.onLock)
	a.s.mu.Unlock()
	for _, f := range hooks {
		f()
	}
	if was != nil {
		a.seeOff(was)
	}
	debug.FreeOSMemory()
}

// seeOff waits until nobody reads a store that is to be closed.
func (a *archive) seeOff(o *opened) {
	select {
	case <-o.closed:
		return
	case <-time.After(grace):
	}
	a.mu.Lock()
	var conns []net.Conn
	for conn := range o.conns {
		conns = append(conns, conn)
	}
	a.mu.Unlock()
	for _, conn := range conns {
		_ = conn.Close() // its request ends, and with it the reading
	}
	<-o.closed
}

// close closes the store when the window ends. Whoever changes it is waited for.
func (a *archive) close() error {
	a.mu.Lock()
	if a.ended {
		a.mu.Unlock()
		return nil
	}
	a.ended = true
	a.mu.Unlock()
	close(a.stop)
	a.turn <- struct{}{}
	defer func() { <-a.turn }()
	a.lock()
	a.mu.Lock()
	was := a.open
	a.open = nil
	if was != nil {
		was.retire()
	}
	a.mu.Unlock()
	if was != nil {
		a.seeOff(was)
	}
	return nil
}
