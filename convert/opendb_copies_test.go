//go:build cgo

package convert

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/export"
	"exile/export/store"
	"exile/formats"
	"exile/formats/kakaotalk/kakaodb/kakaodbtest"
)

// addAll adds an input as the commands do.
func addAll(t *testing.T, st *store.Store, in *Input) *InReport {
	t.Helper()
	r, err := databaseEngine().Add(t.Context(), in, st, keepAll())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Two copies of a database in one folder are one history: the app itself says which
// chats are the same, and no message is there twice.
func TestTwoCopiesOfADatabase(t *testing.T) {
	alone := newStore(t, filepath.Join(t.TempDir(), "alone.exile"))
	addAll(t, alone, open1(t, phone(t, filepath.Join(t.TempDir(), "p"))))
	dir := t.TempDir()
	phone(t, filepath.Join(dir, "a"))
	phone(t, filepath.Join(dir, "b"))
	both := newStore(t, filepath.Join(t.TempDir(), "both.exile"))
	r := addAll(t, both, open1(t, dir))
	want, got := countSizes(messagesByChat(t, alone)), countSizes(messagesByChat(t, both))
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(size{})); diff != "" || len(want) == 0 {
		t.Errorf("%d chats, %s", len(want), diff)
	}
	if len(r.Joined) == 0 || len(r.Apart) > 0 {
		t.Errorf("joined %+v, apart %+v", r.Joined, r.Apart)
	}
	for _, j := range r.Joined {
		if j.Why != WhyKey || j.New != 0 {
			t.Errorf("joined %+v", j)
		}
	}
}

// size is a chat as its key and how many messages it has.
type size struct {
	key string
	n   int
}

func messagesByChat(t *testing.T, st *store.Store) []size {
	t.Helper()
	chats, err := st.View().Chats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var list []size
	for _, c := range chats {
		n := 0
		for _, err := range st.View().Messages(t.Context(), c.Ref, export.Range{}) {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		list = append(list, size{c.SourceKey, n})
	}
	return list
}

func countSizes(list []size) map[size]int {
	m := map[size]int{}
	for _, s := range list {
		m[s]++
	}
	return m
}

// Photos that come later are another source, whether they lie beside the database or
// are given as media; the same once more is known.
func TestMediaLater(t *testing.T) {
	for _, how := range []string{"beside", "given"} {
		t.Run(how, func(t *testing.T) {
			dir := phone(t, filepath.Join(t.TempDir(), "p"))
			photos := t.TempDir()
			write(t, photos, "cat.jpg", kakaodbtest.PhotoBytes)
			if err := os.Remove(filepath.Join(dir, "cat.jpg")); err != nil {
				t.Fatal(err)
			}
			st := newStore(t, filepath.Join(t.TempDir(), "chats.exile"))
			paths := []string{filepath.Join(dir, "KakaoTalk.db"), filepath.Join(dir, "KakaoTalk2.db")}
			if r := addAll(t, st, open(t, paths...)[0]); r.Known || r.Ledger.Found != 0 {
				t.Fatalf("known %v, %d files found", r.Known, r.Ledger.Found)
			}
			if r := addAll(t, st, open1(t, dir)); !r.Known {
				t.Error("the same files as a folder are not known")
			}
			write(t, dir, "notes.txt", "of somebody else")
			if r := addAll(t, st, open1(t, dir)); !r.Known {
				t.Error("a file that no message names makes another source")
			}
			later := func() *Input {
				if how == "beside" {
					write(t, dir, "cat.jpg", kakaodbtest.PhotoBytes)
					return open1(t, dir)
				}
				ins, err := Open(t.Context(), paths, OpenOptions{Media: []string{photos}})
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { CloseAll(ins) })
				return ins[0]
			}
			r := addAll(t, st, later())
			if r.Known || r.Ledger.Found != 2 || len(r.Joined) == 0 || len(r.Apart) > 0 {
				t.Errorf("known %v, %d files found, joined %+v, apart %+v", r.Known, r.Ledger.Found, r.Joined, r.Apart)
			}
			if r := addAll(t, st, later()); !r.Known {
				t.Error("the same once more is not known")
			}
		})
	}
}

// What says nothing does not make another source: the index of a log, and logs that
// are empty. They are kept where they are there.
func TestSilentFilesAreNotCounted(t *testing.T) {
	dir := phone(t, filepath.Join(t.TempDir(), "p"))
	settle(t, filepath.Join(dir, "KakaoTalk.db"))
	write(t, dir, "KakaoTalk.db-shm", "the index of the log")
	st := newStore(t, filepath.Join(t.TempDir(), "chats.exile"))
	first := addAll(t, st, open1(t, dir))
	kept, err := st.Originals(t.Context(), first.Source)
	if err != nil || !slices.ContainsFunc(kept, func(o store.Original) bool { return o.Path == "KakaoTalk.db-shm" }) {
		t.Errorf("the originals are %+v, %v", kept, err)
	}
	known := func(what string, want bool) {
		t.Helper()
		if r := addAll(t, st, open1(t, dir)); r.Known != want {
			t.Errorf("%s: known is %v", what, r.Known)
		}
	}
	write(t, dir, "KakaoTalk.db-shm", "another index")
	known("another index", true)
	if err := os.Remove(filepath.Join(dir, "KakaoTalk.db-shm")); err != nil {
		t.Fatal(err)
	}
	known("no index", true)
	write(t, dir, "KakaoTalk.db-wal", "")
	write(t, dir, "KakaoTalk.db-journal", "")
	known("empty logs", true)
	write(t, dir, "KakaoTalk.db-wal", "not empty")
	known("a log", false)
}

// settle writes the log of a database into it, as closing the app does.
func settle(t *testing.T, path string) (root int64) {
	t.Helper()
	db, err := sql.Open(kakaodbtest.Driver, "file:"+filepath.ToSlash(path))
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	var mode string
	if err := db.QueryRowContext(t.Context(), "PRAGMA journal_mode = DELETE").Scan(&mode); err != nil || mode != "delete" {
		t.Fatalf("the journal is %q, %v", mode, err)
	}
	if err := db.QueryRowContext(t.Context(), "SELECT rootpage FROM sqlite_schema WHERE name = 'chat_logs'").Scan(&root); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return root
}

// A copy of a database that is cut, or in which pages were written over, is told as
// that, and not as a damaged store.
func TestDamagedDatabase(t *testing.T) {
	dir := t.TempDir()
	phone(t, dir)
	path := filepath.Join(dir, "KakaoTalk.db")
	root := settle(t, path)
	good := read(t, path)
	page := int(good[16])<<8 | int(good[17])
	over := bytes.Clone(good)
	copy(over[(int(root)-1)*page:], bytes.Repeat([]byte{0xa5}, page))
	for what, body := range map[string][]byte{
		"half of it": good[:len(good)/2/page*page], "all but a byte": good[:len(good)-1], "one page": good[:page],
		"a page written over": over,
	} {
		write(t, dir, "KakaoTalk.db", string(body))
		_, _, err := databaseEngine().Inspect(t.Context(), open1(t, dir), InOptions{})
		var explained *formats.ExplainedError
		if !errors.As(err, &explained) || explained.Name != "KakaoTalk.db" || errors.Is(err, store.ErrDamaged) || errors.Is(err, store.ErrNotStore) {
			t.Errorf("%s gave %v", what, err)
		}
	}
	write(t, dir, "KakaoTalk.db", string(good))
	if _, _, err := databaseEngine().Inspect(t.Context(), open1(t, dir), InOptions{}); err != nil {
		t.Errorf("the whole copy gave %v", err)
	}
}

// SQLite is told to trust nothing in the database.
func TestOpenDBTrustsNothing(t *testing.T) {
	root := secretDatabase(t, "word", 1)
	db, err := openDB("", noProblem(t))(t.Context(), root, root.Name)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for pragma, want := range map[string]int{"trusted_schema": 0, "cell_size_check": 1, "query_only": 1, "temp_store": 1} {
		got := -1
		if err := db.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %d, want %d: %v", pragma, got, want, err)
		}
	}
}

// A log may make a database sixteen times as long as both files, and no longer.
func TestLogGrowth(t *testing.T) {
	const page = 4096
	db, _ := loggedDatabase(t, page, 1)
	most := uint32(maxGrowth * (len(db)/page + 1))
	if maxGrowth != 16 {
		t.Errorf("maxGrowth is %d", maxGrowth)
	}
	if got, err := applied(t, db, forged(page, 1, most)); err != nil || len(got) != int(most)*page {
		t.Errorf("the most there may be gave %d bytes, %v", len(got), err)
	}
	if _, err := applied(t, db, forged(page, 1, most+1)); err == nil {
		t.Error("a page more was taken")
	}
}

// Bare databases of one folder are one input, each with its log; others are not.
func TestGroupDatabases(t *testing.T) {
	dir := phone(t, filepath.Join(t.TempDir(), "a"))
	text := write(t, t.TempDir(), "b.txt", "text")
	other := phone(t, filepath.Join(t.TempDir(), "c"))
	ins := open(t, filepath.Join(dir, "KakaoTalk.db"), text, filepath.Join(dir, "KakaoTalk2.db"), filepath.Join(other, "KakaoTalk.db"))
	var got []string
	for _, in := range ins {
		for _, r := range in.Roots {
			got = append(got, fmt.Sprint(r.Name, len(r.Files)))
		}
		got = append(got, "|")
	}
	if want := "KakaoTalk.db2 KakaoTalk2.db2 | b.txt1 | KakaoTalk.db2 |"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}
