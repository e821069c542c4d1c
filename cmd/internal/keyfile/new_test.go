package keyfile_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"exile/cmd/internal/keyfile"
	"exile/crypto"
	"exile/crypto/disktest"
)

// Wherever the moving of keys breaks off, both are there under names of their
// own, and the new one is under a name where it is looked for.
func TestSettleBreaksOff(t *testing.T) {
	for n := 1; ; n++ {
		archive := filepath.Join(t.TempDir(), "a.exile.age")
		k := &keyfile.New{Path: keyfile.Beside(archive), At: keyfile.NextBeside(archive), Aged: true}
		for path, text := range map[string]string{
			k.Path: "old", k.At: "new", strings.TrimSuffix(archive, ".age") + ".key.old.age": "older",
		} {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		disk := &disktest.Disk{}
		disk.CutPower(disktest.Any, n)
		err := k.Settle(disk)
		found := map[string]string{}
		paths, gerr := filepath.Glob(filepath.Join(filepath.Dir(archive), "*"))
		if gerr != nil {
			t.Fatal(gerr)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			found[string(text)] = filepath.Base(path)
		}
		if len(found) != 3 || found["older"] != "a.exile.key.old.age" {
			t.Errorf("power off at operation %d: %v", n, found)
		}
		if at := filepath.Base(k.At); found["new"] != at || at != "a.exile.key.age" && at != "a.exile.key.new.age" {
			t.Errorf("power off at operation %d: the new key is %s, and said to be %s", n, found["new"], at)
		}
		if err == nil {
			if n != 5 || found["new"] != "a.exile.key.age" || found["old"] != "a.exile.key.old-2.age" {
				t.Errorf("after %d operations: %v", n-1, found)
			}
			return
		}
	}
}

func touch(t *testing.T, path string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(filepath.Base(path)), 0o600); err != nil {
		t.Fatal(err)
	}
}

// No key file is replaced that might be the only one of an archive.
func TestPlace(t *testing.T) {
	const archive, key, next = "a.exile.age", "a.exile.key.age", "a.exile.key.new.age"
	for name, c := range map[string]struct {
		there         []string
		opener        string
		at, taken     string
		aged, strayed bool
	}{
		"nothing":                         {at: key},
		"a key without an archive":        {there: []string{key}, taken: key},
		"an archive of a passphrase":      {there: []string{archive}, at: next},
		"an archive and its key":          {there: []string{archive, key}, opener: key, at: next, aged: true},
		"a key that did not open it":      {there: []string{archive, key}, opener: "elsewhere", taken: key},
		"what a killed run left":          {there: []string{archive, key, next}, opener: key, at: next, aged: true, strayed: true},
		"the next key, which may open it": {there: []string{archive, next}, opener: next, taken: next},
		"both, and neither has opened it": {there: []string{archive, key, next}, opener: "elsewhere", taken: key},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			at := func(name string) string { return filepath.Join(dir, name) }
			for _, file := range c.there {
				touch(t, at(file))
			}
			k, err := keyfile.Place(at(archive), at(c.opener))
			if taken, ok := errors.AsType[*keyfile.TakenError](err); ok != (c.taken != "") || ok && taken.Path != at(c.taken) {
				t.Fatalf("taken: %v", err)
			}
			if err != nil {
				return
			}
			if k.At != at(c.at) || k.Path != at(key) || k.Aged != c.aged {
				t.Errorf("placed %+v", k)
			}
			if k.Key, err = crypto.GenerateKey(false); err != nil {
				t.Fatal(err)
			}
			if err := k.Write("correct horse", time.Unix(0, 0)); err != nil {
				t.Fatal(err)
			}
			if stray, err := os.ReadFile(k.Stray); c.strayed && string(stray) != next || c.strayed != (err == nil) {
				t.Errorf("what was left went to %q: %q, %v", k.Stray, stray, err)
			}
			ids, err := keyfile.Read(t.Context(), k.At, ask("correct horse"), 0)
			if err != nil || len(ids) != 1 {
				t.Fatalf("read again: %v", err)
			}
			if got := keyfile.Opener(ids); got != "" {
				t.Errorf("%s is said to have opened something", got)
			}
		})
	}
}

func ask(passphrase string) crypto.Ask {
	return func(_ context.Context, again bool) (string, error) {
		if again {
			return "", crypto.ErrWrongKey
		}
		return passphrase, nil
	}
}

// The key file has the only key of an archive: a second one never replaces it.
func TestWriteReplacesNothing(t *testing.T) {
	archive := filepath.Join(t.TempDir(), "a.exile.age")
	k, err := keyfile.Place(archive, "")
	if err != nil {
		t.Fatal(err)
	}
	if k.Key, err = crypto.GenerateKey(false); err != nil {
		t.Fatal(err)
	}
	touch(t, k.At) // since then
	err = k.Write("correct horse", time.Unix(0, 0))
	if _, ok := errors.AsType[*keyfile.TakenError](err); !ok {
		t.Errorf("written: %v", err)
	}
	if text, err := os.ReadFile(k.At); err != nil || string(text) != filepath.Base(k.At) {
		t.Errorf("it holds %q, %v", text, err)
	}
}

// Of two key files beside an archive both are tried, the one that is used first.
func TestRings(t *testing.T) {
	dir := t.TempDir()
	archive := filepath.Join(dir, "a.exile.age")
	for _, c := range []struct{ made, want string }{
		{"", ""},
		{"a.exile.key", "a.exile.key"},
		{"a.exile.key.new.age", "a.exile.key.new.age"},
		{"a.exile.key.age", "a.exile.key.age a.exile.key.new.age"},
	} {
		if c.made != "" {
			touch(t, filepath.Join(dir, c.made))
		}
		var got []string
		for _, ring := range keyfile.Rings(archive) {
			for _, path := range ring {
				got = append(got, filepath.Base(path))
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("with %s: %q", c.made, got)
		}
	}
}
