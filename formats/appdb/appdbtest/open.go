package appdbtest

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"testing"

	"exile/formats"
	"exile/formats/formattest"
)

// Files makes a database with its log, and returns both: most rows lie in the log.
func Files(tb testing.TB, name string, write func(Exec) error) []formattest.File {
	tb.Helper()
	file := filepath.Join(tb.TempDir(), path.Base(name))
	if err := Make(tb.Context(), file, tb.TempDir(), write); err != nil {
		tb.Fatal(err)
	}
	var files []formattest.File
	for _, side := range []string{"", "-wal"} {
		data, err := os.ReadFile(file + side)
		if err != nil {
			tb.Fatal(err)
		}
		files = append(files, formattest.File{Name: name + side, Data: data})
	}
	return files
}

// Open is a ReadOptions.OpenDB by means of SQLite itself.
func Open(tb testing.TB) func(context.Context, formats.Root, string) (*sql.DB, error) {
	tb.Helper()
	return func(_ context.Context, root formats.Root, name string) (*sql.DB, error) {
		dir := tb.TempDir()
		for _, side := range []string{"", "-wal"} {
			data, err := fs.ReadFile(root.FS, name+side)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return nil, err
			}
			if err := os.WriteFile(filepath.Join(dir, "db"+side), data, 0o600); err != nil {
				return nil, err
			}
		}
		db, err := sql.Open(Driver, "file:"+filepath.Join(dir, "db"))
		if err == nil {
			db.SetMaxOpenConns(1) // as of convert: a query within a query would wait for ever
		}
		return db, err
	}
}
