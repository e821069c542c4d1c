package telegram_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"exile/convert/telegram"
)

// Whatever is damaged or gone, the error says which file, and there is a way out: a
// session is forgotten and made anew; without its key or secret the whole folder is
// moved away. Signing in alone never mends, and never makes a new secret beside
// journals: to it they would be a stranger's, and what they delivered be delivered
// again.
func TestKeepWayOut(t *testing.T) {
	for _, name := range []string{"key.age", "secret.age", "session.age"} {
		for what, harm := range map[string]func(path string) error{
			"damaged": func(path string) error { return os.WriteFile(path, []byte("age-encryption.org/v1\n"), 0o600) },
			"another's": func(path string) error {
				return os.WriteFile(path, filesOf(t, kept(t, "another"))["session.age"], 0o600)
			},
			"gone": os.Remove,
		} {
			if name == "session.age" && what == "gone" {
				continue // that is to be signed out
			}
			t.Run(name+" "+what, func(t *testing.T) {
				dir := kept(t, "the session")
				journal := filepath.Join(dir, strings.Repeat("0a", 16)+".journal")
				if err := errors.Join(harm(filepath.Join(dir, name)), os.WriteFile(journal, nil, 0o600)); err != nil {
					t.Fatal(err)
				}
				k := openKeep(t, dir)
				unusable(t, "unlock", k.Unlock(testPass), name)
				if err := k.Forget(); err != nil {
					t.Fatal(err)
				}
				err := k.Create(testApp(), testPass, testWork)
				if name == "session.age" {
					if err == nil {
						err = k.PretendSignedIn(account(), "a new one")
					}
					if err == nil {
						err = k.Unlock(testPass)
					}
					if err != nil {
						t.Errorf("signing in anew: %v", err)
					}
					return
				}
				unusable(t, "sign in", err, name)
				if err := errors.Join(k.Close(), os.Rename(dir, dir+".old")); err != nil {
					t.Fatal(err)
				}
				k = openKeep(t, dir)
				if err := k.Create(testApp(), testPass, testWork); err != nil || k.MAC("a") == "" {
					t.Errorf("in a new folder: %v", err)
				}
				if _, err := os.Stat(filepath.Join(dir+".old", filepath.Base(journal))); err != nil {
					t.Error(err)
				}
			})
		}
	}
}

func unusable(t *testing.T, doing string, err error, name string) {
	t.Helper()
	e, ok := errors.AsType[*telegram.KeepError](err)
	if !ok || e.Name != name || filepath.Base(e.Path) != name || !strings.Contains(err.Error(), name) {
		t.Errorf("%s: %v, want %s told", doing, err, name)
	}
}

// A folder without journals loses nothing by a new secret.
func TestKeepNewSecret(t *testing.T) {
	dir := kept(t, "the session")
	if err := os.Remove(filepath.Join(dir, "secret.age")); err != nil {
		t.Fatal(err)
	}
	if err := openKeep(t, dir).Create(testApp(), testPass, testWork); err != nil {
		t.Error(err)
	}
}

// What a process left that was killed while it saved is removed, and nothing else: the
// folder may hold what is not exile's.
func TestKeepSweep(t *testing.T) {
	dir := kept(t, "the session")
	id := strings.Repeat("0a", 16)
	ours := []string{"key.age.abcdefgh.tmp", "session.age.234567ab.tmp", "secret.age.abcdefgh.tmp", "pace.json.abcdefgh.tmp", id + ".receipt.abcdefgh.tmp"}
	theirs := []string{
		"thesis.tmp", ".tmp", "key.age.tmp", "session.age.abc.tmp", "session.age.ABCDEFGH.tmp", "my.session.age.abcdefgh.tmp",
		"notes.txt.abcdefgh.tmp", "receipt.abcdefgh.tmp", id + ".journal", "session.age.abcdefgh.tmp.bak", "session.age.abcdefg1.tmp",
	}
	for _, name := range append(slices.Clone(ours), theirs...) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	openKeep(t, dir)
	left := filesOf(t, dir)
	for _, name := range ours {
		if left[name] != nil {
			t.Errorf("%s is still there", name)
		}
	}
	for _, name := range theirs {
		if left[name] == nil {
			t.Errorf("%s is gone", name)
		}
	}
}
