//go:build cgo

package convert

import (
	"context"
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

// After sealing, the plain store goes, and nothing that a person laid beside it.
func TestRemovePlain(t *testing.T) {
	sum := strings.Repeat("ab", 32)
	ours := []string{
		"chats.db", "chats.db-wal", "chats.db-shm", "media/ab/" + sum, "originals/" + sum + ".zst", "incoming/X/added",
	}
	theirs := []string{"letter.txt", "media/photo.jpg", "media/cd/" + sum, "originals/notes.zst", "trip/a.jpg"}
	for _, c := range []struct {
		name  string
		files []string
		left  []string
	}{
		{"ours alone", ours, nil},
		{"with others", slices.Concat(ours, theirs), []string{"letter.txt", "media/cd/" + sum, "media/photo.jpg", "originals/notes.zst", "trip/"}},
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
			left, err := removePlain(dir)
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

// A link that stands where a folder of the store should is not followed.
func TestRemovePlainFollowsNoLink(t *testing.T) {
	other := t.TempDir()
	precious := filepath.Join(other, "precious.txt")
	if err := os.WriteFile(precious, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "my.exile")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"media", "originals", "incoming"} {
		if err := os.Symlink(other, filepath.Join(dir, name)); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	left, err := removePlain(dir)
	if err != nil || !slices.Equal(left, []string{"media", "originals"}) {
		t.Errorf("left %q, %v", left, err)
	}
	if _, err := os.Stat(precious); err != nil {
		t.Error(err)
	}
}

// renaming is a disk on which something happens after a file was renamed.
type renaming struct{ then func() }

func (renaming) Create(path string) (crypto.DiskFile, error) { return crypto.OS{}.Create(path) }
func (renaming) Remove(path string) error                    { return crypto.OS{}.Remove(path) }
func (renaming) SyncDir(dir string) error                    { return crypto.OS{}.SyncDir(dir) }

func (d renaming) Rename(from, to string) error {
	err := crypto.OS{}.Rename(from, to)
	d.then()
	return err
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
	opt.Disk = renaming{func() { write("when the archive gets its name") }}
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
// it was written in that moment.
func TestRemoveAfterwards(t *testing.T) {
	for _, written := range []bool{false, true} {
		st := toyStore(t, t.TempDir())
		dir := st.Dir()
		before, err := os.Lstat(filepath.Join(dir, databaseName))
		if err != nil {
			t.Fatal(err)
		}
		if written {
			later := before.ModTime().Add(time.Second)
			if err := os.Chtimes(filepath.Join(dir, databaseName), later, later); err != nil {
				t.Fatal(err)
			}
		}
		report := &SealReport{}
		(&removal{st: st, wanted: true, before: before}).afterwards(report)
		if report.Removed == written || (report.Unremoved != nil) != written {
			t.Errorf("written %t: %+v", written, report)
		}
		if _, err := os.Lstat(dir); (err == nil) != written {
			t.Errorf("written %t: %v", written, err)
		}
	}
}
