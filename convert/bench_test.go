//go:build cgo

package convert_test

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"testing"

	"exile/convert"
	"exile/export/store"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/kakaotalk"
	"exile/formats/kakaotalk/kakaotest"
	"exile/formats/telegram"
)

// sizes are how many messages the benchmarks move: -short leaves the large one
// out. A million is about 100 MB of text.
func sizes() []int {
	if testing.Short() {
		return []int{1_000_000}
	}
	return []int{1_000_000, 5_000_000}
}

// BenchmarkAdd parses an export and keeps it in a fresh store: indexes, the
// original, fsync and all.
func BenchmarkAdd(b *testing.B) {
	for _, n := range sizes() {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			path := writeExport(b, n)
			measure(b, n, func(i int) error {
				st, err := store.Create(filepath.Join(b.TempDir(), strconv.Itoa(i)+".exile"))
				if err != nil {
					return err
				}
				ins, err := convert.Open(b.Context(), []string{path}, convert.OpenOptions{})
				if err != nil {
					return err
				}
				defer convert.CloseAll(ins)
				e := convert.Engine{Formats: formats.Table{kakaotalk.Format()}}
				if _, err := e.Add(b.Context(), ins[0], st, convert.InOptions{KeepOriginals: true, KeepMedia: true}); err != nil {
					return err
				}
				return st.Close()
			})
		})
	}
}

// BenchmarkAddOverlap adds an export of which 99 % is in the store: the aim is twice
// the time of BenchmarkAdd at most, and 150 MB.
func BenchmarkAddOverlap(b *testing.B) {
	for _, n := range sizes() {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			dir, whole := b.TempDir(), writeExport(b, n)
			e := convert.Engine{Formats: formats.Table{kakaotalk.Format()}}
			add := func(path, dir string) (*convert.InReport, error) {
				st, err := store.Open(dir, store.ReadWrite)
				if errors.Is(err, store.ErrNoStore) {
					st, err = store.Create(dir)
				}
				if err != nil {
					return nil, err
				}
				ins, err := convert.Open(b.Context(), []string{path}, convert.OpenOptions{})
				if err != nil {
					return nil, err
				}
				defer convert.CloseAll(ins)
				r, err := e.Add(b.Context(), ins[0], st, convert.InOptions{KeepOriginals: true, KeepMedia: true})
				return r, errors.Join(err, st.Close())
			}
			first := filepath.Join(dir, "first.exile")
			if _, err := add(cutExport(b, whole), first); err != nil {
				b.Fatal(err)
			}
			debug.FreeOSMemory()
			measure(b, n, func(i int) error {
				b.StopTimer()
				copied := filepath.Join(dir, strconv.Itoa(i)+".exile")
				if err := os.CopyFS(copied, os.DirFS(first)); err != nil {
					return err
				}
				b.StartTimer()
				r, err := add(whole, copied)
				if err != nil {
					return err
				}
				if len(r.Joined) != 1 || r.Joined[0].Same < int64(n)*98/100 || r.Joined[0].New > int64(n)*2/100 {
					return fmt.Errorf("joined: %+v, apart: %+v", r.Joined, r.Apart)
				}
				return nil
			})
		})
	}
}

// cutExport writes the first 99 % of an export beside it.
func cutExport(b *testing.B, path string) string {
	b.Helper()
	src, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer src.Close()
	info, err := src.Stat()
	if err != nil {
		b.Fatal(err)
	}
	cut := filepath.Join(b.TempDir(), filepath.Base(path))
	dst, err := os.Create(cut)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := io.CopyN(dst, src, info.Size()*99/100); err != nil {
		b.Fatal(err)
	}
	tail := make([]byte, 1<<20)
	n, err := src.Read(tail)
	if err != nil {
		b.Fatal(err)
	}
	// To the end of the record.
	if _, err := dst.Write(tail[:bytes.Index(tail[:n], []byte("\r\n"))+2]); err != nil {
		b.Fatal(err)
	}
	if err := dst.Close(); err != nil {
		b.Fatal(err)
	}
	return cut
}

// BenchmarkBundle makes a Telegram bundle of an export, for both phones.
func BenchmarkBundle(b *testing.B) {
	for _, n := range sizes() {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			path := writeExport(b, n)
			measure(b, n, func(i int) error {
				ins, err := convert.Open(b.Context(), []string{path}, convert.OpenOptions{})
				if err != nil {
					return err
				}
				e := convert.Engine{Formats: formats.Table{kakaotalk.Format()}}
				report, err := e.Convert(b.Context(), ins, telegram.Format(), filepath.Join(b.TempDir(), strconv.Itoa(i)), convert.InOptions{}, convert.OutOptions{})
				if err != nil {
					return err
				}
				if w := report.Outputs[0].Written; w.Messages+w.Notices != int64(n) {
					return fmt.Errorf("%d messages and %d notices written", w.Messages, w.Notices)
				}
				return nil
			})
		})
	}
}

func writeExport(b *testing.B, n int) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "KakaoTalkChats.txt")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(f)
	if err := kakaotest.Android[0].Write(w, formattest.Generate(formattest.Plan{Messages: n})); err != nil {
		b.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(info.Size())
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

// measure reports messages a second and the peak memory of the process, where
// the system tells it.
func measure(b *testing.B, n int, run func(i int) error) {
	b.Helper()
	debug.SetGCPercent(200)                                   // as cmd/exile does
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // forget the peak so far
	i := 0
	for b.Loop() {
		if err := run(i); err != nil {
			b.Fatal(err)
		}
		i++
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "messages/s")
	if mb, ok := peakMemory(); ok {
		b.ReportMetric(mb, "peak-MB")
	}
}

func peakMemory() (float64, bool) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, false
	}
	_, rest, ok := bytes.Cut(status, []byte("VmHWM:"))
	var kb float64
	n, err := fmt.Sscan(string(rest), &kb)
	return kb / 1024, ok && n == 1 && err == nil
}
