package linedb

import (
	"encoding/binary"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Apple's binary property lists (CFBinaryPList.c): objects, a table of where each
// begins, and a trailer of 32 bytes. Only what LINE writes is read: a dictionary of
// texts and numbers, plain or wrapped by NSKeyedArchiver. Nothing recurses: a list
// whose objects contain each other takes no longer than another.

const (
	plistMagic   = "bplist0"
	plistTrailer = 32
)

// plist is a property list. Objects go by their index in the table.
type plist struct {
	data       []byte // without table and trailer
	table      []byte
	offsetSize int
	refSize    int
	count      int
	top        int
	left       int // bytes of text that may still be made: one may be named many times
}

// parsePlist reads the pairs of a property list; nil and false: it is none that is
// understood.
func parsePlist(b []byte) (pairs, bool) {
	l := openPlist(b)
	if l == nil {
		return nil, false
	}
	keys, values, ok := l.dict(l.top)
	if !ok {
		return nil, false
	}
	if p, archived := l.unarchive(keys, values); archived {
		return p, p != nil
	}
	p := pairs{}
	for i, k := range keys {
		l.add(p, k, values[i])
	}
	return p, true
}

// add adds a pair of objects where both are texts or numbers.
func (l *plist) add(p pairs, key, value int) {
	if k, ok := l.scalar(key); ok {
		if v, ok := l.scalar(value); ok {
			p.set(k, v)
		}
	}
}

// unarchive reads what NSKeyedArchiver made of a dictionary:
//
//	{"$archiver": …, "$top": {"root": UID}, "$objects": ["$null", …]}
//
// and in $objects {"NS.keys": [UID …], "NS.objects": [UID …]}. false: it is not its.
func (l *plist) unarchive(keys, values []int) (pairs, bool) {
	top, ok1 := l.lookup(keys, values, "$top")
	list, ok2 := l.lookup(keys, values, "$objects")
	if !ok1 || !ok2 {
		return nil, false
	}
	objects, ok := l.array(list)
	if !ok {
		return nil, true
	}
	object := func(ref int) int {
		if n, ok := l.uid(ref); ok && n < len(objects) {
			return objects[n]
		}
		return -1
	}
	topKeys, topValues, _ := l.dict(top)
	root, ok := l.lookup(topKeys, topValues, "root")
	if !ok {
		return nil, true
	}
	rootKeys, rootValues, _ := l.dict(object(root))
	k, ok1 := l.lookup(rootKeys, rootValues, "NS.keys")
	v, ok2 := l.lookup(rootKeys, rootValues, "NS.objects")
	names, ok3 := l.array(k)
	contents, ok4 := l.array(v)
	if !ok1 || !ok2 || !ok3 || !ok4 {
		return nil, true
	}
	p := pairs{}
	for i := range min(len(names), len(contents)) {
		l.add(p, object(names[i]), l.inner(object(contents[i])))
	}
	return p, true
}

// inner is the text in an archived NSMutableString, {"NS.string": …}, or else the
// object itself.
func (l *plist) inner(object int) int {
	if keys, values, ok := l.dict(object); ok {
		if s, ok := l.lookup(keys, values, "NS.string"); ok {
			return s
		}
	}
	return object
}

func (l *plist) lookup(keys, values []int, name string) (int, bool) {
	for i, k := range keys {
		if s, ok := l.scalar(k); ok && s == name {
			return values[i], true
		}
	}
	return -1, false
}

func openPlist(b []byte) *plist {
	if len(b) < len(plistMagic)+1+plistTrailer || string(b[:len(plistMagic)]) != plistMagic {
		return nil
	}
	body, t := b[:len(b)-plistTrailer], b[len(b)-plistTrailer:]
	size := uint64(len(body))
	l := &plist{offsetSize: int(t[6]), refSize: int(t[7]), left: 8 * len(b)}
	count, top, table := binary.BigEndian.Uint64(t[8:]), binary.BigEndian.Uint64(t[16:]), binary.BigEndian.Uint64(t[24:])
	if l.offsetSize < 1 || l.offsetSize > 8 || l.refSize < 1 || l.refSize > 8 || table > size ||
		count > (size-table)/uint64(l.offsetSize) || top >= count {
		return nil
	}
	l.data, l.table = body[:table], body[table:]
	l.count, l.top = int(count), int(top)
	return l
}

// bigEndian reads a number of up to 8 bytes; false: it is none that an index can be.
func bigEndian(b []byte) (int, bool) {
	var n uint64
	for _, c := range b {
		if n > math.MaxInt>>8 {
			return 0, false
		}
		n = n<<8 | uint64(c)
	}
	return int(n), true
}

// at returns the first byte of an object and what lies behind it; 0: there is none.
func (l *plist) at(i int) (byte, []byte) {
	if i < 0 || i >= l.count {
		return 0, nil
	}
	from, ok := bigEndian(l.table[i*l.offsetSize : (i+1)*l.offsetSize])
	if !ok || from >= len(l.data) {
		return 0, nil
	}
	return l.data[from], l.data[from+1:]
}

// sized returns how many elements an object has, each of so many bytes, and these.
func sized(first byte, b []byte, each int) (int, []byte, bool) {
	n := int(first & 0xf)
	if n == 0xf {
		if len(b) < 1 || b[0]&0xf0 != 0x10 || b[0]&0xf > 3 {
			return 0, nil, false
		}
		width := 1 << (b[0] & 0xf)
		if len(b) < 1+width {
			return 0, nil, false
		}
		var ok bool
		if n, ok = bigEndian(b[1 : 1+width]); !ok {
			return 0, nil, false
		}
		b = b[1+width:]
	}
	if n > len(b)/each {
		return 0, nil, false
	}
	return n, b[:n*each], true
}

// refs reads n references; those that cannot be are -1.
func (l *plist) refs(b []byte, n int) []int {
	all := make([]int, n)
	for i := range all {
		ref, ok := bigEndian(b[i*l.refSize : (i+1)*l.refSize])
		if !ok {
			ref = -1
		}
		all[i] = ref
	}
	return all
}

// dict returns the keys and the values of a dictionary, the first few.
func (l *plist) dict(i int) (keys, values []int, ok bool) {
	first, b := l.at(i)
	if first&0xf0 != 0xd0 {
		return nil, nil, false
	}
	n, b, ok := sized(first, b, 2*l.refSize)
	if !ok {
		return nil, nil, false
	}
	most := min(n, maxPairs)
	return l.refs(b, most), l.refs(b[n*l.refSize:], most), true
}

// array returns the elements of an array.
func (l *plist) array(i int) ([]int, bool) {
	first, b := l.at(i)
	if first&0xf0 != 0xa0 {
		return nil, false
	}
	n, b, ok := sized(first, b, l.refSize)
	if !ok {
		return nil, false
	}
	return l.refs(b, n), true
}

// uid reads a reference of NSKeyedArchiver.
func (l *plist) uid(i int) (int, bool) {
	first, b := l.at(i)
	n := int(first&0xf) + 1
	if first&0xf0 != 0x80 || n > len(b) || n > 8 {
		return 0, false
	}
	return bigEndian(b[:n])
}

// scalar reads a text, a number or a truth value as text.
func (l *plist) scalar(i int) (string, bool) {
	first, b := l.at(i)
	switch first & 0xf0 {
	case 0x00:
		return strconv.FormatBool(first == 0x09), first == 0x08 || first == 0x09
	case 0x10:
		return integer(first, b)
	case 0x20:
		return fraction(first, b)
	case 0x50:
		_, b, ok := sized(first, b, 1)
		ascii := ok && l.spend(len(b)) && !slices.ContainsFunc(b, func(c byte) bool { return c >= 0x80 })
		if !ascii {
			return "", false
		}
		return string(b), true
	case 0x60:
		n, b, ok := sized(first, b, 2)
		if !ok || !l.spend(3*n) {
			return "", false
		}
		units := make([]uint16, n)
		for i := range units {
			units[i] = binary.BigEndian.Uint16(b[2*i:])
		}
		return string(utf16.Decode(units)), true
	}
	return "", false
}

func (l *plist) spend(bytes int) bool {
	l.left -= bytes
	return l.left >= 0
}

// integer reads one of 1, 2, 4 or 8 bytes; only those of 8 have a sign.
func integer(first byte, b []byte) (string, bool) {
	width := 1 << (first & 0xf)
	if first&0xf > 3 || len(b) < width {
		return "", false
	}
	var n uint64
	for _, c := range b[:width] {
		n = n<<8 | uint64(c)
	}
	return strconv.FormatInt(int64(n), 10), true
}

func fraction(first byte, b []byte) (string, bool) {
	var f float64
	switch {
	case first&0xf == 2 && len(b) >= 4:
		f = float64(math.Float32frombits(binary.BigEndian.Uint32(b)))
	case first&0xf == 3 && len(b) >= 8:
		f = math.Float64frombits(binary.BigEndian.Uint64(b))
	default:
		return "", false
	}
	s := strconv.FormatFloat(f, 'f', -1, 64)
	return s, !strings.ContainsAny(s, "NI") // not a number, infinite
}
