package crypto

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzProfile opens any bytes as the zip of an archive. What passes Verify must
// be, byte for byte, what its manifest and contents say, and nothing may ask for
// much.
func FuzzProfile(f *testing.F) {
	db, media := entryOf("chats.db", noise(1, 100)), entryOf("media/a", nil)
	broken := db
	broken.local = patch(8, 8)
	for _, p := range []plain{
		{},
		{parts: []part{db, media}},
		{parts: []part{broken}},
		{parts: []part{db, db}},
		{parts: []part{db}, comment: "x"},
		{parts: []part{db}, head: []byte("x")},
		{parts: []part{db}, wide: true},
		{parts: []part{db}, padWith: 1},
		{parts: []part{db, media}, swapDir: true},
		{parts: []part{db}, manifest: replaced(`"version":1`, `"version":2`)},
	} {
		f.Add(p.build())
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		a, err := openPlain(bytes.NewReader(b), int64(len(b)), 1)
		if err != nil {
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) {
				t.Fatal(err)
			}
			return
		}
		parts := make([]part, 0, len(a.records))
		for _, e := range a.manifest.Entries {
			var whole bytes.Buffer
			copied := a.Copy(t.Context(), &whole, e.Name)
			file, opened := a.Open(e.Name)
			if opened == nil {
				got, err := io.ReadAll(file)
				if err != nil || (copied == nil && !bytes.Equal(got, whole.Bytes())) {
					t.Fatalf("%s: Open and Copy differ: %v", e.Name, err)
				}
			}
			parts = append(parts, entryOf(e.Name, whole.Bytes()))
		}
		if err := a.Verify(t.Context(), nil); err != nil {
			if !errors.Is(err, ErrDamaged) {
				t.Fatal(err)
			}
			return
		}
		text := a.manifest.text()
		same := plain{parts: parts, manifest: func(*Manifest, []byte) []byte { return text }}
		natural := len(same.build())
		// The padding may be longer than it need be, to another padded length.
		same.pad = int64(len(b) - natural)
		if !bytes.Equal(same.build(), b) {
			t.Fatal("another zip was accepted")
		}
	})
}

// FuzzManifest reads any text as a manifest. What is accepted is written back as
// it was, and a JSON parser reads the same in it.
func FuzzManifest(f *testing.F) {
	m := NewManifest()
	m.Recipients = []string{"age1x", "age1yubikey1y"}
	f.Add(m.text(), 0)
	m.Entries = []Entry{{Name: "chats.db", Size: 4096, SHA256: strings.Repeat("0a", 32)}, {Name: "media/a", SHA256: strings.Repeat("ff", 32)}}
	f.Add(m.text(), 2)
	f.Add(m.text(), 3)
	next := m.Next(strings.Repeat("12", 32))
	next.Recipients = []string{Passphrase}
	f.Add(next.text(), 0)
	f.Add([]byte("{\n\"version\":2,"), 0)
	f.Add([]byte("{}"), 1)
	f.Fuzz(func(t *testing.T, text []byte, count int) {
		m, err := parseManifest(string(text), max(0, count))
		if err != nil {
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) {
				t.Fatal(err)
			}
			return
		}
		if got := m.text(); !bytes.Equal(got, text) {
			t.Fatalf("it is written back as %q", got)
		}
		dec := json.NewDecoder(bytes.NewReader(text))
		dec.DisallowUnknownFields()
		var other Manifest
		if err := dec.Decode(&other); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(*m, other); diff != "" {
			t.Fatalf("JSON reads another manifest (-ours +JSON):\n%s", diff)
		}
		if len(m.Recipients) == 0 || slices.Contains(m.Recipients, "") {
			t.Fatalf("recipients %q", m.Recipients)
		}
	})
}
