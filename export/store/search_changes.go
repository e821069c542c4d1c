//go:build cgo

package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// The names of the index for searching, within a store's folder.
const (
	searchName        = "search.db"
	searchPartialName = "search.db.partial"
)

// changesKey is the setting that counts how often messages that were there were
// changed or taken away, which makes the index for searching useless.
const changesKey = "changes"

// bumpChanges notes that messages which were there, or what tables beside them say
// of them, were changed or taken away. It belongs into the transaction that does
// so. What was only added needs no note.
func (c *conn) bumpChanges(ctx context.Context) error {
	return c.exec(ctx, `INSERT INTO settings (key, value) VALUES (?1, '1')
ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)`, changesKey)
}

// SearchFiles are the names of the index for searching within a store's folder, and of what SQLite
// may have beside it. Whoever removes them does so in this order: who makes an index at this moment
// gives the first the name of one behind it.
func SearchFiles() []string {
	var names []string
	for _, base := range []string{searchPartialName, searchName} {
		for _, end := range []string{"", "-journal", "-wal", "-shm"} {
			names = append(names, base+end)
		}
	}
	return names
}

// RemoveSearchIndex removes the index for searching from a store's folder, if there
// is one: it tells of words that messages had. The next search makes a new one.
func RemoveSearchIndex(dir string) error {
	var errs []error
	for _, name := range SearchFiles() {
		if err := os.Remove(filepath.Join(dir, name)); !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// isSearchFile reports whether a file of a store's folder is of the index for
// searching.
func isSearchFile(name string) bool { return slices.Contains(SearchFiles(), name) }
