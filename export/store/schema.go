//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
)

// The places of the numbers in a database's header that tell whether it is ours.
// https://www.sqlite.org/fileformat2.html#the_database_header
const (
	headerSize     = 100
	magic          = "SQLite format 3\x00"
	pageSizeAt     = 16
	writeVersionAt = 18 // 1: no log; 2: a write-ahead log
	readVersionAt  = 19
	encodingAt     = 56
	userVersionAt  = 60
	applicationAt  = 68
	utf8Encoding   = 1
)

// checkHeader looks at the first bytes of a database before SQLite does.
func checkHeader(r PageFile) error {
	var h [headerSize]byte
	if n, err := r.ReadAt(h[:], 0); n < len(h) {
		if errors.Is(err, io.EOF) && !errors.Is(err, ErrDamaged) {
			return ErrNotStore
		}
		return fmt.Errorf("read the database: %w", err)
	}
	number := func(at int) uint32 { return binary.BigEndian.Uint32(h[at:]) }
	if string(h[:len(magic)]) != magic || number(applicationAt) != applicationID || number(userVersionAt) < 1 {
		return ErrNotStore
	}
	if number(userVersionAt) > version {
		return ErrNewer
	}
	if size := binary.BigEndian.Uint16(h[pageSizeAt:]); size != pageSize {
		return fmt.Errorf("%w: its pages have %d bytes, not %d", ErrDamaged, size, pageSize)
	}
	if h[writeVersionAt] != 1 || h[readVersionAt] != 1 {
		return fmt.Errorf("%w: it wants a write-ahead log", ErrDamaged)
	}
	if number(encodingAt) != utf8Encoding {
		return fmt.Errorf("%w: its texts are not UTF-8", ErrDamaged)
	}
	return nil
}

// object is a row of sqlite_schema but for its SQL and its root page.
type object struct{ kind, name, table string }

// ourSchema is what stands in sqlite_schema where schema.sql was run.
//
//nolint:gochecknoglobals // it is the same for ever, and costs a database to find out
var ourSchema = sync.OnceValues(func() (map[object]string, error) {
	c, err := connect("/schema", dialOptions{mode: "memory"}, nil)
	if err != nil {
		return nil, err
	}
	err = c.exec(context.Background(), schema)
	var list map[object]string
	if err == nil {
		list, err = readSchema(c)
	}
	return list, errors.Join(err, c.close())
})

// checkSchema reports ErrDamaged unless sqlite_schema equals ours, row for row,
// in any order. Of a statement, comments and white space do not count: SQLite
// keeps those of the schema.sql that made the store, which may be worded
// otherwise by now.
func checkSchema(c *conn) error {
	want, err := ourSchema()
	if err != nil {
		return fmt.Errorf("find out the schema: %w", err)
	}
	got, err := readSchema(c)
	if err != nil {
		return err
	}
	for _, o := range slices.SortedFunc(maps.Keys(got), compareObjects) {
		sql, ok := want[o]
		switch {
		case !ok:
			return fmt.Errorf("%w: %w: %s %q", ErrDamaged, ErrSchema, o.kind, o.name)
		case sql != got[o]:
			return fmt.Errorf("%w: %s %q is not what it is in a store", ErrDamaged, o.kind, o.name)
		}
	}
	for _, o := range slices.SortedFunc(maps.Keys(want), compareObjects) {
		if _, ok := got[o]; !ok {
			return fmt.Errorf("%w: %s %q is not there", ErrDamaged, o.kind, o.name)
		}
	}
	return nil
}

func compareObjects(a, b object) int { return strings.Compare(a.name, b.name) }

// maxObjects is more than a store has.
const maxObjects = 1000

func readSchema(c *conn) (map[object]string, error) {
	list := map[object]string{}
	err := c.each(context.Background(), "SELECT type, name, tbl_name, sql FROM sqlite_schema LIMIT 1000", nil, func(row []driver.Value) error {
		o := object{text(row[0]), text(row[1]), text(row[2])}
		if _, twice := list[o]; twice || len(list) == maxObjects-1 {
			return fmt.Errorf("%w: %s %q is there twice", ErrDamaged, o.kind, o.name)
		}
		list[o] = bare(text(row[3]))
		return nil
	})
	return list, err
}

// bare takes comments out of a statement, and makes all white space between two
// words one space. Quoted words stay as they are. It reads as SQLite's tokenizer
// does; a NUL, at which that one stops, stays too, so that what is behind it
// counts.
func bare(sql string) string {
	var b []byte
	for i := 0; i < len(sql); {
		end, kept := i+1, true
		switch c := sql[i]; {
		case strings.IndexByte(" \t\n\f\r", c) >= 0:
			kept = false
		case strings.HasPrefix(sql[i:], "--"):
			end, kept = after(sql, i, "\n"), false
		case strings.HasPrefix(sql[i:], "/*"):
			end, kept = after(sql, i+2, "*/"), false
		case c == '\'' || c == '"' || c == '`':
			end = after(sql, i+1, string(c))
		case c == '[':
			end = after(sql, i, "]")
		}
		switch {
		case strings.IndexByte(sql[i:end], 0) >= 0:
			return string(b) + sql[i:]
		case kept:
			b = append(b, sql[i:end]...)
		case len(b) > 0 && b[len(b)-1] != ' ':
			b = append(b, ' ')
		}
		i = end
	}
	return string(b)
}

// after returns the place behind the next occurrence of mark.
func after(sql string, from int, mark string) int {
	if n := strings.Index(sql[from:], mark); n >= 0 {
		return from + n + len(mark)
	}
	return len(sql)
}
