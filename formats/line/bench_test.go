package line

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/line/linetest"
)

// BenchmarkRead parses a million messages from the disk, both passes: texts of
// phones that differ in what costs time, and of a computer. Set the number of
// cores with -cpu 1.
func BenchmarkRead(b *testing.B) {
	const size = 1_000_000
	for _, v := range linetest.All() {
		switch v.Name {
		case "ja-24h", "en-12h-mdy", "zh-tw-mixed", "th-buddhist", "ja-spaces", "desktop-ja":
		default:
			continue
		}
		b.Run(fmt.Sprintf("%s/%d", v.Name, size), func(b *testing.B) {
			c := formattest.Generate(formattest.Plan{Messages: size})
			opt := formats.ReadOptions{Values: map[string]string{}}
			if v.Desktop {
				opt.Values["name"] = strings.Join(v.Names(c), "\n")
			}
			in := formats.Input{Roots: []formats.Root{writeChat(b, filepath.Join(b.TempDir(), "line.txt"), v, c)}}
			b.SetBytes(in.Roots[0].Files[0].Size)
			b.ReportAllocs()
			for b.Loop() {
				n := 0
				err := reader{}.Read(b.Context(), in, opt, func(e export.Event) error {
					if _, ok := e.(*export.Message); ok {
						n++
					}
					return nil
				})
				if err != nil || n != size {
					b.Fatalf("%d messages, %v", n, err)
				}
			}
			b.ReportMetric(float64(size)*float64(b.N)/b.Elapsed().Seconds(), "messages/s")
		})
	}
}

func writeChat(tb testing.TB, name string, v linetest.Variant, c *formattest.Chat) formats.Root {
	tb.Helper()
	f, err := os.Create(name)
	if err != nil {
		tb.Fatal(err)
	}
	w := bufio.NewWriter(f)
	if err := v.Write(w, c); err != nil {
		tb.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		tb.Fatal(err)
	}
	if err := f.Close(); err != nil {
		tb.Fatal(err)
	}
	return fileRoot(tb, name)
}
