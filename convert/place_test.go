package convert

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestPlace(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "out")
	p, err := NewPlace(target)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := NewPlace(target); !errors.Is(err, ErrBusy) {
		t.Errorf("a second run: %v", err)
	}
	write(t, p.Scratch(), "stdin", "x")
	write(t, p.Out(), "a/b.txt", "new")
	if err := p.Commit(false); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"./": "", "out/": "", "out/a/": "", "out/a/b.txt": "new"}, tree(t, dir)); diff != "" {
		t.Error(diff)
	}
	if err := p.Discard(); err != nil {
		t.Error(err)
	}
}

func TestDiscard(t *testing.T) {
	dir := t.TempDir()
	p, err := NewPlace(filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, p.Out(), "a/b.txt", "new")
	for range 2 {
		if err := p.Discard(); err != nil {
			t.Fatal(err)
		}
	}
	if len(tree(t, dir)) != 1 {
		t.Errorf("left: %v", tree(t, dir))
	}
}

// What a killed run left is cleared away; what it had moved aside comes back.
func TestStalePlace(t *testing.T) {
	tests := []struct {
		name          string
		before, after map[string]string
	}{
		{"killed while it read", map[string]string{"store/chats.db": "x", "lock": ""}, nil},
		{"killed while it began", map[string]string{}, nil},
		{"killed while it cleaned up", map[string]string{"lock": ""}, nil},
		{
			"killed between two renames",
			map[string]string{"old/" + ReportName: "{}", "out/a": "new", "lock": ""},
			map[string]string{"out/": "", "out/" + ReportName: "{}"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			stale := mkdir(t, dir, ".out"+stagingSuffix)
			for name, body := range tt.before {
				write(t, stale, name, body)
			}
			p, err := NewPlace(filepath.Join(dir, "out"))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(map[string]string{"./": "", "in/": "", "lock": ""}, tree(t, stale)); diff != "" {
				t.Error(diff)
			}
			if err := p.Discard(); err != nil {
				t.Fatal(err)
			}
			want := map[string]string{"./": ""}
			maps.Copy(want, tt.after)
			if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A folder of that name that is not ours is left alone.
func TestForeignPlace(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, ".out"+stagingSuffix+"/diary.txt", "mine")
	elsewhere := mkdir(t, dir, "elsewhere")
	if err := os.Symlink(elsewhere, filepath.Join(dir, ".link"+stagingSuffix)); err != nil {
		t.Skip(err)
	}
	before := tree(t, dir)
	for _, name := range []string{"out", "link"} {
		if _, err := NewPlace(filepath.Join(dir, name)); !errors.Is(err, ErrNotOurs) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
		t.Error(diff)
	}
}

func TestCheckTarget(t *testing.T) {
	dir := t.TempDir()
	file := write(t, dir, "file", "x")
	ours := filepath.Dir(write(t, dir, "ours/"+ReportName, "{}"))
	theirs := filepath.Dir(write(t, dir, "theirs/a", "x"))
	empty := mkdir(t, dir, "empty")
	link := filepath.Join(dir, "link")
	if err := os.Symlink(ours, link); err != nil {
		t.Skip(err)
	}
	tests := []struct {
		name, target string
		force        bool
		inputs       []string
		want         error
	}{
		{"nothing there", filepath.Join(dir, "new"), false, []string{file}, nil},
		{"no folder to put it in", filepath.Join(dir, "no/new"), false, nil, fs.ErrNotExist},
		{"a file to put it in", filepath.Join(file, "new"), false, nil, ErrNotFolder},
		{"a file", file, false, nil, ErrExists},
		{"an empty folder", empty, false, nil, ErrExists},
		{"a folder", ours, false, nil, ErrExists},
		{"a file, by force", file, true, nil, nil},
		{"an empty folder, by force", empty, true, nil, nil},
		{"our folder, by force", ours, true, nil, nil},
		{"a foreign folder, by force", theirs, true, nil, ErrNotOurs},
		{"a link, by force", link, true, nil, ErrNotOurs},
		{"the input itself", file, true, []string{file}, ErrSamePath},
		{"the input by another name", ours, true, []string{link}, ErrSamePath},
		{"a folder that holds the input", ours, true, []string{filepath.Join(ours, ReportName)}, ErrSamePath},
		{"into the input", filepath.Join(theirs, "out"), false, []string{theirs}, nil},
		{"a file of the input", filepath.Join(theirs, "a"), true, []string{theirs}, ErrSamePath},
		{"a folder of the input", ours, true, []string{dir}, ErrSamePath},
		{"a file of an input by another name", filepath.Join(ours, ReportName), true, []string{link}, ErrSamePath},
		{"standard output", "-", false, []string{"-"}, nil},
	}
	for _, tt := range tests {
		if err := CheckTarget(tt.target, tt.force, tt.inputs); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
}

func TestCheckApart(t *testing.T) {
	dir := t.TempDir()
	file := write(t, dir, "in/file", "x")
	link := filepath.Join(dir, "link")
	if err := os.Symlink(filepath.Dir(file), link); err != nil {
		t.Skip(err)
	}
	tests := []struct {
		name, path, other string
		want              error
	}{
		{"the same", file, file, ErrSamePath},
		{"within", file, filepath.Dir(file), ErrSamePath},
		{"new, within", filepath.Join(dir, "in/new/one"), filepath.Dir(file), ErrSamePath},
		{"within, by another name", filepath.Join(link, "new/one"), filepath.Dir(file), ErrSamePath},
		{"around", dir, file, nil},
		{"a longer name", filepath.Join(dir, "in2"), filepath.Dir(file), nil},
		{"nothing there", filepath.Join(dir, "new"), filepath.Join(dir, "other"), nil},
		{"the same, not there", filepath.Join(link, "new"), filepath.Join(dir, "in/new"), ErrSamePath},
		{"a pipe", file, "-", nil},
		{"none", file, "", nil},
	}
	for _, tt := range tests {
		if err := CheckApart(tt.path, tt.other); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
}

// An output that cannot be made to last is taken back.
func TestCommitIsTakenBack(t *testing.T) {
	for name, old := range map[string]string{"new": "", "replaced": "old"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			target := filepath.Join(dir, "out")
			if old != "" {
				write(t, dir, "out", old)
			}
			before := tree(t, dir)
			p, err := NewPlace(target)
			if err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Dir(p.Out()), "out", "new")
			p.last = func(string) error { return fs.ErrInvalid }
			if err := p.Commit(true); !errors.Is(err, fs.ErrInvalid) {
				t.Errorf("commit: %v", err)
			}
			if err := p.Discard(); err != nil {
				t.Error(err)
			}
			if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// An old output that cannot be put back is not removed either: the next run puts
// it back.
func TestOldOutputIsNeverLost(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "out", "old")
	before := tree(t, dir)
	p, err := NewPlace(filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Dir(p.Out()), "out", "new")
	p.last = func(string) error { // somebody puts a folder there just now
		if err := os.Rename(p.target, p.target+"2"); err != nil {
			t.Fatal(err)
		}
		write(t, p.target, "theirs", "x")
		write(t, p.Out(), "a", "x")
		return fs.ErrInvalid
	}
	if err := p.Commit(true); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("commit: %v", err)
	}
	if err := errors.Join(p.Discard(), os.RemoveAll(p.target), os.Remove(p.target+"2")); err != nil {
		t.Error(err)
	}
	p, err = NewPlace(filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Discard(); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
		t.Error(diff)
	}
}

// A name as long as the disk can hold has a place too, always the same, and one
// that no similar name has.
func TestLongTarget(t *testing.T) {
	dir := t.TempDir()
	names := map[string]bool{}
	for _, base := range []string{
		strings.Repeat("a", 255), strings.Repeat("a", 254) + "b", strings.Repeat("가", 85), strings.Repeat("가", 84) + "abc",
		strings.Repeat("a", 241), strings.Repeat("\xff", 255),
	} {
		name := stagingName(base)
		if len(name) > 255 || !isStaging(name) || names[name] || utf8.ValidString(base) && !utf8.ValidString(name) {
			t.Errorf("%.3s… of %d bytes: %d bytes: %q", base, len(base), len(name), name)
		}
		names[name] = true
	}
	target := filepath.Join(dir, strings.Repeat("가", 85))
	for _, force := range []bool{false, true} {
		p, err := NewPlace(target)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := NewPlace(target); !errors.Is(err, ErrBusy) {
			t.Errorf("a second run: %v", err)
		}
		write(t, filepath.Dir(p.Out()), "out", "new")
		if err := p.Commit(force); err != nil {
			t.Fatal(err)
		}
	}
	if got := tree(t, dir); len(got) != 2 || got[filepath.Base(target)] != "new" {
		t.Errorf("the folder holds %v", got)
	}
}
