//go:build cgo

package store

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf16"

	"github.com/klauspost/compress/zstd"
)

// traces lists the files of a folder in which one of some words stands in any
// form, in UTF-8, in UTF-16 of either kind, and in what zstd has packed. It looks at
// every file whatever its name, and at the names too.
func traces(tb testing.TB, dir string, words ...string) []string {
	tb.Helper()
	var found []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		data := []byte(name)
		if !d.IsDir() {
			body, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			data = append(data, body...)
			data = append(data, unpacked(tb, body)...)
		}
		for _, w := range words {
			if holds(data, w) {
				found = append(found, filepath.ToSlash(name)+": "+w)
			}
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return found
}

// tracesIn is traces of a vault.
func tracesIn(tb testing.TB, v *fakeVault, words ...string) []string {
	tb.Helper()
	var found []string
	look := func(name string, data []byte) {
		data = append(append([]byte(name), data...), unpacked(tb, data)...)
		for _, w := range words {
			if holds(data, w) {
				found = append(found, name+": "+w)
			}
		}
	}
	look(dbName, v.db.data)
	for name, data := range v.files {
		look(name, data)
	}
	return found
}

func holds(data []byte, word string) bool {
	var little, big []byte
	for _, u := range utf16.Encode([]rune(word)) {
		little = append(little, byte(u), byte(u>>8))
		big = append(big, byte(u>>8), byte(u))
	}
	return bytes.Contains(data, []byte(word)) || bytes.Contains(data, little) || bytes.Contains(data, big)
}

// unpacked is what was packed, as far as it can be unpacked.
func unpacked(tb testing.TB, data []byte) []byte {
	tb.Helper()
	if !bytes.HasPrefix(data, []byte{0x28, 0xb5, 0x2f, 0xfd}) {
		return nil
	}
	z, err := zstd.NewReader(nil)
	if err != nil {
		tb.Fatal(err)
	}
	defer z.Close()
	out, err := z.DecodeAll(data, nil)
	if err != nil {
		tb.Logf("cannot be unpacked: %v", err)
	}
	return out
}
