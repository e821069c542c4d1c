package line

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// heapOf reads a text and returns how many bytes are held when its last message is
// told, besides the text itself.
func heapOf(t *testing.T, text []byte, messages int) int64 {
	t.Helper()
	in := formattest.Input("a.txt", formattest.File{Name: "a.txt", Data: text})
	held := func() int64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	before, after, n := held(), int64(0), 0
	err := reader{}.Read(t.Context(), in, formats.ReadOptions{}, func(e export.Event) error {
		if _, ok := e.(*export.Message); !ok {
			return nil
		}
		if n++; n == messages {
			after = held()
		}
		return nil
	})
	runtime.KeepAlive(text)
	if err != nil || n < messages {
		t.Fatalf("%d messages, %v", n, err)
	}
	return after - before
}

// The lines of a message, empty or nearly so, are held as the bytes that they have.
func TestManyLines(t *testing.T) {
	const size = 8_000_000
	for _, line := range []string{"\n", "x\n"} {
		text := heading + "10:00\tAnn\thi\n" + strings.Repeat(line, size/len(line)) + "10:01\tBen\thi\n"
		if held := heapOf(t, []byte(text), 1); held > 4*size {
			t.Errorf("%d bytes are held for %d like %q", held, size, line)
		}
	}
}

// A text in which everybody writes once costs little for each.
func TestManyNames(t *testing.T) {
	const names, most = 300_000, 140 // bytes
	var text strings.Builder
	text.WriteString(heading)
	for i := range names {
		fmt.Fprintf(&text, "10:00\tAnn %06d\thi\n", i)
	}
	held := heapOf(t, []byte(text.String()), names)
	t.Logf("%d bytes a name", held/names)
	if held/names > most {
		t.Errorf("%d bytes are held for each name, more than %d", held/names, most)
	}
}
