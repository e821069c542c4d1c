//go:build cgo

package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"syscall"
	"testing"

	"exile/export"
)

// TestHostileSchema: a vault whose database has anything but our tables is not
// opened.
func TestHostileSchema(t *testing.T) {
	for _, test := range []struct{ name, statements, want string }{
		{"nothing", "SELECT 1", ""},
		{"a trigger", "CREATE TRIGGER x AFTER INSERT ON messages BEGIN DELETE FROM people; END", `trigger "x"`},
		{"a view", "CREATE VIEW x AS SELECT load_extension('x')", `view "x"`},
		{"a table", "CREATE TABLE x (a)", `table "x"`},
		{"an index", "CREATE INDEX x ON messages (text)", `index "x"`},
		{"an index of an expression", "CREATE INDEX x ON messages (lower(text))", `index "x"`},
		{"a generated column", "ALTER TABLE settings ADD COLUMN x TEXT AS (upper(value))", `table "settings"`},
		{"a column more", "ALTER TABLE people ADD COLUMN x TEXT", `table "people"`},
		{"a check", "DROP TABLE settings; CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL CHECK (value <> 'a')) STRICT, WITHOUT ROWID", `table "settings"`},
		{"a virtual table", "CREATE VIRTUAL TABLE x USING fts3(a)", "x_segdir"},
		{"another view", "DROP VIEW v_people; CREATE VIEW v_people AS SELECT randomblob(1e9)", `view "v_people"`},
		{"no index", "DROP INDEX messages_by_time", `index "messages_by_time"`},
		{"statistics", "ANALYZE", "sqlite_stat1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			v := changed(t, test.statements)
			for _, mode := range []Mode{ReadOnly, ReadWrite} {
				s, err := OpenVault(v, mode)
				if err == nil {
					closeStore(t, s)
				}
				if test.want == "" && err != nil || test.want != "" && (!errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), test.want)) {
					t.Errorf("mode %d: %v", mode, err)
				}
			}
		})
	}
}

func TestBare(t *testing.T) {
	for _, test := range []struct{ a, b string }{
		{"CREATE TABLE a ( -- one\n  b)", "CREATE TABLE a ( b)"},
		{"a /* x ' */ b", "a b"},
		{"a -- 'x\n'--y' b", "a '--y' b"},
		{"a\t\r\n\f b", "a b"},
		{"a'it''s  --'b", "a'it''s  --'b"},
		{`a"  /*"b`, `a"  /*"b`},
		{"a[  ]`  `b", "a[  ]`  `b"},
		{"a\vb", "a\vb"},
		{"a -- x\x00 b", "a -- x\x00 b"},
		{"a '\x00' b", "a '\x00' b"},
		{"a /* x", "a "},
		{"a 'x", "a 'x"},
	} {
		if got := bare(test.a); got != test.b {
			t.Errorf("%q became %q, not %q", test.a, got, test.b)
		}
	}
}

func TestVaultHeader(t *testing.T) {
	good := family(t, 10).db.data
	changed := func(at int, with ...byte) []byte {
		data := slices.Clone(good)
		copy(data[at:], with)
		return data
	}
	for _, test := range []struct {
		name string
		data []byte
		want error
	}{
		{"good", good, nil},
		{"nothing", nil, ErrNoStore},
		{"a few bytes", good[:50], ErrNotStore},
		{"a text", []byte(strings.Repeat("hello ", 100)), ErrNotStore},
		{"other app", changed(applicationAt, 0), ErrNotStore},
		{"unfinished", changed(userVersionAt, 0, 0, 0, 0), ErrNotStore},
		{"newer", changed(userVersionAt, 0, 0, 0, 2), ErrNewer},
		{"small pages", changed(pageSizeAt, 2, 0), ErrDamaged},
		{"a log", changed(writeVersionAt, 2, 2), ErrDamaged},
		{"UTF-16", changed(encodingAt, 0, 0, 0, 2), ErrDamaged},
		{"half of it", good[:len(good)/2], ErrDamaged},
		{"a page", good[:pageSize], ErrDamaged},
		{"no tables", changed(headerSize, make([]byte, 4000)...), ErrDamaged},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, err := OpenVault(newFakeVault(test.data), ReadOnly)
			if err == nil && errors.Is(test.want, ErrDamaged) { // found when it is read
				err = readThrough(t, s)
				closeStore(t, s)
				s = nil
			}
			if !errors.Is(err, test.want) || (test.want == nil) != (err == nil) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			if s != nil {
				closeStore(t, s)
			}
		})
	}
	if _, err := CreateVault(newFakeVault(good)); !errors.Is(err, ErrExists) {
		t.Errorf("CreateVault over a store: %v", err)
	}
}

// readThrough reads all messages of the first chat.
func readThrough(t *testing.T, s *Store) error {
	t.Helper()
	for _, err := range s.View().Messages(t.Context(), 1, export.Range{}) {
		if err != nil {
			return err
		}
	}
	return nil
}

// TestEveryReadFails has each read of a vault fail in turn, with damage and with
// a broken disk: each comes out as what it was.
func TestEveryReadFails(t *testing.T) {
	data := family(t, 3000).db.data
	for _, cause := range []error{fmt.Errorf("%w: chunk 7", ErrDamaged), syscall.EIO, io.ErrUnexpectedEOF} {
		for n := 1; ; n++ {
			v := newFakeVault(data)
			v.failRead, v.readError = n, cause
			s, err := OpenVault(v, ReadOnly)
			if err == nil {
				err = readThrough(t, s)
				closeStore(t, s)
			}
			if v.reads < n {
				if err != nil || n < 10 {
					t.Errorf("after %d reads: %v", n, err)
				}
				break
			}
			if !errors.Is(err, cause) || errors.Is(err, ErrDamaged) != errors.Is(cause, ErrDamaged) {
				t.Errorf("read %d: %v, not %v", n, err, cause)
			}
		}
	}
}

// TestEveryWriteFails has each write of a batch fail in turn, as on a full disk.
// The vault is then what it was, and takes the batch once there is room.
func TestEveryWriteFails(t *testing.T) {
	for _, old := range []bool{false, true} {
		v := newFakeVault(nil)
		if old {
			v = family(t, 100)
		}
		data := slices.Clone(v.db.data)
		for n := 1; ; n += 1 + n/10 {
			v.failWrite, v.writeError = v.writes+n, syscall.ENOSPC
			done := v.failWrite
			err := addLittle(t, v, old)
			if v.writes < done {
				if err != nil {
					t.Errorf("no write failed: %v", err)
				}
				break
			}
			if !errors.Is(err, syscall.ENOSPC) {
				t.Errorf("old %v, write %d: %v", old, n, err)
			}
			if !bytes.Equal(v.db.data, data) || len(v.files) > 0 || v.open > 0 {
				t.Fatalf("old %v, write %d: the vault is not what it was", old, n)
			}
		}
		s := openFake(t, v, ReadOnly)
		checkIntegrity(t, s)
	}
}

// addLittle adds a few thousand messages and a photo.
func addLittle(t *testing.T, v *fakeVault, old bool) (err error) {
	t.Helper()
	open := func() (*Store, error) { return CreateVault(v) }
	if old {
		open = func() (*Store, error) { return OpenVault(v, ReadWrite) }
	}
	s, err := open()
	if err != nil {
		return err
	}
	defer func() {
		if e := s.Close(); e != nil {
			t.Errorf("close: %v", e)
		}
	}()
	b, err := s.Begin(t.Context())
	if err != nil {
		return err
	}
	err = b.Add(cast8())
	if err == nil {
		err = batches(2000, b.Add)
	}
	if err == nil {
		_, _, err = b.AddMedia(reader("photo"))
	}
	if err == nil {
		_, err = b.Commit(Source{})
		return err
	}
	if e := b.Rollback(); e != nil {
		t.Errorf("roll back: %v", e)
	}
	return err
}

// TestVaultHasNoJournal: where SQLite wants to write one, it cannot go on.
func TestVaultHasNoJournal(t *testing.T) {
	v := family(t, 10)
	s := openFake(t, v, ReadWrite)
	h, _ := s.home.(*vaultHome)
	for _, mode := range []string{"DELETE", "TRUNCATE", "PERSIST", "WAL"} {
		data := slices.Clone(v.db.data)
		c, err := h.dial(dialOptions{mode: "rw", pragmas: []string{"journal_mode = " + mode}})
		if err == nil {
			err = c.exec(t.Context(), "DELETE FROM messages")
			_ = c.close()
		}
		if !strings.Contains(fmt.Sprint(err), "a file that a vault does not have") || !bytes.Equal(v.db.data, data) {
			t.Errorf("%s: %v", mode, err)
		}
	}
	if v.open != 0 {
		t.Errorf("%d scratch files stay open", v.open)
	}
}
