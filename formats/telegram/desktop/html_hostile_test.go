package desktop

import (
	"errors"
	"io"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
)

// bottomless is a file of one piece, as long as it says.
type bottomless struct {
	head, fill, tail string
	left             int
}

func (e *bottomless) Read(p []byte) (int, error) {
	switch {
	case e.head != "":
		n := copy(p, e.head)
		e.head = e.head[n:]
		return n, nil
	case e.left > 0:
		n := 0
		for n < len(p) && n < e.left {
			n += copy(p[n:min(len(p), e.left)], e.fill)
		}
		e.left -= n
		return n, nil
	case e.tail != "":
		n := copy(p, e.tail)
		e.tail = e.tail[n:]
		return n, nil
	}
	return 0, io.EOF
}

type bottomlessFS struct{ head, fill, tail string }

type bottomlessFile struct{ bottomless }

func (bottomlessFile) Close() error               { return nil }
func (bottomlessFile) Stat() (fs.FileInfo, error) { return nil, fs.ErrInvalid }

func (f bottomlessFS) Open(string) (fs.File, error) {
	return &bottomlessFile{bottomless{f.head, f.fill, f.tail, 1 << 30}}, nil
}

// A single piece of a gigabyte is an error, not a gigabyte of memory.
func TestEndlessPiece(t *testing.T) {
	start := chatPage(pageMessage(1, time.Unix(0, 0), "A", textDiv("before")))
	start = strings.TrimSuffix(start, "</div></div></div></body></html>")
	open := "<div class=\"message default clearfix\" id=\"message2\"><div class=\"body\"><div class=\"text\">"
	for name, fsys := range map[string]bottomlessFS{
		"text":       {head: start + open, fill: "words "},
		"attribute":  {head: start + `<div class="`, fill: "x "},
		"attributes": {head: start + "<div ", fill: "a=b "},
		"comment":    {head: start + "<!--", fill: "x "},
		"message":    {head: start + open, fill: "x<br>"},
		"nested":     {head: start + open, fill: "<div><b>"},
		"script":     {head: start + "<script>", fill: "x "},
		"entities":   {head: start + open, fill: "&#x0K;"},
	} {
		in := formats.Input{Roots: []formats.Root{{
			Name: "messages.html", Kind: formats.RootFile, FS: fsys, Files: []formats.Entry{{Name: "messages.html", Size: 1 << 30}},
		}}}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		said := 0
		err := reader{}.Read(t.Context(), in, formats.ReadOptions{}, func(e export.Event) error {
			if _, ok := e.(*export.Message); ok {
				said++
			}
			return nil
		})
		runtime.ReadMemStats(&after)
		if explained, ok := errors.AsType[*formats.ExplainedError](err); !ok || !strings.Contains(explained.What.EN, "2 MiB") {
			t.Errorf("%s: %v", name, err)
		}
		if said != 1 {
			t.Errorf("%s: %d messages before it", name, said)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 1<<30 {
			t.Errorf("%s: %d MiB were allocated", name, used>>20)
		}
	}
}
