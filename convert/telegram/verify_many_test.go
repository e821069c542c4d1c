package telegram_test

import (
	"context"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"exile/convert/telegram"
)

// Ten thousand messages are read back and compared in seconds, and in little memory
// beside what the server in the same process has.
func TestVerifyMany(t *testing.T) {
	if testing.Short() {
		t.Skip("it pushes 10,000 messages")
	}
	const n = 10_000
	r := newRig(t)
	b := talk(n)
	p, _ := r.pushed(t, b, telegram.Want{})
	start := time.Now()
	peak := watchHeap(t.Context())
	receipt, err := r.verify(t, p, b)
	if err != nil {
		t.Fatal(err)
	}
	grown, took := peak(), time.Since(start)
	if !receipt.Good() || receipt.Deliveries[0].Got.Messages != n {
		t.Fatalf("%+v", receipt.Deliveries[0])
	}
	t.Logf("%d messages in %v, the heap grew by %.1f MiB at most", n, took.Round(time.Millisecond), float64(grown)/(1<<20))
	if grown > 60<<20 || took > time.Minute {
		t.Error("that is too much")
	}
}

// watchHeap watches how far the heap grows, until the result is asked for.
func watchHeap(ctx context.Context) func() uint64 {
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	start := s.HeapAlloc
	var peak atomic.Uint64
	ctx, stop := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			var s runtime.MemStats
			runtime.ReadMemStats(&s)
			peak.Store(max(peak.Load(), s.HeapAlloc))
			time.Sleep(2 * time.Millisecond)
		}
	}()
	return func() uint64 {
		stop()
		<-done
		return max(peak.Load(), start) - start
	}
}
