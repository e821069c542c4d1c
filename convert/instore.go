//go:build cgo

package convert

import (
	"path/filepath"

	"exile/export/store"
)

// inStore reports whether a path lies in the folder of a store.
func inStore(path string) bool {
	for dir := range upwards(realPath(filepath.Dir(path))) {
		if store.IsStore(dir) {
			return true
		}
	}
	return false
}
