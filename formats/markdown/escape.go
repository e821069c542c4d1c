package markdown

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// body builds the Markdown of one paragraph. What people wrote goes through text
// and shows exactly as they wrote it; what exile writes goes through raw.
//
// A line end within a paragraph is two spaces and a newline, which every renderer
// shows as one; each further line end in a row is a <br> before those, for a blank
// line would end the paragraph. So no text ever begins a block of its own.
type body struct {
	b     []byte
	ends  int    // line ends that wait for what follows
	state onLine // how far the line is
	prev  byte   // the last byte of a text, where nothing of ours follows it; else 0
}

// onLine says what a line has so far.
type onLine int

const (
	lineEmpty onLine = iota // nothing
	lineBlank               // nothing to see: what follows may still begin a block to some reader
	lineBegun
)

// apart breaks two characters apart that a plugin would run together, in the
// source and in the rendered page, and shows nothing.
const apart = "<wbr>"

// reset begins another paragraph.
func (w *body) reset() { *w = body{b: w.b[:0]} }

// flush writes the line ends that wait.
func (w *body) flush() {
	if w.ends == 0 {
		return
	}
	for ; w.ends > 1; w.ends-- {
		w.b = append(w.b, "<br>"...)
	}
	w.b = append(w.b, "  \n"...)
	w.ends, w.state, w.prev = 0, lineEmpty, 0
}

// raw writes Markdown as it is.
func (w *body) raw(s string) {
	w.flush()
	w.b = append(w.b, s...)
	w.state, w.prev = lineBegun, 0
}

// line ends a line.
func (w *body) line() {
	if w.ends == 0 {
		w.tail()
	}
	w.ends++
}

// tail makes white space at the end of a line last, and what nobody sees on a line
// that has nothing else.
func (w *body) tail() {
	r, n := utf8.DecodeLastRune(w.b)
	if w.state == lineEmpty || n == 0 || w.state == lineBegun && !unicode.IsSpace(r) || r == ';' {
		return
	}
	w.b = appendEntity(w.b[:len(w.b)-n], r)
}

// join makes an end of line or white space at the end last without going to
// another line, so that a mark of ours can follow.
func (w *body) join() {
	if w.ends == 0 {
		w.tail()
	}
	for ; w.ends > 0; w.ends-- {
		w.b = append(w.b, "<br>"...)
	}
	w.prev = 0
}

// class says what is to be done at a byte within a line.
type class byte

const (
	classPlain   class = iota // nothing: most letters, and marks that mean nothing
	classEscape               // a backslash before it
	classPair                 // it depends on the byte before, or on what follows
	classControl              // a line end, or what no text shows
	classWide                 // the first byte of a character that may be one of those
)

var classes = func() (t [256]class) { //nolint:gochecknoglobals // a table
	for c := range 0x20 {
		t[c] = classControl
	}
	t['\t'], t[0x7f] = classPlain, classControl
	for _, c := range []byte("\\`*_[]#^$|~{") {
		t[c] = classEscape
	}
	for _, c := range []byte("<%=:&{.") {
		t[c] = classPair
	}
	t[0xc2], t[0xe2] = classWide, classWide
	return t
}()

// text writes what people wrote. With links, addresses of the web become links.
func (w *body) text(s string, links bool) {
	s = clean(s)
	for i := 0; i < len(s); {
		if w.ends > 0 && s[i] != '\n' {
			w.flush()
		}
		if w.state != lineBegun {
			if n := w.begin(s[i:]); n > 0 {
				i += n
				continue
			}
		}
		j := i
		for j < len(s) && classes[s[j]] == classPlain {
			j++
		}
		if j > i {
			w.b = append(w.b, s[i:j]...)
			w.prev = s[j-1]
			i = j
			continue
		}
		i += w.special(s, i, links)
	}
}

// begin writes the first character of a line where it needs care, and returns how
// many bytes it took. Once something to see was written, or is about to be, the
// line has begun.
func (w *body) begin(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r == '\n':
		return 0
	case unicode.Is(unicode.Cf, r), unicode.IsSpace(r) && r != '\v' && r != '\f':
		if w.state == lineEmpty && unicode.IsSpace(r) || isBreak(r) {
			w.b = appendEntity(w.b, r)
		} else {
			w.b = append(w.b, s[:n]...)
		}
		w.state = lineBlank
		return n
	case strings.IndexByte("-+=>:!%", s[0]) >= 0:
		w.b = append(w.b, '\\', s[0])
		w.state, w.prev = lineBegun, s[0]
		return 1
	case s[0] >= '0' && s[0] <= '9':
		w.state = lineBegun
		k := 1
		for k < len(s) && s[k] >= '0' && s[k] <= '9' {
			k++
		}
		w.b = append(w.b, s[:k]...)
		w.prev = s[k-1]
		if k < len(s) && (s[k] == '.' || s[k] == ')') {
			w.b = append(w.b, '\\', s[k])
			w.prev = s[k]
			k++
		}
		return k
	}
	w.state = lineBegun
	return 0
}

// special writes the byte or character at i, which is not plain, and returns how
// many bytes it took.
func (w *body) special(s string, i int, links bool) int {
	c := s[i]
	switch classes[c] {
	case classEscape:
		w.b = append(w.b, '\\', c)
	case classPair:
		if c == ':' && links {
			if n := w.address(s, i); n > 0 {
				return n
			}
		}
		if c == '.' && i >= 3 && strings.EqualFold(s[i-3:i], "www") { // GitHub makes an address of it, backslashes and all
			w.b = append(w.b, '\\')
		}
		w.pair(c, s[i+1:])
	case classControl:
		w.control(c)
		return 1
	case classWide:
		return w.wide(s[i:])
	case classPlain:
		w.b = append(w.b, c)
	}
	w.prev = c
	return 1
}

// pair writes a byte whose meaning lies in its neighbours.
func (w *body) pair(c byte, rest string) {
	switch c {
	case '.':
		w.b = append(w.b, '.')
	case '<':
		w.b = append(w.b, "&lt;"...)
	case '{': // Liquid, Vue and templates take {{ and {%, kramdown and pandoc take {
		if w.prev == '{' {
			w.b = append(w.b, apart...)
		}
		w.b = append(w.b, `\{`...)
	case '%':
		switch w.prev {
		case '<', '{': // Templater runs <%+ even in the rendered page
			w.b = append(w.b, apart...)
		case '%':
			w.b = append(w.b, '\\')
		}
		w.b = append(w.b, '%')
	case '=':
		if w.prev == '=' {
			w.b = append(w.b, '\\')
		}
		w.b = append(w.b, '=')
	case ':':
		switch {
		case w.prev == ':': // Dataview takes key:: value, in the rendered page too
			w.b = append(w.b, apart...)
		case letter(w.prev) && rest != "" && !unicode.IsSpace(firstRune(rest)): // a scheme
			w.b = append(w.b, '\\')
		}
		w.b = append(w.b, ':')
	case '&':
		if rest != "" && (letter(rest[0]) || rest[0] == '#') {
			w.b = append(w.b, '\\')
		}
		w.b = append(w.b, '&')
	}
}

// control writes a line end, or the picture of a control character.
func (w *body) control(c byte) {
	switch c {
	case '\n':
		w.line()
	case 0x7f:
		w.show('\u2421')
	default:
		w.show('\u2400' + rune(c))
	}
}

func (w *body) show(r rune) {
	w.b = utf8.AppendRune(w.b, r)
	w.state, w.prev = lineBegun, 0x80
}

// wide writes a character of which some need care.
func (w *body) wide(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r >= 0x80 && r < 0xa0:
		w.show(utf8.RuneError)
		return n
	case isBreak(r): // line ends to JavaScript, in which plugins are written
		w.b = appendEntity(w.b, r)
	default:
		w.b = append(w.b, s[:n]...)
	}
	w.prev = 0x80
	return n
}

// clean returns a text with one kind of line end, as UTF-8, and without marks that
// turn the direction of writing for all that follows.
func clean(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	s = strings.ReplaceAll(s, "\u0085", "\n")
	if strings.Contains(s, "\xe2\x80") || strings.Contains(s, "\xe2\x81") {
		s = strings.Map(func(r rune) rune {
			if turns(r) {
				return -1
			}
			return r
		}, s)
	}
	return s
}

// oneLine makes a text one line without what nobody sees at its ends.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), isBreak(r):
			return ' '
		case turns(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
}

// turns reports whether r turns the direction of writing until something ends it.
func turns(r rune) bool { return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 }

func isBreak(r rune) bool { return r == '\u2028' || r == '\u2029' }

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func appendEntity(b []byte, r rune) []byte {
	b = strconv.AppendInt(append(b, "&#"...), int64(r), 10)
	return append(b, ';')
}

// blank reports whether a text has nothing to see.
func blank(s string) bool { return oneLine(s) == "" }
