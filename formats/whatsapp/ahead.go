package whatsapp

import (
	"io"
	"runtime"
)

// ahead reads a text in the background, so that decoding the next piece and
// understanding this one go side by side. Short texts are not worth it, and on one
// core it costs more than it gains.
type ahead struct {
	pieces chan piece  // read, in order
	spare  chan []byte // memory to read into
	stop   chan struct{}
	now    piece
	rest   []byte // of now, still to hand out
}

type piece struct {
	buf []byte // all of the memory
	n   int    // how much was read
	err error
}

const (
	aheadSize  = 128 << 10
	aheadMost  = 3
	aheadWorth = 1 << 20 // bytes of a text
)

// readAhead reads r from now on, of which size bytes are expected. The caller closes
// what it returns, and then may use r again.
func readAhead(r io.Reader, size int64) io.ReadCloser {
	if size < aheadWorth || runtime.GOMAXPROCS(0) == 1 {
		return io.NopCloser(r)
	}
	return startAhead(r)
}

func startAhead(r io.Reader) *ahead {
	a := &ahead{pieces: make(chan piece, aheadMost), spare: make(chan []byte, aheadMost), stop: make(chan struct{})}
	for range aheadMost {
		a.spare <- make([]byte, aheadSize)
	}
	go a.run(r)
	return a
}

// run reads to the end, to an error, or until it is stopped.
func (a *ahead) run(r io.Reader) {
	defer close(a.pieces)
	for {
		select {
		case <-a.stop:
			return
		case buf := <-a.spare:
			p := piece{buf: buf}
			for p.n < len(buf) && p.err == nil {
				var k int
				k, p.err = r.Read(buf[p.n:])
				p.n += k
			}
			a.pieces <- p // never waits: there are as many places as pieces
			if p.err != nil {
				return
			}
		}
	}
}

// Read hands out what was read.
func (a *ahead) Read(p []byte) (int, error) {
	for len(a.rest) == 0 {
		if a.now.err != nil {
			return 0, a.now.err
		}
		if a.now.buf != nil {
			a.spare <- a.now.buf
		}
		a.now = <-a.pieces
		a.rest = a.now.buf[:a.now.n]
	}
	n := copy(p, a.rest)
	a.rest = a.rest[n:]
	return n, nil
}

// Close waits for the background to end.
func (a *ahead) Close() error {
	close(a.stop)
	for range a.pieces { // what was read and nobody wants
	}
	return nil
}
