package convert

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestLineCounter(t *testing.T) {
	tests := []struct {
		text string
		want int64
	}{
		{"", 0},
		{"\n", 1},
		{"a", 1},
		{"a\nb", 2},
		{"a\r\nb\r\n", 2},
		{"a\rb", 1}, // CR ends nothing
		{"\xef\xbb\xbfa\n", 1},
		{"\xef\xbb\xbf", 0},
		{"\xff\xfea\x00\n\x00b\x00", 2},
		{"\xfe\xff\x00a\x00\n", 1},
		{"\xff\xfe\x0a\x0a\n\x00", 1}, // U+0A0A is no line feed
		{"\xfe\xff\x0a\x00\x00\n", 1}, // nor is U+0A00
		{"\xff\xfea\x00\n", 1},        // half a unit at the end
		{"a\x00\n\x00b\x00", 2},       // UTF-16 without a mark
		{"\x00a\x00\n", 1},
		{"\xb0\xa1\n\xb0\xa1\n\xb0", 3}, // CP949
	}
	for _, tt := range tests {
		for name, r := range map[string]io.Reader{
			"whole":   strings.NewReader(tt.text),
			"by byte": iotest.OneByteReader(strings.NewReader(tt.text)),
		} {
			var c lineCounter
			if _, err := io.Copy(&c, r); err != nil {
				t.Fatal(err)
			}
			if got := c.lines(); got != tt.want {
				t.Errorf("%q %s: got %d lines, want %d", tt.text, name, got, tt.want)
			}
		}
	}
}
