package linedbtest

import (
	"encoding/binary"
	"strconv"
	"unicode/utf16"
)

// Plist writes a binary property list of keys and values (the format is told in
// Apple's CFBinaryPList.c). Values that are whole numbers become numbers.
func Plist(pairs ...string) []byte {
	var l list
	top := l.add(nil) // of which the rest is not known yet
	var keys, values []byte
	for i := 0; i+1 < len(pairs); i += 2 {
		keys = append(keys, ref(l.text(pairs[i]))...)
		values = append(values, ref(l.value(pairs[i+1]))...)
	}
	l.objects[top] = dict(keys, values)
	return l.bytes(top)
}

// Archive writes a dictionary as NSKeyedArchiver does.
func Archive(pairs ...string) []byte {
	var l list
	objects := []int{l.text("$null")}
	uid := func(object int) []byte {
		objects = append(objects, object)
		n := len(objects) - 1
		return ref(l.add([]byte{0x81, byte(n >> 8), byte(n)}))
	}
	root := l.add(nil)
	rootUID := uid(root)
	var keys, values []byte
	n := 0
	for i := 0; i+1 < len(pairs); i += 2 {
		keys = append(keys, uid(l.text(pairs[i]))...)
		values = append(values, uid(l.value(pairs[i+1]))...)
		n++
	}
	k, v := l.add(append(sized(0xa0, n), keys...)), l.add(append(sized(0xa0, n), values...))
	l.objects[root] = dict(join(ref(l.text("NS.keys")), ref(l.text("NS.objects"))), join(ref(k), ref(v)))
	var all []byte
	for _, o := range objects {
		all = append(all, ref(o)...)
	}
	list := l.add(append(sized(0xa0, len(objects)), all...))
	topDict := l.add(dict(ref(l.text("root")), rootUID))
	top := l.add(dict(
		join(ref(l.text("$archiver")), ref(l.text("$objects")), ref(l.text("$top")), ref(l.text("$version"))),
		join(ref(l.text("NSKeyedArchiver")), ref(list), ref(topDict), ref(l.value("100000"))),
	))
	return l.bytes(top)
}

type list struct{ objects [][]byte }

func (l *list) add(b []byte) int {
	l.objects = append(l.objects, b)
	return len(l.objects) - 1
}

func (l *list) value(s string) int {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || strconv.FormatInt(n, 10) != s {
		return l.text(s)
	}
	if n >= 0 && n < 256 {
		return l.add([]byte{0x10, byte(n)})
	}
	return l.add(binary.BigEndian.AppendUint64([]byte{0x13}, uint64(n)))
}

func (l *list) text(s string) int {
	ascii := true
	for i := range len(s) {
		ascii = ascii && s[i] < 0x80
	}
	if ascii {
		return l.add(append(sized(0x50, len(s)), s...))
	}
	units := utf16.Encode([]rune(s))
	b := sized(0x60, len(units))
	for _, u := range units {
		b = binary.BigEndian.AppendUint16(b, u)
	}
	return l.add(b)
}

// ref is a reference to an object: two bytes.
func ref(n int) []byte { return []byte{byte(n >> 8), byte(n)} }

func join(parts ...[]byte) []byte {
	var all []byte
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

func dict(keys, values []byte) []byte { return join(sized(0xd0, len(keys)/2), keys, values) }

func sized(kind byte, n int) []byte {
	if n < 15 {
		return []byte{kind | byte(n)}
	}
	return []byte{kind | 0xf, 0x11, byte(n >> 8), byte(n)}
}

func (l *list) bytes(top int) []byte {
	b := []byte("bplist00")
	var table []byte
	for _, o := range l.objects {
		table = binary.BigEndian.AppendUint32(table, uint32(len(b)))
		b = append(b, o...)
	}
	at := len(b)
	b = append(b, table...)
	b = append(b, 0, 0, 0, 0, 0, 0, 4, 2)
	for _, n := range []int{len(l.objects), top, at} {
		b = binary.BigEndian.AppendUint64(b, uint64(n))
	}
	return b
}
