package formats_test

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/unicode"

	"exile/formats"
)

func TestDecode(t *testing.T) {
	const text = "안녕 👩‍👩‍👧 hello\r\n"
	cp949, err := korean.EUCKR.NewEncoder().String("안녕 펲 hello\r\n")
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, raw, want string
		enc             formats.Encoding
		bad             int64
	}{
		{"plain", text, text, formats.UTF8, 0},
		{"mark", "\xef\xbb\xbf" + text, text, formats.UTF8BOM, 0},
		{"utf-16", utf16, text, formats.UTF16LE, 0},
		{"cp949", cp949, "안녕 펲 hello\r\n", formats.CP949, 0},
		{"cp949 damaged", "\xb0\xa1\xff\n", "가\uFFFD\n", formats.CP949, 1},
		{"damaged", "가\xff나\xea\xb0", "가\uFFFD나\uFFFD", formats.UTF8, 3},
		{"written U+FFFD is not damage", "가\uFFFD", "가\uFFFD", formats.UTF8, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if enc, _ := formats.ByteOrderMark([]byte(c.raw)); enc != c.enc && c.enc != formats.CP949 {
				t.Errorf("the mark says %s", enc)
			}
			for _, wrap := range []func(io.Reader) io.Reader{func(r io.Reader) io.Reader { return r }, iotest.OneByteReader, iotest.DataErrReader} {
				count := formats.NewDecoder(wrap(strings.NewReader(c.raw)), c.enc, formats.CountBad)
				if _, err := io.Copy(io.Discard, count); err != nil {
					t.Fatal(err)
				}
				if count.Bad() != c.bad {
					t.Errorf("%d bad, want %d", count.Bad(), c.bad)
				}
				var out bytes.Buffer
				if _, err := io.Copy(&out, formats.NewDecoder(wrap(strings.NewReader(c.raw)), c.enc, formats.RepairBad)); err != nil {
					t.Fatal(err)
				}
				if got := strings.ReplaceAll(out.String(), "\uFFFD\uFFFD", "\uFFFD"); got != c.want {
					t.Errorf("got %q, want %q", got, c.want)
				}
			}
		})
	}
}
