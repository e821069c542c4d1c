package formats

import (
	"hash/fnv"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// FileName makes a text fit to be the name of a file, or a part of one, on every
// system, of which Windows is the strictest: no separators and no signs with a meaning
// of their own, no line ends, no marks that nobody sees or that turn the direction of
// writing, no dot or space at either end, no name of a device. It is NFC, for a Mac
// would hand on another form than a text names. The name has at most limit bytes, which
// are 8 or more; "" where nothing is left. A name that is fit comes back unchanged.
func FileName(s string, limit int) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, "_"))
	s = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"/\|?*`, r):
			return '_'
		case unicode.IsSpace(r), unicode.IsControl(r):
			return ' '
		case unseen(r), !unicode.IsPrint(r) && !unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if s = within(s, limit); device(s) {
		s = "_" + within(s, limit-1)
	}
	return s
}

func within(s string, limit int) string { return strings.Trim(Shorten(s, limit), " .") }

// Shorten cuts a text to at most limit bytes, at a border of characters. What would
// join the last one to the next goes, too.
func Shorten(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return strings.TrimRight(s[:limit], "\u200d\ufe0f")
}

// unseen reports whether r turns the direction of writing, or is a mark of no width.
// The joiners within emoji are not among them.
func unseen(r rune) bool {
	return unicode.Is(unicode.Bidi_Control, r) || r == '\u200b' || r == '\u2060' || r == '\ufeff'
}

// device reports whether Windows takes a name for a device, with whatever extension.
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

// FileNames hands out names, or paths, of which no file system takes two for one:
// neither capital letters nor the form of Unicode tells them apart. It holds a few
// bytes for each, whatever its length: of two that have one sum, the second gets a
// number that it does not need. The zero value has handed out none.
type FileNames struct{ tried map[uint64]int32 }

// Unique returns stem + ext, or the next that is free with a number before ext, as in
// "sticker (2).webp".
func (n *FileNames) Unique(stem, ext string) string {
	if n.tried == nil {
		n.tried = map[uint64]int32{}
	}
	name := stem + ext
	for first := fold(name); ; {
		sum := fold(name)
		if _, taken := n.tried[sum]; !taken {
			n.tried[sum] = 1
			return name
		}
		n.tried[first]++
		name = stem + " (" + strconv.Itoa(int(n.tried[first])) + ")" + ext
	}
}

// fold maps names that some file system takes for one to the same sum.
func fold(s string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(strings.ToLower(strings.ToUpper(norm.NFC.String(s))))) // never fails
	return h.Sum64()
}
