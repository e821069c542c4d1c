package crypto

import (
	"container/list"
	"io"
	"slices"
	"sync"
	"sync/atomic"
)

const (
	chunkSize    = 64 << 10 // of age, in bytes
	defaultCache = 64 << 20 // bytes
	minChunks    = 16
	streams      = 4 // that are read from front to back at once and are noticed
	aheadChunks  = 2 // that are decrypted before somebody asks
)

// cache keeps decrypted chunks. A chunk comes into a queue of the recent ones,
// a quarter of the cache; if it is read twice while it is there, or again soon
// after it left, it comes among the frequent ones, where the least recently used
// goes first. So a scan, which reads every byte once, passes through the recent
// ones alone. (The queues are those of 2Q: Johnson and Shasha, VLDB 1994.)
//
// No lock is held while a chunk is decrypted, and each chunk is decrypted by one
// goroutine while the others wait for it.
type cache struct {
	src  io.ReaderAt
	size int64 // bytes
	max  int   // chunks

	mu       sync.Mutex
	chunks   map[int64]*chunk
	loads    map[int64]*load
	recent   list.List // of *chunk, the newest first
	frequent list.List // of *chunk, the last used first
	left     list.List // of int64: which chunks left the recent ones lately
	leftAt   map[int64]*list.Element
	buffers  int // in use
	heads    [streams]int64
	oldest   int // of heads
	ahead    int // loads in the background
	stats    stats
}

// stats counts chunks.
type stats struct{ hits, misses, ahead int }

// chunk is a decrypted chunk.
type chunk struct {
	index    int64
	data     []byte
	from, to int          // what was read of it
	again    bool         // something was read twice
	unread   bool         // it was decrypted ahead
	users    atomic.Int32 // that are copying from it
	place    *list.Element
	frequent bool
}

// load is a chunk that is being decrypted.
type load struct {
	buffer []byte
	done   chan struct{}
	err    error
}

func newCache(src io.ReaderAt, size, bytes int64) *cache {
	if bytes <= 0 {
		bytes = defaultCache
	}
	c := &cache{
		src: src, size: size, max: max(int(min(bytes, 1<<40)/chunkSize), minChunks),
		chunks: map[int64]*chunk{}, loads: map[int64]*load{}, leftAt: map[int64]*list.Element{},
	}
	for i := range c.heads {
		c.heads[i] = -2
	}
	return c
}

// ReadAt reads through the cache.
func (c *cache) ReadAt(p []byte, off int64) (int, error) {
	n := 0
	for n < len(p) {
		if off < 0 || off >= c.size {
			return n, io.EOF
		}
		from := int(off % chunkSize)
		k, err := c.get(off/chunkSize, from, from+min(len(p)-n, chunkSize-from))
		if err != nil {
			return n, err
		}
		copied := copy(p[n:], k.data[from:])
		k.users.Add(-1)
		n += copied
		off += int64(copied)
	}
	return n, nil
}

// get returns a chunk of which a range of bytes will be read. The caller gives
// it back by users.Add(-1).
func (c *cache) get(index int64, from, to int) (*chunk, error) {
	for {
		c.mu.Lock()
		if k := c.chunks[index]; k != nil {
			c.stats.hits++
			k.users.Add(1) // first: what touch decrypts ahead may take the place of k
			c.touch(k, from, to)
			c.mu.Unlock()
			return k, nil
		}
		l := c.loads[index]
		if l == nil {
			c.stats.misses++
			l = c.begin(index)
			if c.follows(index) {
				c.readAhead(index)
			}
			c.mu.Unlock()
			k, err := c.load(index, l)
			if err != nil {
				return nil, err
			}
			k.from, k.to = from, to
			c.mu.Unlock()
			return k, nil
		}
		c.mu.Unlock()
		if <-l.done; l.err != nil {
			return nil, l.err
		}
	}
}

// touch notes that a range of bytes of a chunk is read.
func (c *cache) touch(k *chunk, from, to int) {
	if k.unread {
		k.unread = false
		k.from, k.to = from, to
		if c.follows(k.index) {
			c.readAhead(k.index)
		}
		return
	}
	if k.frequent {
		c.frequent.MoveToFront(k.place)
		return
	}
	if from < k.to && to > k.from {
		k.again = true
	}
	k.from, k.to = min(k.from, from), max(k.to, to)
}

// begin marks a chunk as being decrypted.
func (c *cache) begin(index int64) *load {
	l := &load{buffer: c.room(), done: make(chan struct{})}
	c.loads[index] = l
	return l
}

// load decrypts a chunk. Without an error it returns with the lock held and
// the chunk in use.
func (c *cache) load(index int64, l *load) (*chunk, error) {
	if l.buffer == nil {
		l.buffer = make([]byte, chunkSize)
	}
	at := index * chunkSize
	data := l.buffer[:min(chunkSize, c.size-at)]
	l.err = readFull(c.src, data, at)
	c.mu.Lock()
	delete(c.loads, index)
	close(l.done)
	if l.err != nil {
		c.buffers--
		c.mu.Unlock()
		return nil, l.err
	}
	k := &chunk{index: index, data: data}
	c.chunks[index] = k
	if e := c.leftAt[index]; e != nil {
		c.left.Remove(e)
		delete(c.leftAt, index)
		k.place, k.frequent = c.frequent.PushFront(k), true
	} else {
		k.place = c.recent.PushFront(k)
	}
	k.users.Add(1)
	return k, nil
}

// follows reports whether a chunk comes right after one that was the last of a
// stream, and makes it the last of that stream, or of a new one.
func (c *cache) follows(index int64) bool {
	if i := slices.Index(c.heads[:], index-1); i >= 0 {
		c.heads[i] = index
		return true
	}
	c.heads[c.oldest] = index
	c.oldest = (c.oldest + 1) % streams
	return false
}

// readAhead decrypts the next chunks in the background.
func (c *cache) readAhead(index int64) {
	for next := index + 1; next <= index+aheadChunks && next*chunkSize < c.size; next++ {
		if c.ahead == aheadChunks {
			return
		}
		if c.chunks[next] != nil || c.loads[next] != nil {
			continue
		}
		c.ahead++
		c.stats.ahead++
		l := c.begin(next)
		go func() {
			k, err := c.load(next, l)
			if err != nil { // whoever asks for it will see it again
				c.mu.Lock()
				c.ahead--
				c.mu.Unlock()
				return
			}
			k.unread = true
			k.users.Add(-1)
			c.ahead--
			c.mu.Unlock()
		}()
	}
}

// room returns a buffer that is free now, or nil if there is to be a new one.
func (c *cache) room() []byte {
	if c.buffers < c.max {
		c.buffers++
		return nil
	}
	k := c.evict()
	if k == nil { // more goroutines than chunks
		c.buffers++
		return nil
	}
	delete(c.chunks, k.index)
	if k.users.Load() > 0 {
		return nil
	}
	return k.data[:chunkSize:cap(k.data)]
}

// evict takes the chunk that is least worth keeping out of its queue.
func (c *cache) evict() *chunk {
	for c.recent.Len() > c.max/4 || c.frequent.Len() == 0 {
		e := c.recent.Back()
		if e == nil {
			return nil
		}
		k := c.recent.Remove(e).(*chunk)
		if k.again {
			k.place, k.frequent = c.frequent.PushFront(k), true
			continue
		}
		c.leftAt[k.index] = c.left.PushFront(k.index)
		if c.left.Len() > c.max/2 {
			delete(c.leftAt, c.left.Remove(c.left.Back()).(int64))
		}
		return k
	}
	return c.frequent.Remove(c.frequent.Back()).(*chunk)
}
