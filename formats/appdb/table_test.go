//go:build cgo

package appdb_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	_ "github.com/mattn/go-sqlite3"

	"exile/formats/appdb"
)

func database(tb testing.TB, statements ...string) *sql.DB {
	tb.Helper()
	return file(tb, filepath.Join(tb.TempDir(), "db"), statements...)
}

// file opens a database, of one connection as convert's are.
func file(tb testing.TB, name string, statements ...string) *sql.DB {
	tb.Helper()
	db, err := sql.Open("sqlite3", "file:"+name)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	for _, s := range statements {
		if _, err := db.ExecContext(tb.Context(), s); err != nil {
			tb.Fatalf("%.60s: %v", s, err)
		}
	}
	return db
}

func opened(tb testing.TB, db *sql.DB, name string, limits appdb.Limits, columns ...string) *appdb.Table {
	tb.Helper()
	t, err := appdb.Open(tb.Context(), db, name, limits, columns...)
	if err != nil || t == nil {
		tb.Fatalf("the table %s is %v, %v", name, t, err)
	}
	return t
}

// rows are what a query returns, a line each.
func rows(tb testing.TB, t *appdb.Table, q appdb.Query) []string {
	tb.Helper()
	var all []string
	err := t.Each(tb.Context(), q, func(v []any) error {
		s := appdb.Verbatim(q.Columns, v)
		if err := appdb.TooLong(q.Columns, v); err != nil {
			s += " " + err.Error()
		}
		all = append(all, s)
		return nil
	})
	if err != nil {
		tb.Error(err)
	}
	return all
}

func same(tb testing.TB, got []string, want ...string) {
	tb.Helper()
	if d := cmp.Diff(want, got); d != "" {
		tb.Errorf("-want +got:\n%s", d)
	}
}

// Columns that a version of the app does not have read as NULL and sort nothing;
// those that nobody knows stand in nobody's way, whatever they are called.
func TestColumnsVary(t *testing.T) {
	db := database(t, `CREATE TABLE "a ""b""" (id, "we""ird ", "")`, `INSERT INTO "a ""b""" VALUES (2, 'x', 0), (1, NULL, 0)`)
	table := opened(t, db, `a "b"`, appdb.Limits{`we"ird `: {Bytes: 10}}, "id")
	q := appdb.Query{Columns: []string{"id", "absent", `we"ird `}, Order: appdb.InOrder("gone", "id")}
	same(t, rows(t, table, q), `{"id":1}`, `{"id":2,"we\"ird ":"x"}`)
	if !table.Has("id") || table.Has("id", "absent") {
		t.Error("the columns are not known")
	}
	same(t, table.Columns(), "", "id", `we"ird `)
}

// A table that is not there has nothing, and is no error.
func TestNoTable(t *testing.T) {
	db := database(t, `CREATE TABLE real (a)`, `CREATE VIEW seen AS SELECT a FROM real`, `CREATE TEMP TABLE passing (a)`,
		`CREATE VIRTUAL TABLE virtual USING rtree(id, a, b)`)
	for _, name := range []string{"seen", "passing", "virtual", "other", "", "sqlite_schema'"} {
		table, err := appdb.Open(t.Context(), db, name, nil, "a")
		if table != nil || err != nil {
			t.Errorf("%q is %+v, %v", name, table, err)
		}
	}
	none, err := appdb.Open(t.Context(), nil, "real", nil)
	if none != nil || err != nil {
		t.Errorf("without a database there is %+v, %v", none, err)
	}
	if none.Has("a") || none.Each(t.Context(), appdb.Query{Columns: []string{"a"}}, nil) != nil {
		t.Error("what is not there has something")
	}
}

func TestLike(t *testing.T) {
	db := database(t, `CREATE TABLE Z_12MEMBERS (a)`, `CREATE VIEW Z_1MEMBERS AS SELECT 1`, `CREATE TABLE Z_MEMBERS (a)`)
	for pattern, want := range map[string]string{"Z_[0-9]*MEMBERS": "Z_12MEMBERS", "Z_M*": "Z_MEMBERS", "X*": "", "'": ""} {
		if got, err := appdb.Like(t.Context(), db, pattern); got != want || err != nil {
			t.Errorf("%s: %q, %v", pattern, got, err)
		}
	}
}

// Numbers sort as such even where they are written, bits that do not count do not
// sort, and a key that is too long comes first.
func TestOrder(t *testing.T) {
	db := database(t, `CREATE TABLE t (a, b)`, `INSERT INTO t VALUES ('10', 1), (9, 2), (`+strconv.Itoa(1<<40|3)+`, 3), ('`+strings.Repeat("1", 65)+`', 4)`)
	table := opened(t, db, "t", nil, "a", "b")
	for _, c := range []struct {
		order []appdb.By
		want  string
	}{
		{appdb.InOrder("a"), "4 2 3 1"}, // numbers before texts
		{[]appdb.By{{Column: "a", Number: true}}, "4 2 1 3"},
		{[]appdb.By{{Column: "a", Number: true, Mask: 0xff}}, "4 3 2 1"},
		{[]appdb.By{{Column: "a", Number: true, Mask: 8}, {Column: "b", Number: true}}, "4 3 1 2"},
	} {
		var got []string
		err := table.Each(t.Context(), appdb.Query{Columns: []string{"b"}, Order: c.order}, func(v []any) error {
			got = append(got, appdb.Text(v[0]))
			return nil
		})
		if s := strings.Join(got, " "); s != c.want || err != nil {
			t.Errorf("by %+v they come as %s, %v, want %s", c.order, s, err, c.want)
		}
	}
}

// What is longer than its limit is not read, and the reader is told which column it was;
// the limit may be another one in some rows.
func TestLimits(t *testing.T) {
	db := database(t, `CREATE TABLE t (kind, long, short)`,
		`INSERT INTO t VALUES (1, '12345', 'a'), (1, '123456', 'b'), (0, '123', 'c'), ('0', '1234', 'd'), (NULL, '가나', 'e'), (2, x'010203040506', zeroblob(4097))`)
	limits := appdb.Limits{"long": {Bytes: 5, Except: appdb.Except{Column: "kind", Is: 0, Bytes: 3}}}
	table := opened(t, db, "t", limits, "long")
	same(t, rows(t, table, appdb.Query{Columns: []string{"long", "short"}, Order: appdb.InOrder("short")}),
		`{} its long is too long to be read`, // both are, and the first is named
		`{"long":"12345","short":"a"}`, `{"short":"b"} its long is too long to be read`, `{"long":"123","short":"c"}`,
		`{"short":"d"} its long is too long to be read`, `{"short":"e"} its long is too long to be read`)
	bare := opened(t, database(t, `CREATE TABLE t (long)`, `INSERT INTO t VALUES ('12345')`), "t", limits, "long")
	same(t, rows(t, bare, appdb.Query{Columns: []string{"long"}}), `{"long":"12345"}`)
}

func TestWhere(t *testing.T) {
	db := database(t, `CREATE TABLE t (a, b, c DEFAULT 1)`, `INSERT INTO t (a, b) VALUES (1, 'y'), (0, 'x'), (0, 'z'), (0, NULL)`)
	table := opened(t, db, "t", nil, "a", "b")
	q := appdb.Query{Columns: []string{"a", "b"}, Where: appdb.Quoted("a") + " = 0", Order: appdb.InOrder("b")}
	same(t, rows(t, table, q), `{"a":0}`, `{"a":0,"b":"x"}`, `{"a":0,"b":"z"}`)
	v, err := table.One(t.Context(), "max(b)", []string{"a", "b"}, "WHERE a = 0")
	if appdb.Text(v) != "z" || err != nil {
		t.Errorf("the last is %v, %v", v, err)
	}
	if v, err = table.One(t.Context(), "b", []string{"b"}, "WHERE b = 'none'"); v != nil || err != nil {
		t.Errorf("what is not there is %v, %v", v, err)
	}
	var pairs []string
	for most, want := range map[int][]string{1: {"0 1"}, 10: {"0 1", "1 1"}} {
		pairs = nil
		err := table.Pairs(t.Context(), "a", "c", most, func(a, b any) { pairs = append(pairs, fmt.Sprint(a, " ", b)) })
		if err != nil || !slices.Equal(pairs, want) {
			t.Errorf("of %d pairs came %q, %v", most, pairs, err)
		}
	}
}

func TestFilled(t *testing.T) {
	db := database(t, `CREATE TABLE t (a)`, `INSERT INTO t VALUES (NULL), (''), (x''), ('x'), (1), (zeroblob(1000000))`)
	table := opened(t, db, "t", nil)
	for column, want := range map[string]int64{"a": 3, "b": 0} {
		if n, err := table.Filled(t.Context(), column); n != want || err != nil {
			t.Errorf("%d rows have a %s, %v", n, column, err)
		}
	}
}

// Indexes are not believed: a damaged one neither hides rows nor sorts them.
func TestDamagedIndex(t *testing.T) {
	db := database(t, `CREATE TABLE t (a, wide)`, `INSERT INTO t VALUES (3, zeroblob(999)), (1, zeroblob(999)), (2, zeroblob(999))`, `CREATE INDEX i ON t (a)`, `CREATE TABLE none (a)`, `CREATE INDEX j ON none (a)`,
		`PRAGMA writable_schema = ON`, `UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'j') WHERE name = 'i'`,
		`PRAGMA writable_schema = RESET`)
	table := opened(t, db, "t", nil, "a")
	same(t, rows(t, table, appdb.Query{Columns: []string{"a"}, Order: appdb.InOrder("a")}), `{"a":1}`, `{"a":2}`, `{"a":3}`)
}

// A default that every row has lies in the database once, and is not read for ever.
// Rows are sorted after those that are read were chosen, which are the first.
func TestLongDefault(t *testing.T) {
	db := database(t, `CREATE TABLE t (a)`, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 1000) INSERT INTO t SELECT 1000 - i FROM n`,
		`ALTER TABLE t ADD COLUMN b DEFAULT '`+strings.Repeat("x", 500_000)+`'`)
	table := opened(t, db, "t", appdb.Limits{"b": {Bytes: appdb.MaxText}}, "a", "b")
	var got []int64
	err := table.Each(t.Context(), appdb.Query{Columns: []string{"a", "b"}, Order: appdb.InOrder("a")}, func(v []any) error {
		n, _ := appdb.Number(v[0])
		got = append(got, n)
		return nil
	})
	n := len(got)
	if err != nil || !table.Endless || n == 0 || n > 10 || int64(n) != table.Rows || !strings.Contains(table.WhyEndless(), fmt.Sprint("the first ", n)) {
		t.Fatalf("%d rows of half a megabyte, %v: %s", n, err, table.WhyEndless())
	}
	if got[0] != int64(1000-n) || got[n-1] != 999 {
		t.Errorf("the first %d rows are %v", n, got)
	}
	if table = opened(t, db, "t", nil, "a"); table.Endless || table.Rows != 1000 {
		t.Errorf("of 1000 short rows %d are read", table.Rows)
	}
}

// A database whose pages point again and again to the same ones is read no further
// than it could reach.
func TestEndless(t *testing.T) {
	name := filepath.Join(t.TempDir(), "db")
	db := file(t, name, `PRAGMA page_size = 512`, `CREATE TABLE t (a)`,
		`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 20000) INSERT INTO t SELECT NULL FROM n`)
	if table := opened(t, db, "t", nil, "a"); table.Endless || table.Rows != 20000 {
		t.Errorf("of 20000 of the smallest rows %d are read", table.Rows)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	loop(t, data)
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	table := opened(t, file(t, name), "t", nil, "a")
	if most := int64(len(data)/6 + 1); !table.Endless || table.Rows != most {
		t.Errorf("of %d bytes come %d rows, want %d", len(data), table.Rows, most)
	}
	n := int64(0)
	if err := table.Each(t.Context(), appdb.Query{Columns: []string{"a"}}, func([]any) error { n++; return nil }); err != nil || n != table.Rows {
		t.Errorf("%d rows were read, %v", n, err)
	}
}

// loop makes every page that points to others point to the next such one alone, and the
// last to a leaf.
func loop(tb testing.TB, data []byte) {
	tb.Helper()
	var interior []int
	leaf := uint32(0)
	for p := 512; p < len(data); p += 512 {
		switch data[p] {
		case 5:
			interior = append(interior, p)
		case 13:
			leaf = uint32(p/512 + 1)
		}
	}
	if len(interior) < 4 {
		tb.Fatalf("%d pages point to others: the tree is too low to show anything", len(interior))
	}
	for i, p := range interior {
		page, to := data[p:p+512], leaf
		if i+1 < len(interior) {
			to = uint32(interior[i+1]/512 + 1)
		}
		for k := range int(binary.BigEndian.Uint16(page[3:])) {
			binary.BigEndian.PutUint32(page[binary.BigEndian.Uint16(page[12+2*k:]):], to)
		}
		binary.BigEndian.PutUint32(page[8:], to)
	}
}

// Errors of others come back as they are, and the end of a context bare.
func TestErrors(t *testing.T) {
	db := database(t, `CREATE TABLE t (a)`, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 2000) INSERT INTO t SELECT i FROM n`)
	table := opened(t, db, "t", nil, "a")
	q := appdb.Query{Columns: []string{"a"}}
	stop := errors.New("stop")
	if err := table.Each(t.Context(), q, func([]any) error { return stop }); err != stop { //nolint:errorlint // it comes bare
		t.Errorf("the callback's error came as %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	err := table.Each(ctx, q, func([]any) error {
		if n++; n == 10 {
			cancel()
		}
		return nil
	})
	if err != context.Canceled || n > 600 { //nolint:errorlint // it comes bare
		t.Errorf("after the end of the context came %d rows, %v", n, err)
	}
	if _, err := appdb.Open(ctx, db, "t", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("it was opened, %v", err)
	}
	q.Where = "no such"
	if err := table.Each(t.Context(), q, nil); err == nil || !strings.Contains(err.Error(), "read the table t: ") {
		t.Errorf("what SQLite says came as %v", err)
	}
	if err := appdb.Close(db, stop); err != stop { //nolint:errorlint // it comes bare
		t.Errorf("the error before the close is %v", err)
	}
	if err := appdb.Close(database(t), nil); err != nil {
		t.Error(err)
	}
}

// A database is known by its head, and its tables by their statements there, or in the
// log where none is in the head.
func TestLook(t *testing.T) {
	dir := t.TempDir()
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	look := func() appdb.Pages {
		t.Helper()
		p, err := appdb.Look(folder(t, dir), "db")
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	for _, s := range []string{"PRAGMA user_version = 1", "PRAGMA journal_mode = WAL"} {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if p := look(); !p.Database() || !p.Empty() {
		t.Errorf("a new database is %v, empty %v", p.Database(), p.Empty())
	}
	if _, err := db.ExecContext(t.Context(), `CREATE TABLE "chats" (id, "title" TEXT)`); err != nil {
		t.Fatal(err)
	}
	if p := look(); p.Empty() || appdb.Makes(p.Head, "chats") || !appdb.Makes(p.Log, "chats", "id", "title") {
		t.Errorf("the table in the log is not seen, of %d bytes", len(p.Log))
	}
	if _, err := db.ExecContext(t.Context(), "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	if p := look(); p.Empty() || !appdb.Makes(p.Head, "chats", "id", "title") || bytes.Contains(p.Log, []byte("chats")) {
		t.Error("the table in the head is not seen")
	}
}
