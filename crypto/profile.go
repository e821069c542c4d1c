package crypto

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
)

// The lengths of a zip's parts, in bytes, without names.
const (
	localLen        = 30
	descriptorLen   = 16
	descriptor64Len = 24
	centralLen      = 46
	extra64Len      = 28
	endLen          = 22
	end64Len        = 56 + 20 // the record and its locator
)

// What is accepted, so that a hostile archive cannot ask for much.
const (
	maxName     = 1024    // bytes
	maxEntries  = 4 << 20 // with padding and manifest
	maxManifest = 256 << 20
)

// record is an entry of the zip. All that a zip says of an entry follows from
// these four, in this profile: the bytes of its headers are made from them and
// compared, never read.
type record struct {
	name string
	size int64  // bytes
	crc  uint32 // CRC-32 (IEEE)
	at   int64  // of the local header
}

// big reports whether the size takes the zip64 form.
func (r *record) big() bool { return r.size >= math.MaxUint32 }

// data returns the place of the entry's first byte.
func (r *record) data() int64 { return r.at + localLen + int64(len(r.name)) }

// end returns the place after the data descriptor.
func (r *record) end() int64 {
	if r.big() {
		return r.data() + r.size + descriptor64Len
	}
	return r.data() + r.size + descriptorLen
}

// centralLen returns the length of the entry in the directory.
func (r *record) centralLen() int64 {
	n := centralLen + int64(len(r.name))
	if r.big() || r.at >= math.MaxUint32 {
		n += extra64Len
	}
	return n
}

// appendLocal appends the local header: sizes and sum follow in the descriptor.
func (r *record) appendLocal(b []byte) []byte {
	b = append(b, "PK\x03\x04"...)
	b = le16(b, 20, 8, 0, 0, 0) // version 2.0, descriptor follows, stored, no time
	b = le32(b, 0, 0, 0)
	b = le16(b, uint16(len(r.name)), 0)
	return append(b, r.name...)
}

// appendDescriptor appends the data descriptor.
func (r *record) appendDescriptor(b []byte) []byte {
	b = append(b, "PK\x07\x08"...)
	b = le32(b, r.crc)
	if r.big() {
		return le64(b, r.size, r.size)
	}
	return le32(b, uint32(r.size), uint32(r.size))
}

// appendCentral appends the entry of the directory.
func (r *record) appendCentral(b []byte) []byte {
	version, size, extra := uint16(20), uint32(r.size), uint16(0)
	if r.big() {
		version = 45
	}
	if r.big() || r.at >= math.MaxUint32 {
		size, extra = math.MaxUint32, extra64Len
	}
	b = append(b, "PK\x01\x02"...)
	b = le16(b, 20, version, 8, 0, 0, 0)
	b = le32(b, r.crc, size, size)
	b = le16(b, uint16(len(r.name)), extra, 0, 0, 0) // no comment, disk 0, no attributes
	b = le32(b, 0, uint32(min(r.at, math.MaxUint32)))
	b = append(b, r.name...)
	if extra > 0 {
		b = le16(b, 1, extra64Len-4)
		b = le64(b, r.size, r.size, r.at)
	}
	return b
}

// ending is the end of the zip.
type ending struct {
	count int64 // of entries
	size  int64 // of the directory
	at    int64 // of the directory
}

// big reports whether it takes the zip64 form.
func (e ending) big() bool {
	return e.count >= math.MaxUint16 || e.size >= math.MaxUint32 || e.at >= math.MaxUint32
}

// len returns the length of the end records.
func (e ending) len() int64 {
	if e.big() {
		return end64Len + endLen
	}
	return endLen
}

// bytes returns the end records.
func (e ending) bytes() []byte {
	var b []byte
	if e.big() {
		b = append(b, "PK\x06\x06"...)
		b = le64(b, 56-12)
		b = le16(b, 45, 45)
		b = le32(b, 0, 0)
		b = le64(b, e.count, e.count, e.size, e.at)
		b = append(b, "PK\x06\x07"...)
		b = le32(b, 0)
		b = le64(b, e.at+e.size)
		b = le32(b, 1)
		e = ending{math.MaxUint16, math.MaxUint32, math.MaxUint32}
	}
	b = append(b, "PK\x05\x06"...)
	b = le16(b, 0, 0, uint16(e.count), uint16(e.count))
	b = le32(b, uint32(e.size), uint32(e.at))
	return le16(b, 0)
}

// parseEnding reads the end records at the end of b, the last bytes of a zip of
// size bytes.
func parseEnding(b []byte, size int64) (ending, error) {
	if len(b) < endLen {
		return ending{}, fmt.Errorf("%w: it is too short", ErrDamaged)
	}
	last := b[len(b)-endLen:]
	e := ending{
		count: int64(binary.LittleEndian.Uint16(last[10:])),
		size:  int64(binary.LittleEndian.Uint32(last[12:])),
		at:    int64(binary.LittleEndian.Uint32(last[16:])),
	}
	if e.big() && len(b) >= endLen+end64Len {
		wide := b[len(b)-endLen-end64Len:]
		e.count = int64(binary.LittleEndian.Uint64(wide[32:]))
		e.size = int64(binary.LittleEndian.Uint64(wide[40:]))
		e.at = int64(binary.LittleEndian.Uint64(wide[48:]))
	}
	if want := string(e.bytes()); len(want) > len(b) || string(b[len(b)-len(want):]) != want {
		return ending{}, fmt.Errorf("%w: its end record is not of the profile", ErrDamaged)
	}
	if e.count < 2 || e.count > maxEntries {
		return ending{}, fmt.Errorf("%w: it has %d entries", ErrDamaged, e.count)
	}
	if e.at < 0 || e.at > size || e.size < 0 || e.size > size || e.at+e.size+e.len() != size {
		return ending{}, fmt.Errorf("%w: its directory is not where it ends", ErrDamaged)
	}
	return e, nil
}

// validName checks the name of an entry: relative, clean, of [a-z0-9._/-].
func validName(name string) error {
	if name == "" || len(name) > maxName {
		return fmt.Errorf("a name of %d bytes", len(name))
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || part == "." || part == ".." {
			return fmt.Errorf("the name %q is not clean", name)
		}
	}
	if !spelled(name, "._/-") {
		return fmt.Errorf("the name %q is not of [a-z0-9._/-]", name)
	}
	return nil
}

// spelled reports whether s is of lower-case letters, digits and the marks.
func spelled(s, marks string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && strings.IndexByte(marks, c) < 0 {
			return false
		}
	}
	return true
}

// readFull reads exactly len(p) bytes at a place. Errors: ErrDamaged, or r's.
func readFull(r io.ReaderAt, p []byte, at int64) error {
	n, err := r.ReadAt(p, at)
	if n == len(p) {
		return nil
	}
	if err == nil || errors.Is(err, io.EOF) {
		return fmt.Errorf("%w: it ends before its time", ErrDamaged)
	}
	return err
}

func le16(b []byte, vs ...uint16) []byte {
	for _, v := range vs {
		b = binary.LittleEndian.AppendUint16(b, v)
	}
	return b
}

func le32(b []byte, vs ...uint32) []byte {
	for _, v := range vs {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	return b
}

func le64(b []byte, vs ...int64) []byte {
	for _, v := range vs {
		b = binary.LittleEndian.AppendUint64(b, uint64(v))
	}
	return b
}
