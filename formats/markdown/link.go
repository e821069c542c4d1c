package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// address writes an address of the web whose "://" stands at i, the scheme before
// it being written already, and returns how many bytes it took; 0: there is none.
func (w *body) address(s string, i int) int {
	scheme := schemeBefore(s[:i])
	if scheme == 0 || !strings.HasPrefix(s[i:], "://") || !endsWith(w.b, s[i-scheme:i]) {
		return 0
	}
	url := s[i-scheme:]
	n := addressLen(url, scheme+3)
	if n == 0 {
		return 0
	}
	w.b, w.prev = w.b[:len(w.b)-scheme], 0
	if i > scheme {
		w.prev = s[i-scheme-1]
	}
	w.link(url[:n], url[:n])
	return n - scheme
}

func endsWith(b []byte, s string) bool { return len(b) >= len(s) && string(b[len(b)-len(s):]) == s }

// schemeBefore returns the length of http or https at the end of s, 0 where
// there is none or it is the end of a longer word.
func schemeBefore(s string) int {
	for _, scheme := range []string{"http", "https"} {
		if k := len(s) - len(scheme); k >= 0 && strings.EqualFold(s[k:], scheme) && (k == 0 || !alnum(s[k-1])) {
			return len(scheme)
		}
	}
	return 0
}

// addressLen returns how many bytes of s are an address whose host begins at from,
// 0 where there is none. It ends where no address has such a character, and before
// punctuation that belongs to the sentence around it. Letters of other scripts are
// taken where they begin a word of the address: what follows "…/abc" in Korean is
// no part of it.
func addressLen(s string, from int) int {
	if from >= len(s) || !alnum(s[from]) && s[from] != '[' && s[from] < utf8.RuneSelf {
		return 0
	}
	n, round, square := from, 0, 0
	wide := true // a letter of another script would begin a word or go on with one
	for n < len(s) {
		if c := s[n]; c < utf8.RuneSelf {
			switch c {
			case '(':
				round++
			case ')':
				round--
			case '[':
				square++
			case ']':
				square--
			}
			if round < 0 || square < 0 || !alnum(c) && strings.IndexByte("-._~:/?#[]@!$&'()*+,;=%", c) < 0 {
				break
			}
			wide = !alnum(c)
			n++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[n:])
		if !wide || !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) {
			break
		}
		n += size
	}
	for n > from && strings.IndexByte(".,:;!?*_~'([", s[n-1]) >= 0 {
		n--
	}
	if n == from {
		return 0
	}
	return n
}

// link writes a link: as it is where nothing in it means anything, else with its
// text apart.
func (w *body) link(text, url string) {
	w.flush()
	if text == url && bare(url) {
		w.b = append(append(append(w.b, '<'), url...), '>')
		w.state, w.prev = lineBegun, 0
		return
	}
	w.open()
	w.text(text, false)
	w.join()
	w.raw("](")
	w.b = appendURL(w.b, url)
	w.raw(")")
}

// open begins a link. After some characters of a text it would begin a picture, a
// footnote or a link of Obsidian's.
func (w *body) open() {
	w.flush()
	switch w.prev {
	case '!', '^', '[':
		w.raw(apart)
	}
	w.raw("[")
}

// bare reports whether an address can stand between < and >, where a backslash
// does not escape.
func bare(url string) bool {
	for i := range len(url) {
		c := url[i]
		switch {
		case alnum(c), c >= utf8.RuneSelf, strings.IndexByte("-./?&,+@;#", c) >= 0:
		case strings.IndexByte("%=:~_", c) >= 0:
			if i > 0 && url[i-1] == c {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// appendURL appends an address as the destination of a link. What could end it, or
// mean something to a plugin, goes by its number.
func appendURL(b []byte, url string) []byte {
	for i := range len(url) {
		c := url[i]
		switch {
		case c == '&':
			b = append(b, "&amp;"...)
		case c == '%' && i+2 < len(url) && hexadecimal(url[i+1]) && hexadecimal(url[i+2]):
			b = append(b, c)
		case (c == '=' || c == ':') && url[i-1] == c:
			b = appendPercent(b, c)
		case alnum(c), c >= utf8.RuneSelf, strings.IndexByte("-._/?,+@;#=:", c) >= 0:
			b = append(b, c)
		default:
			b = appendPercent(b, c)
		}
	}
	return b
}

// appendPath appends the path of a file as the destination of a link.
func appendPath(b []byte, path string) []byte {
	for _, r := range path {
		if r < utf8.RuneSelf && (alnum(byte(r)) || strings.ContainsRune("-._/", r)) ||
			r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			b = utf8.AppendRune(b, r)
			continue
		}
		for _, c := range []byte(string(r)) {
			b = appendPercent(b, c)
		}
	}
	return b
}

func appendPercent(b []byte, c byte) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, '%', digits[c>>4], digits[c&15])
}

// safeScheme reports whether a link may go to an address that a source gives:
// nothing that runs, and nothing on this computer.
func safeScheme(url string) bool {
	for _, scheme := range []string{"http://", "https://", "mailto:", "tel:"} {
		if len(url) > len(scheme) && strings.EqualFold(url[:len(scheme)], scheme) {
			return true
		}
	}
	return false
}

func alnum(c byte) bool { return letter(c) || c >= '0' && c <= '9' }

func hexadecimal(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }
