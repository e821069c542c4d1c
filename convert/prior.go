//go:build cgo

package convert

import "exile/export/store"

// prior is what a store knows of an input before it is read.
type prior struct {
	was      *earlier      // it is one of another store, which tells it; nil: it is read
	homes    []*home       // of one that is read again: the chats it had
	replaces *store.Source // the same: what it was
}

// retells reports whether a store tells the input, and nothing is read.
func (p *prior) retells() bool { return p.was != nil }
