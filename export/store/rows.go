//go:build cgo

package store

import (
	"database/sql/driver"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// How many rows one INSERT takes, and after how many bytes of text it goes
// early, so that long texts do not pile up. More rows gain nothing.
const (
	rowsPerInsert  = 50
	bytesPerInsert = 1 << 20
)

// inserter collects rows of one table and inserts many at once.
type inserter struct {
	c       *conn
	table   string
	columns []string
	args    []driver.Value // row after row
	bytes   int            // of text in args
	full    *sqlite3.SQLiteStmt

	// Binding a value costs about as much as storing it. Columns that often have
	// one value for fifty rows, as the chat has, are then bound once.
	shared []int
	packed []driver.Value
	even   *sqlite3.SQLiteStmt
}

// newInserter makes an inserter; a column with a star is often the same for many
// rows.
func newInserter(c *conn, table, columns string) *inserter {
	t := &inserter{c: c, table: table, columns: strings.Fields(columns)}
	for i, name := range t.columns {
		if name, star := strings.CutSuffix(name, "*"); star {
			t.columns[i] = name
			t.shared = append(t.shared, i)
		}
	}
	return t
}

// add adds a row; values are in the order of the columns.
func (t *inserter) add(values ...driver.Value) error {
	t.args = append(t.args, values...)
	for _, v := range values {
		if s, ok := v.(string); ok {
			t.bytes += len(s)
		}
	}
	return t.added()
}

// added inserts if enough has come together in args.
func (t *inserter) added() error {
	if len(t.args) < rowsPerInsert*len(t.columns) && t.bytes < bytesPerInsert {
		return nil
	}
	return t.flush()
}

// flush inserts what there is.
func (t *inserter) flush() error {
	rows := len(t.args) / len(t.columns)
	if rows == 0 {
		return nil
	}
	err := t.insert(rows)
	clear(t.args)
	clear(t.packed)
	t.args, t.bytes = t.args[:0], 0
	return err
}

func (t *inserter) insert(rows int) (err error) {
	switch {
	case rows < rowsPerInsert:
		st, err := t.c.prepare(t.statement(rows, nil))
		if err != nil {
			return err
		}
		_, err = st.Exec(t.args)
		return errors.Join(t.c.explain(err), st.Close())
	case t.pack():
		if t.even == nil {
			t.even, err = t.c.prepare(t.statement(rows, t.shared))
		}
		if err == nil {
			_, err = t.even.Exec(t.packed)
		}
	default:
		if t.full == nil {
			t.full, err = t.c.prepare(t.statement(rows, nil))
		}
		if err == nil {
			_, err = t.full.Exec(t.args)
		}
	}
	return t.c.explain(err)
}

// pack puts args into packed, shared values first and once. It reports false
// where they differ.
func (t *inserter) pack() bool {
	if len(t.shared) == 0 {
		return false
	}
	t.packed = t.packed[:0]
	for _, i := range t.shared {
		v := t.args[i]
		for j := i; j < len(t.args); j += len(t.columns) {
			if t.args[j] != v {
				return false
			}
		}
		t.packed = append(t.packed, v)
	}
	for row := range slices.Chunk(t.args, len(t.columns)) {
		from := 0
		for _, i := range t.shared {
			t.packed = append(t.packed, row[from:i]...)
			from = i + 1
		}
		t.packed = append(t.packed, row[from:]...)
	}
	return true
}

// statement writes an INSERT of that many rows, its parameters in the order of
// pack.
func (t *inserter) statement(rows int, shared []int) string {
	var b strings.Builder
	b.WriteString("INSERT INTO " + t.table + " (" + strings.Join(t.columns, ",") + ") VALUES ")
	next := len(shared)
	for row := range rows {
		for i := range t.columns {
			n := slices.Index(shared, i) + 1
			if n == 0 {
				next++
				n = next
			}
			b.WriteString(separator(row, i) + "?" + strconv.Itoa(n))
		}
		b.WriteByte(')')
	}
	return b.String()
}

func separator(row, column int) string {
	switch {
	case column > 0:
		return ","
	case row > 0:
		return ",("
	}
	return "("
}

func (t *inserter) close() error {
	var err error
	for _, st := range []*sqlite3.SQLiteStmt{t.full, t.even} {
		if st != nil {
			err = errors.Join(err, st.Close())
		}
	}
	t.full, t.even = nil, nil
	return err
}
