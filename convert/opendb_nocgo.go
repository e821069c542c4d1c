//go:build !cgo

package convert

import (
	"context"
	"database/sql"

	"exile/export"
	"exile/formats"
)

// openDB is nil: without cgo there is no SQLite here.
func openDB(string, func(export.Problem) error) func(context.Context, formats.Root, string) (*sql.DB, error) {
	return nil
}
