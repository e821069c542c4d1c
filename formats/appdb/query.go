package appdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// patience is how many rows are read between two looks at the context.
const patience = 500

// Query is what is read of a table.
type Query struct {
	Columns []string // 62 at most
	Where   string   // a condition, in SQL, of these columns; "": every row
	Order   []By
}

// By is one of the columns that rows are sorted by. One that the table does not have
// sorts nothing.
type By struct {
	Column string
	Number bool  // sorted as a number, even where it is a text
	Mask   int64 // bits of the number that count; 0: all
}

// InOrder sorts by some columns as they are.
func InOrder(columns ...string) []By {
	var all []By
	for _, c := range columns {
		all = append(all, By{Column: c})
	}
	return all
}

func (b By) sql() string {
	s := short(b.Column)
	if b.Number {
		s = "CAST(" + s + " AS INTEGER)"
	}
	if b.Mask != 0 {
		s = fmt.Sprintf("(%s & %d)", s, b.Mask)
	}
	return s
}

// tooLong is the name of one more column of from: its bits are set for those columns
// whose values are too long to be read.
const tooLong = "too long"

// from is what stands behind FROM: the rows that are read, with some columns. Without
// the OFFSET SQLite may take the limit for one of the sorted rows, and read all.
func (t *Table) from(columns ...string) string {
	var q strings.Builder
	q.WriteString("(SELECT 0")
	for i, c := range columns {
		if t.columns[c] {
			fmt.Fprintf(&q, " | ((ifnull(octet_length(%s), 0) > %s) << %d)", Quoted(c), t.limit(c), i)
		}
	}
	q.WriteString(" AS " + Quoted(tooLong))
	for _, c := range columns {
		q.WriteString(", " + t.column(c) + " AS " + Quoted(c))
	}
	fmt.Fprintf(&q, " FROM %s NOT INDEXED LIMIT %d OFFSET 0)", Quoted(t.Name), t.Rows)
	return q.String()
}

// Each calls f with the values of every row, and behind them a number for TooLong.
// The slice is f's only until it returns, and f makes no query of its own.
func (t *Table) Each(ctx context.Context, query Query, f func(values []any) error) error {
	if t == nil {
		return nil
	}
	rows, err := t.db.QueryContext(ctx, t.text(query))
	if err != nil {
		return t.failed(ctx, err)
	}
	defer rows.Close() //nolint:errcheck // Err tells
	values := make([]any, len(query.Columns)+1)
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

// text is a query in SQL.
func (t *Table) text(query Query) string {
	all := slices.Clone(query.Columns)
	var q, order strings.Builder
	sep := " ORDER BY "
	for _, b := range query.Order {
		if !t.columns[b.Column] {
			continue
		}
		order.WriteString(sep + b.sql())
		sep = ", "
		if !slices.Contains(all, b.Column) {
			all = append(all, b.Column)
		}
	}
	q.WriteString("SELECT ")
	for _, c := range query.Columns {
		q.WriteString(Quoted(c) + ", ")
	}
	q.WriteString(Quoted(tooLong) + " FROM " + t.from(all...))
	if query.Where != "" {
		q.WriteString(" WHERE " + query.Where)
	}
	return q.String() + order.String()
}

// One returns an expression of some columns, in SQL, with what stands behind FROM: a
// condition, a limit. nil: there is no row.
func (t *Table) One(ctx context.Context, expression string, columns []string, rest string) (any, error) {
	var v any
	err := t.db.QueryRowContext(ctx, "SELECT "+expression+" FROM "+t.from(columns...)+" "+rest).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // the doc comment says so
	}
	return v, t.failed(ctx, err)
}

// Pairs calls f with what stands together in two columns, each pair once, sorted, and
// so many of them at the most.
func (t *Table) Pairs(ctx context.Context, a, b string, most int, f func(a, b any)) error {
	q := fmt.Sprintf("SELECT DISTINCT %s, %s FROM %s ORDER BY 1, 2 LIMIT %d", short(a), short(b), t.from(a, b), most) //nolint:gosec // names are quoted
	rows, err := t.db.QueryContext(ctx, q)
	if err != nil {
		return t.failed(ctx, err)
	}
	defer rows.Close() //nolint:errcheck // Err tells
	for rows.Next() {
		var x, y any
		if err := rows.Scan(&x, &y); err != nil {
			return t.failed(ctx, err)
		}
		f(x, y)
	}
	return t.failed(ctx, rows.Err())
}

// Filled counts the rows in which a column is neither NULL nor empty, however long it
// is.
func (t *Table) Filled(ctx context.Context, column string) (int64, error) {
	if !t.Has(column) {
		return 0, nil
	}
	var n int64
	q := fmt.Sprintf("SELECT count(*) FROM (SELECT octet_length(%s) AS n FROM %s NOT INDEXED LIMIT %d OFFSET 0) WHERE n > 0", //nolint:gosec // names are quoted
		Quoted(column), Quoted(t.Name), t.Rows)
	err := t.db.QueryRowContext(ctx, q).Scan(&n)
	return n, t.failed(ctx, err)
}

func (t *Table) failed(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err == nil:
		return nil
	}
	return fmt.Errorf("read the table %s: %w", t.Name, err)
}

// Close closes a database and adds what comes of that only where nothing was wrong
// before: an error of a callback goes back unchanged.
func Close(db *sql.DB, err error) error {
	if cerr := db.Close(); err == nil {
		return cerr
	}
	return err
}
