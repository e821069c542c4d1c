//go:build cgo

package convert

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"exile/crypto"
	"exile/export/store"
)

// After sealing, the plain store goes, and nothing that was not sealed: neither
// what a person laid beside it nor files of a store that no row refers to.
func TestRemovePlain(t *testing.T) {
	sum, stray := strings.Repeat("ab", 32), strings.Repeat("cd", 32)
	files := []string{"media/ab/" + sum, "originals/" + sum + ".zst"}
	ours := append([]string{"chats.db", "chats.db-shm", "chats.db-journal", "incoming/X/added"}, files...)
	theirs := []string{
		"letter.txt", "media/photo.jpg", "media/cd/" + stray, "media/EF/" + strings.Repeat("EF", 32), "media/ab/" + sum[:63],
		"originals/notes.zst", "originals/" + stray + ".zst", "trip/a.jpg",
	}
	sealed := map[string]bool{}
	for _, name := range files {
		sealed[name] = true
	}
	for _, c := range []struct {
		name  string
		files []string
		left  []string
	}{
		{"ours alone", ours, nil},
		{"with others", slices.Concat(ours, theirs), []string{
			"letter.txt", "media/EF/", "media/ab/" + sum[:63], "media/cd/" + stray, "media/photo.jpg",
			"originals/" + stray + ".zst", "originals/notes.zst", "trip/",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "my.exile")
			for _, name := range c.files {
				path := filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(name), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			left, err := removePlain(dir, sealed, anyDatabase)
			if err != nil || !slices.Equal(left, c.left) {
				t.Errorf("left %q, %v; want %q", left, err, c.left)
			}
			for _, name := range ours {
				if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name))); err == nil {
					t.Errorf("%s is still there", name)
				}
			}
			for _, name := range c.files {
				if slices.Contains(theirs, name) {
					if b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))); err != nil || string(b) != name {
						t.Errorf("%s: %q, %v", name, b, err)
					}
				}
			}
			if _, err := os.Lstat(dir); (err == nil) != (c.left != nil) {
				t.Errorf("the folder: %v", err)
			}
		})
	}
}

func anyDatabase(fs.FileInfo) bool { return true }

// A link that stands where a folder of the store should is not followed.
func TestRemovePlainFollowsNoLink(t *testing.T) {
	other := t.TempDir()
	precious := filepath.Join(other, "precious.txt")
	if err := os.WriteFile(precious, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "my.exile")
	write(t, dir, "chats.db", "x")
	for _, name := range []string{"media", "originals", "incoming"} {
		if err := os.Symlink(other, filepath.Join(dir, name)); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	left, err := removePlain(dir, nil, anyDatabase)
	if err != nil || !slices.Equal(left, []string{"media", "originals"}) {
		t.Errorf("left %q, %v", left, err)
	}
	if _, err := os.Stat(precious); err != nil {
		t.Error(err)
	}
}

// naming is a disk on which something happens after a file got its name.
type naming struct {
	crypto.OS
	then func()
}

// Rename renames a file.
func (d naming) Rename(from, to string) error {
	defer d.then()
	return d.OS.Rename(from, to)
}

// Link gives a file a second name.
func (d naming) Link(from, to string) error {
	defer d.then()
	return d.OS.Link(from, to)
}

// The plain store goes only when the archive holds all of it, and nobody can add
// to it meanwhile: what they added would be in neither.
func TestSealAndRemove(t *testing.T) {
	parent := t.TempDir()
	st := toyStore(t, parent)
	dir := st.Dir()
	want := lines(t, st)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range store.SearchFiles() { // an index for searching holds letters of every message
		if err := os.WriteFile(filepath.Join(dir, name), []byte("letters"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	st, err := store.Open(dir, store.ReadOnly) // as the command line does
	if err != nil {
		t.Fatal(err)
	}
	h := newHolder(t)
	out := filepath.Join(parent, "history.exile.age")
	tried := 0
	write := func(when string) {
		tried++
		other, err := store.Open(dir, store.ReadWrite)
		if err != nil {
			t.Errorf("%s: %v", when, err)
			return
		}
		defer other.Close()
		if b, err := other.Begin(t.Context()); err == nil {
			t.Error(when+": the store could be written", b.Rollback())
		}
	}
	opt := h.options()
	opt.Disk = naming{then: func() { write("when the archive gets its name") }}
	r, err := Seal(t.Context(), st, out, SealOptions{
		SealedOptions: opt, To: h.to(), Remove: true,
		Step: func(int64, int64) {
			if tried == 0 {
				write("while it is sealed")
			}
		},
	})
	if err != nil || r.Unremoved != nil || !r.Removed || !r.ReadBack || tried != 2 {
		t.Fatalf("%+v, %v; tried %d times", r, err, tried)
	}
	only(t, parent, "history.exile.age", "x")
	if _, sealed := openSealed(t, out, h.options()); lines(t, sealed) != want {
		t.Error("the sealed store says something else")
	}
}

// Where sealing fails, the store stays.
func TestSealFailsAndRemovesNothing(t *testing.T) {
	parent := t.TempDir()
	st := toyStore(t, parent)
	dir := st.Dir()
	before := tree(t, dir)
	h := newHolder(t)
	ctx, cancel := context.WithCancel(t.Context())
	out := filepath.Join(parent, "history.exile.age")
	_, err := Seal(ctx, st, out, SealOptions{
		SealedOptions: h.options(), To: h.to(), Remove: true,
		Step: func(int64, int64) { cancel() },
	})
	if err == nil {
		t.Fatal("it was sealed")
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	only(t, parent, filepath.Base(dir), "x")
	if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
		t.Error(diff)
	}
}

// Where no open file can be removed, the store goes after it is closed, unless
// it was written in that moment, or its log says that it was.
func TestRemoveAfterwards(t *testing.T) {
	for name, meanwhile := range map[string]func(t *testing.T, st *store.Store){
		"nobody": nil,
		"written": func(t *testing.T, st *store.Store) {
			t.Helper()
			db := filepath.Join(st.Dir(), databaseName)
			later := time.Unix(2_000_000_000, 0)
			if err := os.Chtimes(db, later, later); err != nil {
				t.Fatal(err)
			}
		},
		"in the log": func(t *testing.T, st *store.Store) {
			t.Helper()
			other, err := store.Open(st.Dir(), store.ReadWrite)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { other.Close() })
			if err := other.SetSetting(t.Context(), "name", "value"); err != nil {
				t.Fatal(err)
			}
		},
		"another": func(t *testing.T, st *store.Store) {
			t.Helper()
			otherStoreIn(t, st.Dir())
		},
	} {
		t.Run(name, func(t *testing.T) {
			st := toyStore(t, t.TempDir())
			dir := st.Dir()
			snap, err := st.Snapshot(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			before, err := os.Lstat(filepath.Join(dir, databaseName))
			if err != nil {
				t.Fatal(err)
			}
			r := &removal{st: st, wanted: true, before: before, sealed: map[string]bool{}}
			for _, f := range snap.Files() {
				r.sealed[f.Name] = true
			}
			if err := snap.Close(); err != nil {
				t.Fatal(err)
			}
			if meanwhile != nil {
				meanwhile(t, st)
			}
			report := &SealReport{}
			r.afterwards(report)
			if gone := meanwhile == nil; report.Removed != gone || (report.Unremoved == nil) != gone || len(report.Left) > 0 {
				t.Errorf("%+v", report)
			}
			if _, err := os.Lstat(filepath.Join(dir, databaseName)); (err == nil) == (meanwhile == nil) {
				t.Errorf("the database: %v", err)
			}
		})
	}
}

// otherStoreIn renames the store in a folder and makes another under its name.
func otherStoreIn(t *testing.T, dir string) {
	t.Helper()
	if err := os.Rename(dir, dir+".old"); err != nil {
		t.Fatal(err)
	}
	other := newStore(t, dir)
	if _, err := addPath(t, &Engine{Formats: toys()}, other, write(t, t.TempDir(), "new.txt", talk+"엄마: 또\n")); err != nil {
		t.Fatal(err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
}

// What lies at the path of the store by the time it is to be removed may be
// another one.
func TestRemoveOnlyWhatWasSealed(t *testing.T) {
	for name, exchange := range map[string]func(t *testing.T, dir string){
		"another store": func(t *testing.T, dir string) {
			t.Helper()
			otherStoreIn(t, dir)
		},
		"another database": func(t *testing.T, dir string) {
			t.Helper()
			write(t, dir, "new.db", "SQLite format 3")
			if err := os.Rename(filepath.Join(dir, "new.db"), filepath.Join(dir, databaseName)); err != nil {
				t.Fatal(err)
			}
		},
		"none": func(t *testing.T, dir string) {
			t.Helper()
			if err := os.Rename(filepath.Join(dir, databaseName), filepath.Join(dir, "my.db")); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			if openCannotGo() {
				t.Skip("this system renames no open store")
			}
			st, h := toyStore(t, t.TempDir()), newHolder(t)
			var before map[string]string
			disk := naming{then: func() {
				exchange(t, st.Dir())
				before = tree(t, st.Dir())
			}}
			out := filepath.Join(t.TempDir(), "a.exile.age")
			r, err := Seal(t.Context(), st, out, SealOptions{SealedOptions: SealedOptions{Disk: disk}, To: h.to(), Remove: true})
			if err != nil || r.Removed || r.Unremoved == nil {
				t.Fatalf("%+v, %v", r, err)
			}
			for name, body := range tree(t, st.Dir()) {
				if body != before[name] {
					t.Errorf("%s changed", name)
				}
				delete(before, name)
			}
			for name := range before {
				if !strings.HasSuffix(name, "-shm") && !strings.HasSuffix(name, "-wal") {
					t.Errorf("%s is gone", name)
				}
			}
		})
	}
}

// A file that no row refers to is not in the archive, so it stays; what was not to
// be sealed goes with the rest.
func TestRemoveLeavesStrays(t *testing.T) {
	for _, slim := range []store.Slimming{{}, {Originals: true}} {
		st, h := toyStore(t, t.TempDir()), newHolder(t)
		dir := st.Dir()
		name := "media/ab/" + strings.Repeat("ab", 32)
		write(t, dir, name, "there is no other")
		out := filepath.Join(t.TempDir(), "a.exile.age")
		r, err := Seal(t.Context(), st, out, SealOptions{To: h.to(), Slim: slim, Remove: true})
		if err != nil || !r.Removed || !slices.Equal(r.Left, []string{name}) {
			t.Fatalf("%+v, %v", r, err)
		}
		want := map[string]string{"./": "", "media/": "", "media/ab/": "", name: "there is no other"}
		if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
			t.Error(diff)
		}
	}
}
