// Package appdbtest makes databases as apps leave them, and opens them as convert does,
// for tests of readers. Whoever uses it has registered the driver.
package appdbtest

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
)

// Driver is what sql.Open knows SQLite by.
const Driver = "sqlite3"

// Exec runs a statement on a database, as sql.DB.Exec does.
type Exec func(query string, args ...any) error

// All runs statements one after the other.
func (e Exec) All(queries ...string) error {
	for _, q := range queries {
		if err := e(q); err != nil {
			return err
		}
	}
	return nil
}

// Make lets write fill a database, which must not be there yet, and leaves it as an
// app does that is still running: what was written stands in the log beside it (path
// and path-wal). work is an empty folder for the time being.
func Make(ctx context.Context, path, work string, write func(Exec) error) (err error) {
	live := filepath.Join(work, filepath.Base(path))
	db, err := sql.Open(Driver, "file:"+filepath.ToSlash(live)+"?_journal_mode=WAL")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }() // closing writes the log into the database
	db.SetMaxOpenConns(1)
	exec := Exec(func(q string, args ...any) error {
		_, err := db.ExecContext(ctx, q, args...)
		return err
	})
	if err := exec("PRAGMA wal_autocheckpoint = 0"); err != nil {
		return err
	}
	if err := write(exec); err != nil {
		return err
	}
	for _, side := range []string{"", "-wal"} {
		data, err := os.ReadFile(live + side)
		if err != nil {
			return err
		}
		if err := os.WriteFile(path+side, data, 0o600); err != nil {
			return err
		}
	}
	return nil
}
