//go:build cgo

package store

import (
	"path/filepath"
	"strconv"
	"testing"

	"exile/export"
)

// benchSizes are those of the project's figures. The larger takes its time and
// is named apart: -bench Load/5M.
var benchSizes = []struct {
	name string
	n    int
}{{"1M", 1_000_000}, {"5M", 5_000_000}}

// load fills a store from events made beforehand, so that making them is not
// counted.
func load(b *testing.B, s *Store, events [][]export.Event) {
	b.Helper()
	batch, err := s.Begin(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	if err := batch.Add(cast8()); err != nil {
		b.Fatal(err)
	}
	for _, e := range events {
		if err := batch.Add(e); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := batch.Commit(Source{Input: "chat.zip", Format: "kakaotalk"}); err != nil {
		b.Fatal(err)
	}
}

func made(n int) [][]export.Event {
	var list [][]export.Event
	_ = batches(n, func(e []export.Event) error {
		list = append(list, e)
		return nil
	})
	return list
}

func BenchmarkLoad(b *testing.B) {
	for _, size := range benchSizes {
		b.Run(size.name, func(b *testing.B) {
			events := made(size.n)
			b.ResetTimer()
			for i := 0; b.Loop(); i++ {
				s, err := Create(filepath.Join(b.TempDir(), strconv.Itoa(i)))
				if err != nil {
					b.Fatal(err)
				}
				load(b, s, events)
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(size.n)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

func BenchmarkRead(b *testing.B) {
	s := newStore(b)
	load(b, s, made(1_000_000))
	for b.Loop() {
		n := 0
		for _, err := range s.View().Messages(b.Context(), 1, export.Range{}) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != 1_000_000 {
			b.Fatal(n)
		}
	}
	b.ReportMetric(1e6*float64(b.N)/b.Elapsed().Seconds(), "messages/s")
}
