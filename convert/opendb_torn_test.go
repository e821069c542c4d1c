//go:build cgo

package convert

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"exile/export"
	"exile/formats"
)

const tornPage = 1024

// liveLog is a database and its log as statements left them, each a transaction
// unless they say otherwise. SQLite keeps ten pages in memory.
func liveLog(t *testing.T, statements ...string) (db, log []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "live")
	h, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	h.SetMaxOpenConns(1)
	first := []string{
		fmt.Sprintf("PRAGMA page_size = %d", tornPage), "PRAGMA journal_mode = WAL", "PRAGMA wal_autocheckpoint = 0",
		"PRAGMA cache_size = 10", "CREATE TABLE t (b)",
	}
	for _, q := range append(first, statements...) {
		if _, err := h.ExecContext(t.Context(), q); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
	return read(t, path), read(t, path+"-wal")
}

const (
	insertOne  = "INSERT INTO t VALUES (randomblob(300))"
	insertMany = "INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 60) SELECT randomblob(900) FROM n"
)

// What SQLite itself leaves in a log is no damage: frames of an older round, the
// rest of a transaction that was taken back or had not ended, zeros, nothing.
func TestLogWhole(t *testing.T) {
	db, plain := liveLog(t, insertOne, insertMany, insertOne)
	frame := frameHeader + tornPage
	for what, c := range map[string]func() (db, log []byte){
		"plain":         func() ([]byte, []byte) { return db, plain },
		"begun anew":    func() ([]byte, []byte) { return liveLog(t, insertMany, "PRAGMA wal_checkpoint(RESTART)", insertOne) },
		"taken back":    func() ([]byte, []byte) { return liveLog(t, "BEGIN", insertMany, "ROLLBACK", insertOne) },
		"not ended":     func() ([]byte, []byte) { return liveLog(t, insertOne, "BEGIN", insertMany) },
		"cut off":       func() ([]byte, []byte) { return liveLog(t, insertMany, "PRAGMA wal_checkpoint(TRUNCATE)") },
		"zeros":         func() ([]byte, []byte) { return db, make([]byte, 5000) },
		"zeros behind":  func() ([]byte, []byte) { return db, append(bytes.Clone(plain), make([]byte, 3*frame+9)...) },
		"an older tail": func() ([]byte, []byte) { return olderTail(t, 100) },
		"a shorter one": func() ([]byte, []byte) { return olderTail(t, 7) },
	} {
		db, log := c()
		torn, err := applyLog(t.Context(), &image{bytes.Clone(db)}, logFrom(log))
		if err != nil || torn != nil {
			t.Errorf("%s: %v, %v", what, torn, err)
		}
		if what == "taken back" && !leftover(log) {
			t.Error("nothing was left of the transaction that was taken back, so this shows little")
		}
	}
}

// olderTail is a log that was begun anew and ends in n bytes of a frame of the
// round before.
func olderTail(t *testing.T, n int) (db, log []byte) {
	t.Helper()
	db, log = liveLog(t, insertMany, "PRAGMA wal_checkpoint(RESTART)", insertOne)
	return db, log[:len(log)-frameHeader-tornPage+n]
}

func logFrom(log []byte) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(log)), nil }
}

// leftover reports whether a frame of the round stands behind those that hold
// together.
func leftover(log []byte) bool {
	l, err := newLogReader(bytes.NewReader(log))
	if err != nil {
		return false
	}
	for l.next() {
		continue
	}
	return l.filled == len(l.frame) && [8]byte(l.frame[8:16]) == l.salt
}

// A log that was cut, or of which bytes changed, says how much of it is lost.
func TestLogTorn(t *testing.T) {
	db, log := liveLog(t, insertOne, insertMany, insertOne, insertOne, insertOne)
	frame := frameHeader + tornPage
	all := (len(log) - logHeaderSize) / frame
	var ends []int // the frames that end transactions, counted from 1
	for i := range all {
		if binary.BigEndian.Uint32(log[logHeaderSize+i*frame+4:]) > 0 {
			ends = append(ends, i+1)
		}
	}
	before := func(n int) int { // the last frame that counts, if only n are whole
		end := 0
		for _, e := range ends {
			if e <= n {
				end = e
			}
		}
		return end
	}
	at := func(n int) int { return logHeaderSize + (n-1)*frame } // of the frame n
	flipped := func(off int) []byte {
		b := bytes.Clone(log)
		b[off] ^= 0x10
		return b
	}
	holed := bytes.Clone(log)
	clear(holed[at(20):at(30)])
	for what, c := range map[string]struct {
		log  []byte
		read int
		of   int
	}{
		"half a frame less":        {log[:len(log)-frame/2], before(all - 1), all},
		"a byte less":              {log[:len(log)-1], before(all - 1), all},
		"cut in a transaction":     {log[:at(30)+500], before(29), 30},
		"cut in a frame's header":  {log[:at(30)+10], before(29), 30},
		"cut in a frame's number":  {log[:at(30)+4], before(29), 30},
		"a byte changed":           {flipped(at(30) + 100), before(29), all},
		"a byte of the last frame": {flipped(len(log) - 9), before(all - 1), all},
		"a hole":                   {holed, before(19), all},
		"a header changed":         {flipped(3), 0, all},
		"a header cut":             {log[:20], 0, 0},
	} {
		torn, err := applyLog(t.Context(), &image{bytes.Clone(db)}, logFrom(c.log))
		if err != nil || torn == nil || torn.read != int64(c.read) || torn.frames != int64(c.of) {
			t.Errorf("%s: %v, %v; want %d of %d", what, torn, err, c.read, c.of)
		}
	}
}

// Convert tells of a log that is torn and of one that was forgotten, once, and of
// none where none is kept.
func TestLogProblems(t *testing.T) {
	dir := phone(t, t.TempDir())
	db, log := read(t, filepath.Join(dir, "KakaoTalk.db")), read(t, filepath.Join(dir, "KakaoTalk.db-wal"))
	closed := bytes.Clone(db)
	closed[18], closed[19] = 1, 1
	for what, c := range map[string]struct {
		db, log []byte
		code    export.Code
		file    string
	}{
		"whole":        {db, log, "", ""},
		"empty":        {db, []byte{}, "", ""},
		"torn":         {db, log[:len(log)-50], export.DamagedFile, "KakaoTalk.db-wal"},
		"forgotten":    {db, nil, export.MissingLog, "KakaoTalk.db"},
		"none is kept": {closed, nil, "", ""},
	} {
		dir := t.TempDir()
		write(t, dir, "KakaoTalk.db", string(c.db))
		if c.log != nil {
			write(t, dir, "KakaoTalk.db-wal", string(c.log))
		}
		for _, in := range []*Input{open1(t, dir), open1(t, filepath.Join(dir, "KakaoTalk.db"))} {
			problems := opened(t, in.Roots[0])
			if c.code == "" {
				if len(problems) > 0 {
					t.Errorf("%s: %+v", what, problems)
				}
				continue
			}
			if len(problems) != 1 || problems[0].Code != c.code || problems[0].Name != "KakaoTalk.db-wal" ||
				problems[0].From.File != c.file || problems[0].Text == "" {
				t.Errorf("%s: %+v", what, problems)
			}
		}
	}
}

// opened opens the database of an input twice, and returns what is told.
func opened(t *testing.T, root formats.Root) []export.Problem {
	t.Helper()
	var all []export.Problem
	open := openDB(t.TempDir(), func(p export.Problem) error {
		all = append(all, p)
		return nil
	})
	for range 2 {
		db, err := open(t.Context(), root, "KakaoTalk.db")
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
	return all
}

// What is lost with a log stands in the report, and ends a strict run.
func TestLogReported(t *testing.T) {
	dir := phone(t, t.TempDir())
	path := filepath.Join(dir, "KakaoTalk.db-wal")
	if err := os.Truncate(path, int64(len(read(t, path))-100)); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "KakaoTalk2.db-wal")); err != nil {
		t.Fatal(err)
	}
	report, _, err := databaseEngine().Inspect(t.Context(), open1(t, dir), InOptions{})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]export.Code{}
	for _, p := range report.Problems {
		found[p.Name] = p.Code
	}
	if found["KakaoTalk.db-wal"] != export.DamagedFile || found["KakaoTalk2.db-wal"] != export.MissingLog {
		t.Errorf("the report has %v", found)
	}
	if _, _, err := databaseEngine().Inspect(t.Context(), open1(t, dir), InOptions{Strict: true}); err == nil {
		t.Error("a strict run went on")
	}
}

// Whatever a log holds, the database becomes one of whole pages or stays, and what
// is told of the log agrees with itself.
func FuzzLog(f *testing.F) {
	f.Add(forged(512, 1, 1), []byte{})
	f.Add(forged(512, 2, 0), make([]byte, 600))
	f.Add(forged(512, 1<<31, 2), forged(512, 1, 1))
	f.Add([]byte("no log"), []byte{})
	db := make([]byte, 1024)
	copy(db, sqliteMagic)
	db[16] = 2 // pages of 512 bytes
	f.Fuzz(func(t *testing.T, log, more []byte) {
		log = append(bytes.Clone(log), more...)
		m := &image{bytes.Clone(db)}
		torn, err := applyLog(t.Context(), m, logFrom(log))
		if err != nil {
			return
		}
		if len(m.b)%512 != 0 {
			t.Errorf("%d bytes", len(m.b))
		}
		if torn != nil && (torn.read > torn.frames || torn.frames > int64(len(log)/frameHeader+1)) {
			t.Errorf("%v", torn)
		}
	})
}
