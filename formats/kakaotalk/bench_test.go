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

// BenchmarkRead parses a text of about 100 MB a million messages from the disk,
// both passes. Set the number of cores with -cpu 1.
func BenchmarkRead(b *testing.B) {
	for _, size := range []int{1_000_000, 5_000_000} {
		for _, v := range []kakaotest.Variant{kakaotest.Android[0], kakaotest.Android[3]} {
			b.Run(fmt.Sprintf("%s/%d", v.Name, size), func(b *testing.B) {
				name := filepath.Join(b.TempDir(), "KakaoTalkChats.txt")
				in := formats.Input{Roots: []formats.Root{writeChat(b, name, v, size)}}
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

func writeChat(tb testing.TB, name string, v kakaotest.Variant, size int) formats.Root {
	tb.Helper()
	f, err := os.Create(name)
	if err != nil {
		tb.Fatal(err)
	}
	w := bufio.NewWriter(f)
	if err := v.Write(w, formattest.Generate(formattest.Plan{Messages: size})); err != nil {
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
