package browsertest

import (
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/runtime"
)

// observer notes what the browser measures, from the beginning of each page.
const observer = `
globalThis.measured = { long: [], paint: {} };
new PerformanceObserver((l) => { for (const e of l.getEntries()) measured.long.push(e.duration); }).observe({ type: "longtask", buffered: true });
new PerformanceObserver((l) => { for (const e of l.getEntries()) measured.paint[e.name] = e.startTime; }).observe({ type: "paint", buffered: true });
`

// Painted waits for the first paint of something to see and returns when it was, from the beginning of the
// way to the page.
func (p *Page) Painted() time.Duration {
	p.tb.Helper()
	p.Wait("something to see", `measured.paint["first-contentful-paint"]`)
	return milliseconds(Eval[float64](p, `measured.paint["first-contentful-paint"]`))
}

// LongTasks returns the tasks of more than 50 ms, in which a page does not answer, since the last call or the
// beginning of the page.
func (p *Page) LongTasks() []time.Duration {
	p.tb.Helper()
	var list []time.Duration
	for _, ms := range Eval[[]float64](p, "new Promise((done) => setTimeout(() => done(measured.long.splice(0)), 100))") {
		list = append(list, milliseconds(ms))
	}
	return list
}

func milliseconds(ms float64) time.Duration { return time.Duration(ms * float64(time.Millisecond)) }

// Heap returns the bytes in use by the page's scripts and elements, once what nobody uses is gone.
func (p *Page) Heap() int64 {
	p.tb.Helper()
	call(p, heapprofiler.CollectGarbage, cdp.Empty{})
	u := call(p, runtime.GetHeapUsage, cdp.Empty{})
	return int64(u.UsedSize + u.EmbedderHeapUsedSize + u.BackingStorageSize)
}
