package bubble

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kinds of bytes of a text, by what is to be done with them.
const (
	ordinary = iota
	special  // of ASCII: a sign of HTML, or a control character
	leader   // begins a character that may turn the direction of writing, end a line, or be none
)

// kinds returns what is to be done with each byte.
func kinds() (k [256]byte) {
	for c := range 0x20 {
		k[c] = special
	}
	k['\t'], k['\n'] = ordinary, ordinary
	for _, c := range []byte("<>&\"'\x7f") {
		k[c] = special
	}
	k[0xc2], k[0xe2], k[0xef] = leader, leader, leader
	for c := 0xf0; c < 0x100; c++ {
		k[c] = leader
	}
	return k
}

var kindOf = kinds() //nolint:gochecknoglobals // a constant table

// AppendText appends a text so that it stands for itself in HTML, within an element
// and within a quoted attribute.
func AppendText(dst []byte, s string) []byte { return appendShown(dst, s, true) }

// AppendClean appends a text as it is shown, without the escapes of HTML.
func AppendClean(dst []byte, s string) []byte { return appendShown(dst, s, false) }

// appendShown appends what people see of s: line ends of all kinds are LF, marks that
// turn the direction of writing are gone, control characters have become signs
// that stand for them, and what is no character is U+FFFD.
func appendShown(dst []byte, s string, escape bool) []byte {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	from := 0
	for i := 0; i < len(s); {
		switch kindOf[s[i]] {
		case ordinary:
			i++
			continue
		case special:
			with := instead(s[i], escape)
			if s[i] == '\r' && i+1 < len(s) && s[i+1] == '\n' {
				with = ""
			}
			dst = append(append(dst, s[from:i]...), with...)
			i++
			from = i
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			if with, change := insteadOf(r); change {
				dst = append(append(dst, s[from:i]...), with...)
				from = i + size
			}
			i += size
		}
	}
	return append(dst, s[from:]...)
}

func instead(c byte, escape bool) string {
	switch {
	case c == '\r':
		return "\n"
	case c == 0x7f:
		return "\u2421"
	case c < ' ':
		return string(rune(0x2400) + rune(c)) // the sign for it
	case !escape:
		return string(rune(c))
	}
	switch c {
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '&':
		return "&amp;"
	case '"':
		return "&#34;"
	}
	return "&#39;"
}

// insteadOf returns what is shown for a character that is not shown as it is.
func insteadOf(r rune) (with string, change bool) {
	switch {
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069': // they turn the direction of writing
		return "", true
	case r == '\u2028', r == '\u2029', r == '\u0085':
		return "\n", true
	case r >= 0x80 && r < 0xa0, r&0xfffe == 0xfffe, r >= 0xfdd0 && r <= 0xfdef: // control characters, and no characters
		return "\ufffd", true
	}
	return "", false
}

// Blank reports whether nobody sees anything of s.
func Blank(s string) bool {
	for _, r := range s {
		switch {
		case unicode.IsSpace(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Cc, r):
		case r == '\u3164', r == '\u115f', r == '\u1160', r == '\uffa0', r == '\u2800', r == '\ufe0f': // fillers
		default:
			return false
		}
	}
	return true
}

// OneLine makes a name or a title fit to be shown on one line. It is not escaped.
func OneLine(s string) string { return strings.Join(strings.Fields(string(AppendClean(nil, s))), " ") }
