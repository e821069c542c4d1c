//go:build cgo

package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"exile/export"
)

func TestCreateWantsAnEmptyFolder(t *testing.T) {
	for _, test := range []struct {
		name  string
		files []string
		want  error
	}{
		{"nothing", nil, nil},
		{"a stranger's file", []string{"letter.txt"}, ErrExists},
		{"a stranger's media", []string{"media/holiday.jpg"}, ErrExists},
		{"a store", []string{"chats.db"}, ErrExists},
		{"what a killed program left", []string{"chats.db.partial", "incoming/1", "incoming/added"}, nil},
		{"leavings and a stranger's media", []string{"chats.db.partial", "media/holiday.jpg"}, ErrExists},
		{"leavings and a stranger's file", []string{"chats.db.partial", "letter.txt"}, ErrExists},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			for _, f := range test.files {
				write(t, filepath.Join(dir, f), "not SQLite")
			}
			s, err := Create(dir)
			if !errors.Is(err, test.want) {
				t.Fatalf("got %v, want %v", err, test.want)
			}
			if err == nil {
				put(t, s, Source{})
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			}
			for _, f := range test.files {
				if _, err := os.Stat(filepath.Join(dir, f)); test.want != nil && filepath.Base(f) != partialName && err != nil {
					t.Error(err)
				}
			}
		})
	}
}

func write(tb testing.TB, path, data string) {
	tb.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		tb.Fatal(err)
	}
}

func TestCreateLeavesNothingWithoutABatch(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "a.exile")
	s, err := Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.View().Chats(t.Context()); !errors.Is(err, ErrNoStore) {
		t.Errorf("reading before the first batch: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder is still there: %v", err)
	}
}

func TestStoreIsPrivate(t *testing.T) {
	s := newStore(t)
	b := begin(t, s)
	if _, _, err := b.AddMedia(reader("photo")); err != nil {
		t.Fatal(err)
	}
	if _, err := b.AddOriginal(Original{Root: "a", Path: "a"}, reader("words")); err != nil {
		t.Fatal(err)
	}
	commit(t, b, Source{})
	seen := 0
	err := filepath.WalkDir(s.Dir(), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		want := fs.FileMode(0o600)
		if d.IsDir() {
			want = 0o700
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o", path, got)
		}
		seen++
		return nil
	})
	if err != nil || seen < 6 {
		t.Errorf("%d files, %v", seen, err)
	}
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	s, err := Create(filepath.Join(dir, "good"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, Source{}, cast8()...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(filepath.Join(dir, "good", dbName))
	if err != nil {
		t.Fatal(err)
	}
	changed := func(at int, with ...byte) string {
		data := append([]byte(nil), good...)
		copy(data[at:], with)
		return string(data)
	}
	write(t, filepath.Join(dir, "file"), "x")
	write(t, filepath.Join(dir, "empty", "x"), "")
	write(t, filepath.Join(dir, "text", dbName), "hello, this is no database at all")
	write(t, filepath.Join(dir, "nobytes", dbName), "")
	write(t, filepath.Join(dir, "newer", dbName), changed(60, 0, 0, 0, 2))
	write(t, filepath.Join(dir, "other app", dbName), changed(68, 0, 0, 0, 2))
	write(t, filepath.Join(dir, "unfinished", dbName), changed(60, 0, 0, 0, 0))
	write(t, filepath.Join(dir, "broken", dbName), changed(100, make([]byte, 4000)...))
	write(t, filepath.Join(dir, "partial", partialName), string(good))
	if err := os.MkdirAll(filepath.Join(dir, "folder", dbName), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name    string
		want    error
		isStore bool
	}{
		{"good", nil, true},
		{"absent", ErrNoStore, false},
		{"file", ErrNoStore, false},
		{"empty", ErrNoStore, false},
		{"partial", ErrNoStore, false},
		{"text", ErrNotStore, false},
		{"nobytes", ErrNotStore, false},
		{"other app", ErrNotStore, false},
		{"unfinished", ErrNotStore, false},
		{"folder", ErrNotStore, false},
		{"newer", ErrNewer, true},
		{"broken", ErrDamaged, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, mode := range []Mode{ReadOnly, ReadWrite} {
				s, err := Open(filepath.Join(dir, test.name), mode)
				if !errors.Is(err, test.want) || (test.want == nil) != (err == nil) {
					t.Errorf("mode %d: got %v, want %v", mode, err, test.want)
				}
				if err == nil {
					if err := s.Close(); err != nil {
						t.Error(err)
					}
				}
			}
			if got := IsStore(filepath.Join(dir, test.name)); got != test.isStore {
				t.Errorf("IsStore: %v", got)
			}
		})
	}
}

func TestOddFolderNames(t *testing.T) {
	for _, name := range []string{"a b", "a?mode=memory", "50%", "#1", "%41", "가족 & 친구", "a\nb", "file:x"} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), name)
			s, err := Create(dir)
			if err != nil {
				t.Fatal(err)
			}
			put(t, s, Source{}, cast8()...)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(filepath.Join(dir, dbName)); err != nil {
				t.Error(err)
			}
			if s, err = Open(dir, ReadOnly); err != nil {
				t.Fatal(err)
			}
			if chats, err := s.View().Chats(t.Context()); err != nil || len(chats) != 1 {
				t.Errorf("%d chats, %v", len(chats), err)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestReadOnlyWritesNothing(t *testing.T) {
	s := newStore(t)
	put(t, s, Source{}, append(cast8(), talk(1))...)
	before := listing(t, s.Dir())
	ro, err := Open(s.Dir(), ReadOnly)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ro.Begin(t.Context()); !errors.Is(err, ErrReadOnly) {
		t.Errorf("Begin: %v", err)
	}
	if err := ro.SetSetting(t.Context(), "a", "b"); !errors.Is(err, ErrReadOnly) {
		t.Errorf("SetSetting: %v", err)
	}
	if n := len(all(t, ro, 1, export.Range{})); n != 1 {
		t.Errorf("%d messages", n)
	}
	if err := ro.Close(); err != nil {
		t.Fatal(err)
	}
	if after := listing(t, s.Dir()); after != before {
		t.Errorf("before %s\nafter %s", before, after)
	}
}

// TestSettings also shows that a store that was read and written leaves only its
// database behind.
func TestSettings(t *testing.T) {
	s := newStore(t)
	put(t, s, Source{})
	ctx := t.Context()
	for _, value := range []string{"김철수=Chul", "", "again"} {
		if err := s.SetSetting(ctx, "names", value); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Setting(ctx, "names"); err != nil || got != value {
			t.Errorf("got %q, %v", got, err)
		}
	}
	if got, err := s.Setting(ctx, "other"); err != nil || got != "" {
		t.Errorf("got %q, %v", got, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := listing(t, s.Dir()); got != "chats.db\n" {
		t.Errorf("the folder holds %q", got)
	}
}
