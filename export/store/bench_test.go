//go:build cgo

package store

import (
	"errors"
	"path/filepath"
	"strconv"
	"testing"

	"exile/export"
)

// benchSizes are those of the project's figures.
var benchSizes = []struct {
	name string
	n    int
}{{"1M", 1_000_000}, {"5M", 5_000_000}}

// load fills a store with the events that source hands to its argument.
func load(b *testing.B, s *Store, source func(add func([]export.Event) error) error) {
	b.Helper()
	batch, err := s.Begin(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	if err := batch.Add(cast8()); err != nil {
		b.Fatal(err)
	}
	if err := source(batch.Add); err != nil {
		b.Fatal(err)
	}
	if _, err := batch.Commit(Source{Input: "chat.zip", Format: "kakaotalk"}); err != nil {
		b.Fatal(err)
	}
}

// generated makes n messages while they are added, so that memory stays as flat
// as it is; making them is a tenth of the time.
func generated(n int) func(func([]export.Event) error) error {
	return func(add func([]export.Event) error) error { return batches(n, add) }
}

// made makes n messages beforehand.
func made(n int) func(func([]export.Event) error) error {
	var list [][]export.Event
	err := batches(n, func(e []export.Event) error {
		list = append(list, e)
		return nil
	})
	return func(add func([]export.Event) error) error {
		for _, e := range list {
			err = errors.Join(err, add(e))
		}
		return err
	}
}

func BenchmarkLoad(b *testing.B) {
	for _, size := range benchSizes {
		b.Run(size.name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				s, err := Create(filepath.Join(b.TempDir(), strconv.Itoa(i)))
				if err != nil {
					b.Fatal(err)
				}
				load(b, s, generated(size.n))
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
	load(b, s, generated(1_000_000))
	b.Run("folder", func(b *testing.B) { scan(b, s) })
	w := openFake(b, sealed(b, s), ReadOnly)
	b.Run("vault", func(b *testing.B) { scan(b, w) })
}

// scan reads the million messages of a chat.
func scan(b *testing.B, s *Store) {
	b.Helper()
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

// BenchmarkOpenVault is what it takes to see the first message of a chat.
func BenchmarkOpenVault(b *testing.B) {
	v := family(b, 300_000)
	for b.Loop() {
		s, err := OpenVault(v, ReadOnly)
		if err != nil {
			b.Fatal(err)
		}
		for _, err := range s.View().Messages(b.Context(), 1, export.Range{Limit: 1}) {
			if err != nil {
				b.Fatal(err)
			}
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoadVault(b *testing.B) {
	for b.Loop() {
		s, err := CreateVault(newFakeVault(nil))
		if err != nil {
			b.Fatal(err)
		}
		load(b, s, generated(1_000_000))
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(1e6*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
