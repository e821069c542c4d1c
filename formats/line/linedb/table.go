package linedb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// The longest values that are read, in bytes. A message with one that is longer is
// kept as an Unread; elsewhere a longer one reads as NULL.
const (
	maxCell = 16 << 20 // the text of a message
	maxPart = 1 << 20  // what is parsed
	maxWord = 4 << 10  // names, numbers and all else
	maxKey  = 64       // what rows are sorted by
)

// limit is the longest value of a column that is read.
func limit(column string) int {
	switch column {
	case "content", "ZTEXT":
		return maxCell
	case "parameter", "chunks", "ZCONTENTMETADATA":
		return maxPart
	}
	return maxWord
}

// A database whose pages point again and again to one page yields rows without end.
// None can have more than lie in it once: a row takes 4 bytes for its cell and 2 for
// the pointer to it at least. Its texts are no longer than the database, or 1.5 times
// as long where that is in UTF-16, or a little more where they are defaults.
const (
	minRow   = 6
	maxTimes = 4
)

// patience is how many rows are read between two looks at the context.
const patience = 500

// table is a table of a database: a real one, no view, whose columns are known.
type table struct {
	db      *sql.DB
	name    string
	columns map[string]bool
	rows    int64 // that are read, from the first on
	endless bool  // there are more than the database has room for
}

// openTable finds a table, of which columns are going to be read. nil: there is none
// of that name.
func openTable(ctx context.Context, db *sql.DB, name string, columns ...string) (*table, error) {
	var n int
	const real = "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND name = ? AND type = 'table'"
	if err := db.QueryRowContext(ctx, real, name).Scan(&n); err != nil {
		return nil, fmt.Errorf("look for the table %s: %w", name, err)
	}
	if n != 1 {
		return nil, nil //nolint:nilnil // the doc comment says so
	}
	t := &table{db: db, name: name, columns: map[string]bool{}}
	if err := t.list(ctx); err != nil {
		return nil, fmt.Errorf("list the columns of %s: %w", name, err)
	}
	var size int64
	if err := db.QueryRowContext(ctx, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").Scan(&size); err != nil {
		return nil, fmt.Errorf("measure the database: %w", err)
	}
	return t, t.measure(ctx, columns, size/minRow+1, maxTimes*size)
}

func (t *table) list(ctx context.Context) error {
	rows, err := t.db.QueryContext(ctx, "SELECT name FROM pragma_table_info(?)", t.name)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // Err tells
	for rows.Next() {
		var column string
		if err := rows.Scan(&column); err != nil {
			return err
		}
		t.columns[column] = true
	}
	return rows.Err()
}

// measure finds out how many rows may be read: so many, with so many bytes in columns.
// It reads no values, only how long they are.
func (t *table) measure(ctx context.Context, columns []string, most, bytes int64) error {
	var q strings.Builder
	q.WriteString("SELECT 0")
	for _, c := range columns {
		fmt.Fprintf(&q, " + ifnull(octet_length(%s), 0)", t.column(c))
	}
	fmt.Fprintf(&q, " FROM %s NOT INDEXED LIMIT %d", quoted(t.name), most+1)
	rows, err := t.db.QueryContext(ctx, q.String())
	if err != nil {
		return t.failed(ctx, err)
	}
	defer rows.Close() //nolint:errcheck // Err tells
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return t.failed(ctx, err)
		}
		if bytes -= n; t.rows == most || bytes < 0 {
			t.endless = true
			return nil
		}
		t.rows++
	}
	return t.failed(ctx, rows.Err())
}

// column is a column of a query. Absent ones are NULL: schemas vary by version.
func (t *table) column(name string) string {
	if !t.columns[name] {
		return "NULL"
	}
	return atMost(name, limit(name))
}

// short is a column where it is a key.
func short(name string) string { return atMost(name, maxKey) }

func atMost(name string, limit int) string {
	return fmt.Sprintf("CASE WHEN octet_length(%[1]s) <= %[2]d THEN %[1]s END", quoted(name), limit)
}

// tooLong is the name of one more column of from: its bits are set for those columns
// whose values are too long to be read.
const tooLong = "too long"

// from is what stands behind FROM: the rows that are read, with some columns.
// Indexes are not used: they may be damaged, or sorted by rules that only the app
// knows. Without the OFFSET SQLite may take the limit for one of the sorted rows, and
// read all.
func (t *table) from(columns ...string) string {
	var q strings.Builder
	q.WriteString("(SELECT 0")
	for i, c := range columns {
		if t.columns[c] {
			fmt.Fprintf(&q, " | ((ifnull(octet_length(%s), 0) > %d) << %d)", quoted(c), limit(c), i)
		}
	}
	q.WriteString(" AS " + quoted(tooLong))
	for _, c := range columns {
		q.WriteString(", " + t.column(c) + " AS " + quoted(c))
	}
	q.WriteString(" FROM " + quoted(t.name) + " NOT INDEXED LIMIT " + strconv.FormatInt(t.rows, 10) + " OFFSET 0)")
	return q.String()
}

func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// by is one of the columns that rows are sorted by.
type by struct {
	column string
	number bool  // sorted as a number, even where it is a text
	mask   int64 // bits of the number that count; 0: all
}

func (b by) sql() string {
	s := short(b.column)
	if b.number {
		s = "CAST(" + s + " AS INTEGER)"
	}
	if b.mask != 0 {
		s = fmt.Sprintf("(%s & %d)", s, b.mask)
	}
	return s
}

// each calls f with the values of every row, in some order, and behind them the bits
// of tooLong. The slice is f's only until it returns, and f makes no query of its own.
func (t *table) each(ctx context.Context, columns []string, order []by, f func([]any) error) error {
	if t == nil {
		return nil
	}
	all := slices.Clone(columns)
	var q, sorted strings.Builder
	sep := " ORDER BY "
	for _, b := range order {
		if t.columns[b.column] {
			sorted.WriteString(sep + b.sql())
			sep = ", "
			if !slices.Contains(all, b.column) {
				all = append(all, b.column)
			}
		}
	}
	q.WriteString("SELECT ")
	for _, c := range columns {
		q.WriteString(quoted(c) + ", ")
	}
	q.WriteString(quoted(tooLong) + " FROM " + t.from(all...) + sorted.String())
	rows, err := t.db.QueryContext(ctx, q.String())
	if err != nil {
		return t.failed(ctx, err)
	}
	defer rows.Close() //nolint:errcheck // Err tells
	values := make([]any, len(columns)+1)
	into := make([]any, len(values))
	for i := range values {
		into[i] = &values[i]
	}
	for n := 0; rows.Next(); n++ {
		if n%patience == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := rows.Scan(into...); err != nil {
			return t.failed(ctx, err)
		}
		if err := f(values); err != nil {
			return err
		}
	}
	return t.failed(ctx, rows.Err())
}

func (t *table) failed(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err == nil:
		return nil
	}
	return fmt.Errorf("read the table %s: %w", t.name, err)
}

// one returns the result of a query of one row and column; nil where there is none.
func (t *table) one(ctx context.Context, query string) (any, error) {
	var v any
	err := t.db.QueryRowContext(ctx, query).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // the doc comment says so
	}
	return v, t.failed(ctx, err)
}
