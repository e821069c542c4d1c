//go:build cgo

package kakaodb_test

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/appdb/appdbtest"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaodb"
	"exile/formats/kakaotalk/kakaodb/kakaodbtest"
)

// paged makes a database of small pages whose log is empty.
func paged(tb testing.TB, statements ...string) []byte {
	tb.Helper()
	files := appdbtest.Files(tb, "KakaoTalk.db", func(exec kakaodbtest.Exec) error {
		all := append([]string{
			"PRAGMA journal_mode = DELETE", "PRAGMA page_size = 512", "VACUUM", "PRAGMA journal_mode = WAL",
		}, statements...)
		for _, s := range append(all, "PRAGMA wal_checkpoint(TRUNCATE)") {
			if err := exec(s); err != nil {
				return err
			}
		}
		return nil
	})
	return files[0].Data
}

// count reads an input, and tells how many rows came of it and how often it was
// called damaged.
func count(tb testing.TB, in formats.Input) (rows, damaged int, err error) {
	tb.Helper()
	err = kakaodb.Format().Reader.Read(tb.Context(), in, formats.ReadOptions{OpenDB: appdbtest.Open(tb)}, func(e export.Event) error {
		if _, ok := export.Covered(e); ok {
			rows++
		}
		if p, ok := e.(*export.Problem); ok && p.Code == export.DamagedFile {
			damaged++
		}
		return nil
	})
	return rows, damaged, err
}

// A database whose pages point again and again to the same ones is read no further
// than it could reach, and the person is told.
func TestEndless(t *testing.T) {
	const tiny = `CREATE TABLE chat_logs (type, chat_id, user_id)`
	data := paged(t, tiny, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 20000)
		INSERT INTO chat_logs SELECT 1, 1, 2 FROM n`)
	var interior []int // the pages that point to others, the root first
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
		t.Fatalf("%d pages point to others: the tree is too low to show anything", len(interior))
	}
	for i, p := range interior { // each points to the next only, and the last to a leaf
		page, to := data[p:p+512], leaf
		if i+1 < len(interior) {
			to = uint32(interior[i+1]/512 + 1)
		}
		for k := range int(binary.BigEndian.Uint16(page[3:])) {
			binary.BigEndian.PutUint32(page[binary.BigEndian.Uint16(page[12+2*k:]):], to)
		}
		binary.BigEndian.PutUint32(page[8:], to)
	}
	in := formattest.Input("phone", formattest.File{Name: "KakaoTalk.db", Data: data})
	messages, damaged, err := count(t, in)
	if err != nil || messages > len(data)/6+1 || messages == 0 || damaged != 1 {
		t.Errorf("of %d bytes came %d messages, told of %d times, %v", len(data), messages, damaged, err)
	}
}

// All of the smallest rows there can be are read.
func TestTinyRows(t *testing.T) {
	data := paged(t, `CREATE TABLE chat_logs (type)`, `CREATE TABLE "CREATE TABLE chat_logs (chat_id user_id message)" (a)`,
		`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 20000) INSERT INTO chat_logs SELECT NULL FROM n`)
	in := formattest.Input("phone", formattest.File{Name: "KakaoTalk.db", Data: data})
	unread, damaged, err := count(t, in)
	if err != nil || unread != 20000 || damaged > 0 {
		t.Errorf("of 20000 rows came %d, told of damage %d times, %v", unread, damaged, err)
	}
}

// A default that every row has, and that lies in the database once, is not read for
// ever either.
func TestLongDefault(t *testing.T) {
	in := chatLogs(t, `CREATE TABLE chat_logs (id INTEGER PRIMARY KEY, type, chat_id, user_id)`,
		`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 1000) INSERT INTO chat_logs SELECT i, 1, 1, 2 FROM n`,
		`ALTER TABLE chat_logs ADD COLUMN message DEFAULT '`+strings.Repeat("x", 500_000)+`'`)
	messages, damaged, err := count(t, in)
	if err != nil || messages == 0 || messages > 10 || damaged != 1 {
		t.Errorf("%d messages of half a megabyte, told of %d times, %v", messages, damaged, err)
	}
}

// What is too long is kept as an Unread, which says so, and is no empty message.
func TestTooLong(t *testing.T) {
	for _, c := range []struct {
		column string
		kind   int
		most   int
	}{{"message", 1, 16 << 20}, {"message", 0, 1 << 20}, {"attachment", 1, 1 << 20}, {"supplement", 1, 1 << 20}, {"v", 1, 1 << 20}} {
		t.Run(fmt.Sprintf("%s of type %d", c.column, c.kind), func(t *testing.T) {
			row := fmt.Sprintf(`INSERT INTO chat_logs (id, type, chat_id, user_id, %s) VALUES (%%d, %d, 7, 1, printf('%%%%.*c', %%d, 'x'))`, c.column, c.kind)
			in := chatLogs(t, plainLogs, fmt.Sprintf(row, 1, c.most), fmt.Sprintf(row, 2, c.most+1))
			w := sortOut(t, formattest.Read(t, kakaodb.Format().Reader, in, formats.ReadOptions{OpenDB: appdbtest.Open(t)}))
			if w.messages["1"] == nil || w.messages["2"] != nil || len(w.unread) != 1 || w.problems[export.UnreadLine] != 1 {
				t.Errorf("%d messages, %d rows kept, problems %v", len(w.messages), len(w.unread), w.problems)
			}
			if m := w.messages["1"]; c.column == "message" && m != nil && len(m.Content.Words()) != c.most {
				t.Errorf("the longest that is read came with %d bytes", len(m.Content.Words()))
			}
		})
	}
}

// Rows are sorted by what is no longer than 64 bytes; longer keys come first.
func TestLongKeys(t *testing.T) {
	a, b := strings.Repeat("a", 65), strings.Repeat("b", 64)
	in := chatLogs(t, plainLogs, `INSERT INTO chat_logs (_id, type, chat_id, id, message) VALUES (1, 1, 7, 5, 'number')`,
		`INSERT INTO chat_logs (_id, type, chat_id, id, message) VALUES (2, 1, 7, '`+a+`', 'long')`,
		`INSERT INTO chat_logs (_id, type, chat_id, id, message) VALUES (3, 1, 7, '`+b+`', 'short')`)
	var order []string
	for _, e := range formattest.Read(t, kakaodb.Format().Reader, in, formats.ReadOptions{OpenDB: appdbtest.Open(t)}) {
		if m, ok := e.(*export.Message); ok {
			order = append(order, m.Content.Words())
		}
	}
	if got := strings.Join(order, " "); got != "long number short" {
		t.Errorf("they came as %s", got)
	}
}

// A virtual table that claims a place in the database is none that is read.
func TestVirtualTable(t *testing.T) {
	in := chatLogs(t, `CREATE TABLE "CREATE TABLE chat_logs (chat_id user_id message)" (a)`,
		`CREATE VIRTUAL TABLE chat_logs USING rtree(type, chat_id, user_id)`, `INSERT INTO chat_logs VALUES (1, 2, 3)`,
		`PRAGMA writable_schema = ON`, `UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'chat_logs'`)
	n := 0
	err := kakaodb.Format().Reader.Read(t.Context(), in, formats.ReadOptions{OpenDB: appdbtest.Open(t)}, func(e export.Event) error {
		if _, ok := export.Covered(e); ok {
			n++
		}
		return nil
	})
	if err == nil || n > 0 {
		t.Errorf("%d rows, %v", n, err)
	}
}

// A file has expired if its time, in milliseconds, was over at the newest message.
func TestExpiry(t *testing.T) {
	const now = 1767225600
	row := `INSERT INTO chat_logs (id, type, chat_id, user_id, created_at, attachment) VALUES (%d, 18, 7, 1, %d, '{"name":"a.pdf","expire":%d}')`
	in := chatLogs(t, plainLogs, fmt.Sprintf(row, 1, now-100, int64(now-10)*1000), fmt.Sprintf(row, 2, now, int64(now+10)*1000))
	w := sortOut(t, read(t, in, formats.ReadOptions{}))
	for key, want := range map[string]export.FileState{"1": export.FileExpired, "2": export.FileMissing} {
		if f := w.messages[key].Content.(export.Media).Files[0]; f.State != want {
			t.Errorf("the file of message %s is %s, want %s", key, f.State, want)
		}
	}
}
