package linedb

import (
	"encoding/binary"
	"fmt"
	"maps"
	"strings"
	"testing"

	"exile/formats/line/linedb/linedbtest"
)

// written is a property list of some objects, the first of which is the top. Table and
// references are of one byte.
func written(objects ...string) []byte {
	b := []byte("bplist00")
	var table []byte
	for _, o := range objects {
		table = append(table, byte(len(b)))
		b = append(b, o...)
	}
	at := len(b)
	b = append(append(b, table...), 0, 0, 0, 0, 0, 0, 1, 1)
	for _, n := range []int{len(objects), 0, at} {
		b = binary.BigEndian.AppendUint64(b, uint64(n))
	}
	return b
}

// Every kind of value that LINE may write is read as what it says; others are left
// out.
func TestPlistValues(t *testing.T) {
	for what, c := range map[string]struct{ object, want string }{
		"text":           {"\x53abc", "abc"},
		"long text":      {"\x5f\x10\x14" + strings.Repeat("x", 20), strings.Repeat("x", 20)},
		"UTF-16":         {"\x63\xc9\xc0\xd8\x3d\xde\x00", "지😀"},
		"half a pair":    {"\x61\xd8\x3d", "\uFFFD"},
		"one byte":       {"\x10\xff", "255"},
		"eight bytes":    {"\x13\xff\xff\xff\xff\xff\xff\xff\xfe", "-2"},
		"true":           {"\x09", "true"},
		"false":          {"\x08", "false"},
		"a fraction":     {"\x23\x3f\xf8\x00\x00\x00\x00\x00\x00", "1.5"},
		"a short one":    {"\x22\x3f\xc0\x00\x00", "1.5"},
		"null":           {"\x00", "-"},
		"bytes":          {"\x42ab", "-"},
		"a date":         {"\x33\x00\x00\x00\x00\x00\x00\x00\x00", "-"},
		"infinite":       {"\x23\x7f\xf0\x00\x00\x00\x00\x00\x00", "-"},
		"not ASCII":      {"\x51\xff", "-"},
		"too long":       {"\x5f\x11\xff\xff", "-"},
		"sixteen bytes":  {"\x14" + strings.Repeat("\x00", 16), "-"},
		"a length of it": {"\x5f\x51a", "-"},
	} {
		p, ok := parsePlist(written("\xd1\x01\x02", "\x51k", c.object))
		want := pairs{"k": c.want}
		if c.want == "-" {
			want = pairs{}
		}
		if !ok || !maps.Equal(p, want) {
			t.Errorf("%s came as %q, %v", what, p, ok)
		}
	}
}

// Lists that contain themselves, or name what is not there, end.
func TestPlistCircles(t *testing.T) {
	for what, b := range map[string][]byte{
		"itself for a value":   written("\xd1\x01\x00", "\x51k"),
		"itself for a key":     written("\xd1\x00\x00"),
		"no such object":       written("\xd1\x07\x08"),
		"no top":               written("\xd1\x01\x02")[:20],
		"an archive of itself": written("\xd2\x01\x02\x00\x00", "\x54$top", "\x58$objects"),
		"a list for a top":     written("\xa1\x00"),
		"a million keys":       written("\xdf\x12\x00\x0f\x42\x40"),
	} {
		if p, _ := parsePlist(b); len(p) > 0 {
			t.Errorf("%s gave %q", what, p)
		}
	}
}

// One long text that three thousand keys name is not made so often.
func TestPlistBomb(t *testing.T) {
	const keys = 3000
	objects := []string{"", "\x5f\x12\x00\x10\x00\x00" + strings.Repeat("x", 1<<20)}
	var names []byte
	for i := range keys {
		names = binary.BigEndian.AppendUint16(names, uint16(i+2))
		objects = append(objects, "\x54"+fmt.Sprintf("%04d", i))
	}
	objects[0] = "\xdf\x11\x0b\xb8" + string(names) + strings.Repeat("\x00\x01", keys)
	b := []byte("bplist00")
	var table []byte
	for _, o := range objects {
		table = binary.BigEndian.AppendUint32(table, uint32(len(b)))
		b = append(b, o...)
	}
	at := len(b)
	b = append(append(b, table...), 0, 0, 0, 0, 0, 0, 4, 2)
	for _, n := range []int{len(objects), 0, at} {
		b = binary.BigEndian.AppendUint64(b, uint64(n))
	}
	p, ok := parsePlist(b)
	size := 0
	for _, v := range p {
		size += len(v)
	}
	if !ok || size == 0 || size > 8*len(b) {
		t.Errorf("%d bytes made %d, %v", len(b), size, ok)
	}
}

// An archived text that can be changed is read, as is one that cannot.
func TestArchive(t *testing.T) {
	list := linedbtest.Archive("FILE_NAME", "지도.pdf", "FILE_SIZE", "12345678901", "OID", "a")
	p, ok := parsePlist(list)
	if !ok || !maps.Equal(p, pairs{"FILE_NAME": "지도.pdf", "FILE_SIZE": "12345678901", "OID": "a"}) {
		t.Errorf("it came as %q, %v", p, ok)
	}
	mutable := written(
		"\xd2\x01\x02\x03\x04", "\x54$top", "\x58$objects", // 0..2
		"\xd1\x05\x06", "\xa4\x07\x08\x09\x0a", // 3 $top, 4 $objects
		"\x54root", "\x80\x01", // 5, 6: root = objects[1]
		"\x55$null", "\xd2\x0b\x0c\x0d\x0e", "\x51k", "\xd1\x11\x12", // 7..10
		"\x57NS.keys", "\x5aNS.objects", "\xa1\x0f", "\xa1\x10", // 11..14
		"\x80\x02", "\x80\x03", // 15, 16
		"\x59NS.string", "\x51v", // 17, 18
	)
	if p, ok := parsePlist(mutable); !ok || !maps.Equal(p, pairs{"k": "v"}) {
		t.Errorf("a mutable text came as %q, %v", p, ok)
	}
}
