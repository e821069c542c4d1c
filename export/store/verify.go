//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
)

// Check is what Verify found. All lists are sorted and hold names of files in
// the store; Faults are sentences for people who debug, at most 100.
type Check struct {
	Messages, Notices int64
	Media, Originals  int64    // files that were read whole
	Bytes             int64    // of them
	Missing           []string // rows refer to them, and they are not there
	Changed           []string // their bytes do not have the SHA-256 in their name
	Stray             []string // no row refers to them; in a folder only
	Faults            []string // of the database: integrity_check, foreign keys, counts against the ledgers
}

// OK reports whether nothing is wrong. Stray files are no fault.
func (c *Check) OK() bool { return len(c.Missing)+len(c.Changed)+len(c.Faults) == 0 }

const maxFaults = 100

func (c *Check) fault(format string, args ...any) {
	if len(c.Faults) < maxFaults {
		c.Faults = append(c.Faults, fmt.Sprintf(format, args...))
	}
}

// damage turns damage into a fault; any other error ends the checking.
func (c *Check) damage(what string, err error) error {
	if errors.Is(err, ErrDamaged) {
		c.fault("%s: %v", what, err)
		return nil
	}
	return err
}

// Verify checks everything: integrity_check, the references between tables,
// the counts of messages against the ledgers of the inputs, and every file by
// its hash. A damaged store gives a Check that tells; an error is that checking
// itself could not go on. step, which may be nil, is told the bytes done and
// their total (database and files).
func (s *Store) Verify(ctx context.Context, step func(done, total int64)) (*Check, error) {
	if step == nil {
		step = func(int64, int64) {}
	}
	v := &verifying{s: s, ctx: ctx, step: step}
	if err := v.run(); err != nil {
		return nil, fmt.Errorf("verify %s: %w", s.Dir(), err)
	}
	return &v.check, nil
}

// verifying is one call of Verify.
type verifying struct {
	s     *Store
	ctx   context.Context //nolint:containedctx // one call
	step  func(done, total int64)
	check Check

	files       []needed
	listed      bool  // files are all that rows refer to
	done, total int64 // bytes
}

func (v *verifying) run() error {
	if v.s.isUnborn() {
		return ErrNoStore
	}
	if err := v.check.damage("open", v.s.read(v.database)); err != nil {
		return err
	}
	if err := v.strays(); err != nil {
		return err
	}
	return v.readFiles()
}

// database looks at the rows, in one transaction.
func (v *verifying) database(c *conn) (err error) {
	if err := c.exec(v.ctx, "BEGIN"); err != nil {
		return v.check.damage("begin", err)
	}
	defer func() {
		err = errors.Join(err, v.check.damage("end", c.exec(context.Background(), "ROLLBACK")))
	}()
	size, err := c.databaseSize(v.ctx)
	if err := v.check.damage("size", err); err != nil {
		return err
	}
	v.files, err = c.needed(v.ctx)
	v.listed = err == nil
	if err := v.check.damage("list the files", err); err != nil {
		return err
	}
	if err := v.sizes(size); err != nil {
		return err
	}
	v.step(0, v.total)
	for _, part := range []struct {
		what string
		f    func(*conn) error
	}{
		{"schema", v.schema},
		{"integrity", v.integrity},
		{"references", v.references},
		{"messages", v.messages},
		{"ledgers", v.ledgers},
	} {
		if err := v.check.damage(part.what, part.f(c)); err != nil {
			return err
		}
	}
	v.done = size
	v.step(v.done, v.total)
	return nil
}

func (c *conn) databaseSize(ctx context.Context) (int64, error) {
	pages, err1 := c.number(ctx, "PRAGMA page_count")
	size, err2 := c.number(ctx, "PRAGMA page_size")
	return pages * size, errors.Join(err1, err2)
}

func (v *verifying) schema(c *conn) error {
	if v.s.temporary { // it lacks an index
		return nil
	}
	return checkSchema(c)
}

func (v *verifying) integrity(c *conn) error {
	err := c.each(v.ctx, fmt.Sprintf("PRAGMA integrity_check(%d)", maxFaults), nil, func(row []driver.Value) error {
		if s := text(row[0]); s != "ok" {
			v.check.fault("integrity: %s", s)
		}
		return nil
	})
	if err != nil {
		return err
	}
	// SQLite tells of a page that could not be read, but not why.
	return c.trouble.get()
}

func (v *verifying) references(c *conn) error {
	return c.each(v.ctx, "PRAGMA foreign_key_check", nil, func(row []driver.Value) error {
		v.check.fault("references: row %v of %v refers to nothing in %v", row[1], row[0], row[2])
		return nil
	})
}

// messages counts the rows.
func (v *verifying) messages(c *conn) error {
	all, err1 := c.number(v.ctx, "SELECT count(*) FROM messages")
	notices, err2 := c.number(v.ctx, "SELECT count(*) FROM notices")
	v.check.Messages, v.check.Notices = all-notices, notices
	kinds, err3 := c.number(v.ctx, fmt.Sprintf("SELECT count(*) FROM messages WHERE kind & %d = %d", kindMask, kindNotice))
	if kinds != notices {
		v.check.fault("messages: %d are notices, and %d have what notices tell", kinds, notices)
	}
	return errors.Join(err1, err2, err3)
}

// strays lists the files that no row refers to.
func (v *verifying) strays() error {
	home, ok := v.s.home.(*folder)
	if !ok || !v.listed {
		return nil
	}
	err := filepath.WalkDir(home.dir, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) { // somebody is tidying up
			return nil
		}
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(home.dir, path)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		switch {
		case d.IsDir() && name == incomingName: // of a batch
			return fs.SkipDir
		case d.IsDir(), name == dbName, name == dbName+"-wal", name == dbName+"-shm", isSearchFile(name):
			return nil
		}
		if _, ok := slices.BinarySearchFunc(v.files, name, compareName); !ok {
			v.check.Stray = append(v.check.Stray, name)
		}
		return v.ctx.Err()
	})
	slices.Sort(v.check.Stray)
	return err
}
