//go:build !cgo

package convert

import (
	"context"
	"database/sql"

	"exile/formats"
)

// openDB is nil: without cgo there is no SQLite here.
func openDB(string) func(context.Context, formats.Root, string) (*sql.DB, error) { return nil }
