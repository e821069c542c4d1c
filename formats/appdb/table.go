package appdb

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Usual longest values, in bytes. A message with one that is longer is kept as an
// Unread; elsewhere a longer one reads as NULL.
const (
	MaxText = 16 << 20 // the text of a message
	MaxPart = 1 << 20  // what is parsed
	MaxWord = 4 << 10  // names, numbers and all else: of columns without a Limit
	MaxKey  = 64       // what rows are sorted by
)

// Limits are the longest values that are read, by their columns.
type Limits map[string]Limit

// Limit is how long the values of a column may be, in bytes.
type Limit struct {
	Bytes  int
	Except Except // rows that have another limit; the zero value: none have
}

// Except are the rows in which a column is a number, and how long a value may be there.
type Except struct {
	Column string
	Is     int64
	Bytes  int
}

// A database whose pages point again and again to one page yields rows without end.
// None can have more than lie in it once: a row takes 4 bytes for its cell and 2 for
// the pointer to it at least. Its texts are no longer than the database, or 1.5 times
// as long where that is in UTF-16, or a little more where they are defaults.
const (
	minRow   = 6
	maxTimes = 4
)

// Table is a table of a database: a real one, no view, whose columns are known. Of nil,
// which is one that is not there, Has and Each may be called.
type Table struct {
	Name    string
	Rows    int64 // that are read, from the first on
	Endless bool  // there are more than the database has room for

	db      *sql.DB
	columns map[string]bool
	limits  Limits
}

// Open finds a table, of which columns are going to be read. nil: there is none of that
// name, or no database.
func Open(ctx context.Context, db *sql.DB, name string, limits Limits, columns ...string) (*Table, error) {
	if db == nil {
		return nil, nil //nolint:nilnil // the doc comment says so
	}
	var n int
	const real = "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND name = ? AND type = 'table'"
	if err := db.QueryRowContext(ctx, real, name).Scan(&n); err != nil {
		return nil, fmt.Errorf("look for the table %s: %w", name, err)
	}
	if n != 1 {
		return nil, nil //nolint:nilnil // the doc comment says so
	}
	t := &Table{Name: name, db: db, columns: map[string]bool{}, limits: limits}
	if err := t.list(ctx); err != nil {
		return nil, fmt.Errorf("list the columns of %s: %w", name, err)
	}
	var size int64
	if err := db.QueryRowContext(ctx, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").Scan(&size); err != nil {
		return nil, fmt.Errorf("measure the database: %w", err)
	}
	return t, t.measure(ctx, columns, size/minRow+1, maxTimes*size)
}

// Like returns the name of a table that fits a pattern of GLOB; "": none does.
func Like(ctx context.Context, db *sql.DB, pattern string) (string, error) {
	const names = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name GLOB ? LIMIT 1"
	rows, err := db.QueryContext(ctx, names, pattern)
	if err != nil {
		return "", fmt.Errorf("look for a table %s: %w", pattern, err)
	}
	defer rows.Close() //nolint:errcheck // Err tells
	name := ""
	if rows.Next() {
		if err := rows.Scan(&name); err != nil {
			return "", fmt.Errorf("look for a table %s: %w", pattern, err)
		}
	}
	if err := rows.Err(); err != nil {
		return "", fmt.Errorf("look for a table %s: %w", pattern, err)
	}
	return name, nil
}

func (t *Table) list(ctx context.Context) error {
	rows, err := t.db.QueryContext(ctx, "SELECT name FROM pragma_table_info(?)", t.Name)
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
func (t *Table) measure(ctx context.Context, columns []string, most, bytes int64) error {
	var q strings.Builder
	q.WriteString("SELECT 0")
	for _, c := range columns {
		fmt.Fprintf(&q, " + ifnull(octet_length(%s), 0)", t.column(c))
	}
	fmt.Fprintf(&q, " FROM %s NOT INDEXED LIMIT %d", Quoted(t.Name), most+1)
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
		if bytes -= n; t.Rows == most || bytes < 0 {
			t.Endless = true
			return nil
		}
		t.Rows++
	}
	return t.failed(ctx, rows.Err())
}

// Has reports whether the table has all of some columns.
func (t *Table) Has(columns ...string) bool {
	return t != nil && !slices.ContainsFunc(columns, func(c string) bool { return !t.columns[c] })
}

// Columns are the names of the columns, sorted.
func (t *Table) Columns() []string { return slices.Sorted(maps.Keys(t.columns)) }

// limit is the longest value of a column that is read, in SQL.
func (t *Table) limit(column string) string {
	l, ok := t.limits[column]
	switch {
	case !ok:
		return strconv.Itoa(MaxWord)
	case l.Except.Column != "" && t.columns[l.Except.Column]:
		return fmt.Sprintf("CASE CAST(%s AS INTEGER) WHEN %d THEN %d ELSE %d END", short(l.Except.Column), l.Except.Is, l.Except.Bytes, l.Bytes)
	}
	return strconv.Itoa(l.Bytes)
}

// column is a column of a query. Absent ones are NULL: schemas vary by version.
func (t *Table) column(name string) string {
	if !t.columns[name] {
		return "NULL"
	}
	return atMost(name, t.limit(name))
}

// short is a column where it is a key.
func short(name string) string { return atMost(name, strconv.Itoa(MaxKey)) }

func atMost(name, limit string) string {
	return fmt.Sprintf("CASE WHEN octet_length(%[1]s) <= %[2]s THEN %[1]s END", Quoted(name), limit)
}

// Quoted is a name as it stands in SQL.
func Quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// WhyEndless says what is wrong with a table that is Endless, for Damaged.
func (t *Table) WhyEndless() string {
	return fmt.Sprintf("the table %s has more than the database has room for: its rows after the first %d are not read", t.Name, t.Rows)
}
