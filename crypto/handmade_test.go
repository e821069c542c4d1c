package crypto

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"hash/crc32"
	"math"
	"testing"

	"filippo.io/age"
)

// The tests build hostile zips by hand: plain is a well-formed one in its parts,
// which a test breaks at one place.
type plain struct {
	head     []byte // before the first entry
	parts    []part
	between  []byte // before the directory
	manifest func(m *Manifest, text []byte) []byte
	count    int64 // added to the number of entries in the end record
	dirAt    int64 // added to the place of the directory
	tail     []byte
	comment  string
	pad      int64 // added to the padding's length
	padWith  byte
	wide     bool // the end record of zip64, without need
	swapDir  bool // the first two entries of the directory change places
}

// part is an entry.
type part struct {
	record
	data   []byte
	local  func(b []byte) []byte // changes the local header
	desc   func(b []byte) []byte // the data descriptor
	dir    func(b []byte) []byte // the entry of the directory
	before []byte                // bytes before it
	after  []byte                // bytes behind it
	hidden bool                  // from the manifest
	phony  bool                  // only in the manifest
	unseen bool                  // not in the directory
	sum    string                // in place of its SHA-256
	size   int64                 // added to its size in the manifest
}

func entryOf(name string, data []byte) part {
	return part{record: record{name: name, size: int64(len(data)), crc: crc32.ChecksumIEEE(data)}, data: data}
}

// build writes the zip.
func (p plain) build() []byte {
	b := bytes.Clone(p.head)
	m := NewManifest()
	m.Recipients = []string{"age1x"}
	var done []part
	put := func(e part) {
		b = append(b, e.before...)
		e.at = int64(len(b))
		local, desc := e.appendLocal(nil), e.appendDescriptor(nil)
		if e.local != nil {
			local = e.local(local)
		}
		if e.desc != nil {
			desc = e.desc(desc)
		}
		b = append(append(append(append(b, local...), e.data...), desc...), e.after...)
		done = append(done, e)
	}
	for _, e := range p.parts {
		sum := sha256.Sum256(e.data)
		if e.sum == "" {
			e.sum = hex.EncodeToString(sum[:])
		}
		if !e.hidden {
			m.Entries = append(m.Entries, Entry{Name: e.name, Size: e.record.size + e.size, SHA256: e.sum})
		}
		if !e.phony {
			put(e)
		}
	}
	text := m.text()
	if p.manifest != nil {
		text = p.manifest(&m, text)
	}
	w := Writer{at: int64(len(b)), dirSize: int64(len(p.between))}
	w.manifest.Entries = make([]Entry, len(done))
	for _, e := range done {
		if !e.unseen {
			w.dirSize += e.centralLen()
		}
	}
	if p.wide {
		w.dirSize += end64Len
	}
	zeros, _ := w.padding(int64(len(text)))
	put(entryOf(PaddingName, bytes.Repeat([]byte{p.padWith}, int(max(zeros+p.pad, 0)))))
	put(entryOf(ManifestName, text))
	b = append(b, p.between...)
	end := ending{at: int64(len(b)) + p.dirAt, count: p.count}
	if p.swapDir {
		done[0], done[1] = done[1], done[0]
	}
	for _, e := range done {
		if e.unseen {
			continue
		}
		dir := e.appendCentral(nil)
		if e.dir != nil {
			dir = e.dir(dir)
		}
		b = append(b, dir...)
		end.size += int64(len(dir))
		end.count++
	}
	b = append(p.appendEnd(b, end), p.comment...)
	return append(b, p.tail...)
}

func (p plain) appendEnd(b []byte, end ending) []byte {
	records := end.bytes()
	if p.wide {
		big := ending{end.count, end.size, math.MaxUint32}.bytes()
		copy(big[48:], le64(nil, end.at))
		copy(big[len(big)-endLen:], records)
		records = big
	}
	if p.comment != "" {
		copy(records[len(records)-2:], le16(nil, uint16(len(p.comment))))
	}
	return append(b, records...)
}

// patch changes bytes at a place.
func patch(at int, with ...byte) func([]byte) []byte {
	return func(b []byte) []byte {
		copy(b[at:], with)
		return b
	}
}

// replaced changes the text of the manifest.
func replaced(old, with string) func(*Manifest, []byte) []byte {
	return func(_ *Manifest, text []byte) []byte {
		if !bytes.Contains(text, []byte(old)) {
			panic("the manifest has no " + old)
		}
		return bytes.Replace(text, []byte(old), []byte(with), 1)
	}
}

// edited changes a manifest before it is written.
func edited(f func(m *Manifest)) func(*Manifest, []byte) []byte {
	return func(m *Manifest, _ []byte) []byte {
		f(m)
		return m.text()
	}
}

// sealPlain seals any bytes.
func sealPlain(tb testing.TB, to Recipient, b []byte) []byte {
	tb.Helper()
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to.Recipient)
	if err != nil {
		tb.Fatal(err)
	}
	w.Write(b)
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}
