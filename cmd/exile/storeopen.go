//go:build cgo

package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/mattn/go-sqlite3"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/export/store"
)

// openStore opens the store for reading; it must be there.
func (a *app) openStore(ctx context.Context) (*opened, error) {
	path, err := a.storeDir()
	if err != nil {
		return nil, err
	}
	return a.openHistory(ctx, path)
}

// openOrCreate opens the store, or makes one.
func openOrCreate(dir string) (st *store.Store, fresh bool, err error) {
	if isFile(dir) {
		return nil, false, about(store.ErrNotStore, dir)
	}
	if hasDatabase(dir) {
		st, err = store.Open(dir, store.ReadWrite)
		return st, false, about(err, dir)
	}
	err = os.MkdirAll(filepath.Dir(filepath.Clean(dir)), 0o700)
	if err == nil {
		st, err = store.Create(dir)
	}
	if errors.Is(err, store.ErrExists) && hasDatabase(dir) { // another run has made it just now
		st, err = store.Open(dir, store.ReadWrite)
		return st, false, about(err, dir)
	}
	switch {
	case errors.Is(err, store.ErrExists):
		err = &told{statusRefused, lang.StoreTaken, lang.V{"name": clean(dir)}}
	case errors.Is(err, syscall.ENOTDIR):
		err = &told{statusFailed, lang.NoStoreFolder, lang.V{"name": clean(dir)}}
	}
	return st, true, about(err, dir)
}

// tidy removes the folder of a new store into which nothing came. What is not
// an empty folder stays.
func tidy(dir string) {
	if !hasDatabase(dir) {
		_ = os.Remove(dir)
	}
}

// noInput says that nothing was named to convert and that there is no store.
func noInput(dir string) error {
	st, err := store.Open(dir, store.ReadOnly)
	switch {
	case err == nil: // somebody has made it just now
		_ = st.Close()
	case !errors.Is(err, store.ErrNoStore):
		return about(err, dir)
	}
	return &told{statusNoStore, lang.NoInput, lang.V{"name": clean(dir)}}
}

// isFile reports whether a file stands there, which only a sealed archive may.
func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

// hasDatabase reports whether a folder holds what in a store is its database,
// also if it is garbage.
func hasDatabase(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, "chats.db"))
	return err == nil
}

// isStore reports whether a folder is a store, as far as that can be seen without
// opening it: its database begins as all of SQLite's do.
func isStore(dir string) bool {
	const magic = "SQLite format 3\x00"
	f, err := os.Open(filepath.Join(dir, "chats.db"))
	if err != nil {
		return false
	}
	defer f.Close() //nolint:errcheck // opened for reading
	head := make([]byte, len(magic))
	_, err = io.ReadFull(f, head)
	return err == nil && string(head) == magic
}

// aboutAdding says whether it was the store or the input that an error of adding
// happened to.
func aboutAdding(err error, input *convert.Input, dir string) error {
	if concerns(err, dir) {
		return about(err, dir)
	}
	return about(err, append(inputNames([]*convert.Input{input}), dir)...)
}

// concerns reports whether an error came from the store in a folder.
func concerns(err error, dir string) bool {
	if _, ok := errors.AsType[sqlite3.Error](err); ok {
		return true
	}
	for _, e := range []error{store.ErrLocked, store.ErrDamaged, store.ErrNewer, store.ErrNotStore, store.ErrNoStore} {
		if errors.Is(err, e) {
			return true
		}
	}
	path := ""
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		path = e.Path
	} else if e, ok := errors.AsType[*os.LinkError](err); ok {
		path = e.Old
	}
	return path != "" && strings.HasPrefix(filepath.Clean(path), filepath.Clean(dir)+string(filepath.Separator))
}

// ofSQLite finds the words for what SQLite says of the disk and of permissions,
// which it tells by numbers of its own.
func ofSQLite(err error) (lang.Trouble, bool) {
	e, ok := errors.AsType[sqlite3.Error](err)
	if !ok {
		return lang.Trouble{}, false
	}
	switch {
	case e.Code == sqlite3.ErrFull, e.SystemErrno == syscall.ENOSPC:
		return lang.NoSpace, true
	case e.Code == sqlite3.ErrReadonly, e.Code == sqlite3.ErrPerm,
		errors.Is(e.SystemErrno, fs.ErrPermission), e.SystemErrno == syscall.EROFS:
		return lang.NotAllowed, true
	}
	return lang.Trouble{}, false
}
