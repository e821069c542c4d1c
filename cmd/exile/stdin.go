//go:build cgo

package main

import (
	"context"
	"io"
	"sync"
)

// interruptible is standard input whose reads end when the run is cancelled: a
// read from a terminal or a pipe would otherwise wait for ever.
type interruptible struct {
	ctx  context.Context //nolint:containedctx // that of the process
	r    io.Reader
	once sync.Once
	pipe *io.PipeReader
}

// Read reads from a goroutine beside, which ends with the process.
func (i *interruptible) Read(p []byte) (int, error) {
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
func (i *interruptible) Fd() uintptr {
	if f, ok := i.r.(interface{ Fd() uintptr }); ok {
		return f.Fd()
	}
	return ^uintptr(0)
}
