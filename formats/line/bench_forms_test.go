package line

import (
	"path/filepath"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/line/linetest"
)

// BenchmarkForms parses a million messages in every form, both passes, with what
// goes wrong in real files besides: names of computers that nobody gives, quotes,
// CRLF, UTF-16. Set the number of cores with -cpu 1.
func BenchmarkForms(b *testing.B) {
	const size = 1_000_000
	plain := formattest.Generate(formattest.Plan{Messages: size})
	named := linetest.Talk(formattest.Plan{Messages: size, People: 9}, "", true)
	for _, v := range linetest.All() {
		c := plain
		if v.Desktop {
			c = named
		}
		b.Run(v.Name, func(b *testing.B) {
			root := writeChat(b, filepath.Join(b.TempDir(), "line.txt"), v, c)
			in := formats.Input{Roots: []formats.Root{root}}
			b.SetBytes(root.Files[0].Size)
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				n = 0
				err := reader{}.Read(b.Context(), in, formats.ReadOptions{Values: v.Values()}, func(e export.Event) error {
					if _, ok := e.(*export.Message); ok {
						n++
					}
					return nil
				})
				if err != nil || n < size*99/100 {
					b.Fatalf("%d messages, %v", n, err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "messages/s")
		})
	}
}
