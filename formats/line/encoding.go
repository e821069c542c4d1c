package line

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"exile/formats"
)

// encodings are those that a text may be in, likeliest first: what its mark says,
// else what the person says, else UTF-8 where the bytes are. Of a text that is
// not, the words of the app must tell which of the others it is.
func encodings(raw []byte, option string) []formats.Encoding {
	enc, mark := formats.ByteOrderMark(raw)
	if mark > 0 {
		return []formats.Encoding{enc}
	}
	switch option {
	case "utf-8":
		return []formats.Encoding{formats.UTF8}
	case "utf-16":
		return []formats.Encoding{utf16Of(raw)}
	case "cp874":
		return []formats.Encoding{formats.Windows874}
	case "shift-jis":
		return []formats.Encoding{formats.ShiftJIS}
	case "big5":
		return []formats.Encoding{formats.Big5}
	case "gb18030":
		return []formats.Encoding{formats.GB18030}
	}
	if enc, ok := halfZero(raw); ok {
		return []formats.Encoding{enc}
	}
	if utf8.Valid(raw[:max(0, len(raw)-utf8.UTFMax)]) {
		return []formats.Encoding{formats.UTF8}
	}
	return []formats.Encoding{formats.UTF8, formats.ShiftJIS, formats.Big5, formats.GB18030, formats.Windows874}
}

// halfZero tells a text in UTF-16 without a mark by the zeros that every second byte
// of its digits, tabs and line ends is. Other scripts have few at the other places.
func halfZero(raw []byte) (formats.Encoding, bool) {
	var zeros [2]int
	for i, c := range raw {
		if c == 0 {
			zeros[i%2]++
		}
	}
	const few = 32 // one digit in so many bytes is less than times and dates have
	switch high, low := zeros[0], zeros[1]; {
	case low*few > len(raw) && low > 4*high:
		return formats.UTF16LE, true
	case high*few > len(raw) && high > 4*low:
		return formats.UTF16BE, true
	}
	return formats.UTF8, false
}

// utf16Of tells the byte order of a text without a mark by its line feeds.
func utf16Of(raw []byte) formats.Encoding {
	for i := 0; i+1 < len(raw); i += 2 {
		switch {
		case raw[i] == '\n' && raw[i+1] == 0:
			return formats.UTF16LE
		case raw[i] == 0 && raw[i+1] == '\n':
			return formats.UTF16BE
		}
	}
	return formats.UTF16LE
}

// decodeHead decodes the beginning of a file, whose last character may be cut.
func decodeHead(raw []byte, enc formats.Encoding) string {
	if enc == formats.UTF8 && utf8.Valid(raw) {
		return string(raw)
	}
	var out strings.Builder
	buf := make([]byte, 32<<10)
	d := formats.NewDecoder(bytes.NewReader(raw), enc, formats.RepairBad)
	for {
		n, err := d.Read(buf)
		out.Write(buf[:n])
		if err != nil {
			return out.String()
		}
	}
}
