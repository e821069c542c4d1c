package convert

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"exile/export"
)

// openWithZips opens a folder and the exports among its zips.
func openWithZips(t *testing.T, dir string, lim Limits) *Input {
	t.Helper()
	e := &Engine{Formats: toys()}
	ins, err := Open(t.Context(), []string{dir}, OpenOptions{Inner: e.Knows(""), Limits: lim})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { CloseAll(ins) })
	return ins[0]
}

func rootNames(in *Input) []string {
	var names []string
	for i := range in.Roots {
		names = append(names, in.Roots[i].Name)
	}
	return names
}

// Zips of exports in a folder are read with it, under names of their own; whatever
// is wrong with another zip is a note, and the rest is read.
func TestZipsInFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "talks.zip") // a folder by that name
	write(t, dir, "talk.txt", talk)
	write(t, dir, "talks.zip", string(zipped(t, entry{"talk.txt", talk}, entry{"a.jpg", "one"})))
	write(t, dir, "more/B.ZIP", string(zipped(t, entry{"deep/talk.txt", talk + "엄마# a.jpg\n"}, entry{"deep/a.jpg", "two"})))
	write(t, dir, "docs.zip", string(zipped(t, entry{"a.doc", "x"})))
	write(t, dir, "void.zip", string(zipped(t)))
	write(t, dir, "text.zip", talk) // by its name alone
	whole := zipped(t, entry{"talk.txt", talk})
	write(t, dir, "bad/cut.zip", string(whole[:len(whole)-20]))
	write(t, dir, "bad/bomb.zip", string(zipped(t, entry{"zeros", strings.Repeat("\x00", 100<<20)})))
	write(t, dir, "bad/slip.zip", string(zipped(t, entry{"../talk.txt", talk})))
	write(t, dir, "bad/twice.zip", string(zipped(t, entry{"a.txt", talk}, entry{"A.TXT", talk})))
	write(t, dir, "bad/locked.zip", locked(t))
	write(t, dir, "outer.zip", string(zipped(t, entry{"inner.zip", string(whole)}, entry{"talk.txt", talk})))
	before := len(tree(t, dir))

	in := openWithZips(t, dir, Limits{})
	want := []string{"talks.zip", "more/B.ZIP", "outer.zip", "talks.zip/talks.zip"}
	if got := rootNames(in); !slices.Equal(got, want) {
		t.Fatalf("roots %q, want %q", got, want)
	}
	r, _, err := (&Engine{Formats: toys()}).Inspect(t.Context(), in, InOptions{Strict: false})
	if err != nil {
		t.Fatal(err)
	}
	if r.Ledger.Chats != 5 || !r.Ledger.Balanced() || r.Ledger.Found != 1 { // text.zip is a text to the toy
		t.Errorf("ledger %+v", r.Ledger)
	}
	notes, damaged := map[string]string{}, map[string]string{}
	for i := range r.Problems {
		p := &r.Problems[i]
		if p.Code == export.UnclaimedFile {
			notes[p.From.File] = p.Text
		}
		if p.Code == export.DamagedFile {
			damaged[p.From.File] = p.Name + ": " + p.Text
		}
	}
	for file, says := range map[string]string{
		"bad/cut.zip": ErrBadZip.Error(), "bad/bomb.zip": ErrZipBomb.Error(), "bad/slip.zip": ErrBadName.Error(),
		"bad/twice.zip": ErrTwinNames.Error(), "bad/locked.zip": ErrZipLocked.Error(),
	} {
		if text := damaged[file]; !strings.HasPrefix(text, filepath.Base(file)+": "+says) {
			t.Errorf("%s is told as %q, want %q", file, text, says)
		}
	}
	if len(damaged) != 5 {
		t.Errorf("lost: %q", damaged)
	}
	for file, says := range map[string]string{"inner.zip": "a zip in a zip: not opened", "docs.zip": "", "void.zip": ""} {
		if text, told := notes[file]; !told || text != says {
			t.Errorf("%s is told as %q (%v), want %q", file, text, told, says)
		}
	}
	if len(tree(t, dir)) != before {
		t.Error("something was left behind")
	}
}

// Without being asked to, Open opens no zip of a folder; and of one format alone
// only its own.
func TestZipsInFolderOnlyIfAsked(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "x/talk.zip", string(zipped(t, entry{"talk.txt", talk})))
	if in := open1(t, filepath.Join(dir, "x")); len(in.Roots) != 1 {
		t.Errorf("roots %q", rootNames(in))
	}
	e := &Engine{Formats: toys()}
	for from, roots := range map[string]int{"": 2, "toy": 2, "other": 1} {
		ins, err := Open(t.Context(), []string{filepath.Join(dir, "x")}, OpenOptions{Inner: e.Knows(from)})
		if err != nil || len(ins[0].Roots) != roots {
			t.Errorf("from %q: %d roots, %v", from, len(ins[0].Roots), err)
		}
		CloseAll(ins)
	}
}

// All zips of a folder share the limits of one, and there is a limit to how many
// are open.
func TestZipsInFolderAreLimited(t *testing.T) {
	dir := t.TempDir()
	for i := range 4 {
		write(t, dir, fmt.Sprintf("x/%d.zip", i), string(zipped(t, entry{"talk.txt", talk}, entry{"a.jpg", "x"})))
	}
	// Four files, and two more for each zip that is opened.
	if in := openWithZips(t, filepath.Join(dir, "x"), Limits{Entries: 9}); len(in.Roots) != 3 {
		t.Errorf("files: roots %q", rootNames(in))
	}
	if in := openWithZips(t, filepath.Join(dir, "x"), Limits{Total: int64(3*len(talk) + 3)}); len(in.Roots) != 4 {
		t.Errorf("bytes: roots %q", rootNames(in))
	}
	whole := string(zipped(t, entry{"talk.txt", talk}))
	for i := range maxInner + 2 {
		write(t, dir, fmt.Sprintf("y/%04d.zip", i), whole)
	}
	in := openWithZips(t, filepath.Join(dir, "y"), Limits{})
	if len(in.Roots) != 1+maxInner || len(in.Roots[0].Files) != 2 || len(in.notes) != 2 {
		t.Errorf("%d roots, %d files left, %d notes", len(in.Roots), len(in.Roots[0].Files), len(in.notes))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	opt := OpenOptions{Inner: (&Engine{Formats: toys()}).Knows("")}
	if _, err := Open(ctx, []string{filepath.Join(dir, "y")}, opt); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// A link by the name of a zip is not followed.
func TestZipLinkInFolder(t *testing.T) {
	dir := t.TempDir()
	secret := write(t, dir, "secret.zip", string(zipped(t, entry{"talk.txt", talk})))
	write(t, dir, "x/talk.txt", talk)
	if err := os.Symlink(secret, filepath.Join(dir, "x", "link.zip")); err != nil {
		t.Skip("no links here: ", err)
	}
	if in := openWithZips(t, filepath.Join(dir, "x"), Limits{}); len(in.Roots) != 1 || len(in.Skipped) != 1 {
		t.Errorf("roots %q, %d skipped", rootNames(in), len(in.Skipped))
	}
}
