package whatsapp

import "unicode/utf8"

// number reads digits, at most five: no number of a header has more than four.
func (c *cursor) number() (v, n int) {
	for n < 5 && c.i < len(c.s) {
		b := c.s[c.i]
		set, d, size := uint8(0), int(b-'0'), 1
		if b-'0' > 9 {
			if b < 0x80 {
				break
			}
			if set, d, size = foreignDigit(c.s[c.i:]); size == 0 {
				break
			}
		}
		c.mixed = c.mixed || c.seen && c.digits != set
		c.seen, c.digits = true, set
		v = v*10 + d
		n++
		c.i += size
	}
	return v, n
}

func padOf(v, n int) pad {
	switch {
	case n == 1:
		return single
	case n == 2 && v < 10:
		return zeroed
	}
	return twoDigits
}

// zeros are the zeros of the scripts that have digits of their own.
const zeros = "\u0660\u06f0\u0966\u09e6\u0a66\u0ae6\u0be6\u0c66\u0ce6\u0d66\u0e50\u0ed0\u0f20\u1040\u17e0\uff10"

// foreignDigit returns the digit that s begins with, which of the sets it is of,
// from 1, and its length; length 0 where there is none.
func foreignDigit(s string) (set uint8, d, size int) {
	r, size := utf8.DecodeRuneInString(s)
	set = 1
	for _, zero := range zeros {
		if r >= zero && r < zero+10 {
			return set, int(r - zero), size
		}
		set++
	}
	return 0, 0, 0
}

func isDigitAt(s string) bool {
	if s[0] < 0x80 {
		return s[0]-'0' <= 9
	}
	_, _, n := foreignDigit(s)
	return n > 0
}

// zeroOf returns the zero of a set of foreignDigit; "" for that of ASCII.
func zeroOf(set uint8) string {
	at := uint8(1)
	for i, zero := range zeros {
		if at == set {
			return zeros[i : i+utf8.RuneLen(zero)]
		}
		at++
	}
	return ""
}
