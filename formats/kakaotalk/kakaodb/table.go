package kakaodb

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxCell is the longest value that is read, in bytes.
const maxCell = 16 << 20

// maxKey is the longest value that rows are sorted by, in bytes.
const maxKey = 64

// patience is how many rows are read between two looks at the context.
const patience = 500

// table is a table of a database: a real one, no view, whose columns are known.
type table struct {
	db      *sql.DB
	name    string
	columns map[string]bool
}

// openTable finds a table. nil: there is none of that name.
func openTable(ctx context.Context, db *sql.DB, name string) (*table, error) {
	if db == nil {
		return nil, nil //nolint:nilnil // the file of the table was not given
	}
	var n int
	const real = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ? AND rootpage > 0"
	if err := db.QueryRowContext(ctx, real, name).Scan(&n); err != nil {
		return nil, fmt.Errorf("look for the table %s: %w", name, err)
	}
	if n != 1 {
		return nil, nil //nolint:nilnil // the doc comment says so
	}
	t := &table{db: db, name: name, columns: map[string]bool{}}
	rows, err := db.QueryContext(ctx, "SELECT name FROM pragma_table_info(?)", name)
	if err != nil {
		return nil, fmt.Errorf("list the columns of %s: %w", name, err)
	}
	defer rows.Close() //nolint:errcheck // Err tells
	for rows.Next() {
		var column string
		if err := rows.Scan(&column); err != nil {
			return nil, fmt.Errorf("list the columns of %s: %w", name, err)
		}
		t.columns[column] = true
	}
	return t, rows.Err()
}

// column is a column of a query. Absent ones are NULL: schemas vary by version.
func (t *table) column(name string) string {
	if !t.columns[name] {
		return "NULL"
	}
	return fmt.Sprintf("CASE WHEN octet_length(%[1]s) <= %[2]d THEN %[1]s END", quoted(name), maxCell)
}

func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// each calls f with the values of every row, in the order of some columns. The
// slice is f's only until it returns, and f makes no query of its own. Indexes are
// not used: they may be damaged, or sorted by rules that only the app knows.
func (t *table) each(ctx context.Context, columns, order []string, f func([]any) error) error {
	return t.where(ctx, "", columns, order, f)
}

// where is each, for the rows that meet a condition.
func (t *table) where(ctx context.Context, condition string, columns, order []string, f func([]any) error) error {
	if t == nil {
		return nil
	}
	var q strings.Builder
	q.WriteString("SELECT ")
	for i, c := range columns {
		if i > 0 {
			q.WriteString(", ")
		}
		q.WriteString(t.column(c))
	}
	q.WriteString(" FROM " + quoted(t.name) + " NOT INDEXED" + condition)
	sep := " ORDER BY "
	for _, c := range order {
		if t.columns[c] {
			q.WriteString(sep + fmt.Sprintf("CASE WHEN octet_length(%[1]s) <= %[2]d THEN %[1]s END", quoted(c), maxKey))
			sep = ", "
		}
	}
	rows, err := t.db.QueryContext(ctx, q.String())
	if err != nil {
		return t.failed(ctx, err)
	}
	defer rows.Close() //nolint:errcheck // Err tells
	values := make([]any, len(columns))
	into := make([]any, len(columns))
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

// number reads a value as a whole number, be it written as text.
func number(v any) (int64, bool) {
	switch v := v.(type) {
	case int64:
		return v, true
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
			return int64(v), true
		}
	case string:
		n, err := strconv.ParseInt(v, 10, 64)
		return n, err == nil
	case []byte:
		return number(string(v))
	}
	return 0, false
}

// text reads a value as text. Bytes that are not UTF-8 are no text.
func text(v any) string {
	switch v := v.(type) {
	case string:
		if utf8.ValidString(v) {
			return v
		}
	case []byte:
		if utf8.Valid(v) {
			return string(v)
		}
	case int64:
		return strconv.FormatInt(v, 10)
	}
	return ""
}

// isText reports whether nothing is lost by reading v as text.
func isText(v any) bool {
	switch v := v.(type) {
	case nil, int64:
		return true
	case string:
		return utf8.ValidString(v)
	case []byte:
		return utf8.Valid(v)
	}
	return false
}

// verbatim is a row as a JSON object; bytes that are no text are in base64.
func verbatim(columns []string, values []any) string {
	b := []byte{'{'}
	for i, c := range columns {
		if values[i] == nil {
			continue
		}
		if len(b) > 1 {
			b = append(b, ',')
		}
		v := values[i]
		if raw, ok := v.([]byte); ok && utf8.Valid(raw) {
			v = string(raw)
		} else if s, ok := v.(string); ok && !utf8.ValidString(s) {
			v = []byte(s)
		}
		key, err1 := json.Marshal(c)
		value, err2 := json.Marshal(v)
		if err1 != nil || err2 != nil { // an infinite number
			continue
		}
		b = append(append(append(b, key...), ':'), value...)
	}
	return string(append(b, '}'))
}
