package crypto

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

const otherID = "fedcba9876543210fedcba9876543210"

func places(t *testing.T, pins Pins, path string) []string {
	t.Helper()
	ids, err := pins.Places(path)
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func TestPlaceIsRemembered(t *testing.T) {
	dir := t.TempDir()
	pins := Pins{Dir: filepath.Join(t.TempDir(), "state")}
	path := filepath.Join(dir, "어머니.exile.age") // it need not be there
	if ids := places(t, pins, path); len(ids) > 0 {
		t.Errorf("before: %v", ids)
	}
	for _, id := range []string{testID, testID, otherID} {
		if err := pins.SavePlace(path, id); err != nil {
			t.Fatal(err)
		}
		if ids := places(t, pins, path); !slices.Equal(ids, []string{id}) {
			t.Errorf("%v stood there, not %s", ids, id)
		}
	}
	t.Chdir(dir)
	decomposed := "\u110b\u1165\u1106\u1165\u1102\u1175.exile.age" // as macOS gives it
	for _, same := range []string{"어머니.exile.age", "./어머니.exile.age", decomposed} {
		if ids := places(t, pins, same); !slices.Equal(ids, []string{otherID}) {
			t.Errorf("%s: %v", same, ids)
		}
	}
	if ids := places(t, pins, path+".2"); len(ids) > 0 {
		t.Errorf("in another place: %v", ids)
	}
	for name, text := range tree(t, pins.Dir) {
		if strings.Contains(name+text, "exile.age") || strings.Contains(text, dir) {
			t.Errorf("the folder tells the path: %s: %s", name, text)
		}
	}
}

// tree reads a folder's files.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(data)
	}
	return files
}

// Whoever may write to the folder may also put a link there, to an archive of
// theirs, or a folder: the name of before is what people type.
func TestPlaceIsNotLostBehindLinks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("making a link needs a right there")
	}
	dir := t.TempDir()
	pins := Pins{Dir: t.TempDir()}
	path, theirs, link := filepath.Join(dir, "a.age"), filepath.Join(dir, "theirs.age"), filepath.Join(dir, "link.age")
	for _, f := range []string{path, theirs} {
		if err := os.WriteFile(f, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	if err := pins.SavePlace(path, testID); err != nil {
		t.Fatal(err)
	}
	if ids := places(t, pins, link); !slices.Equal(ids, []string{testID}) {
		t.Errorf("through a link: %v", ids)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(theirs, path); err != nil {
		t.Fatal(err)
	}
	if ids := places(t, pins, path); !slices.Equal(ids, []string{testID}) {
		t.Errorf("a link in its place: %v", ids)
	}
	if err := pins.SavePlace(theirs, otherID); err != nil {
		t.Fatal(err)
	}
	if ids := places(t, pins, path); !slices.Equal(ids, []string{testID, otherID}) {
		t.Errorf("a link to another archive in its place: %v", ids)
	}
}

func TestDamagedPlaces(t *testing.T) {
	pins, path := Pins{Dir: t.TempDir()}, filepath.Join(t.TempDir(), "a.age")
	if err := pins.SavePlace(path, "../../id"); err == nil {
		t.Error("what is no id was saved")
	}
	if err := pins.SavePlace(path, testID); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(pins.Dir)
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	file := filepath.Join(pins.Dir, files[0].Name())
	for _, text := range []string{"", "{}", `{"id":"x"}`, `{"id":"` + testID + `"`, "null"} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if ids, err := pins.Places(path); err == nil || !strings.Contains(err.Error(), file) {
			t.Errorf("%q: %v, %v", text, ids, err)
		}
	}
}
