//go:build cgo

package store

import (
	"context"
	"io"
)

// home is where a store lies: in a folder or in a vault.
type home interface {
	// name is what people call it.
	name() string
	// dialReader opens a connection that writes nothing.
	dialReader() (*conn, error)
	// hold gets the right to write; ErrLocked where somebody else has it.
	hold(ctx context.Context, unborn bool) (hold, error)
	// open opens media or an original by its place; ErrNoBytes.
	open(name string) (VaultFile, error)
	// close gives the home up, once all connections are closed.
	close(unborn bool) error
}

// hold is the right to write a store: a transaction, and the files that go with
// it. It ends by commit or rollback, and then close.
type hold interface {
	conn() *conn // nil once it was committed
	fresh() bool // the database is new: it has no indexes yet, and nothing to look up
	// files begins to take files; at most once.
	files() (files, error)
	// commit makes what was written part of the store. Where it fails, rollback.
	commit(ctx context.Context) error
	// rollback leaves nothing of what was written. f is that of files, or nil.
	rollback(f files) error
	close() error
}

// files takes what a batch keeps outside the database.
type files interface {
	// create makes a file that has no place yet.
	create() (newFile, error)
	// drop gives a file of create up.
	drop(f newFile) error
	// place closes a file of create and gives it its place. What is there already
	// has the same bytes and stays.
	place(f newFile, name string) error
	// settle ends placing and waits until all names are on the disk.
	settle() error
	// forget ends a batch that was committed.
	forget() error
	// leave ends a batch whose files the next one is to compare with the rows.
	leave() error
	// undo ends a batch that was not committed: what it placed goes, unless a
	// committed row refers to it. The right to write is still held.
	undo(referred func(name string) (bool, error)) error
}

// newFile is a file that has no place yet.
type newFile interface {
	io.WriteCloser
	Name() string
	Sync() error
}
