package kakaotalk

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaotest"
)

// forms are those that are measured: each platform's in Korean, and what costs
// more.
func forms() []kakaotest.Variant {
	var list []kakaotest.Variant
	for _, v := range kakaotest.All() {
		switch v.Name {
		case "android-ko-2015", "android-en-2020", "ios-ko-2026", "ios-en-2026", "ios-ko-mixed", "windows-ko-2020", "mac-ko-2026":
			list = append(list, v)
		}
	}
	return list
}

// BenchmarkRead parses a text of about 100 MB a million messages from the disk,
// both passes. Set the number of cores with -cpu 1.
func BenchmarkRead(b *testing.B) {
	for _, size := range []int{1_000_000, 5_000_000} {
		for _, v := range forms() {
			b.Run(fmt.Sprintf("%s/%d", v.Name, size), func(b *testing.B) {
				c := formattest.Generate(formattest.Plan{Messages: size})
				in := formats.Input{Roots: []formats.Root{writeChat(b, filepath.Join(b.TempDir(), v.File(c)), v, c)}}
				b.SetBytes(in.Roots[0].Files[0].Size)
				b.ReportAllocs()
				for b.Loop() {
					n := 0
					err := reader{}.Read(b.Context(), in, formats.ReadOptions{}, func(e export.Event) error {
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
}

func writeChat(tb testing.TB, name string, v kakaotest.Variant, c *formattest.Chat) formats.Root {
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
