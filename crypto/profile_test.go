package crypto

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"strings"
	"testing"
)

func TestHandmadeZipIsAccepted(t *testing.T) {
	b := plain{parts: []part{entryOf("chats.db", noise(1, 1000)), entryOf("media/a", noise(2, 500))}}.build()
	a, err := openPlain(bytes.NewReader(b), int64(len(b)), 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Verify(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
}

func TestRulesOfTheProfile(t *testing.T) {
	db, media := entryOf("chats.db", noise(1, 1000)), entryOf("media/a", noise(2, 500))
	with := func(f func(db, media *part)) []part {
		d, m := db, media
		f(&d, &m)
		return []part{d, m}
	}
	both := []part{db, media}
	extra := func(at int) func(b []byte) []byte { // an extra field of 4 bytes in a header
		return func(b []byte) []byte {
			copy(b[at:], le16(nil, 4))
			return append(b, 0xfe, 0xca, 0, 0)
		}
	}
	deflated := entryOf("media/a", nil)
	deflated.data = []byte{1, 0, 0, 0xff, 0xff} // an empty stored block
	deflated.local, deflated.dir = patch(8, 8), func(b []byte) []byte { return patch(20, 5)(patch(10, 8)(b)) }
	deflated.desc = patch(8, 5)

	// What can be known at Open is an error there; later is what can only be
	// known where an entry is read, and only tells who must find what.
	const atOpen, atEntry, atVerify = 0, 1, 2
	for _, test := range []struct {
		rule string
		zip  plain
		when int
		want error
	}{
		{"nothing before the first entry", plain{head: []byte("MZ"), parts: both}, atOpen, ErrDamaged},
		{"a gap between entries", plain{parts: with(func(_, m *part) { m.before = []byte("gap") })}, atOpen, ErrDamaged},
		{"a gap before the directory", plain{parts: both, between: []byte("gap")}, atOpen, ErrDamaged},
		{"a whole entry that the directory hides", plain{parts: with(func(_, m *part) { m.unseen, m.hidden = true, true })}, atOpen, ErrDamaged},
		{"entries that overlap", plain{parts: with(func(_, m *part) { m.dir = patch(42, 0, 0, 0, 0) })}, atOpen, ErrDamaged},
		{"a name twice", plain{parts: []part{db, db}}, atOpen, ErrDamaged},
		{"a comment of the zip", plain{parts: both, comment: "hello"}, atOpen, ErrDamaged},
		{"a comment of an entry", plain{parts: with(func(d, _ *part) {
			d.dir = func(b []byte) []byte { return append(patch(32, 1)(b), 'x') }
		})}, atOpen, ErrDamaged},
		{"a byte behind the end", plain{parts: both, tail: []byte{0}}, atOpen, ErrDamaged},
		{"a second end record", plain{parts: both, tail: ending{2, 0, 0}.bytes()}, atOpen, ErrDamaged},
		{"an end record of zip64 without need", plain{parts: both, wide: true}, atOpen, ErrDamaged},
		{"a deflated entry", plain{parts: []part{db, deflated}}, atOpen, ErrDamaged},
		{"an extra field in the directory", plain{parts: with(func(d, _ *part) { d.dir = extra(30) })}, atOpen, ErrDamaged},
		{"a flag in the directory", plain{parts: with(func(d, _ *part) { d.dir = patch(9, 8) })}, atOpen, ErrDamaged},
		{"a time in the directory", plain{parts: with(func(d, _ *part) { d.dir = patch(12, 1) })}, atOpen, ErrDamaged},
		{"attributes in the directory", plain{parts: with(func(d, _ *part) { d.dir = patch(40, 0xff) })}, atOpen, ErrDamaged},
		{"another system in the directory", plain{parts: with(func(d, _ *part) { d.dir = patch(5, 3) })}, atOpen, ErrDamaged},
		{"another name in the directory", plain{parts: with(func(d, _ *part) { d.dir = patch(46, 'x') })}, atOpen, ErrDamaged},
		{"another size in the directory", plain{parts: with(func(d, _ *part) { d.dir = patch(24, 1) })}, atOpen, ErrDamaged},
		{"an order of its own in the directory", plain{parts: both, swapDir: true}, atOpen, ErrDamaged},
		{"too many in the end record", plain{parts: both, count: 1}, atOpen, ErrDamaged},
		{"too few in the end record", plain{parts: both, count: -1}, atOpen, ErrDamaged},
		{"another place of the directory", plain{parts: both, dirAt: -1}, atOpen, ErrDamaged},
		{"an entry that the manifest hides", plain{parts: with(func(_, m *part) { m.hidden = true })}, atOpen, ErrDamaged},
		{"an entry that only the manifest has", plain{parts: with(func(_, m *part) { m.phony = true })}, atOpen, ErrDamaged},
		{"another order in the manifest", plain{parts: both, manifest: edited(func(m *Manifest) {
			m.Entries[0], m.Entries[1] = m.Entries[1], m.Entries[0]
		})}, atOpen, ErrDamaged},
		{"another size in the manifest", plain{parts: with(func(d, _ *part) { d.size = 1 })}, atOpen, ErrDamaged},
		{"an enormous size in the manifest", plain{parts: with(func(d, _ *part) { d.size = math.MaxInt64 - 2000 })}, atOpen, ErrDamaged},
		{"a negative size", plain{parts: both, manifest: replaced(`"size":1000`, `"size":-1000`)}, atOpen, ErrDamaged},
		{"a length that is not padded", plain{parts: both, pad: -1}, atOpen, ErrDamaged},
		{"a newer version", plain{parts: both, manifest: replaced(`"version":1`, `"version":2`)}, atOpen, ErrNewer},
		{"version 0", plain{parts: both, manifest: replaced(`"version":1`, `"version":0`)}, atOpen, ErrDamaged},
		{"another part", plain{parts: both, manifest: replaced(`"part":0`, `"part":1`)}, atOpen, ErrDamaged},
		{"an unknown field", plain{parts: both, manifest: replaced(`"part":0`, `"part":0,"x":1`)}, atOpen, ErrDamaged},
		{"a field twice", plain{parts: both, manifest: replaced(`"secret"`, `"id":"","secret"`)}, atOpen, ErrDamaged},
		{"other spaces", plain{parts: both, manifest: replaced(`"part":0`, `"part": 0`)}, atOpen, ErrDamaged},
		{"bytes behind the manifest's end", plain{parts: both, manifest: replaced("]\n}\n", "]\n}\n\n")}, atOpen, ErrDamaged},
		{"a manifest of nothing", plain{parts: both, manifest: func(*Manifest, []byte) []byte { return nil }}, atOpen, ErrDamaged},
		{"an id that is not hex", plain{parts: both, manifest: edited(func(m *Manifest) { m.ID = strings.ToUpper(m.ID[:31]) + "G" })}, atOpen, ErrDamaged},
		{"a short secret", plain{parts: both, manifest: edited(func(m *Manifest) { m.Secret = m.Secret[:62] })}, atOpen, ErrDamaged},
		{"a SHA-256 that is not hex", plain{parts: both, manifest: edited(func(m *Manifest) {
			m.Entries[0].SHA256 = strings.Repeat("Z", 64)
		})}, atOpen, ErrDamaged},
		{"no recipients", plain{parts: both, manifest: replaced(`["age1x"]`, `[""]`)}, atOpen, ErrDamaged},
		{"a recipient that needs escaping", plain{parts: both, manifest: replaced(`age1x`, `age1\u0078`)}, atOpen, ErrDamaged},
		{"generation 0", plain{parts: both, manifest: edited(func(m *Manifest) { m.Generation = 0 })}, atOpen, ErrDamaged},
		{"generation 2 after nothing", plain{parts: both, manifest: edited(func(m *Manifest) { m.Generation = 2 })}, atOpen, ErrDamaged},
		{"a name above the folder", plain{parts: []part{db, entryOf("../a", nil)}}, atOpen, ErrDamaged},
		{"an absolute name", plain{parts: []part{db, entryOf("/etc/passwd", nil)}}, atOpen, ErrDamaged},
		{"a name with a capital", plain{parts: []part{db, entryOf("Media/a", nil)}}, atOpen, ErrDamaged},
		{"a name with a backslash", plain{parts: []part{db, entryOf(`a\b`, nil)}}, atOpen, ErrDamaged},
		{"a name of a drive", plain{parts: []part{db, entryOf("c:a", nil)}}, atOpen, ErrDamaged},
		{"a folder", plain{parts: []part{db, entryOf("media/", nil)}}, atOpen, ErrDamaged},
		{"an empty name", plain{parts: []part{db, entryOf("", nil)}}, atOpen, ErrDamaged},
		{"a second manifest", plain{parts: []part{db, entryOf(ManifestName, nil)}}, atOpen, ErrDamaged},
		{"a second padding", plain{parts: []part{db, entryOf(PaddingName, nil)}}, atOpen, ErrDamaged},

		{"another name in the local header", plain{parts: with(func(d, _ *part) { d.local = patch(30, 'x') })}, atEntry, ErrDamaged},
		{"another method in the local header", plain{parts: with(func(d, _ *part) { d.local = patch(8, 8) })}, atEntry, ErrDamaged},
		{"a size in the local header", plain{parts: with(func(d, _ *part) { d.local = patch(18, 1) })}, atEntry, ErrDamaged},
		{"a time in the local header", plain{parts: with(func(d, _ *part) { d.local = patch(10, 1) })}, atEntry, ErrDamaged},
		{"another size in the data descriptor", plain{parts: with(func(d, _ *part) { d.desc = patch(8, 1) })}, atEntry, ErrDamaged},
		{"another CRC-32 in the data descriptor", plain{parts: with(func(d, _ *part) { d.desc = patch(4, 1, 2, 3, 4) })}, atEntry, ErrDamaged},
		{"a wrong CRC-32 in all places", plain{parts: with(func(d, _ *part) { d.crc++ })}, atEntry, ErrDamaged},
		{"a wrong SHA-256", plain{parts: with(func(d, _ *part) { d.sum = strings.Repeat("0", 64) })}, atEntry, ErrDamaged},
		{"padding that is not of zeros", plain{parts: both, padWith: 1}, atVerify, ErrDamaged},
	} {
		t.Run(test.rule, func(t *testing.T) {
			b := test.zip.build()
			a, err := openPlain(bytes.NewReader(b), int64(len(b)), 0)
			if test.when == atOpen {
				if !errors.Is(err, test.want) {
					t.Fatalf("Open: %v", err)
				}
				t.Log(err)
				return
			}
			if err != nil {
				t.Fatalf("Open: %v", err)
			}
			err = a.Copy(t.Context(), io.Discard, "chats.db")
			if test.when == atEntry && !errors.Is(err, test.want) {
				t.Errorf("Copy: %v", err)
			}
			t.Log(err)
			if err := a.Copy(t.Context(), io.Discard, "media/a"); err != nil {
				t.Errorf("the sound entry: %v", err)
			}
			if err := a.Verify(t.Context(), nil); !errors.Is(err, test.want) {
				t.Errorf("Verify: %v", err)
			}
		})
	}
}

// TestZipWriterAgrees proves that the bytes that are compared are those that
// archive/zip writes: a Go that writes others fails here first.
func TestZipWriterAgrees(t *testing.T) {
	type sized struct {
		name string
		size int64
	}
	many := make([]sized, math.MaxUint16+3)
	for i := range many {
		many[i] = sized{fmt.Sprintf("media/%d", i), 0}
	}
	for name, entries := range map[string][]sized{
		"none":         nil,
		"small":        {{"chats.db", 100_000}, {"media/a", 0}, {"media/b-c_d.e", 1}},
		"65534":        many[:math.MaxUint16-1],
		"65535":        many[:math.MaxUint16],
		"65538":        many,
		"4 GiB - 2":    {{"chats.db", math.MaxUint32 - 1}, {"media/a", 10}},
		"4 GiB - 1":    {{"chats.db", math.MaxUint32}, {"media/a", 10}},
		"4 GiB":        {{"chats.db", math.MaxUint32 + 1}, {"media/a", 10}},
		"at 4 GiB - 1": {{"chats.db", math.MaxUint32 - 38 - 16}, {"media/a", 10}},
		"at 4 GiB - 2": {{"chats.db", math.MaxUint32 - 38 - 17}, {"media/a", 10}},
		"end at 4 GiB": {{"chats.db", math.MaxUint32 - 100}},
	} {
		t.Run(name, func(t *testing.T) {
			if testing.Short() && strings.Contains(name, "GiB") {
				t.Skip("it writes 4 GiB")
			}
			var got, want skipping
			z := zip.NewWriter(&got)
			at := int64(0)
			buffer := make([]byte, 1<<20)
			var dir []byte
			for _, e := range entries {
				w, err := z.CreateHeader(&zip.FileHeader{Name: e.name, Method: zip.Store})
				if err != nil {
					t.Fatal(err)
				}
				sum := crc32.NewIEEE()
				both := struct{ io.Writer }{io.MultiWriter(w, sum, &want)}
				r := record{name: e.name, size: e.size, at: at}
				want.Write(r.appendLocal(nil))
				if _, err := io.CopyBuffer(both, io.LimitReader(zeros{}, e.size), buffer); err != nil {
					t.Fatal(err)
				}
				r.crc = sum.Sum32()
				want.Write(r.appendDescriptor(nil))
				dir = r.appendCentral(dir)
				at = r.end()
			}
			if err := z.Close(); err != nil {
				t.Fatal(err)
			}
			want.Write(dir)
			want.Write(ending{int64(len(entries)), int64(len(dir)), at}.bytes())
			got.flush()
			want.flush()
			if got.n != want.n || !bytes.Equal(got.kept, want.kept) {
				t.Errorf("archive/zip writes %d bytes, the profile says %d; or they differ", got.n, want.n)
			}
		})
	}
}

// skipping keeps what is written, but for blocks of zeros.
type skipping struct {
	kept  []byte
	n     int64
	block []byte
}

func (s *skipping) Write(p []byte) (int, error) {
	const size = 1 << 20
	n := len(p)
	for len(p) > 0 {
		part := p[:min(len(p), size-int(s.n%size))]
		s.block = append(s.block, part...)
		s.n += int64(len(part))
		p = p[len(part):]
		if s.n%size == 0 {
			s.flush()
		}
	}
	return n, nil
}

func (s *skipping) flush() {
	if bytes.Count(s.block, []byte{0}) != len(s.block) {
		s.kept = append(le64(s.kept, s.n), s.block...)
	}
	s.block = s.block[:0]
}
