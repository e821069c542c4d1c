package whatsapp

import (
	"math/bits"
	"strings"
	"unicode/utf8"

	"exile/export"
)

const (
	maxName  = 60      // characters of an author's name: what is longer is the app's word
	maxNames = 1 << 16 // authors that the first pass keeps
)

// author is somebody whose name stands behind headers.
type author struct {
	raw   string   // as in the file
	lead  string   // what their records begin with, behind the header: the name and ": "
	name  string   // without marks
	is    bool     // it can be a name at all
	seen  uint64   // the shapes of headers before the name, by their places
	wrote uint64   // those before something that is not the app's word for sure
	said  []string // what may be the app's words, where nothing else was seen
	mine  int      // messages that "you" deleted: theirs who made the export
	gone  string   // one of them
	open  int      // bodies behind a name that opens a quotation which they do not close
	short *author  // whose name, before the first ": ", this one begins with; nil: there is none
	ref   export.PersonRef
}

// splitAuthor cuts "author: body" apart. What is before ": " may still be no name.
func splitAuthor(rest string) (raw, body string, ok bool) {
	const most = 4*maxName + 16 // bytes, with marks
	window := rest[:min(len(rest), most)]
	for from := 0; ; {
		i := indexColon(window[from:])
		if i < 0 {
			return "", "", false
		}
		i += from
		switch {
		case i+1 == len(rest):
			return rest[:i], "", true
		case rest[i+1] == ' ':
			return rest[:i], rest[i+2:], true
		}
		from = i + 1
	}
}

// indexColon is strings.IndexByte for a colon, which is near: names are short. It
// looks at eight bytes at a time.
func indexColon(s string) int {
	const ones = 0x0101010101010101
	i := 0
	for ; i+8 <= len(s); i += 8 {
		x := eightBytes(s[i:]) ^ ones*':'
		if x = (x - ones) &^ x & (ones << 7); x != 0 { // the lowest bit set is that of a byte that was zero
			return i + bits.TrailingZeros64(x)/8
		}
	}
	for ; i < len(s); i++ {
		if s[i] == ':' {
			return i
		}
	}
	return -1
}

// eightBytes returns the first eight bytes of s as a number, the first in the lowest place.
func eightBytes(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// splitLong cuts "author: of two parts: body" apart at the ": " that a mark of the
// app follows, as it does behind the title of a group. Raw is the part before the
// first ": ".
func splitLong(rest, raw string) (long, body string, ok bool) {
	const most = 4*maxName + 16
	window := rest[:min(len(rest), most)]
	for at := len(raw) + len(": "); at < len(window); {
		i := strings.Index(window[at:], ": ")
		if i < 0 {
			break
		}
		at += i + len(": ")
		if isMark(rest, at) {
			return rest[:at-len(": ")], rest[at:], true
		}
	}
	return "", "", false
}

// authorName returns the name without its marks, and whether it can be one: what is
// too long, or opens a quotation that the colon behind it stands in, is the app's
// word.
func authorName(raw string) (string, bool) {
	name := trimName(raw)
	ok := name != "" && !opensQuotation(name) && (len(name) <= maxName || utf8.RuneCountInString(name) <= maxName)
	return name, ok
}

// opensQuotation reports whether a quotation begins in s that does not end there.
func opensQuotation(s string) bool {
	if !strings.ContainsAny(s, "\"“”„«»「」") {
		return false
	}
	left, right, low := strings.Count(s, "“"), strings.Count(s, "”"), strings.Count(s, "„")
	var curly bool
	switch {
	case low > 0: // German: „…“
		curly = low != left+right
	case left > 0:
		curly = left != right
	default: // Swedish: ”…”
		curly = right%2 != 0
	}
	return curly || strings.Count(s, `"`)%2 != 0 || strings.Count(s, "«") != strings.Count(s, "»") || strings.Count(s, "「") != strings.Count(s, "」")
}

// authors are those of one file.
type authors struct {
	byRaw  map[string]*author
	order  []*author    // of their first line
	near   [128]*author // those met last: few people write most of a chat
	recent [128]*author // those that wrote last, by how their records begin
}

func newAuthors() *authors { return &authors{byRaw: map[string]*author{}} }

// slot is where near keeps a name, which is not empty.
func slot(raw string) int {
	n := len(raw)
	return (int(raw[0]) + 5*int(raw[n/2]) + 11*int(raw[n-1]) + n) % 128
}

// split is splitAuthor, and returns the author too, nil where none of that name is
// known. Of those who wrote lately, by how their records begin, nothing is searched for.
func (s *authors) split(rest string) (a *author, raw, body string, ok bool) {
	at := &s.recent[0]
	if len(rest) >= 8 {
		at = &s.recent[eightBytes(rest)*0x9E3779B97F4A7C15>>57]
	}
	if a = *at; a != nil && strings.HasPrefix(rest, a.lead) {
		return a, a.raw, rest[len(a.lead):], true
	}
	if raw, body, ok = splitAuthor(rest); !ok {
		return nil, raw, body, false
	}
	if a = s.known(raw); a != nil && len(raw) < len(rest)-len(":") {
		if a.lead == "" {
			a.lead = a.raw + ": "
		}
		*at = a
	}
	return a, raw, body, true
}

// of returns the author of that name. It is nil for a new one where there are
// too many, and for the empty one.
func (s *authors) of(raw string) *author {
	a := s.known(raw)
	if a == nil && raw != "" && len(s.byRaw) < maxNames {
		a = &author{raw: strings.Clone(raw)}
		a.name, a.is = authorName(a.raw)
		s.byRaw[a.raw] = a
		s.order = append(s.order, a)
	}
	return a
}

// known is of without new ones.
func (s *authors) known(raw string) *author {
	if raw == "" {
		return nil
	}
	at := slot(raw)
	if a := s.near[at]; a != nil && a.raw == raw {
		return a
	}
	a := s.byRaw[raw]
	if a != nil {
		s.near[at] = a
	}
	return a
}
