//go:build cgo

package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"exile/convert"
	"exile/crypto"
	"exile/crypto/disktest"
)

// Wherever the moving of keys breaks off, both are there under names of their
// own, and the new one is under a name where it is looked for.
func TestSettleBreaksOff(t *testing.T) {
	for n := 1; ; n++ {
		archive := filepath.Join(t.TempDir(), "a.exile.age")
		k := &newKey{path: keyFileBeside(archive), at: nextKeyBeside(archive), aged: true}
		for path, text := range map[string]string{
			k.path: "old", k.at: "new", strings.TrimSuffix(archive, ".age") + ".key.old.age": "older",
		} {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		disk := &disktest.Disk{}
		disk.CutPower(disktest.Any, n)
		err := k.settle(disk)
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
		if at := filepath.Base(k.at); found["new"] != at || at != "a.exile.key.age" && at != "a.exile.key.new.age" {
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

// A disk that does not confirm the new archive may give the old one back: both
// keys stay under the names where they are looked for, and it is told.
func TestUnconfirmed(t *testing.T) {
	path, opens := sealedHere(t, example)
	key, err := os.ReadFile(opens[3])
	if err != nil {
		t.Fatal(err)
	}
	ids, to, err := crypto.ParseIdentities(t.Context(), strings.NewReader(string(key)), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	disk := &disktest.Disk{}
	s, err := convert.OpenSealedForWriting(path, convert.SealedOptions{Identities: ids, Disk: disk})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	k := &newKey{path: keyFileBeside(path), at: nextKeyBeside(path), aged: true}
	for _, file := range []string{k.path, k.at} {
		if err := os.WriteFile(file, key, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	disk.FailFrom(disktest.SyncDir, 1, syscall.ENOSPC)
	var told strings.Builder
	a := newApp(world{getenv: func(string) string { return "" }, stderr: &told})
	_, err = a.save(t.Context(), s, path, to, k)
	if !errors.Is(err, convert.ErrUnconfirmed) {
		t.Fatal(err)
	}
	if a.report(nil, err) != statusFailed || !strings.Contains(told.String(), "whole and in its place, but the disk did not confirm that") {
		t.Errorf("told: %s", &told)
	}
	if !stands(k.path) || !stands(k.at) || k.kept != "" || !strings.Contains(told.String(), k.at) {
		t.Errorf("the keys were moved; told: %s", &told)
	}
	if got := runHere(t.Context(), t, nil, append([]string{"verify", path}, opens...)...); got.status != statusDone {
		t.Errorf("what is in its place: status %d: %s", got.status, got.err)
	}
}
