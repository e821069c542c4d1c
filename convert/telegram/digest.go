package telegram

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// maxUnits is how long a message of Telegram's is at most, in units of UTF-16.
const maxUnits = 4096

// digests makes keyed hashes of what people wrote, so that what was sent and what came
// can be compared, and a receipt can prove it, without any text being kept.
type digests struct {
	mac hash.Hash
	buf []byte
	sum []byte
}

// newDigests takes a secret key, in any form.
func newDigests(key string) *digests {
	return &digests{mac: hmac.New(sha256.New, []byte(key))}
}

// text hashes a text as it is seen: see appendSeen. Only a text without anything to
// see has the hash 0.
func (d *digests) text(s []byte) uint64 {
	d.buf = appendSeen(d.buf[:0], s)
	if len(d.buf) == 0 {
		return 0
	}
	return d.of('t', d.buf)
}

// file hashes a file by what shows whether it is the one that was sent: its form and,
// but for photos, which Telegram makes anew, its size.
func (d *digests) file(f Form, size int64) uint64 {
	if f == AsPhoto {
		size = 0
	}
	d.buf = strconv.AppendInt(append(append(d.buf[:0], f...), ' '), size, 10)
	return d.of('f', d.buf)
}

func (d *digests) of(kind byte, b []byte) uint64 {
	d.mac.Reset()
	_, _ = d.mac.Write([]byte{kind})
	_, _ = d.mac.Write(b)
	d.sum = d.mac.Sum(d.sum[:0])
	return max(binary.LittleEndian.Uint64(d.sum), 1)
}

// chain hashes messages one after another.
type chain struct {
	mac hash.Hash
	buf []byte
}

func newChain(key string) *chain { return &chain{mac: hmac.New(sha256.New, []byte(key))} }

func (c *chain) add(name string, at int64, text uint64) {
	b := binary.LittleEndian.AppendUint32(c.buf[:0], uint32(len(name)))
	b = append(b, name...)
	b = binary.LittleEndian.AppendUint64(b, uint64(at))
	c.buf = binary.LittleEndian.AppendUint64(b, text)
	_, _ = c.mac.Write(c.buf)
}

func (c *chain) sum() string { return hex.EncodeToString(c.mac.Sum(nil)) }

// appendSeen appends a text without what nobody sees and what Telegram is known to
// take out of any message: white space at both ends and at the ends of lines, control
// characters, marks of direction, and exile's own guard U+200B.
func appendSeen(b, s []byte) []byte {
	start := len(b)
	keep := start // behind the last character that is no white space
	for len(s) > 0 {
		r, n := utf8.DecodeRune(s)
		switch {
		case unseenMark(r):
		case r == '\n':
			for len(b) > keep && b[len(b)-1] == ' ' {
				b = b[:len(b)-1]
			}
			if keep > start {
				b = append(b, '\n')
			}
		case unicode.IsSpace(r), unicode.IsControl(r):
			if keep > start {
				b = append(b, ' ')
			}
		default:
			b = append(b, s[:n]...)
			keep = len(b)
		}
		s = s[n:]
	}
	return b[:keep]
}

// unseenMark reports whether r is a mark that Telegram's apps take out of what is
// typed, or that readers of such files skip. The joiners within emoji are not among
// them.
func unseenMark(r rune) bool {
	switch {
	case r == '\u200b', r == '\u200e', r == '\u200f', r == '\u061c', r == '\ufeff', r == '\u2060', r == '\r', r == '\u0085',
		r >= '\u2028' && r <= '\u202e', r >= '\u2066' && r <= '\u2069',
		r == '\u0333', r == '\u033f', r == '\u030a':
		return true
	}
	return false
}

// units counts the units of UTF-16 that a text takes.
func units(s []byte) int {
	n := 0
	for len(s) > 0 {
		r, size := utf8.DecodeRune(s)
		n++
		if r > 0xffff {
			n++
		}
		s = s[size:]
	}
	return n
}
