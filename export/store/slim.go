//go:build cgo

package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/mattn/go-sqlite3"
)

// Slimming says what a store is to do without.
type Slimming struct {
	Originals bool // the texts and databases as they were read (not media)
	Versions  bool // older states of edited messages, and what exports told otherwise
}

// Slim takes things out of a store in a vault. The database is written anew as a
// whole: SQLite leaves copies of rows behind where it has moved them, even in
// pages that are in use. The files of originals stay in the vault, where no row
// refers to them any more: see Referred.
func (s *Store) Slim(ctx context.Context, what Slimming) error {
	if !s.alone { // in a folder, where what was overwritten stays in the log, and on the disk
		return fmt.Errorf("slim %s: %w", s.Dir(), errors.ErrUnsupported)
	}
	if what == (Slimming{}) {
		return nil
	}
	err := s.write(ctx, func(c *conn) error {
		var statements []string
		if what.Originals {
			statements = append(statements, "DELETE FROM originals WHERE media = 0")
		}
		if what.Versions {
			statements = append(statements,
				fmt.Sprintf("UPDATE messages SET kind = kind & ~%d WHERE id IN (SELECT message FROM edits)", bitEdits),
				"DELETE FROM edits", "DELETE FROM versions")
		}
		statements = append(statements, "COMMIT", "VACUUM", "BEGIN IMMEDIATE")
		c.c.SetLimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1) // the new database, before it takes the old one's place
		for _, q := range statements {
			if err := c.exec(ctx, q); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("slim %s: %w", s.Dir(), err)
	}
	return nil
}
