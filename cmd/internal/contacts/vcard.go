package contacts

import (
	"bytes"
	"io"
	"mime/quotedprintable"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/korean"
)

// The reader is our own since phones, Korean ones above all, still write vCard 2.1:
// parameters without a name (TEL;CELL:), quoted-printable values that go on after a
// soft break, and a character set for each line. Libraries for 3.0 and 4.0 know
// none of these.

func isVCard(data []byte) bool {
	const begin = "BEGIN:VCARD"
	data = bytes.TrimLeft(data, " \t\r\n")
	return len(data) >= len(begin) && strings.EqualFold(string(data[:len(begin)]), begin)
}

// property is a line of a vCard, its value decoded.
type property struct {
	name   string // in capitals, without the group
	params []string
	value  string
}

func readVCard(data []byte) []Contact {
	var list []Contact
	l := &lines{rest: data}
	card, depth := vcard{}, 0
	for line, ok := l.next(); ok; line, ok = l.next() {
		p := parse(line)
		switch {
		case p.name == "BEGIN":
			if depth++; depth == 1 {
				card = vcard{}
			}
		case p.name == "END":
			if depth--; depth <= 0 {
				list, depth = append(list, card.contact()), 0
			}
		case p.name == "VERSION":
			l.old = strings.HasPrefix(p.value, "2")
		case depth == 1: // within that stands somebody else: an agent
			card.take(p)
		}
	}
	return list
}

// vcard is what one card says.
type vcard struct {
	full, parts, nick, org string
	phones                 []string
}

func (v *vcard) take(p property) {
	switch p.name {
	case "FN":
		if v.full == "" {
			v.full = unescape(p.value)
		}
	case "N":
		v.parts = p.value
	case "NICKNAME":
		v.nick = p.value
	case "ORG":
		v.org = p.value
	case "TEL":
		number := p.value
		if rest, ok := cutFold(number, "tel:"); ok {
			number, _, _ = strings.Cut(rest, ";")
		}
		if number = strings.TrimSpace(unescape(number)); number != "" {
			v.phones = append(v.phones, number)
		}
	}
}

func (v *vcard) contact() Contact {
	c := Contact{Phones: v.phones}
	c.add(v.full)
	n := append(split(v.parts, ';'), "", "", "")
	c.add(composed(n[1], n[2], n[0])...)
	for _, nick := range split(v.nick, ',') {
		c.add(nick)
	}
	if len(c.Names) == 0 {
		c.add(split(v.org, ';')...)
	}
	return c
}

// composed puts the parts of a name together: in the order of the language, then
// the other way round.
func composed(given, middle, family string) []string {
	western := strings.Join([]string{given, middle, family}, " ")
	if !isEastern(given + middle + family) {
		return []string{western}
	}
	return []string{strings.TrimSpace(family) + strings.TrimSpace(given) + strings.TrimSpace(middle), family + " " + given + " " + middle, western}
}

// isEastern reports whether a name is written in letters of languages in which the
// family comes first, without a space.
func isEastern(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r >= 0x1100 && r <= 0x11ff || r >= 0x3040 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7a3
	})
}

// lines gives the lines of vCards, those that were folded put together again.
type lines struct {
	rest []byte
	old  bool // version 2.1, where a fold stands at a space that stays
}

func (l *lines) next() ([]byte, bool) {
	line, ok := l.raw()
	if !ok {
		return nil, false
	}
	head, _, _ := bytes.Cut(line, []byte(":"))
	if bytes.Contains(bytes.ToUpper(head), []byte("QUOTED-PRINTABLE")) {
		whole := bytes.Clone(line)
		for bytes.HasSuffix(whole, []byte("=")) {
			more, ok := l.raw()
			if !ok {
				break
			}
			whole = append(append(whole, "\r\n"...), more...) // the decoder takes the break out
		}
		return whole, true
	}
	if len(l.rest) == 0 || l.rest[0] != ' ' && l.rest[0] != '\t' {
		return line, true
	}
	whole := bytes.Clone(line)
	for len(l.rest) > 0 && (l.rest[0] == ' ' || l.rest[0] == '\t') {
		more, _ := l.raw()
		if !l.old {
			more = more[1:]
		}
		whole = append(whole, more...)
	}
	return whole, true
}

// raw gives a line as it stands in the file.
func (l *lines) raw() ([]byte, bool) {
	if len(l.rest) == 0 {
		return nil, false
	}
	line, rest, _ := bytes.Cut(l.rest, []byte("\n"))
	l.rest = rest
	return bytes.TrimRight(line, "\r"), true
}

// parse reads a line: GROUP.NAME;PARAM=VALUE;PARAM:VALUE.
func parse(line []byte) property {
	colon, quoted := -1, false
	for i, c := range line {
		if c == '"' {
			quoted = !quoted
		}
		if c == ':' && !quoted {
			colon = i
			break
		}
	}
	if colon < 0 {
		return property{}
	}
	params := strings.Split(string(line[:colon]), ";")
	name := params[0][strings.LastIndexByte(params[0], '.')+1:]
	p := property{name: strings.ToUpper(strings.TrimSpace(name)), params: params[1:]}
	switch p.name {
	case "BEGIN", "END", "VERSION", "FN", "N", "NICKNAME", "ORG", "TEL": // others may hold whole photos
		p.value = strings.TrimSpace(p.decode(line[colon+1:]))
	}
	return p
}

func (p *property) decode(value []byte) string {
	charset := ""
	for _, param := range p.params {
		k, v, named := strings.Cut(param, "=")
		if !named {
			k, v = "ENCODING", k
		}
		switch {
		case strings.EqualFold(k, "CHARSET"):
			charset = strings.Trim(v, `"`)
		case strings.EqualFold(k, "ENCODING") && strings.EqualFold(v, "QUOTED-PRINTABLE"):
			value, _ = io.ReadAll(quotedprintable.NewReader(bytes.NewReader(value))) // what it could read before an error
		}
	}
	return inCharset(value, charset)
}

// inCharset decodes a value by the name of its character set; without one it is
// UTF-8, or what Korean phones once wrote.
func inCharset(value []byte, charset string) string {
	enc, err := htmlindex.Get(charset)
	if err != nil {
		if utf8.Valid(value) {
			return string(value)
		}
		enc = korean.EUCKR // CP949, as the WHATWG standard has it
	}
	text, err := enc.NewDecoder().Bytes(value)
	if err != nil {
		return strings.ToValidUTF8(string(value), "\ufffd")
	}
	return string(text)
}

// split parts a value at separators that are not escaped, and takes the escapes out.
func split(s string, separator byte) []string {
	var list []string
	start := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case separator:
			list = append(list, unescape(s[start:i]))
			start = i + 1
		}
	}
	return append(list, unescape(s[start:]))
}

func unescape(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\n`, " ", `\N`, " ", `\,`, ",", `\;`, ";", `\:`, ":").Replace(s)
}

func cutFold(s, prefix string) (string, bool) {
	if len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
		return s[len(prefix):], true
	}
	return s, false
}
