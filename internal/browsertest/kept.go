package browsertest

import (
	"bytes"
	"encoding/binary"
	"io/fs"
	"os"
	"testing"
	"unicode/utf16"
)

// Holding lists the files below a folder that hold a text, as UTF-8 or UTF-16, in their bytes or their names.
func Holding(tb testing.TB, folder, text string) []string {
	tb.Helper()
	var wide []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		wide = binary.LittleEndian.AppendUint16(wide, unit)
	}
	var list []string
	files := os.DirFS(folder)
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if bytes.Contains([]byte(d.Name()), []byte(text)) {
			list = append(list, name)
			return nil
		}
		if !d.Type().IsRegular() {
			return nil
		}
		data, err := fs.ReadFile(files, name)
		if bytes.Contains(data, []byte(text)) || bytes.Contains(data, wide) {
			list = append(list, name)
		}
		return err
	})
	if err != nil {
		tb.Fatalf("look through %s: %v", folder, err)
	}
	return list
}
