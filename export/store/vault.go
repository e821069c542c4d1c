package store

import "io"

// Vault is where a store lies that has no folder: in a sealed archive, together
// with what is being added to it in a sealed scratch. The package that seals
// knows nothing of stores, and this one nothing of seals; whoever opens both
// hands one to the other.
//
// Errors about bytes that are not what they should be wrap ErrDamaged.
type Vault interface {
	// Name is what people call it: the path of the archive.
	Name() string
	// Database is chats.db. Size 0: there is none yet. It has no log and no
	// journal, and is written in whole pages.
	Database() PageFile
	// Open opens one of the other files: "media/ab/…", "originals/….zst". It
	// wraps fs.ErrNotExist where there is none. Safe for concurrent use.
	Open(name string) (VaultFile, error)
	// Create makes a file for temporary bytes, which is gone when it is closed.
	// block is the size in which it will be written, in bytes; 0: any.
	Create(block int) (ScratchFile, error)
	// Put keeps a file of Create under a name and takes it over, also where it
	// fails. Where there is one of that name already, which has the same bytes, it
	// closes the new one. Create and Put are not called at once.
	Put(name string, f ScratchFile) error
	// Mark remembers the state of the database and the list of files; Revert
	// goes back to the last Mark.
	Mark()
	Revert()
}

// PageFile is a database in a vault.
type PageFile interface {
	io.ReaderAt
	io.WriterAt
	Truncate(size int64) error
	Size() int64
}

// VaultFile is an open file of a vault.
type VaultFile interface {
	io.ReadSeekCloser
	io.ReaderAt
	Size() int64
}

// ScratchFile is a file for temporary bytes.
type ScratchFile interface {
	VaultFile
	io.Writer
	io.WriterAt
	Truncate(size int64) error
}
