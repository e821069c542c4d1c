package query

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// spellings gives what stands in every text that spells a letter in another way
// and that Normal turns into that letter, capital letters of ASCII aside. It knows
// the usual letters that have few.
func spellings(r rune) (others []string, known bool) {
	switch {
	case r == 'k':
		return []string{"\u212a"}, true // the sign of Kelvin
	case r == 's':
		return []string{"\u017f"}, true // ſ
	case r == ';':
		return []string{"\u037e"}, true // the Greek question mark
	case r == '`':
		return []string{"\u1fef"}, true
	case 0xac00 <= r && r <= 0xd7a3:
		return []string{"\xe1\x84", "\xe1\x85", "\xe1\x86", "\xe1\x87"}, true // the letters of syllables that are taken apart
	case r < 0x80, 0x3131 <= r && r <= 0x318e, 0x2600 <= r && r <= 0x27bf, 0x1f000 <= r && r <= 0x1faff, r == 0x200d, r == 0xfe0f:
		return nil, true
	}
	return nil, false
}

// still reports whether a letter stays where it is: what stands before it does not
// become one with it, nor is it put in another order.
func still(r rune) bool {
	p := norm.NFC.PropertiesString(string(r))
	return r != utf8.RuneError && p.CCC() == 0 && p.BoundaryBefore()
}

// spelled calls f with every letter that can be, or become part of, one of some
// letters which Normal gives and of which spellings does not know. Each of them
// must be still.
//
// What a text consists of once each letter is taken apart and its case away, Normal
// does not change; it only puts that together anew. A letter that consists of
// several parts has its last one from a letter of the text that either brings the
// first along, or is an accent and so stands behind it; and what that letter brings
// before the last part becomes part of the same letter too. A letter of one part is
// never taken out of one that Normal leaves whole.
func spelled(letters []rune, f func(x rune)) {
	var list []sought
	for _, r := range letters {
		s := newSought(r)
		for _, x := range s.last {
			if x != r {
				f(x)
			}
		}
		list = append(list, s)
	}
	for span := range slices.Chunk(composed(), 2) {
		for x := span[0]; x <= span[1]; x++ {
			var b [utf8.UTFMax]byte
			of := norm.NFD.Properties(b[:utf8.EncodeRune(b[:], x)]).Decomposition()
			if len(of) > 0 && slices.ContainsFunc(list, func(s sought) bool { return s.mayBe(x, of) }) {
				f(x)
			}
		}
	}
}

// sought is a letter whose spellings are looked for.
type sought struct {
	r     rune
	parts []rune
	last  []rune // what the last part is in any case
}

func newSought(r rune) sought {
	s := sought{r: r, parts: parts(r)}
	last := s.parts[len(s.parts)-1]
	s.last = []rune{last}
	for x := unicode.SimpleFold(last); x != last; x = unicode.SimpleFold(x) {
		s.last = append(s.last, x)
	}
	return s
}

// mayBe reports whether a letter that consists of others can become the one that is
// sought, or bring its last part.
func (s *sought) mayBe(x rune, of []byte) bool {
	if x == s.r || !bytes.ContainsFunc(of, func(p rune) bool { return slices.Contains(s.last, p) }) {
		return false
	}
	if len(s.parts) == 1 {
		// The Greek iota below is a letter of its own without its case, unless the
		// letter above it takes it in: which another accent may prevent.
		return s.r == fold(iotaBelow) && bytes.ContainsRune(of, iotaBelow) || strings.ContainsRune(Normal(string(x)), s.r)
	}
	brings := parts(x)
	if len(brings) > len(s.parts) && slices.Equal(brings[:len(s.parts)], s.parts) {
		return false // the rest would be taken in too
	}
	last := slices.Index(brings, s.parts[len(s.parts)-1])
	if last < 0 || !slices.Contains(brings, s.parts[0]) && still(x) {
		return false
	}
	return !slices.ContainsFunc(brings[:last], func(p rune) bool { return !slices.Contains(s.parts, p) })
}

const iotaBelow = '\u0345'

// parts takes a letter apart, and the case of the parts away. None of them can be
// taken apart then.
func parts(r rune) []rune {
	list := []rune(norm.NFD.String(string(r)))
	for i, p := range list {
		list[i] = fold(p)
	}
	return list
}

// composed lists the letters that can be taken apart, and some that lie between two
// of them: the first and the last of each stretch. It leaves out Hangul.
func composed() []rune {
	return []rune{
		0xc0, 0x233, 0x340, 0x477, 0x4c1, 0x4f9, 0x622, 0x626, 0x6c0, 0x6d3, 0x929, 0x95f,
		0x9cb, 0x9df, 0xa33, 0xa5e, 0xb48, 0xbcc, 0xc48, 0xc48, 0xcc0, 0xccb, 0xd4a, 0xd4c,
		0xdda, 0xdde, 0xf43, 0xfb9, 0x1026, 0x1026, 0x1b06, 0x1b43, 0x1e00, 0x2001, 0x2126, 0x212b,
		0x219a, 0x232a, 0x2adc, 0x2adc, 0x304c, 0x30fe, 0xf900, 0xfad9, 0xfb1d, 0xfb4e, 0x1109a, 0x110ab,
		0x1112e, 0x1112f, 0x1134b, 0x1134c, 0x114bb, 0x114be, 0x115ba, 0x115bb, 0x11938, 0x11938, 0x1d15e, 0x1d164,
		0x1d1bb, 0x1d1c0, 0x2f800, 0x2fa1d,
	}
}
