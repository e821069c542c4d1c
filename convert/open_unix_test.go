//go:build unix

package convert

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// Pipes and links: whoever opens one waits for ever, or reads what the person
// did not hand over.
func TestPipesAndLinks(t *testing.T) {
	dir := t.TempDir()
	secret := write(t, dir, "secret.txt", talk)
	folder := filepath.Dir(write(t, dir, "export/talk.txt", talk))
	for _, err := range []error{
		syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o600),
		syscall.Mkfifo(filepath.Join(folder, "pipe"), 0o600),
		os.Symlink(secret, filepath.Join(folder, "link.txt")),
		os.Symlink("talk.txt", filepath.Join(folder, "inside.txt")),
		os.Symlink(dir, filepath.Join(folder, "up")),
		os.Symlink(secret, filepath.Join(dir, "named.txt")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Open(t.Context(), []string{filepath.Join(dir, "pipe")}, OpenOptions{}); !errors.Is(err, ErrNotFile) {
		t.Errorf("a pipe: %v", err)
	}
	if _, err := Open(t.Context(), []string{os.DevNull}, OpenOptions{}); !errors.Is(err, ErrNotFile) {
		t.Errorf("a device: %v", err)
	}
	open1(t, filepath.Join(dir, "named.txt")) // a link that the person names is the person's word

	in := open1(t, folder)
	if files := in.Roots[0].Files; len(files) != 1 || files[0].Name != "talk.txt" {
		t.Errorf("files: %v", files)
	}
	if n := codes(in.Skipped)["unclaimed-file"]; n != 4 {
		t.Errorf("%d notes on what was skipped: %v", n, in.Skipped)
	}
	for _, name := range []string{"pipe", "link.txt", "inside.txt", "up/secret.txt", "../secret.txt"} {
		if f, err := in.Roots[0].FS.Open(name); err == nil {
			f.Close()
			t.Errorf("%s was opened", name)
		}
	}
}

// Names that are not UTF-8 cannot be told to anybody; the rest of the folder is
// read all the same.
func TestNamesNotUTF8(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "talk.txt", talk)
	if err := os.Mkdir(filepath.Join(dir, "\xb4\xeb\xc8\xad"), 0o700); err != nil {
		t.Skip(err)
	}
	write(t, dir, "\xb4\xeb/a.txt", talk)
	write(t, dir, "\xb4\xeb.txt", talk)
	in := open1(t, dir)
	if len(in.Roots[0].Files) != 1 || codes(in.Skipped)["unclaimed-file"] != 3 {
		t.Errorf("%v, %v", in.Roots[0].Files, in.Skipped)
	}
}

// A file that turns into a pipe after it was listed does not block its reader.
func TestFileBecomesPipe(t *testing.T) {
	path := write(t, t.TempDir(), "talk.txt", talk)
	in := open1(t, path)
	if err := errors.Join(os.Remove(path), syscall.Mkfifo(path, 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, err := fs.ReadFile(in.Roots[0].FS, "talk.txt"); !errors.Is(err, ErrNotFile) {
		t.Errorf("got %v", err)
	}
}
