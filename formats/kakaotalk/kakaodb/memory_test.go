//go:build cgo

package kakaodb_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/appdb/appdbtest"
	"exile/formats/kakaotalk/kakaodb"
	"exile/formats/kakaotalk/kakaodb/kakaodbtest"
)

// Reading ten times as many rows takes hardly more memory, and no more time a row.
func TestFlatMemory(t *testing.T) {
	heap := func(rows int) uint64 {
		in := folderOf(t, rows)
		var most uint64
		n := 0
		start := time.Now()
		err := kakaodb.Format().Reader.Read(t.Context(), in, formats.ReadOptions{OpenDB: appdbtest.Open(t)}, func(e export.Event) error {
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
	sealed := kakaodbtest.Android(kakaodbtest.Me, 31, "오늘은 날씨가 아주 좋네요. 같이 걸을까요?")
	err := kakaodbtest.Make(tb.Context(), filepath.Join(dir, "KakaoTalk.db"), tb.TempDir(), func(exec kakaodbtest.Exec) error {
		if err := exec(plainLogs); err != nil {
			return err
		}
		return exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < `+strconv.Itoa(rows)+`)
			INSERT INTO chat_logs SELECT i, i+0, 1, i % 50, ?, ?, NULL, 1767225600 + i * 7919 % 100003, NULL, '{"enc":31}' FROM n`, kakaodbtest.Me, sealed)
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
