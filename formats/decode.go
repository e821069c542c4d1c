package formats

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Encoding is how the bytes of a text file stand for characters.
type Encoding string

// The encodings. CP949 is Microsoft's superset of EUC-KR; it has no mark of its
// own and is tried where UTF-8 does not fit.
const (
	UTF8    Encoding = "UTF-8"
	UTF8BOM Encoding = "UTF-8 with BOM"
	UTF16LE Encoding = "UTF-16LE"
	UTF16BE Encoding = "UTF-16BE"
	CP949   Encoding = "CP949"

	// What people re-save texts in, by their names in the WHATWG Encoding
	// Standard. None has a mark either: a person says which it is.
	Windows874 Encoding = "windows-874"
	ShiftJIS   Encoding = "shift_jis"
	Big5       Encoding = "big5"
	GB18030    Encoding = "gb18030"
)

// ByteOrderMark returns the encoding that a file's first bytes declare, and the
// length of the mark; UTF8 and 0 where there is none.
func ByteOrderMark(head []byte) (Encoding, int) {
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		return UTF8BOM, 3
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return UTF16LE, 2
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return UTF16BE, 2
	}
	return UTF8, 0
}

// Decoder turns the bytes of a file into UTF-8 without a byte order mark and
// counts what the encoding does not allow.
type Decoder struct {
	r     io.Reader
	bad   int64
	fffd  bool // count the U+FFFD that the inner decoder put in
	skip  int  // bytes of the byte order mark still to skip
	trust bool
	cut   [utf8.UTFMax]byte
	n     int // bytes in cut: a character that a read ended within

	small [64]byte // for reads with little room
	rest  []byte   // of small, still to hand out
	err   error    // that came with rest
}

// DecodeMode says what a Decoder does about bytes that are not UTF-8 in a file
// that should be. In the other encodings they always become U+FFFD and count.
type DecodeMode int

// The modes.
const (
	CountBad  DecodeMode = iota // pass them on and count them: for a first pass
	TrustText                   // the first pass found none
	RepairBad                   // put U+FFFD in their place
)

// NewDecoder decodes r.
func NewDecoder(r io.Reader, enc Encoding, mode DecodeMode) *Decoder {
	d := &Decoder{r: r, trust: mode == TrustText}
	switch enc {
	case UTF16LE:
		d.r, d.fffd = transform.NewReader(r, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()), true
	case UTF16BE:
		d.r, d.fffd = transform.NewReader(r, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()), true
	case CP949:
		d.r, d.fffd = transform.NewReader(r, korean.EUCKR.NewDecoder()), true
	case Windows874:
		d.r, d.fffd = transform.NewReader(r, charmap.Windows874.NewDecoder()), true
	case ShiftJIS:
		d.r, d.fffd = transform.NewReader(r, japanese.ShiftJIS.NewDecoder()), true
	case Big5:
		d.r, d.fffd = transform.NewReader(r, traditionalchinese.Big5.NewDecoder()), true
	case GB18030:
		d.r, d.fffd = transform.NewReader(r, simplifiedchinese.GB18030.NewDecoder()), true
	case UTF8, UTF8BOM:
		if mode == RepairBad {
			d.r = transform.NewReader(r, unicode.UTF8.NewDecoder())
		}
		if enc == UTF8BOM {
			d.skip = 3
		}
	}
	return d
}

// Bad returns how many bytes or characters the encoding did not allow so far.
func (d *Decoder) Bad() int64 { return d.bad }

// Read reads whole characters wherever p has room for one.
func (d *Decoder) Read(p []byte) (int, error) {
	if len(d.rest) == 0 && len(p) >= utf8.UTFMax {
		return d.read(p)
	}
	if len(d.rest) == 0 {
		n, err := d.read(d.small[:])
		if n == 0 {
			return 0, err
		}
		d.rest, d.err = d.small[:n], err
	}
	n := copy(p, d.rest)
	if d.rest = d.rest[n:]; len(d.rest) > 0 {
		return n, nil
	}
	err := d.err
	d.err = nil
	return n, err
}

func (d *Decoder) read(p []byte) (int, error) {
	for d.skip > 0 {
		n, err := d.r.Read(p[:d.skip])
		d.skip -= n
		if err != nil {
			return 0, err
		}
	}
	n := copy(p, d.cut[:d.n])
	d.n = 0
	k, err := d.r.Read(p[n:])
	n += k
	if err == nil {
		d.n = copy(d.cut[:], p[n-cutTail(p[:n]):n])
		n -= d.n
	}
	switch {
	case d.fffd:
		d.bad += int64(bytes.Count(p[:n], []byte("\uFFFD")))
	case !d.trust && !validText(p[:n]):
		d.bad += badBytes(p[:n])
	}
	return n, err
}

// cutTail returns the length of an unfinished character at the end of p.
func cutTail(p []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(p); n++ {
		if b := p[len(p)-n]; utf8.RuneStart(b) {
			if !utf8.FullRune(p[len(p)-n:]) {
				return n
			}
			return 0
		}
	}
	return 0
}

func badBytes(p []byte) int64 {
	var bad int64
	for len(p) > 0 {
		r, size := utf8.DecodeRune(p)
		if r == utf8.RuneError && size == 1 {
			bad++
		}
		p = p[size:]
	}
	return bad
}
