//go:build cgo

package linedb_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/appdb/appdbtest"
	"exile/formats/line/linedb"
	"exile/formats/line/linedb/linedbtest"
)

// Reading ten times as many rows takes hardly more memory, and no more time a row.
func TestFlatMemory(t *testing.T) {
	heap := func(rows int) uint64 {
		in := folderOf(t, rows)
		var most uint64
		n := 0
		start := time.Now()
		err := linedb.Format().Reader.Read(t.Context(), in, formats.ReadOptions{OpenDB: appdbtest.Open(t)}, func(e export.Event) error {
			if _, ok := e.(*export.Message); !ok {
				return nil
			}
			if n++; n%(rows/10) == 0 {
				runtime.GC()
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
			return nil
		})
		if err != nil || n != rows {
			t.Fatalf("%d of %d messages, %v", n, rows, err)
		}
		t.Logf("%d rows: %d KiB, %.0f rows a second", rows, most>>10, float64(rows)/time.Since(start).Seconds())
		return most
	}
	small := heap(10_000)
	if large := heap(100_000); large > small+8<<20 {
		t.Errorf("ten times as many rows take %d KiB more", (large-small)>>10)
	}
}

// folderOf makes an Android database of so many messages in a folder.
func folderOf(tb testing.TB, rows int) formats.Input {
	tb.Helper()
	dir := tb.TempDir()
	err := appdbtest.Make(tb.Context(), filepath.Join(dir, "naver_line"), tb.TempDir(), func(exec linedbtest.Exec) error {
		return exec.All(plain, fmt.Sprintf(series, rows)+`INSERT INTO chat_history SELECT i, 700000 + i, 1, 'u' || i % 50, CASE i % 2 WHEN 0 THEN 'u' || i % 50 END,
			'오늘은 날씨가 아주 좋네요. 같이 걸을까요?', 1767225600000 + i * 7919 % 100003, 0,
			'message_relation_server_message_id	' || (700000 + i / 2), NULL FROM n`)
	})
	if err != nil {
		tb.Fatal(err)
	}
	root, err := formats.NewRoot("phone", formats.RootFolder, os.DirFS(dir))
	if err != nil {
		tb.Fatal(err)
	}
	return formats.Input{Roots: []formats.Root{root}}
}
