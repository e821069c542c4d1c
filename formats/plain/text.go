package plain

import (
	"strings"
	"unicode/utf8"
)

// special marks the bytes at which a text is looked at more closely.
var special = func() (t [256]bool) { //nolint:gochecknoglobals // a table
	for c := range 0x20 {
		t[c] = c != '\t'
	}
	t[0x7f] = true
	t[0xc2] = true // begins the controls from U+0080 to U+009F
	t[0xe2] = true // begins the separators of lines and the marks of direction
	return t
}()

// AppendText appends a text of any content. All line ends become newline: CR LF, CR,
// LF, VT, FF, U+0085, U+2028 and U+2029. Other control characters become their
// pictures (U+2400 for NUL), those from U+0080 U+FFFD, and so do bytes that are no
// UTF-8. The marks that turn the direction of what follows, U+202A to U+202E and U+2066
// to U+2069, go, unless turns says that they stay: the text would turn what stands
// after it. Tabs stay, and so does all else.
func AppendText(b []byte, s, newline string, turns bool) []byte {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	start := 0 // of what is not yet copied
	for i := 0; i < len(s); {
		if !special[s[i]] {
			i++
			continue
		}
		kind, n := look(s[i:])
		if kind == ordinary || kind == turn && turns {
			i += n
			continue
		}
		b = append(b, s[start:i]...)
		switch kind {
		case lineEnd:
			b = append(b, newline...)
		case control:
			b = append(b, picture(s[i])...)
		case turn, ordinary:
		}
		i += n
		start = i
	}
	return append(b, s[start:]...)
}

// class says what stands at a special byte.
type class int

const (
	ordinary class = iota
	lineEnd
	control
	turn
)

// look returns what s begins with, and in how many bytes.
func look(s string) (kind class, n int) {
	switch c := s[0]; c {
	case '\r':
		if strings.HasPrefix(s, "\r\n") {
			return lineEnd, 2
		}
		return lineEnd, 1
	case '\n', '\v', '\f':
		return lineEnd, 1
	case 0xc2:
		switch {
		case s[1] == 0x85:
			return lineEnd, 2
		case s[1] < 0xa0:
			return control, 2
		}
		return ordinary, 2
	case 0xe2:
		return lookFurther(s)
	}
	return control, 1
}

// lookFurther is look for the characters of three bytes.
func lookFurther(s string) (kind class, n int) {
	switch last := s[2]; {
	case s[1] == 0x80 && (last == 0xa8 || last == 0xa9): // U+2028, U+2029
		return lineEnd, 3
	case s[1] == 0x80 && last >= 0xaa && last <= 0xae: // U+202A to U+202E
		return turn, 3
	case s[1] == 0x81 && last >= 0xa6 && last <= 0xa9: // U+2066 to U+2069
		return turn, 3
	}
	return ordinary, 3
}

// picture returns what stands for a control character.
func picture(c byte) string {
	switch {
	case c < 0x20:
		return string(rune(0x2400) + rune(c))
	case c == 0x7f:
		return "\u2421"
	}
	return "\ufffd"
}

// Line makes a text one line: line ends become spaces, and what stands at either end
// and cannot be seen goes. The text cannot turn what follows.
func Line(s string) string {
	if simple(s) {
		return s
	}
	return strings.TrimFunc(string(AppendText(nil, s, " ", false)), Unseen)
}

// simple reports whether a text is all letters of ASCII and Hangul, as most names.
func simple(s string) bool {
	if s == "" || !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && (r < '가' || r > '힣') {
			return false
		}
	}
	return true
}

// Blank reports whether nothing of a text can be seen.
func Blank(s string) bool {
	if s != "" && (s[0] > ' ' && s[0] < 0x7f || s[0] >= 0xeb && s[0] <= 0xed) {
		return false // a sign of ASCII, or a Hangul syllable: by far the most
	}
	return strings.TrimLeftFunc(s, Unseen) == ""
}
