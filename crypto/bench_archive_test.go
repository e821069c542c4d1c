package crypto

import (
	"bytes"
	"io"
	"testing"
)

// BenchmarkSeal seals and reads 256 MiB.
func BenchmarkSeal(b *testing.B) {
	const size = 256 << 20
	id, to := testKey(b)
	data := noise(1, size)
	b.Run("seal", func(b *testing.B) {
		b.SetBytes(size)
		b.ReportAllocs()
		for b.Loop() {
			w, err := NewWriter(io.Discard, NewManifest(), []Recipient{to})
			if err != nil {
				b.Fatal(err)
			}
			if _, err := w.Add("chats.db", bytes.NewReader(data)); err != nil {
				b.Fatal(err)
			}
			if _, err := w.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
	a, err := openBytes(sealItems(b, to, item{"chats.db", data}), id)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("copy", func(b *testing.B) {
		b.SetBytes(size)
		b.ReportAllocs()
		for b.Loop() {
			if err := a.Copy(b.Context(), io.Discard, "chats.db"); err != nil {
				b.Fatal(err)
			}
		}
	})
}
