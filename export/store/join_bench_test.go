//go:build cgo

package store

import (
	"fmt"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"exile/export"
	"exile/export/merge"
)

// overlapping calls f with n generated messages from the from-th on, as another
// export of the chat of talk has them: fine says that it tells the second.
func overlapping(from, n int, fine bool, f func([]export.Event) error) error {
	for i := from; i < from+n; {
		events := make([]export.Event, 0, 256)
		for ; len(events) < 256 && i < from+n; i++ {
			m := talk(i)
			m.From.Line = 3 + i - from
			m.Time.T = m.Time.T.Truncate(time.Minute)
			if fine {
				m.Time.T, m.Time.Precision = m.Time.T.Add(time.Duration(i%3*20)*time.Second), time.Second
			}
			events = append(events, m)
		}
		if err := f(events); err != nil {
			return err
		}
	}
	return nil
}

// joinOverlapping adds an export of n messages that a store has, but for the last
// hundredth.
func joinOverlapping(b *testing.B, s *Store, n int, fine bool) JoinReport {
	b.Helper()
	incoming := merge.NewMarks()
	record := int64(0)
	err := overlapping(n/100, n, fine, func(events []export.Event) error {
		for _, e := range events {
			record++
			incoming.Add(e.(*export.Message), record, func(ref export.PersonRef) string { return fmt.Sprintf("사람 %d", ref-1) })
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	incoming.Sort()
	batch := begin(b, s)
	stored, err := batch.Marks(1)
	if err != nil {
		b.Fatal(err)
	}
	people := merge.SamePeople(stored, incoming)
	_, newest := incoming.Span()
	if err := batch.Join(1, Join{Chat: 1, Plan: merge.Align(stored, incoming, people), People: people, Newest: newest}); err != nil {
		b.Fatal(err)
	}
	if err := batch.Add(cast8()); err != nil {
		b.Fatal(err)
	}
	if err := overlapping(n/100, n, fine, batch.Add); err != nil {
		b.Fatal(err)
	}
	reports, err := batch.Joined()
	if err != nil {
		b.Fatal(err)
	}
	commit(b, batch, Source{Input: "again.zip", Format: "kakaotalk"})
	return reports[0]
}

// BenchmarkJoin adds a million messages of which the store has 99 in 100: the same
// once more, and with seconds. Undo takes them out again. Compare it with Load/1M.
func BenchmarkJoin(b *testing.B) {
	n := 1_000_000
	if testing.Short() {
		n = 20_000
	}
	for _, fine := range []bool{false, true} {
		b.Run(map[bool]string{false: "same", true: "seconds"}[fine], func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				b.StopTimer()
				s, err := Create(filepath.Join(b.TempDir(), strconv.Itoa(i)))
				if err != nil {
					b.Fatal(err)
				}
				load(b, s, func(add func([]export.Event) error) error { return overlapping(0, n, false, add) })
				b.StartTimer()
				r := joinOverlapping(b, s, n, fine)
				b.StopTimer()
				if r.New != int64(n/100) || r.Same+r.Refined != int64(n-n/100) {
					b.Fatalf("%+v", r)
				}
				start := time.Now()
				undo(b, s, 2)
				b.ReportMetric(time.Since(start).Seconds(), "s/undo")
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
		})
	}
}
