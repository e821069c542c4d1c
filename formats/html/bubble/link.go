package bubble

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// address returns s as it may stand as the target of a link, "" if it may not: links
// lead to addresses of the web and of mail. Anything else a browser might run, or open on this computer.
func address(s string) (string, bool) {
	s = strings.TrimSpace(string(AppendClean(nil, s)))
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		return "", false
	}
	if i := schemeLength(s); i > 0 && hostLength(s[i:]) > 0 {
		return s, true
	}
	if len(s) > 7 && strings.EqualFold(s[:7], "mailto:") && strings.IndexByte(s, '@') > 7 {
		return s, true
	}
	return "", false
}

// schemeLength is the length of "http://" or "https://" at the beginning of s, else 0.
func schemeLength(s string) int {
	for _, scheme := range [...]string{"https://", "http://"} {
		if len(s) > len(scheme) && strings.EqualFold(s[:len(scheme)], scheme) {
			return len(scheme)
		}
	}
	return 0
}

// hostLength is the length of a host and port at the beginning of s. One behind a user's
// name has none: it is how addresses are made to look like others.
func hostLength(s string) int {
	n := 0
	for n < len(s) {
		c := s[n]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte(".-_:[]", c) >= 0 {
			n++
			continue
		}
		break
	}
	if n < len(s) && (s[n] == '@' || s[n] == '%' || s[n] == '\\') {
		return 0
	}
	if rest := s[n:]; strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, "?") || strings.HasPrefix(rest, "#") {
		return n
	}
	return len(strings.TrimRight(s[:n], ".-_:")) // a word or a full stop may follow at once
}

// host is the host of an address, for people to see.
func host(url string) string {
	i := schemeLength(url)
	if i == 0 {
		return ""
	}
	return url[i : i+hostLength(url[i:])]
}

// nextLink finds the first address of the web in s.
func nextLink(s string) (start, end int, ok bool) {
	for from := 0; ; {
		i := strings.Index(s[from:], "://")
		if i < 0 {
			return 0, 0, false
		}
		i += from
		for _, scheme := range [...]string{"https", "http"} {
			start := i - len(scheme)
			if start < from || !strings.EqualFold(s[start:i], scheme) {
				continue
			}
			if n := hostLength(s[i+3:]); n > 0 {
				return start, i + 3 + n + pathLength(s[i+3+n:]), true
			}
		}
		from = i + 3
	}
}

// pathLength is the length of a path and what may follow it, without signs that end a sentence.
func pathLength(s string) int {
	if s == "" || s[0] != '/' && s[0] != '?' && s[0] != '#' {
		return 0
	}
	n := strings.IndexFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || r == utf8.RuneError ||
			unicode.Is(unicode.Bidi_Control, r) || strings.ContainsRune("<>\"`{}|^\\「」『』《》〈〉【】（）、。，", r)
	})
	if n < 0 {
		n = len(s)
	}
	open := strings.Count(s[:n], "(") - strings.Count(s[:n], ")") // below 0: a sentence closes them
	for n > 0 && (strings.IndexByte(".,!?:;'*~", s[n-1]) >= 0 || s[n-1] == ')' && open < 0) {
		if n--; s[n] == ')' {
			open++
		}
	}
	return n
}

// links are what stands behind the address of a link that leads away.
type links string

const (
	away   links = `" rel="noreferrer noopener">`
	beside links = `" rel="noreferrer noopener" target="_blank">`
)

// address appends the beginning of a link that leads away.
func (l links) address(dst []byte, url string) []byte {
	dst = append(dst, `<a href="`...)
	dst = AppendText(dst, url)
	return append(dst, l...)
}

// text appends a text with its addresses as links.
func (l links) text(dst []byte, s string) []byte {
	for {
		start, end, ok := nextLink(s)
		if !ok {
			return AppendText(dst, s)
		}
		dst = AppendText(dst, s[:start])
		dst = l.address(dst, s[start:end])
		dst = append(AppendText(dst, s[start:end]), "</a>"...)
		s = s[end:]
	}
}
