//go:build cgo

package main

import (
	"os"
	"path/filepath"
)

// scratchDir is where sealed copies of databases go while they are added to a store
// or an archive: beside it, for its disk has room or nothing comes of it. "": the
// system's folder for temporary files, where that folder is made later.
func scratchDir(target string) string {
	dir := filepath.Dir(target)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return ""
	}
	return dir
}
