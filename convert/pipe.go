package convert

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"sync"

	"exile/export"
	"exile/formats"
)

const (
	batchSize = 256 // events handed over at a time
	ahead     = 8   // batches that the reader may be ahead
)

type (
	addFunc      func([]export.Event) error
	originalFunc func(k fileKey, r io.Reader) error
)

// pipe runs beside a reader, so that parsing, storing and packing the originals
// use a core each: one goroutine takes the events, another the raw files. The
// first error of any of the three stops the others.
type pipe struct {
	r        *reading
	ctx      context.Context //nolint:containedctx // ends with the pipe, which lives within one call
	stop     context.CancelCauseFunc
	add      addFunc
	original originalFunc
	watched  watched
	batch    []export.Event
	events   chan []export.Event
	files    chan fileKey
	running  sync.WaitGroup
	raw      map[fileKey]raw // the files that the reader opened; valid after close
}

func newPipe(ctx context.Context, r *reading, add addFunc, original originalFunc) *pipe {
	p := &pipe{
		r:        r,
		add:      add,
		original: original,
		events:   make(chan []export.Event, ahead),
		files:    make(chan fileKey, ahead),
		raw:      map[fileKey]raw{},
	}
	p.ctx, p.stop = context.WithCancelCause(ctx)
	p.watched = watched{opened: map[fileKey]bool{}, tell: p.opened}
	p.running.Go(p.takeEvents)
	p.running.Go(p.takeFiles)
	return p
}

func (p *pipe) watch(in formats.Input) formats.Input { return p.watched.watch(in) }

// opened takes note of a file that the reader opened. Only claimed ones count: a
// reader may look into others to find out that they are not its own.
func (p *pipe) opened(k fileKey) {
	if _, ok := p.r.claimed[k]; ok {
		p.files <- k
	}
}

// emit is the reader's formats.Emit.
func (p *pipe) emit(e export.Event) error {
	pass, err := p.r.see(e)
	if err != nil {
		return err
	}
	if !pass {
		return nil
	}
	p.batch = append(p.batch, e)
	if len(p.batch) < batchSize {
		return nil
	}
	return p.flush()
}

func (p *pipe) flush() error {
	if len(p.batch) == 0 {
		return nil
	}
	p.r.progress()
	if p.add == nil {
		p.batch = p.batch[:0]
		return p.ctx.Err()
	}
	select {
	case p.events <- p.batch:
		p.batch = make([]export.Event, 0, batchSize)
		return nil
	case <-p.ctx.Done():
		return p.ctx.Err()
	}
}

// close waits for the other two. It returns what went wrong first.
func (p *pipe) close(err error) error {
	if err == nil {
		err = p.flush()
	}
	if err != nil {
		p.stop(err) // does nothing if another was first
	}
	close(p.events)
	close(p.files)
	p.running.Wait()
	err = context.Cause(p.ctx)
	p.stop(nil)
	return err
}

func (p *pipe) takeEvents() {
	for batch := range p.events {
		if p.ctx.Err() != nil {
			continue // so that nobody waits for us
		}
		if err := p.add(batch); err != nil {
			p.stop(err)
		}
	}
}

func (p *pipe) takeFiles() {
	for k := range p.files {
		if p.ctx.Err() != nil {
			continue
		}
		if err := p.takeFile(k); err != nil {
			p.stop(fmt.Errorf("%s: %w", k.name, err))
		}
	}
}

// takeFile counts a raw file's lines and hands it to whoever keeps it.
func (p *pipe) takeFile(k fileKey) error {
	f, err := p.r.in.Roots[k.root].FS.Open(k.name)
	if err != nil {
		return err
	}
	defer f.Close()
	return p.count(k, f)
}

func (p *pipe) count(k fileKey, f fs.File) error {
	var lines lineCounter
	src := io.TeeReader(&ctxReader{ctx: p.ctx, r: f}, &lines)
	keep := p.original
	if keep == nil {
		keep = skim
	}
	if err := keep(k, src); err != nil {
		return err
	}
	p.raw[k] = lines.raw()
	return nil
}

// skim reads a file to its end.
func skim(_ fileKey, r io.Reader) error {
	buf := make([]byte, 256<<10)
	for {
		if _, err := r.Read(buf); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}
