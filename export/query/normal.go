package query

import (
	"encoding/binary"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normal is how texts are compared: in NFC, with the case of letters taken away
// by Unicode's simple folding, and in NFC again, since a letter may have a form
// with its accent in one case only. A text and the same text in NFD have the same
// Normal. Bytes that are no UTF-8 stay as they are.
func Normal(s string) string {
	switch shapeOf(s) {
	case shapeNormal:
		return s
	case shapeUpper:
		b := []byte(s)
		Lower(b, b)
		return string(b)
	case shapeCapital:
		return lowered(s)
	case shapeOther:
	}
	b := norm.NFC.AppendString(nil, s)
	folded := make([]byte, 0, len(b)+8)
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			folded = append(folded, b[0])
		} else {
			folded = utf8.AppendRune(folded, fold(r))
		}
		b = b[size:]
	}
	return string(norm.NFC.Bytes(folded))
}

// shape says what Normal has to do.
type shape int

const (
	shapeNormal  shape = iota // nothing
	shapeUpper                // there are capital letters of ASCII
	shapeCapital              // and others that small knows
	shapeOther
)

// shapeOf looks at a text. Most are of letters that small knows, and to know that is
// many times faster than Normal.
func shapeOf(s string) shape {
	sh := shapeNormal
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				sh = max(sh, shapeUpper)
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch x, ok := small(r); {
		case !ok:
			return shapeOther
		case x != r:
			sh = shapeCapital
		}
		i += size
	}
	return sh
}

// lowered makes letters small.
func lowered(s string) string {
	b := []byte(s)
	Lower(b, b)
	for i, r := range s {
		if r < utf8.RuneSelf {
			continue
		}
		if x, _ := small(r); x != r {
			utf8.EncodeRune(b[i:], x)
		}
	}
	return string(b)
}

// fold maps letters that differ in case alone to one of them: the small one where
// there is one.
func fold(r rune) rune {
	least, small := r, unicode.ToLower(unicode.ToUpper(r))
	known := small == r
	for x := unicode.SimpleFold(r); x != r; x = unicode.SimpleFold(x) {
		least = min(least, x)
		known = known || x == small
	}
	if known {
		return small
	}
	return least
}

// Lower writes src to dst with the capital letters of ASCII made small. They have
// the same length, and may be the same.
func Lower(dst, src []byte) {
	const (
		ones = 0x0101010101010101
		high = 0x80 * ones
	)
	for len(src) >= 8 {
		x := binary.LittleEndian.Uint64(src)
		low := x &^ high
		// The high bit of each byte of ASCII that is at least A, and not above Z.
		upper := (low + (0x80-'A')*ones) &^ (low + (0x80-'Z'-1)*ones) &^ x & high
		x |= upper >> 2
		binary.LittleEndian.PutUint64(dst, x)
		dst, src = dst[8:], src[8:]
	}
	for i, c := range src {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst[i] = c
	}
}
