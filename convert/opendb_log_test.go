//go:build cgo

package convert

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	_ "github.com/mattn/go-sqlite3"
)

// image is a database in memory.
type image struct{ b []byte }

func (m *image) Size() int64 { return int64(len(m.b)) }

func (m *image) ReadAt(p []byte, off int64) (int, error) {
	return bytes.NewReader(m.b).ReadAt(p, off)
}

func (m *image) WriteAt(p []byte, off int64) (int, error) {
	if more := int(off) + len(p) - len(m.b); more > 0 {
		m.b = append(m.b, make([]byte, more)...)
	}
	return copy(m.b[off:], p), nil
}

func (m *image) Truncate(size int64) error {
	if size > m.Size() {
		m.b = append(m.b, make([]byte, size-m.Size())...)
	}
	m.b = m.b[:size]
	return nil
}

// applied is a database with its log written into it by us.
func applied(t *testing.T, db, log []byte) ([]byte, error) {
	t.Helper()
	m := &image{bytes.Clone(db)}
	_, err := applyLog(t.Context(), m, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(log)), nil })
	return m.b, err
}

// bySQLite is the same by SQLite.
func bySQLite(t *testing.T, db, log []byte) ([]byte, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "db")
	for side, data := range map[string][]byte{"": db, "-wal": log} {
		if err := os.WriteFile(path+side, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	var busy, frames, moved int
	if err := h.QueryRowContext(t.Context(), "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

// logged makes a database and its log: transactions of several kinds, one of them
// too large for SQLite's cache, a log that was begun anew over an older one, and a
// transaction that did not end.
func loggedDatabase(t *testing.T, page int, seed uint64) (db, log []byte) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, uint64(page)))
	path := filepath.Join(t.TempDir(), "live")
	h, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	h.SetMaxOpenConns(1)
	do := func(q string, args ...any) {
		t.Helper()
		if _, err := h.ExecContext(t.Context(), q, args...); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
	do(fmt.Sprintf("PRAGMA page_size = %d", page))
	do("PRAGMA auto_vacuum = INCREMENTAL")
	do("PRAGMA journal_mode = WAL")
	do("PRAGMA wal_autocheckpoint = 0")
	do("PRAGMA cache_size = 10")
	do("CREATE TABLE t (a INTEGER PRIMARY KEY, b BLOB)")
	for step := range 12 {
		switch n := r.IntN(6); {
		case step == 5:
			do("PRAGMA wal_checkpoint(RESTART)") // the next transaction begins the log anew
		case n == 0:
			do("DELETE FROM t WHERE a % 3 = ?", r.IntN(3))
		case n == 1:
			do("DELETE FROM t")
			do("PRAGMA incremental_vacuum")
		default:
			do("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < ?) INSERT INTO t (b) SELECT randomblob(?) FROM n",
				1+r.IntN(40), 1+r.IntN(3*page))
		}
	}
	tx, err := h.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(t.Context(), "INSERT INTO t (b) SELECT randomblob(?) FROM (VALUES (1),(2),(3),(4),(5),(6),(7),(8),(9))", 4*page); err != nil {
		t.Fatal(err)
	}
	return read(t, path), read(t, path+"-wal")
}

// What we make of a database and its log is byte for byte what SQLite makes of it:
// for all sizes of pages, for logs cut anywhere, and for logs with a bit flipped.
func TestLogAsSQLite(t *testing.T) {
	for _, page := range []int{512, 1024, 4096, 1 << 16} {
		for seed := range uint64(2) {
			db, log := loggedDatabase(t, page, seed)
			r := rand.New(rand.NewPCG(seed, 7))
			frame := page + frameHeader
			cases := [][]byte{log, log[:0], log[:20], log[:logHeaderSize], log[:len(log)-1], log[:len(log)-page]}
			for range 6 {
				cut := log[:logHeaderSize+r.IntN(len(log)-logHeaderSize)]
				flipped := bytes.Clone(log)
				flipped[r.IntN(len(flipped))] ^= 1 << r.IntN(8)
				whole := log[:logHeaderSize+r.IntN(1+(len(log)-logHeaderSize)/frame)*frame]
				cases = append(cases, cut, flipped, whole)
			}
			for i, log := range cases {
				want, err := bySQLite(t, db, log)
				if err != nil {
					t.Fatal(err)
				}
				got, err := applied(t, db, log)
				if err != nil {
					t.Fatalf("pages of %d, seed %d, log %d: %v", page, seed, i, err)
				}
				if !bytes.Equal(got, want) {
					t.Fatalf("pages of %d, seed %d, log %d of %d bytes: %d bytes, SQLite has %d", page, seed, i, len(log), len(got), len(want))
				}
			}
		}
	}
}

// A log of another database, or one that asks for more than there can be, is an
// error.
func TestLogRefused(t *testing.T) {
	db, _ := loggedDatabase(t, 4096, 1)
	_, other := loggedDatabase(t, 1024, 1)
	if _, err := applied(t, db, other); !errors.Is(err, errLogForeign) {
		t.Errorf("a log with other pages gave %v", err)
	}
	got, err := applied(t, nil, other)
	if err != nil || len(got) != 0 {
		t.Errorf("an empty database became %d bytes, %v: SQLite deletes its log", len(got), err)
	}
	if _, err := applied(t, db, forged(4096, 1, 1<<31)); err == nil {
		t.Error("a log may make a database of 8 TiB")
	}
	if got, err := applied(t, db, forged(4096, 1<<31, 2)); err != nil || len(got) != 2*4096 {
		t.Errorf("a page far behind the end gave %d bytes, %v", len(got), err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = applyLog(ctx, &image{db}, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(other)), nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled run gave %v", err)
	}
}

// forged is a log of one frame whose checksums are right.
func forged(page int, number, size uint32) []byte {
	b := binary.BigEndian.AppendUint32(nil, logMagic|1)
	b = binary.BigEndian.AppendUint32(b, logVersion)
	b = binary.BigEndian.AppendUint32(b, uint32(page))
	b = append(b, make([]byte, 12)...)
	l := &logReader{order: binary.BigEndian}
	sum := func(p []byte) {
		l.add(p)
		b = binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(b, l.sum[0]), l.sum[1])
	}
	sum(b)
	data := make([]byte, page)
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, number), size)
	b = append(append(b, head...), make([]byte, 8)...)
	sum(append(head, data...))
	return append(b, data...)
}
