package desktop

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
)

// generate writes a chat of so many messages as Telegram Desktop of 2023 does: texts
// of several lengths and scripts, styles, replies, edits, reactions, photos, stickers
// and notices. It returns where.
func generate(tb testing.TB, messages int) formats.Root {
	tb.Helper()
	name := filepath.Join(tb.TempDir(), "result.json")
	f, err := os.Create(name)
	if err != nil {
		tb.Fatal(err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("so the train left at nine and nobody told us почему никто не сказал 그래서 내일 다시 가기로 했어요 ok hm да нет 네 아니요 «конечно» well—then")
	w.WriteString("{\n \"name\": \"Alma\",\n \"type\": \"private_group\",\n \"id\": 4000000001,\n \"messages\": [")
	at := time.Date(2023, 1, 2, 3, 4, 5, 0, time.UTC)
	for i := range messages {
		at = at.Add(time.Duration(r.IntN(900)) * time.Second)
		if i > 0 {
			w.WriteByte(',')
		}
		fmt.Fprintf(w, "\n  {\n   \"id\": %d,\n   \"type\": \"message\",\n   \"date\": \"%s\",\n   \"date_unixtime\": \"%d\",\n", i+1, at.Add(time.Hour).Format("2006-01-02T15:04:05"), at.Unix())
		who := r.IntN(12)
		if r.IntN(40) == 0 {
			fmt.Fprintf(w, "   \"edited\": \"%s\",\n   \"edited_unixtime\": \"%d\",\n", at.Add(time.Hour).Format("2006-01-02T15:04:05"), at.Unix())
		}
		fmt.Fprintf(w, "   \"from\": \"Person №%d\",\n   \"from_id\": \"user%d\",\n", who, 100+who)
		if i > 10 && r.IntN(8) == 0 {
			fmt.Fprintf(w, "   \"reply_to_message_id\": %d,\n", i-r.IntN(10))
		}
		switch r.IntN(20) {
		case 0:
			fmt.Fprintf(w, "   \"photo\": \"photos/photo_%d@02-01-2023_03-04-05.jpg\",\n   \"photo_file_size\": 81234,\n   \"width\": 960,\n   \"height\": 1280,\n", i)
		case 1:
			w.WriteString("   \"file\": \"(File not included. Change data exporting settings to download.)\",\n   \"file_name\": \"sticker.webp\",\n   \"file_size\": 20220,\n   \"media_type\": \"sticker\",\n   \"sticker_emoji\": \"🙂\",\n   \"width\": 512,\n   \"height\": 512,\n")
		}
		var body strings.Builder
		for range 1 + r.IntN(6)*r.IntN(6) {
			body.WriteString(words[r.IntN(len(words))])
			body.WriteByte(' ')
		}
		text := body.String()
		switch r.IntN(10) {
		case 0:
			text = strings.TrimSpace(text) + `\n\"quoted\"`
		case 1:
			fmt.Fprintf(w, "   \"text\": [\n    \"%s\",\n    {\n     \"type\": \"link\",\n     \"text\": \"https://example.org/%d\"\n    }\n   ],\n", text, i)
			fmt.Fprintf(w, "   \"text_entities\": [\n    {\n     \"type\": \"plain\",\n     \"text\": \"%s\"\n    },\n    {\n     \"type\": \"link\",\n     \"text\": \"https://example.org/%d\"\n    }\n   ]\n  }", text, i)
			continue
		}
		fmt.Fprintf(w, "   \"text\": \"%s\",\n   \"text_entities\": [\n    {\n     \"type\": \"plain\",\n     \"text\": \"%s\"\n    }\n   ]", text, text)
		if r.IntN(12) == 0 {
			fmt.Fprintf(w, ",\n   \"reactions\": [\n     {\n      \"type\": \"emoji\",\n      \"count\": 2,\n      \"emoji\": \"👍\",\n      \"recent\": [\n       {\n        \"from\": \"Person №3\",\n        \"from_id\": \"user103\",\n        \"date\": \"2023-01-02T03:04:05\"\n       }\n      ]\n     }\n    ]")
		}
		w.WriteString("\n  }")
	}
	w.WriteString("\n ]\n}")
	if err := w.Flush(); err != nil {
		tb.Fatal(err)
	}
	if err := f.Close(); err != nil {
		tb.Fatal(err)
	}
	return fileRoot(tb, name)
}

func fileRoot(tb testing.TB, name string) formats.Root {
	tb.Helper()
	info, err := os.Stat(name)
	if err != nil {
		tb.Fatal(err)
	}
	base := filepath.Base(name)
	return formats.Root{
		Name: base, Kind: formats.RootFile, FS: os.DirFS(filepath.Dir(name)),
		Files: []formats.Entry{{Name: base, Size: info.Size()}},
	}
}

// BenchmarkRead reads a result.json of about 100 MB from the disk, both passes. Set
// the number of cores with -cpu 1.
func BenchmarkRead(b *testing.B) {
	const size = 200_000
	in := formats.Input{Roots: []formats.Root{generate(b, size)}}
	b.SetBytes(in.Roots[0].Files[0].Size)
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		err := reader{}.Read(b.Context(), in, formats.ReadOptions{Zone: time.UTC}, func(e export.Event) error {
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
}

// peak reads a chat and returns how much of the heap was in use at most, sampled at
// every tenth of it.
func peak(t *testing.T, messages int) uint64 {
	t.Helper()
	in := formats.Input{Roots: []formats.Root{generate(t, messages)}}
	var most uint64
	n := 0
	start := time.Now()
	err := reader{}.Read(t.Context(), in, formats.ReadOptions{Zone: time.UTC}, func(e export.Event) error {
		if _, ok := e.(*export.Message); !ok {
			return nil
		}
		if n++; n%(messages/10) == 0 {
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
		return nil
	})
	if err != nil || n != messages {
		t.Fatalf("%d of %d messages, %v", n, messages, err)
	}
	size := in.Roots[0].Files[0].Size
	t.Logf("%d messages, %d MB: at most %d KiB of heap, %.0f MB/s", messages, size>>20, most>>10, float64(size)/1e6/time.Since(start).Seconds())
	return most
}

// A file ten times as long takes hardly more memory.
func TestFlatMemory(t *testing.T) {
	small := peak(t, 20_000)
	if large := peak(t, 200_000); large > small+4<<20 {
		t.Errorf("ten times as many messages take %d KiB more", (large-small)>>10)
	}
}
