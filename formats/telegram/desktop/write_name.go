package desktop

import (
	"cmp"
	"path"
	"strings"

	"exile/export"
	"exile/formats"
)

// The longest parts of a file's name, in bytes.
const (
	maxStem = 100
	maxExt  = 10
)

// splitName returns a file's own name, fit for every file system, in two parts.
// The stem is empty where the file has no name that can be written; the extension
// then is that of its path or of its type.
func splitName(f *export.File) (stem, ext string) {
	name := path.Base("/" + strings.ReplaceAll(f.Name, `\`, "/"))
	ext = extension(name)
	if stem = formats.FileName(strings.TrimSuffix(strings.TrimPrefix(name, "/"), ext), maxStem); stem != "" {
		return stem, ext
	}
	return "", cmp.Or(ext, extension(f.Path), extensionOf(f.Type))
}

// extension returns the extension of a name as it is, with its dot, if that can
// be written.
func extension(name string) string {
	ext := path.Ext(strings.TrimLeft(path.Base(name), "/."))
	if len(ext) < 2 || formats.FileName(ext[1:], maxExt) != ext[1:] {
		return ""
	}
	return ext
}
