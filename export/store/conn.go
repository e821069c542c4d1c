//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/mattn/go-sqlite3"
)

// conn is one connection to a database. It speaks to the driver itself: through
// database/sql every value of every row costs a conversion, an allocation and a
// lock more, which halves the speed of bulk work.
type conn struct {
	c       *sqlite3.SQLiteConn
	trouble *trouble // what went wrong below SQLite; nil: the file is on the disk
	closed  func()   // nil, or called when it is closed
}

// dialOptions are the parameters of a connection.
type dialOptions struct {
	mode      string // "rw" or "ro", as in SQLite's URIs
	immutable bool   // nobody writes the file: take no locks and heed no log
	wait      time.Duration
	pragmas   []string
	vfs       string      // which of SQLite's file systems; "": the disk
	limits    map[int]int // SQLITE_LIMIT_…
}

// dial opens a database file that exists.
func dial(path string, opt dialOptions) (*conn, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	slash := filepath.ToSlash(abs)
	if !strings.HasPrefix(slash, "/") { // a drive letter
		slash = "/" + slash
	}
	return connect(slash, opt, nil)
}

// connect opens the database of a name that its file system knows.
func connect(name string, opt dialOptions, t *trouble) (*conn, error) {
	q := url.Values{"mode": {opt.mode}, "_busy_timeout": {strconv.FormatInt(opt.wait.Milliseconds(), 10)}}
	if opt.immutable {
		q.Set("immutable", "1")
	}
	if opt.vfs != "" {
		q.Set("vfs", opt.vfs)
	}
	u := url.URL{Scheme: "file", OmitHost: true, Path: name, RawQuery: q.Encode()}
	dc, err := new(sqlite3.SQLiteDriver).Open(u.String())
	if err != nil {
		return nil, t.explain(err)
	}
	sc, ok := dc.(*sqlite3.SQLiteConn)
	if !ok {
		return nil, errors.Join(errors.New("unexpected SQLite driver"), dc.Close())
	}
	c := &conn{c: sc, trouble: t}
	for id, limit := range opt.limits {
		sc.SetLimit(id, limit)
	}
	for _, p := range opt.pragmas {
		if err := c.exec(context.Background(), "PRAGMA "+p); err != nil {
			return nil, errors.Join(err, c.close())
		}
	}
	return c, nil
}

func (c *conn) close() error {
	err := c.explain(c.c.Close())
	if c.closed != nil {
		c.closed()
	}
	return err
}

// exec runs statements; args go to the first that takes some.
func (c *conn) exec(ctx context.Context, query string, args ...driver.Value) error {
	_, err := c.c.ExecContext(ctx, query, named(args))
	return c.explain(err)
}

// each calls f with every row. The slice is f's only until it returns.
func (c *conn) each(ctx context.Context, query string, args []driver.Value, f func(row []driver.Value) error) error {
	rows, err := c.c.QueryContext(ctx, query, named(args))
	if err != nil {
		return c.explain(err)
	}
	return c.drain(rows, f)
}

// drain calls f with every row and closes rows.
func (c *conn) drain(rows driver.Rows, f func(row []driver.Value) error) error {
	dest := make([]driver.Value, len(rows.Columns()))
	for {
		err := rows.Next(dest)
		if err == io.EOF { //nolint:errorlint // driver.Rows returns it bare
			return c.explain(rows.Close())
		}
		if err == nil {
			err = f(dest)
		}
		if err != nil {
			return errors.Join(c.explain(err), rows.Close())
		}
	}
}

// one returns the first column of the first row, nil where there is no row.
func (c *conn) one(ctx context.Context, query string, args ...driver.Value) (driver.Value, error) {
	var v driver.Value
	err := c.each(ctx, query, args, func(row []driver.Value) error {
		if v == nil {
			v = row[0]
		}
		return nil
	})
	return v, err
}

// number is one for an integer; 0 where there is none.
func (c *conn) number(ctx context.Context, query string, args ...driver.Value) (int64, error) {
	v, err := c.one(ctx, query, args...)
	return integer(v), err
}

// prepare compiles a statement that the caller closes.
func (c *conn) prepare(query string) (*sqlite3.SQLiteStmt, error) {
	s, err := c.c.Prepare(query)
	if err != nil {
		return nil, c.explain(err)
	}
	st, ok := s.(*sqlite3.SQLiteStmt)
	if !ok {
		return nil, errors.Join(errors.New("unexpected SQLite driver"), s.Close())
	}
	return st, nil
}

func named(args []driver.Value) []driver.NamedValue {
	list := make([]driver.NamedValue, len(args))
	for i, v := range args {
		list[i] = driver.NamedValue{Ordinal: i + 1, Value: v}
	}
	return list
}

// integer and text read a value whose column may be NULL.
func integer(v driver.Value) int64 {
	n, _ := v.(int64)
	return n
}

func text(v driver.Value) string {
	s, _ := v.(string)
	return s
}

// explain gives an error of this connection its sentinel and its cause.
func (c *conn) explain(err error) error { return c.trouble.explain(err) }

// classify gives an error of SQLite the sentinel that callers branch on.
func classify(err error) error {
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code {
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return fmt.Errorf("%w: %w", ErrLocked, err)
	case sqlite3.ErrCorrupt:
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	case sqlite3.ErrNotADB:
		return fmt.Errorf("%w: %w", ErrNotStore, err)
	default:
		return err
	}
}

// ignore is for rows that say nothing.
func ignore([]driver.Value) error { return nil }
