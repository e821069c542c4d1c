//go:build cgo

package main

import (
	"errors"
	"os"
	"strings"
	"syscall"
	"testing"

	"exile/cmd/internal/keyfile"
	"exile/convert"
	"exile/crypto"
	"exile/crypto/disktest"
)

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
	k := &keyfile.New{Path: keyfile.Beside(path), At: keyfile.NextBeside(path), Aged: true}
	for _, file := range []string{k.Path, k.At} {
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
	if !stands(k.Path) || !stands(k.At) || k.Kept != "" || !strings.Contains(told.String(), k.At) {
		t.Errorf("the keys were moved; told: %s", &told)
	}
	if got := runHere(t.Context(), t, nil, append([]string{"verify", path}, opens...)...); got.status != statusDone {
		t.Errorf("what is in its place: status %d: %s", got.status, got.err)
	}
}
