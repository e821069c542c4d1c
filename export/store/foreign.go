//go:build cgo

package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"

	"github.com/mattn/go-sqlite3"
)

// ForeignVault is a vault that holds somebody else's database, whole and without
// a log, and nothing else.
type ForeignVault interface {
	Vault
	io.Closer
}

// foreignLimits are for databases of other apps, of which anybody may have made
// this one. A value may be as long as SQLite lets it be by itself: whoever reads
// asks for its length first.
func foreignLimits() map[int]int {
	return map[int]int{
		sqlite3.SQLITE_LIMIT_SQL_LENGTH:          1 << 20, // also of the statements in the database itself
		sqlite3.SQLITE_LIMIT_COMPOUND_SELECT:     4,
		sqlite3.SQLITE_LIMIT_VDBE_OP:             1_000_000,
		sqlite3.SQLITE_LIMIT_ATTACHED:            0,
		sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 64,
		sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH:       1,
		sqlite3.SQLITE_LIMIT_WORKER_THREADS:      0,
	}
}

// foreignCache is how much of the database, and of what it sorts, SQLite keeps in
// memory, in KiB.
const foreignCache = 16 << 10

// OpenForeign opens a database that is no store, for reading: one connection, by
// which nothing can be written, that trusts nothing in the schema and checks the
// cells of its pages. What is sorted and is more than the cache goes into files of
// the vault. Closing the result closes the vault, and so does an error. What SQLite
// finds damaged is told as the error damaged, and never as a damaged store.
func OpenForeign(v ForeignVault, damaged error) (*sql.DB, error) {
	h, err := newVaultHome(v)
	if err != nil {
		return nil, errors.Join(err, v.Close())
	}
	db := sql.OpenDB(&foreignConnector{h, v, damaged})
	db.SetMaxOpenConns(1)
	return db, nil
}

// foreignConnector connects to a database in a vault.
type foreignConnector struct {
	h       *vaultHome
	v       io.Closer
	damaged error
}

// Connect opens a connection.
func (f *foreignConnector) Connect(context.Context) (driver.Conn, error) {
	name, t, err := f.h.fs.connection(f.h, true) // it may make files without a name
	if err != nil {
		return nil, err
	}
	c, err := connect(name, dialOptions{
		mode: "ro", immutable: true, vfs: f.h.fs.id, limits: foreignLimits(),
		pragmas: []string{
			"query_only = ON", "trusted_schema = OFF", "cell_size_check = ON", "temp_store = FILE",
			fmt.Sprintf("cache_size = -%d", foreignCache),
		},
	}, t)
	if err != nil {
		f.h.fs.forget(name)
		return nil, foreignWhy(err, t, f.damaged)
	}
	return &foreignConn{SQLiteConn: c.c, trouble: t, damaged: f.damaged, closed: func() { f.h.fs.forget(name) }}, nil
}

// Driver returns that of SQLite.
func (f *foreignConnector) Driver() driver.Driver { return &sqlite3.SQLiteDriver{} }

// Close gives the vault up, once the connections are closed.
func (f *foreignConnector) Close() error {
	return errors.Join(f.h.close(true), f.v.Close())
}

// foreignConn is a connection of SQLite's driver that tells when it is closed, and
// whose rows say what went wrong below SQLite.
type foreignConn struct {
	*sqlite3.SQLiteConn
	trouble *trouble
	damaged error
	closed  func()
}

// QueryContext queries.
func (c *foreignConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	rows, err := c.SQLiteConn.QueryContext(ctx, query, args)
	if err != nil {
		return nil, c.why(err)
	}
	return &foreignRows{rows, c}, nil
}

func (c *foreignConn) why(err error) error { return foreignWhy(err, c.trouble, c.damaged) }

// foreignWhy adds the cause to an error that only has its number.
func foreignWhy(err error, t *trouble, damaged error) error {
	e, ok := errors.AsType[sqlite3.Error](err)
	if !ok {
		return err
	}
	if cause := t.get(); cause != nil {
		return fmt.Errorf("%w: %w", e, cause)
	}
	if e.Code == sqlite3.ErrCorrupt || e.Code == sqlite3.ErrNotADB {
		return fmt.Errorf("%w: %w", damaged, e)
	}
	return err
}

// Close closes the connection.
func (c *foreignConn) Close() error {
	err := c.SQLiteConn.Close()
	c.closed()
	return err
}

// foreignRows are rows whose errors have causes.
type foreignRows struct {
	driver.Rows
	c *foreignConn
}

// Next reads a row.
func (r *foreignRows) Next(dest []driver.Value) error {
	err := r.Rows.Next(dest)
	if err == nil || err == io.EOF { //nolint:errorlint // driver.Rows returns it bare
		return err
	}
	return r.c.why(err)
}
