package desktop

import (
	"cmp"
	"hash/fnv"
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"exile/export"
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
	if stem = cleanName(strings.TrimSuffix(strings.TrimPrefix(name, "/"), ext), maxStem); stem != "" {
		return stem, ext
	}
	return "", cmp.Or(ext, extension(f.Path), extensionOf(f.Type))
}

// extension returns the extension of a name as it is, with its dot, if that can
// be written.
func extension(name string) string {
	ext := path.Ext(strings.TrimLeft(path.Base(name), "/."))
	if len(ext) < 2 || cleanName(ext[1:], maxExt) != ext[1:] {
		return ""
	}
	return ext
}

// cleanName makes a part of a path fit for every file system, of which that of
// Windows is the strictest. It is NFC, for a Mac would hand on another form than
// result.json names. It may return "".
func cleanName(s string, limit int) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, "_"))
	s = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"/\|?*`, r):
			return '_'
		case unicode.IsSpace(r), unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Bidi_Control, r), !unicode.IsPrint(r) && !unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
	if len(s) > limit {
		for limit > 0 && !utf8.RuneStart(s[limit]) {
			limit--
		}
		s = s[:limit]
	}
	s = strings.Trim(s, " .")
	if device(s) {
		return "_" + s
	}
	return s
}

// device reports whether Windows takes a name for a device, with whatever
// extension.
func device(s string) bool {
	stem, _, _ := strings.Cut(s, ".")
	switch stem = strings.ToUpper(strings.TrimSpace(stem)); stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	number, ok := strings.CutPrefix(stem, "COM")
	if !ok {
		number, ok = strings.CutPrefix(stem, "LPT")
	}
	switch number {
	case "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³":
		return ok
	}
	return false
}

// names hands out paths of which no two are alike, capital letters or not. It
// holds a few bytes for each: of two that have one sum, the second gets a number
// that it does not need.
type names struct{ tried map[uint64]int32 }

func newNames() names { return names{map[uint64]int32{}} }

// unique returns dir + name, or the next numbered one that is free, as Telegram
// Desktop numbers them: "sticker (2).webp".
func (n names) unique(dir, name string) string {
	try, base := dir+name, fold(dir+name)
	for {
		sum := fold(try)
		if _, taken := n.tried[sum]; !taken {
			n.tried[sum] = 1
			return try
		}
		n.tried[base]++
		try = numbered(dir, name, n.tried[base])
	}
}

func numbered(dir, name string, k int32) string {
	ext := path.Ext(name)
	return dir + strings.TrimSuffix(name, ext) + " (" + strconv.Itoa(int(k)) + ")" + ext
}

// fold maps paths that some file system takes for one to the same sum.
func fold(s string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(strings.ToLower(strings.ToUpper(norm.NFC.String(s))))) // never fails
	return h.Sum64()
}
