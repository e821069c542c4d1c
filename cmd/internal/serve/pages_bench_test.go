//go:build cgo

package serve

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// BenchmarkPages asks for each part of the window on a store of a million messages: what the slowest
// of the first askings takes, and the median.
func BenchmarkPages(b *testing.B) {
	for _, sealed := range []bool{false, true} {
		name := "plain"
		if sealed {
			name = "sealed"
		}
		b.Run(name, func(b *testing.B) {
			w := million(b, sealed)
			for _, page := range []string{
				"chats", "chat/1", "search", "people", "sources", "rooms", "media", "media?kind=video", "media?kind=sound", "media?kind=file",
				"make?chat=1", "add",
			} {
				b.Run(strings.NewReplacer("/", "-", "?", "-").Replace(page), func(b *testing.B) {
					w.timed(b, func() { w.get(page) })
				})
			}
			for _, q := range []string{"안녕", "없는말이다", "has:photo", "from:2 안녕"} {
				b.Run("find-"+q, func(b *testing.B) {
					w.timed(b, func() { w.post("search", url.Values{"q": {q}}) })
				})
			}
		})
	}
}

// timed measures what is asked b.N times, at least ten times.
func (w *window) timed(b *testing.B, ask func()) {
	b.Helper()
	w.t = b
	var took []time.Duration
	for range max(b.N, 10) {
		begun := time.Now()
		ask()
		took = append(took, time.Since(begun))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "worst-ms")
	b.ReportMetric(0, "ns/op")
}
