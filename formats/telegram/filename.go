package telegram

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The longest names, in bytes. A title stands three times in the path of an
// Android bundle, and Windows allows 260 characters for the whole.
const (
	maxTitle    = 60
	maxDocument = 80
)

// cleanFile makes a name fit for every file system, the strictest being that of
// Windows, and for the inside of <attached: …>. It is NFC, for a Mac would hand
// on another form than the text names. It may return "".
func cleanFile(s string, limit int) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, "_"))
	s = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"/\|?*`, r):
			return '_'
		case unicode.IsSpace(r), unicode.IsControl(r):
			return ' '
		case isMark(r), !unicode.IsPrint(r) && !unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	s = cut(s, limit)
	s = strings.TrimLeft(strings.TrimRight(s, " ."), " .")
	if reserved(s) {
		s = "_" + s
	}
	return s
}

// cut shortens s to at most limit bytes, at a border of characters.
func cut(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return strings.TrimRight(s[:limit], "\u200d\ufe0f")
}

// reserved reports whether Windows takes a name for a device, with whatever
// extension.
func reserved(s string) bool {
	stem, _, _ := strings.Cut(s, ".")
	stem = strings.ToUpper(strings.TrimSpace(stem))
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	if len(stem) < 4 || stem[:3] != "COM" && stem[:3] != "LPT" {
		return false
	}
	return strings.ContainsRune("0123456789¹²³", []rune(stem[3:])[0]) && utf8.RuneCountInString(stem) == 4
}

// names hands out names of which no two are alike, capital letters or not.
type names struct {
	taken map[string]bool
	tried map[string]int // how many numbers were tried for a name
}

func newNames() *names { return &names{taken: map[string]bool{}, tried: map[string]int{}} }

func (n *names) unique(name string) string {
	try := name
	for n.taken[foldName(try)] {
		n.tried[foldName(name)]++
		try = fmt.Sprintf("%s (%d)", name, n.tried[foldName(name)]+1)
	}
	n.taken[foldName(try)] = true
	return try
}

// foldName maps names that some file system takes for one to the same string.
func foldName(s string) string { return strings.ToLower(strings.ToUpper(s)) }
