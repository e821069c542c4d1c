package console

import (
	"context"
	"errors"
	"io"
	"sync"
	"syscall"
)

// Input is standard input whose reads end when the run is cancelled: a read from a
// terminal or a pipe would otherwise wait for ever.
type Input struct {
	ctx  context.Context //nolint:containedctx // that of the process
	r    io.Reader
	once sync.Once
	pipe *io.PipeReader
}

// NewInput returns an input that reads r until ctx ends.
func NewInput(ctx context.Context, r io.Reader) *Input { return &Input{ctx: ctx, r: r} }

// Read reads from a goroutine beside, which ends with the process.
func (i *Input) Read(p []byte) (int, error) {
	i.once.Do(func() {
		r, w := io.Pipe()
		i.pipe = r
		context.AfterFunc(i.ctx, func() { w.CloseWithError(i.ctx.Err()) })
		go func() {
			_, err := io.Copy(w, i.r)
			w.CloseWithError(err)
		}()
	})
	return i.pipe.Read(p)
}

// Fd says whether it is a terminal that is read.
func (i *Input) Fd() uintptr {
	if f, ok := i.r.(interface{ Fd() uintptr }); ok {
		return f.Fd()
	}
	return ^uintptr(0)
}

// Output is standard output, with how much went there and how that ended.
type Output struct {
	W io.Writer
	N int64 // bytes

	Closed bool // whoever read it has stopped
}

// Write writes.
func (o *Output) Write(p []byte) (int, error) {
	n, err := o.W.Write(p)
	o.N += int64(n)
	o.Closed = o.Closed || errors.Is(err, syscall.EPIPE)
	return n, err
}
