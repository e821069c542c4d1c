//go:build cgo

package serve

import (
	"context"
	"io/fs"
	"net"
	"os"

	"exile/convert"
	"exile/crypto"
	"exile/export/store"
)

// keys are what opens a sealed archive, and what seals it anew.
type keys struct {
	identities []crypto.Identity
	recipients []crypto.Recipient // of a passphrase alone
}

// opened is a store that is open for reading. The mutex of its archive is held wherever
// its readers are counted.
type opened struct {
	st     *store.Store
	sealed *convert.Sealed // nil: it lies in a folder
	file   string          // which tells whether it is still what was opened
	info   fs.FileInfo     // of that file, then

	readers int
	conns   map[net.Conn]int // theirs
	stale   bool             // to be closed by the last of them
	closed  chan struct{}
}

// openPlain opens a store in a folder for reading.
func openPlain(dir string) (*opened, error) {
	o := &opened{file: databaseOf(dir), conns: map[net.Conn]int{}, closed: make(chan struct{})}
	var err error
	if o.info, err = os.Stat(o.file); err != nil {
		return nil, err
	}
	o.st, err = store.Open(dir, store.ReadOnly)
	return o, err
}

// openSealed opens the archive for reading. Passphrases are tried one at a time.
func (a *archive) openSealed(ctx context.Context, k *keys) (*opened, error) {
	done, err := a.take(ctx, a.guess)
	if err != nil {
		return nil, err
	}
	defer done()
	o := &opened{file: a.at(), conns: map[net.Conn]int{}, closed: make(chan struct{})}
	if o.info, err = os.Stat(o.file); err != nil {
		return nil, err
	}
	if o.sealed, err = convert.OpenSealed(a.at(), a.sealedOptions(k)); err != nil {
		return nil, err
	}
	if o.st, err = o.sealed.Store(store.ReadOnly); err != nil {
		_ = o.sealed.Close() // nothing was written
		return nil, err
	}
	go func() { _ = o.st.PrepareSearch(context.WithoutCancel(ctx), nil) }() // until it is closed; without it searching takes longer, no more
	return o, nil
}

// current reports whether the store is what stands there now. A sealed archive that was
// taken away goes on being read.
func (o *opened) current() bool {
	now, err := os.Stat(o.file)
	if err != nil {
		return o.sealed != nil
	}
	if !os.SameFile(o.info, now) {
		return false
	}
	return o.sealed == nil || now.Size() == o.info.Size() && now.ModTime().Equal(o.info.ModTime())
}

// enter counts somebody who reads.
func (o *opened) enter(ctx context.Context) {
	o.readers++
	if conn, ok := ctx.Value(connKey{}).(net.Conn); ok {
		o.conns[conn]++
	}
}

// leave counts somebody who does not read any more.
func (o *opened) leave(ctx context.Context) {
	o.readers--
	if conn, ok := ctx.Value(connKey{}).(net.Conn); ok {
		if o.conns[conn]--; o.conns[conn] == 0 {
			delete(o.conns, conn)
		}
	}
	o.tidy()
}

// retire has the store closed as soon as nobody reads it.
func (o *opened) retire() {
	o.stale = true
	o.tidy()
}

// tidy closes the store if it is time. What was open for reading loses nothing.
func (o *opened) tidy() {
	if !o.stale || o.readers > 0 {
		return
	}
	select {
	case <-o.closed:
		return
	default:
	}
	if o.sealed != nil {
		_ = o.sealed.Close()
	} else {
		_ = o.st.Close()
	}
	close(o.closed)
}
