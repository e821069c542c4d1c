//go:build cgo

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/crypto"
)

// An archive that somebody else made is not said to be another history of ours,
// and whoever finds it is told first not to use it.
func TestPlantedArchive(t *testing.T) {
	home := t.TempDir()
	path, opens := sealedHere(t, longExport(t, 10))
	if got := runIn(t, home, append([]string{"list"}, opens...)...); got.status != statusDone || got.err != "" {
		t.Fatalf("status %d: %s", got.status, got.err)
	}
	plant(t, path, opens[3])
	got := runIn(t, home, append([]string{"list", "--json"}, opens...)...)
	if got.status != statusDone || !strings.Contains(got.out, `"other-history","unknown-secret"`) {
		t.Fatalf("status %d: %s", got.status, got.out)
	}
	if !strings.Contains(got.err, "somebody who has never read the archive") || strings.Contains(got.err, "two places") {
		t.Errorf("list says %s", got.err)
	}
	got = runIn(t, home, append([]string{"rekey", path}, opens[2:]...)...)
	first, last := strings.Index(got.err, "Do not use it"), strings.Index(got.err, "confirms it")
	if got.status != statusRefused || first < 0 || last < first || !strings.Contains(got.err, "with -r age1") {
		t.Errorf("rekey: status %d: %s", got.status, got.err)
	}
}

// runIn runs the program as somebody whose home is there.
func runIn(t *testing.T, home string, args ...string) outcome {
	t.Helper()
	var out, errs bytes.Buffer
	s := execute(t.Context(), world{
		args: args, stdin: strings.NewReader(""), stdout: &out, stderr: &errs,
		getenv: func(string) string { return "" },
		home:   func() (string, error) { return home, nil },
		system: "linux",
	})
	return outcome{s, out.String(), errs.String()}
}

// plant puts an archive with the id of another in its place, as somebody would who
// knows neither its secret nor its history.
func plant(t *testing.T, path, identity string) {
	t.Helper()
	key, err := os.Open(identity)
	if err != nil {
		t.Fatal(err)
	}
	defer key.Close()
	ids, to, err := crypto.ParseIdentities(t.Context(), key, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	a, err := crypto.Open(bytes.NewReader(data), int64(len(data)), crypto.OpenOptions{Identities: ids})
	if err != nil {
		t.Fatal(err)
	}
	forged := crypto.NewManifest()
	forged.ID, forged.Generation = a.Manifest().ID, a.Manifest().Generation
	var out bytes.Buffer
	w, err := crypto.NewWriter(&out, forged, to)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range a.Manifest().Entries {
		f, err := a.Open(e.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Add(e.Name, f); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// What cannot fit is refused before any work, with what is to be added counted.
func TestAddIntoFullDisk(t *testing.T) {
	path, opens := sealedHere(t, longExport(t, 10))
	export := filepath.Dir(longExport(t, 20))
	huge := filepath.Join(export, strings.Repeat("ab", 32)+".mp4")
	if err := os.WriteFile(huge, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(huge, 1<<43); err != nil {
		t.Skipf("this disk has no sparse files of 8 TiB: %v", err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got := runHere(t.Context(), t, nil, append([]string{"add", export}, opens...)...)
	if got.status != statusFailed || !strings.Contains(got.err, "The disk is too full: writing “"+path+"” takes 8,192 GiB") {
		t.Errorf("status %d: %s", got.status, got.err)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the archive was changed: %v", err)
	}
}

// Only where an export is read does its size say how much room is needed.
func TestDiskFullWords(t *testing.T) {
	for name, export := range map[string]bool{"convert": true, "add": true, "keygen": false, "open": false, "seal": false} {
		var out bytes.Buffer
		a := newApp(world{stderr: &out, stdout: &out, getenv: func(string) string { return "" }})
		a.lang = lang.EN
		s := a.report(&cobra.Command{Use: name}, &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC})
		if s != statusFailed || !strings.Contains(out.String(), "The disk is full") ||
			strings.Contains(out.String(), "size of the export") != export {
			t.Errorf("%s: status %d: %s", name, s, &out)
		}
	}
}
