package formattest

import (
	"archive/zip"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"exile/export"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// Update reports whether golden files are to be rewritten rather than compared.
func Update() bool { return *update }

// Golden compares got with the file testdata/NAME, or writes it with -update.
// Lines are compared as they are; the first that differs is shown.
func Golden(tb testing.TB, name string, got []byte) {
	tb.Helper()
	path := filepath.Join("testdata", filepath.FromSlash(name))
	if *update {
		writeFile(tb, path, got)
		return
	}
	want, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		tb.Errorf("%s does not exist; go test -update writes it", path)
		return
	}
	if err != nil {
		tb.Error(err)
		return
	}
	if d := firstDifference(want, got); d != "" {
		tb.Errorf("%s (go test -update rewrites it): %s", path, d)
	}
}

func writeFile(tb testing.TB, path string, data []byte) {
	tb.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		tb.Fatal(err)
	}
}

func firstDifference(want, got []byte) string {
	if bytes.Equal(want, got) {
		return ""
	}
	for n := 1; ; n++ {
		w, wantMore, wantEnds := bytes.Cut(want, []byte("\n"))
		g, gotMore, gotEnds := bytes.Cut(got, []byte("\n"))
		if !bytes.Equal(w, g) || wantEnds != gotEnds {
			return fmt.Sprintf("line %d\n got %s\nwant %s", n, shown(g, gotEnds), shown(w, wantEnds))
		}
		want, got = wantMore, gotMore
	}
}

func shown(line []byte, ends bool) string {
	const most = 2000
	if len(line) == 0 && !ends {
		return "the end"
	}
	if len(line) > most {
		return fmt.Sprintf("%.*s… (%d bytes)", most, line, len(line))
	}
	return string(line)
}

// JSONLines encodes events as a golden file: the header, then a line for each.
func JSONLines(events []export.Event) []byte {
	var enc export.JSONEncoder
	out := append(export.AppendJSONHeader(nil), '\n')
	for _, e := range events {
		out = append(enc.AppendEvent(out, e), '\n')
	}
	return out
}

// goldenTree compares files with those below the folder testdata/NAME. A zip is
// compared by what it holds: NAME.zip/ with its entries, and NAME.zip.entries
// with their order and settings.
func goldenTree(tb testing.TB, name string, out *Output) {
	tb.Helper()
	dir := filepath.Join("testdata", name)
	if *update {
		if err := os.RemoveAll(dir); err != nil {
			tb.Fatal(err)
		}
	}
	expected := map[string]bool{}
	for _, f := range unpacked(tb, out) {
		expected[filepath.Join(dir, filepath.FromSlash(f.Name))] = true
		Golden(tb, name+"/"+f.Name, f.Data)
	}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !expected[p] {
			tb.Errorf("%s was not written", p)
		}
		return err
	})
	if err != nil && (len(expected) > 0 || !errors.Is(err, fs.ErrNotExist)) {
		tb.Error(err)
	}
}

func unpacked(tb testing.TB, out *Output) []File {
	tb.Helper()
	var files []File
	for _, name := range out.Names() {
		data := out.Bytes(name)
		if !strings.HasSuffix(name, ".zip") {
			files = append(files, File{name, data})
			continue
		}
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			tb.Errorf("open %s: %v", name, err)
			continue
		}
		var list strings.Builder
		for _, e := range z.File {
			fmt.Fprintf(&list, "%s method=%d flags=%#x time=%s size=%d\n", e.Name, e.Method, e.Flags, e.Modified.UTC().Format("2006-01-02T15:04:05Z"), e.UncompressedSize64)
			files = append(files, File{name + "/" + e.Name, unzipped(tb, e)})
		}
		files = append(files, File{name + ".entries", []byte(list.String())})
	}
	return files
}

func unzipped(tb testing.TB, e *zip.File) []byte {
	tb.Helper()
	r, err := e.Open()
	if err != nil {
		tb.Error(err)
		return nil
	}
	defer r.Close() //nolint:errcheck // opened for reading
	data, err := io.ReadAll(r)
	if err != nil {
		tb.Errorf("unpack %s: %v", e.Name, err)
	}
	return data
}
