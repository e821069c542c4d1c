package convert

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf16"

	"github.com/klauspost/compress/zstd"
)

// Traces lists the files of a folder in which one of some words stands in any form,
// in UTF-8, in UTF-16 of either kind, and in what zstd has packed, whatever the names
// of the files; it looks at those too.
func Traces(tb testing.TB, dir string, words ...string) []string {
	tb.Helper()
	z, err := zstd.NewReader(nil)
	if err != nil {
		tb.Fatal(err)
	}
	defer z.Close()
	var forms [][]byte
	for _, w := range words {
		var little, big []byte
		for _, u := range utf16.Encode([]rune(w)) {
			little = append(little, byte(u), byte(u>>8))
			big = append(big, byte(u>>8), byte(u))
		}
		forms = append(forms, []byte(w), little, big)
	}
	var found []string
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		data := []byte(d.Name())
		if d.Type().IsRegular() {
			body, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			data = append(data, body...)
			if plain, err := z.DecodeAll(body, nil); err == nil {
				data = append(data, plain...)
			}
		}
		for i, form := range forms {
			if bytes.Contains(data, form) {
				rel, _ := filepath.Rel(dir, path)
				found = append(found, rel+": "+words[i/3])
			}
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return found
}
