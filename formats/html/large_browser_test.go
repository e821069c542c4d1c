package html

import (
	"slices"
	"strings"
	"testing"
	"time"

	"exile/formats"
	"exile/formats/formattest"
	"exile/internal/browsertest"
)

// What a site of half a million messages may cost in a browser.
const (
	mostPaint  = time.Second            // from the click to something to see
	mostSearch = 200 * time.Millisecond // from the search to its results
	mostTask   = 200 * time.Millisecond // in which a page does not answer
	mostHeap   = 300 << 20              // bytes
)

// BenchmarkBrowser500k reads and searches a site of 500,000 messages; it fails where that costs more than it may.
func BenchmarkBrowser500k(b *testing.B) {
	c := formattest.Generate(formattest.Plan{Messages: 500_000, Media: true})
	began := time.Now()
	dir := onDisk(b, c.History(), formats.WriteOptions{Lang: "ko"})
	b.Logf("written in %v", time.Since(began).Round(time.Millisecond))
	var pages []string
	for _, page := range pagesOf(b, dir) {
		if strings.Contains(page, "-") {
			pages = append(pages, page)
		}
	}
	for b.Loop() {
		p := double(b, browsertest.Start(b, browsertest.Options{}), dir, "search.html", browsertest.Tab{Lang: "ko", Screen: browsertest.Phone()})
		browsertest.Eval[int](p, `new Promise((done) => setTimeout(() => { for (const end = performance.now() + 120; performance.now() < end;); done(0); }))`)
		told := 0
		for wait := 0; told == 0 && wait < 100; wait++ { // it tells of one a moment later
			time.Sleep(20 * time.Millisecond)
			told = len(p.LongTasks())
		}
		if told == 0 {
			b.Fatal("the browser does not tell of long tasks")
		}
		m := &costs{B: b}
		m.read(p, dir, pages)
		m.search(p, dir)
		for name, list := range map[string][]time.Duration{"paint": m.paints, "search": m.searches, "task": append(m.tasks, 0)} {
			b.ReportMetric(float64(slices.Max(list).Milliseconds()), "ms/"+name)
		}
		b.ReportMetric(float64(m.heap)/1e6, "MB/heap")
		if slices.Max(m.paints) > mostPaint || slices.Max(m.searches) > mostSearch || slices.Max(append(m.tasks, 0)) > mostTask || m.heap > mostHeap {
			b.Error("that is more than it may be")
		}
		b.Logf("paints %v, searches %v, long tasks %v", m.paints, m.searches, m.tasks)
	}
}

// costs are the times and memory of a visit.
type costs struct {
	*testing.B
	paints, searches, tasks []time.Duration
	heap                    int64
}

// read opens pages from all over the site and scrolls through each, and on to the next.
func (m *costs) read(p *browsertest.Page, dir string, pages []string) {
	m.Helper()
	for i := 0; i < len(pages); i += max(1, len(pages)/8) {
		p.Go(address(dir, pages[i]))
		m.paints = append(m.paints, p.Painted())
		m.tasks = append(m.tasks, p.LongTasks()...)
		height := browsertest.Eval[int](p, "document.scrollingElement.scrollHeight")
		p.Scroll(height, 20_000)
		m.tasks = append(m.tasks, p.LongTasks()...)
		m.heap = max(m.heap, p.Heap())
		if next := p.CSS("a[rel=next]"); next.There() {
			next.Click()
			p.CSS("a[rel=prev]").Wait()
			m.paints = append(m.paints, p.Painted())
			m.tasks = append(m.tasks, p.LongTasks()...)
		}
	}
}

// search looks for what is everywhere, for what is rare, for a syllable and for a sentence.
func (m *costs) search(p *browsertest.Page, dir string) {
	m.Helper()
	p.Go(address(dir, "search.html"))
	m.paints = append(m.paints, p.Painted())
	field := p.Role("searchbox", "찾을 말")
	for _, words := range []string{"안녕", "네", "오늘", "ㅋㅋ", "내일 몇 시에", "없는말씀"} {
		browsertest.Get[any](field, `this.focus(); this.select(); delete document.getElementById("status").dataset.ms; return 0`)
		p.Paste(words)
		p.Wait("results", `document.getElementById("status").dataset.ms`)
		if found := p.CSS(".hits li").There(); found != (words != "없는말씀") {
			m.Errorf("%q is found: %v", words, found)
		}
		m.searches = append(m.searches, milliseconds(browsertest.Eval[float64](p, `Number(document.getElementById("status").dataset.ms)`)))
		m.tasks = append(m.tasks, p.LongTasks()...)
		m.heap = max(m.heap, p.Heap())
	}
}

func milliseconds(ms float64) time.Duration { return time.Duration(ms * float64(time.Millisecond)) }
