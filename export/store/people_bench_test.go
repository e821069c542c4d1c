//go:build cgo

package store

import "testing"

// BenchmarkPeopleDetail tells who wrote what in a million messages.
func BenchmarkPeopleDetail(b *testing.B) {
	s := newStore(b)
	load(b, s, generated(1_000_000))
	b.ReportAllocs()
	for b.Loop() {
		people, err := s.View().PeopleDetail(b.Context(), true)
		if err != nil || len(people) != 8 {
			b.Fatalf("%d people, %v", len(people), err)
		}
	}
}
