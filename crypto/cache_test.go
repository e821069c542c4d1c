package crypto

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"sync"
	"sync/atomic"
	"testing"

	"filippo.io/age"
)

// scan reads from one place to another in pages.
func scan(tb testing.TB, r io.ReaderAt, from, to int64, page int) {
	tb.Helper()
	p := make([]byte, page)
	for at := from; at < to; at += int64(page) {
		if n, err := r.ReadAt(p[:min(int64(page), to-at)], at); err != nil && !errors.Is(err, io.EOF) {
			tb.Fatalf("%d bytes, %v", n, err)
		}
	}
}

// settled returns the counters when nothing is being decrypted.
func (c *cache) settled() stats {
	for {
		c.mu.Lock()
		busy, s := c.ahead > 0, c.stats
		c.mu.Unlock()
		if !busy {
			return s
		}
	}
}

func TestCacheReadsTheBytes(t *testing.T) {
	const size = 40*chunkSize + 777
	data := noise(1, size)
	c := newCache(bytes.NewReader(data), size, 1) // 16 chunks
	rnd := rand.New(rand.NewSource(2))
	for range 20_000 {
		n, at := rnd.Intn(3*chunkSize), rnd.Int63n(size+100)
		if rnd.Intn(4) > 0 {
			n %= 5000
		}
		p := make([]byte, n)
		got, err := c.ReadAt(p, at)
		want := data[min(at, size):min(at+int64(n), size)]
		if !bytes.Equal(p[:got], want) || (err != nil) != (len(want) < n) {
			t.Fatalf("ReadAt(%d bytes, %d) = %d, %v", n, at, got, err)
		}
		if c.buffers > c.max {
			t.Fatalf("%d chunks are kept, %d allowed", c.buffers, c.max)
		}
	}
	c.settled()
	if n := c.recent.Len() + c.frequent.Len(); n != len(c.chunks) || n > c.max || c.left.Len() != len(c.leftAt) {
		t.Errorf("%d in the queues, %d chunks, %d allowed, %d of %d left", n, len(c.chunks), c.max, c.left.Len(), len(c.leftAt))
	}
}

// TestScanLeavesTheHotSet: pages that were read again stay, whatever a scan of
// twenty times the cache reads meanwhile, forwards or backwards.
func TestScanLeavesTheHotSet(t *testing.T) {
	const chunks, cached, hot = 2000, 100, 30
	src := sparse(chunks * chunkSize)
	warm := func(c *cache) {
		for range 3 {
			for i := range int64(hot) {
				scan(t, c, i*50*chunkSize, i*50*chunkSize+4096, 4096)
			}
		}
	}
	cold := func(c *cache) int {
		before := c.settled().misses
		for i := range int64(hot) {
			scan(t, c, i*50*chunkSize, i*50*chunkSize+4096, 4096)
		}
		return c.settled().misses - before
	}
	for name, run := range map[string]func(c *cache){
		"forwards": func(c *cache) { scan(t, c, 0, chunks*chunkSize, 8192) },
		"backwards": func(c *cache) {
			for at := int64(chunks*chunkSize - 8192); at >= 0; at -= 8192 {
				scan(t, c, at, at+8192, 8192)
			}
		},
		"two at once": func(c *cache) {
			for at := int64(0); at < chunks/2*chunkSize; at += 8192 {
				scan(t, c, at, at+8192, 8192)
				scan(t, c, at+chunks/2*chunkSize, at+chunks/2*chunkSize+8192, 8192)
			}
		},
		"whole chunks": func(c *cache) { scan(t, c, 0, chunks*chunkSize, chunkSize) },
	} {
		t.Run(name, func(t *testing.T) {
			c := newCache(src, src.Size(), cached*chunkSize)
			warm(c)
			run(c)
			if n := cold(c); n > 0 {
				t.Errorf("%d of %d hot chunks were gone after the scan", n, hot)
			}
		})
	}
	t.Run("and each chunk is decrypted once", func(t *testing.T) {
		c := newCache(src, src.Size(), 1)
		for at := int64(0); at < chunks/2*chunkSize; at += 4096 {
			scan(t, c, at, at+4096, 4096)
			scan(t, c, at+chunks/2*chunkSize, at+chunks/2*chunkSize+4096, 4096)
		}
		if s := c.settled(); s.misses+s.ahead > chunks+2*aheadChunks || s.ahead < chunks/10 {
			t.Errorf("%d chunks: %+v", chunks, s)
		}
	})
}

// sparse is a reader of zeros.
func sparse(size int64) *io.SectionReader { return io.NewSectionReader(zerosAt{}, 0, size) }

type zerosAt struct{}

func (zerosAt) ReadAt(p []byte, _ int64) (int, error) {
	clear(p)
	return len(p), nil
}

// TestRandomReadsAreNotReadAhead: who reads here and there pays for no more.
func TestRandomReadsAreNotReadAhead(t *testing.T) {
	src := sparse(10_000 * chunkSize)
	c := newCache(src, src.Size(), 1<<20)
	rnd := rand.New(rand.NewSource(3))
	for range 5000 {
		at := rnd.Int63n(src.Size() - 100)
		scan(t, c, at, at+100, 100)
	}
	if s := c.settled(); s.ahead > 50 {
		t.Errorf("%+v", s)
	}
}

// TestOneFlight: many who ask for a chunk at once wait for one decryption.
func TestOneFlight(t *testing.T) {
	src := &slow{start: make(chan struct{})}
	c := newCache(src, 100*chunkSize, 1<<20)
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() { scan(t, c, 5*chunkSize, 5*chunkSize+10, 10) })
	}
	close(src.start)
	wg.Wait()
	if n := src.reads.Load(); n != 1 {
		t.Errorf("it was decrypted %d times", n)
	}
}

type slow struct {
	start chan struct{}
	reads atomic.Int32
}

func (s *slow) ReadAt(p []byte, _ int64) (int, error) {
	s.reads.Add(1)
	<-s.start
	return len(p), nil
}

func TestCacheTogether(t *testing.T) {
	const size = 64 * chunkSize
	data := noise(4, size)
	c := newCache(bytes.NewReader(data), size, 1)
	var wg sync.WaitGroup
	for g := range int64(8) {
		wg.Go(func() {
			rnd := rand.New(rand.NewSource(g))
			p := make([]byte, 2*chunkSize)
			for range 500 {
				n, at := rnd.Intn(len(p)), rnd.Int63n(size-2*chunkSize)
				if g%2 == 0 {
					n, at = 8192, rnd.Int63n(8)*8192
				}
				if _, err := c.ReadAt(p[:n], at); err != nil || !bytes.Equal(p[:n], data[at:at+int64(n)]) {
					t.Errorf("%d bytes at %d: %v", n, at, err)
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestCacheErrorsDoNotStay(t *testing.T) {
	src := &failingDisk{r: bytes.NewReader(make([]byte, 10*chunkSize)), err: errors.New("no")}
	c := newCache(src, 10*chunkSize, 1)
	for i := range 100 {
		if _, err := c.ReadAt(make([]byte, 10), int64(i%10)*chunkSize); !errors.Is(err, src.err) {
			t.Fatal(err)
		}
		c.settled()
	}
	src.err = nil
	scan(t, c, 0, 10*chunkSize, 4096)
	if c.settled(); c.buffers > c.max || c.buffers != len(c.chunks) {
		t.Errorf("%d buffers, %d chunks", c.buffers, len(c.chunks))
	}
}

// BenchmarkCache compares reads through the cache with those of age alone.
func BenchmarkCache(b *testing.B) {
	const size = 256 << 20
	id, to := testKey(b)
	sealed := sealPlain(b, to, make([]byte, size))
	fresh := map[string]func() io.ReaderAt{
		"age": func() io.ReaderAt {
			r, _, err := age.DecryptReaderAt(bytes.NewReader(sealed), int64(len(sealed)), id)
			if err != nil {
				b.Fatal(err)
			}
			return r
		},
	}
	fresh["cache"] = func() io.ReaderAt { return newCache(fresh["age"](), size, 0) }
	for _, name := range []string{"age", "cache"} {
		b.Run(name+"/scan", func(b *testing.B) {
			b.SetBytes(size)
			b.ReportAllocs()
			for b.Loop() {
				scan(b, fresh[name](), 0, size, 8192)
			}
		})
		for _, within := range []int64{32 << 20, size} {
			b.Run(fmt.Sprintf("%s/random-%dMiB", name, within>>20), func(b *testing.B) {
				r, rnd, p := fresh[name](), rand.New(rand.NewSource(1)), make([]byte, 8192)
				b.ReportAllocs()
				for b.Loop() {
					if _, err := r.ReadAt(p, rnd.Int63n(within/8192-1)*8192); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// TestHeldChunkStays: what is decrypted ahead because of a chunk must not take
// the buffer of that chunk, though it may be the next to go.
func TestHeldChunkStays(t *testing.T) {
	const size = 40 * chunkSize
	data := noise(5, size)
	c := newCache(bytes.NewReader(data), size, 1)
	for i := range int64(minChunks) {
		c.mu.Lock()
		k, err := c.load(i, func() *load { defer c.mu.Unlock(); return c.begin(i) }())
		if err != nil {
			t.Fatal(err)
		}
		k.users.Add(-1)
		k.unread = i == 0
		if i == 1 { // so that there is something to decrypt after chunk 0
			delete(c.chunks, i)
			c.recent.Remove(k.place)
		}
		c.mu.Unlock()
	}
	c.heads[0] = -1 // chunk 0 comes right after this
	k, err := c.get(0, 0, chunkSize)
	if err != nil {
		t.Fatal(err)
	}
	if s := c.settled(); s.ahead == 0 {
		t.Error("nothing was decrypted ahead")
	}
	if c.chunks[0] != nil {
		t.Error("the chunk did not have to go")
	}
	if !bytes.Equal(k.data, data[:chunkSize]) {
		t.Error("the bytes of the chunk are others")
	}
}
