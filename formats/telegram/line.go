package telegram

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// guard is put before a line of somebody's text that would read as the start of
// a message, and into what would read as the mark of a file. U+200B is chosen
// because nobody sees it, because it is not white space (a reader that trims
// lines leaves it), and because it is none of the marks U+200E and U+200F that
// readers of WhatsApp's files skip.
const guard = "\u200b"

// breaks marks the bytes at which a text is looked at more closely.
var breaks = func() (t [256]bool) { //nolint:gochecknoglobals // a table
	for c := range 0x20 {
		t[c] = c != '\t'
	}
	for _, c := range []byte{0x7f, 0xc2, 0xe2, '<', '('} {
		t[c] = true
	}
	return t
}()

// appendText appends a text as it stands behind "Name: ", without the newline
// at its end, and says how many guards it took. CR LF and CR become LF; other
// control characters become spaces, as they do in Telegram's own input field.
func appendText(b []byte, s string) (_ []byte, guards int) {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	if blankLine(s) {
		// "Name: " alone would end in a space that a reader may trim.
		b = append(b, guard...)
	} else if risky(s) {
		b, guards = append(b, guard...), 1
	}
	start := 0 // of what is not yet copied
	for i := 0; i < len(s); {
		c := s[i]
		if !breaks[c] {
			i++
			continue
		}
		n := 1         // bytes to replace
		var end string // by what
		line := false  // whether a line of some reader's begins after them
		switch {
		case c == '\n':
			end, line = "\n", true
		case c == '\r':
			end, line = "\n", true
			if strings.HasPrefix(s[i+1:], "\n") {
				n = 2
			}
		case c < ' ' || c == 0x7f:
			end = " "
		case c == '<':
			if !foldPrefix(s[i+1:], "attached:") {
				i++
				continue
			}
			end, guards = "<"+guard, guards+1
		case c == '(':
			if !foldPrefix(s[i+1:], "file attached)") {
				i++
				continue
			}
			end, guards = "("+guard, guards+1
		default:
			// U+0085, U+2028 and U+2029 stay, but some readers take them for newlines.
			if n = separator(s[i:]); n == 0 {
				i++
				continue
			}
			end, line = s[i:i+n], true
		}
		b = append(b, s[start:i]...)
		b = append(b, end...)
		i += n
		start = i
		if line && risky(s[i:]) {
			b, guards = append(b, guard...), guards+1
		}
	}
	return append(b, s[start:]...), guards
}

// appendNotice appends a notice, which is one line already, so that no colon in
// it is followed by white space: it has no author.
func appendNotice(b []byte, s string) (_ []byte, guards int) {
	if strings.HasPrefix(s, "-") || strings.HasPrefix(s, ":") || risky(s) {
		b, guards = append(b, guard...), 1 // "] - " is how other dialects end a stamp
	}
	for {
		i := strings.IndexByte(s, ':')
		if i < 0 {
			return append(b, s...), guards
		}
		b, s = append(b, s[:i+1]...), s[i+1:]
		if r, _ := utf8.DecodeRuneInString(s); s != "" && isSpace(r) {
			b, guards = append(b, guard...), guards+1
		}
	}
}

// oneLine joins the lines of a text and takes out what no heading may have.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case isMark(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	return strings.TrimFunc(s, isSpace)
}

// risky reports whether the line at the start of s reads as the start of a
// message or as the mark of a file.
func risky(s string) bool {
	if s == "" {
		return false
	}
	switch c := s[0]; {
	case c > '9' && c < utf8.RuneSelf && c != '[' && c != '<', c >= 0xeb && c <= 0xed:
		return false // a letter, or a Hangul syllable: by far the most
	case c == '\n', c == '\r':
		return false
	}
	s = skipIgnored(s)
	return strings.HasPrefix(s, "<") && fileMark(s) || looksLikeStamp(s)
}

// fileMark reports whether a line is <words: name> in any language.
func fileMark(s string) bool {
	line := s[:lineEnd(s)]
	i := strings.IndexByte(line, ':')
	return i > 0 && strings.IndexByte(line[i:], '>') > 0
}

// looksLikeStamp reports whether a line begins with three numbers joined as in
// dates, in brackets or not, and shows a time of day before any other number:
// all forms that are known from WhatsApp in any country, and some that are not.
func looksLikeStamp(s string) bool {
	if strings.HasPrefix(s, "[") {
		s = skipWithin(s[1:])
	}
	for part := range 3 {
		if part > 0 {
			if s == "" || !strings.ContainsRune("-/.", rune(s[0])) {
				return false
			}
			s = skipWithin(s[1:])
		}
		n, rest := digits(s)
		if n < 1 || n > 4 {
			return false
		}
		s = rest
	}
	at := strings.IndexFunc(s, func(r rune) bool { return unicode.IsDigit(r) || r == '\n' || r == '\r' })
	if at < 1 {
		return false
	}
	n, rest := digits(s[at:])
	if n < 1 || n > 2 || rest == "" || rest[0] != ':' && rest[0] != '.' {
		return false
	}
	n, _ = digits(rest[1:])
	return n > 0
}

// digits counts the decimal digits, of any script, that s begins with.
func digits(s string) (n int, rest string) {
	for i, r := range s {
		if !unicode.IsDigit(r) {
			return n, s[i:]
		}
		n++
	}
	return n, ""
}

// skipIgnored cuts off what a reader may skip at the start of a line.
func skipIgnored(s string) string {
	return strings.TrimLeftFunc(s, func(r rune) bool { return !endsLine(r) && unseen(r) })
}

// skipWithin cuts off what a reader may skip between the numbers of a date, to
// which U+2028 is white space as any other.
func skipWithin(s string) string {
	return strings.TrimLeftFunc(s, func(r rune) bool { return r != '\n' && r != '\r' && unseen(r) })
}

func unseen(r rune) bool { return isSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }

func endsLine(r rune) bool {
	return r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// blankLine reports whether the first line of s has nothing to see.
func blankLine(s string) bool {
	if startsPlain(s) {
		return false
	}
	return skipIgnored(s[:lineEnd(s)]) == ""
}

// blankText reports whether all of s has nothing to see.
func blankText(s string) bool {
	if startsPlain(s) {
		return false
	}
	return strings.TrimLeftFunc(s, unseen) == ""
}

// startsPlain reports, for most texts, that the first character can be seen: it
// is of ASCII or a Hangul syllable.
func startsPlain(s string) bool {
	return s != "" && (s[0] > ' ' && s[0] < 0x7f || s[0] >= 0xeb && s[0] <= 0xed)
}

func lineEnd(s string) int {
	if i := strings.IndexFunc(s, endsLine); i >= 0 {
		return i
	}
	return len(s)
}

// isSpace is unicode.IsSpace and the byte order mark, which is white space to
// JavaScript.
func isSpace(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' }

// isMark reports whether r turns the direction of writing, or is a mark that
// nobody sees. The joiners within emoji are not among them.
func isMark(r rune) bool {
	switch {
	case r == '\u200b', r == '\u200e', r == '\u200f', r == '\u061c', r == '\ufeff', r == '\u2060',
		r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return true
	}
	return false
}

func separator(s string) int {
	switch {
	case strings.HasPrefix(s, "\u0085"):
		return 2
	case strings.HasPrefix(s, "\u2028"), strings.HasPrefix(s, "\u2029"):
		return 3
	}
	return 0
}

func foldPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
