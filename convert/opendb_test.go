//go:build cgo

package convert

import (
	"bytes"
	"crypto/rand"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"exile/crypto"
	"exile/crypto/disktest"
	"exile/export"
	"exile/formats"
	"exile/formats/jsonl"
	"exile/formats/kakaotalk/kakaodb"
	"exile/formats/kakaotalk/kakaodb/kakaodbtest"
)

// phone makes the databases of an Android phone with their logs, and a photo.
func phone(t *testing.T, dir string) string {
	t.Helper()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := kakaodbtest.Example().MakeAndroid(t.Context(), dir, t.TempDir()); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "cat.jpg", kakaodbtest.PhotoBytes)
	return dir
}

func databaseEngine() *Engine {
	return &Engine{Formats: formats.Table{kakaodb.Format(), jsonl.Format()}}
}

// toJSON converts an input to JSON Lines and returns them.
func toJSON(t *testing.T, ins []*Input) (string, *Report) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out.jsonl")
	report, err := databaseEngine().Convert(t.Context(), ins, jsonl.Format(), out, InOptions{}, OutOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return string(read(t, out)), report
}

// Replies, reactions, real seconds and ids of a database stand in JSON Lines, from
// wherever it lies; the files given are as they were, and nothing lies beside them.
func TestDatabaseToJSON(t *testing.T) {
	dir := phone(t, filepath.Join(t.TempDir(), "databases"))
	before := tree(t, dir)
	var entries []entry
	for name, body := range before {
		if !strings.HasSuffix(name, "/") {
			entries = append(entries, entry{"databases/" + name, body})
		}
	}
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	archive := zipped(t, entries...)
	zipFile := write(t, t.TempDir(), "phone.zip", string(archive))
	piped, err := Open(t.Context(), []string{Stdin}, OpenOptions{Stdin: bytes.NewReader(archive)})
	if err != nil {
		t.Fatal(err)
	}
	for what, ins := range map[string][]*Input{
		"a folder":  open(t, dir),
		"a zip":     open(t, zipFile),
		"a pipe":    piped,
		"two files": open(t, filepath.Join(dir, "KakaoTalk.db"), filepath.Join(dir, "KakaoTalk2.db")),
	} {
		if len(ins) != 1 {
			t.Fatalf("%s: %d inputs", what, len(ins))
		}
		got, report := toJSON(t, ins)
		if l := report.Inputs[0].Ledger; l.Messages != 14 || l.Notices != 2 || !l.Balanced() {
			t.Errorf("%s: the ledger is %+v", what, l)
		}
		for _, want := range []string{
			`"key":"102"`, `"sender_name":"지우","time":"2026-01-01T09:01:01+09:00","precision":"second","zone":"stated"`,
			`"reply_to":{"key":"101",`, `"quote":"내일 시간 돼?"}`, `"reactions":[{"sign":"type 1","by":`, `{"sign":"👍","by":`,
			`"kind":"deleted"`, `"spans":[{"kind":"mention"`,
		} {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %s is not in\n%s", what, want, got)
			}
		}
		if strings.Contains(got, "잘못 보냄") {
			t.Errorf("%s: the text of a deleted message came along", what)
		}
	}
	after := tree(t, dir)
	if len(after) != len(before) {
		t.Errorf("files were added: %d, before %d", len(after), len(before))
	}
	for name, body := range before {
		if after[name] != body {
			t.Errorf("%s was changed", name)
		}
	}
}

// A store keeps the database and its log as they were, and the photo that a message
// names by its sum.
func TestAddDatabase(t *testing.T) {
	dir := phone(t, filepath.Join(t.TempDir(), "databases"))
	write(t, dir, "KakaoTalk.db-shm", "the index of the log")
	st := newStore(t, filepath.Join(t.TempDir(), "chats.exile"))
	in := open1(t, dir)
	r, err := databaseEngine().Add(t.Context(), in, st, keepAll())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems {
		if p.Class() == export.ClassLost || p.Code == export.UnclaimedFile {
			t.Errorf("problem %s %s", p.Code, p.Name)
		}
	}
	if r.Ledger.Found != 2 {
		t.Errorf("%d files were found, want the photo twice", r.Ledger.Found)
	}
	names := map[string]bool{}
	originals, err := st.Originals(t.Context(), r.Source)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range originals {
		names[o.Path] = true
	}
	for _, want := range []string{"KakaoTalk.db", "KakaoTalk.db-wal", "KakaoTalk.db-shm", "KakaoTalk2.db", "KakaoTalk2.db-wal"} {
		if !names[want] {
			t.Errorf("%s is not kept; kept are %v", want, names)
		}
	}
	again, err := databaseEngine().Add(t.Context(), open1(t, dir), st, keepAll())
	if err != nil || !again.Known {
		t.Errorf("a second time: known %v, %v", again != nil && again.Known, err)
	}
}

// noProblem is for databases of which there is nothing to tell.
func noProblem(t *testing.T) func(export.Problem) error {
	t.Helper()
	return func(p export.Problem) error {
		t.Errorf("problem %s: %s", p.Code, p.Text)
		return nil
	}
}

// recorder is a disk that keeps what is written to it.
type recorder struct {
	crypto.OS
	mu    sync.Mutex
	bytes []byte
	files int
}

func (r *recorder) Create(path string) (crypto.DiskFile, error) {
	f, err := r.OS.Create(path)
	r.mu.Lock()
	r.files++
	r.mu.Unlock()
	return &recorded{f, r}, err
}

type recorded struct {
	crypto.DiskFile
	r *recorder
}

func (f *recorded) Write(p []byte) (int, error) {
	f.r.keep(p)
	return f.DiskFile.Write(p)
}

func (f *recorded) WriteAt(p []byte, off int64) (int, error) {
	f.r.keep(p)
	return f.DiskFile.WriteAt(p, off)
}

func (r *recorder) keep(p []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.bytes = append(r.bytes, p...)
}

// secretDatabase makes a database in whose rows a word stands, more than SQLite
// sorts in memory.
func secretDatabase(t *testing.T, word string, rows int) formats.Root {
	t.Helper()
	path := filepath.Join(t.TempDir(), "KakaoTalk.db")
	err := kakaodbtest.Make(t.Context(), path, t.TempDir(), func(exec kakaodbtest.Exec) error {
		if err := exec("CREATE TABLE t (a, b)"); err != nil {
			return err
		}
		return exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < ?)
			INSERT INTO t SELECT (i * 7919) % 100003, ? || hex(zeroblob(500)) FROM n`, rows, word)
	})
	if err != nil {
		t.Fatal(err)
	}
	return open1(t, path).Roots[0]
}

// Nothing of a database lies in the clear anywhere: neither the copy nor what is
// sorted. The files have no names, and are gone when it is closed.
func TestOpenDBSealed(t *testing.T) {
	word := "W" + rand.Text()
	root := secretDatabase(t, word, 60_000)
	dir := t.TempDir()
	disk := &recorder{}
	db, err := openCopy(t.Context(), &crypto.Scratch{Dir: dir, Disk: disk}, root, root.Name, noProblem(t))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := db.QueryContext(t.Context(), "SELECT b FROM t ORDER BY a")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		var b string
		if err := rows.Scan(&b); err != nil || !strings.HasPrefix(b, word) {
			t.Fatalf("row %d is %.40q, %v", n, b, err)
		}
		n++
	}
	if err := rows.Err(); err != nil || n != 60_000 {
		t.Fatalf("%d rows, %v", n, err)
	}
	if runtime.GOOS != "windows" {
		only(t, dir)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	only(t, dir)
	if disk.files < 2 || len(disk.bytes) < 100<<20 {
		t.Errorf("%d files, %d bytes: nothing was sorted on the disk, so this shows little", disk.files, len(disk.bytes))
	}
	if bytes.Contains(disk.bytes, []byte(word)) || bytes.Contains(disk.bytes, []byte("SQLite format 3")) {
		t.Error("the database lay on the disk in the clear")
	}
}

// The database is open for reading alone.
func TestOpenDBReadsOnly(t *testing.T) {
	root := secretDatabase(t, "word", 10)
	db, err := openDB(t.TempDir(), noProblem(t))(t.Context(), root, root.Name)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range []string{
		"INSERT INTO t VALUES (1, 2)", "DROP TABLE t", "ATTACH DATABASE ':memory:' AS x", "PRAGMA journal_mode = WAL; CREATE TABLE u (a)",
		"PRAGMA query_only = OFF; DELETE FROM t",
	} {
		if _, err := db.ExecContext(t.Context(), q); err == nil {
			t.Errorf("%s was done", q)
		}
	}
	var n int
	if err := db.QueryRowContext(t.Context(), "SELECT count(*) FROM t").Scan(&n); err != nil || n != 10 {
		t.Errorf("%d rows, %v", n, err)
	}
}

// A disk that fails makes an error that says so, whenever it does, and leaves
// nothing.
func TestOpenDBFaults(t *testing.T) {
	root := secretDatabase(t, "word", 60_000)
	full := errors.New("the disk is full")
	met := 0
	for n := 1; n < 4000; n = n*3 + 1 {
		disk := &disktest.Disk{}
		disk.FailFrom(disktest.Write, n, full)
		dir := t.TempDir()
		err := sortAll(t, &crypto.Scratch{Dir: dir, Disk: disk}, root)
		if err == nil {
			break // there were fewer writes
		}
		met++
		if !errors.Is(err, full) {
			t.Errorf("a disk that fails at write %d gave %v", n, err)
		}
		only(t, dir)
	}
	if met < 3 {
		t.Errorf("%d faults were met: this shows nothing of those while it sorts", met)
	}
}

func sortAll(t *testing.T, scratch *crypto.Scratch, root formats.Root) (err error) {
	t.Helper()
	ctx := t.Context()
	db, err := openCopy(ctx, scratch, root, root.Name, noProblem(t))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	rows, err := db.QueryContext(ctx, "SELECT b FROM t ORDER BY a")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		continue
	}
	return rows.Err()
}

// What is no whole database is refused, and so is one in the middle of a change.
func TestOpenDBRefuses(t *testing.T) {
	root := secretDatabase(t, "word", 10)
	db, err := io.ReadAll(must(root.FS.Open(root.Name)))
	if err != nil {
		t.Fatal(err)
	}
	db[18], db[19] = 1, 1 // it keeps a journal
	journal := "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7\x00\x00\x00\x01" + strings.Repeat("\x00", 500)
	for what, c := range map[string]struct {
		files map[string]string
		want  error
	}{
		"a text":                 {map[string]string{"x.db": strings.Repeat("not a database ", 100)}, errNoDatabase},
		"a cut header":           {map[string]string{"x.db": string(db[:50])}, io.ErrUnexpectedEOF},
		"a change under way":     {map[string]string{"x.db": string(db), "x.db-journal": journal}, errUnfinished},
		"a journal that is done": {map[string]string{"x.db": string(db), "x.db-journal": strings.Repeat("\x00", 512)}, nil},
		"an empty journal":       {map[string]string{"x.db": string(db), "x.db-journal": ""}, nil},
	} {
		dir := t.TempDir()
		for name, body := range c.files {
			write(t, dir, name, body)
		}
		in := open1(t, dir)
		got, err := openDB(t.TempDir(), noProblem(t))(t.Context(), in.Roots[0], "x.db")
		if got != nil {
			_ = got.Close()
		}
		if !errors.Is(err, c.want) {
			t.Errorf("%s gave %v, want %v", what, err, c.want)
		}
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// More databases than may be open at once are an error, and closing makes room.
func TestOpenDBMany(t *testing.T) {
	root := secretDatabase(t, "word", 10)
	var all []*sql.DB
	var err error
	for range 20 {
		var db *sql.DB
		if db, err = openDB("", noProblem(t))(t.Context(), root, root.Name); err != nil {
			break
		}
		all = append(all, db)
	}
	if err == nil || len(all) == 0 {
		t.Errorf("%d databases are open, %v", len(all), err)
	}
	for _, db := range all {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
	db, err := openDB("", noProblem(t))(t.Context(), root, root.Name)
	if err != nil {
		t.Fatalf("after all were closed: %v", err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
}
