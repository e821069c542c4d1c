package convert

import "io"

// progress tells somebody how far a run of several passes has come, in bytes.
type progress struct {
	step        func(done, total int64) // nil: nobody looks
	done, total int64                   // done: of the passes that have ended
}

func newProgress(step func(done, total int64)) *progress { return &progress{step: step} }

// expect adds to what there is to do.
func (p *progress) expect(n int64) { p.total += n }

// at tells that n bytes of the present pass are done.
func (p *progress) at(n int64) {
	if p.step != nil {
		p.step(min(p.done+n, p.total), p.total)
	}
}

// end ends a pass of n bytes.
func (p *progress) end(n int64) {
	p.done += n
	p.at(0)
}

// reader tells of the bytes that are read through it.
func (p *progress) reader(r io.Reader) io.Reader { return &progressReader{p: p, r: r} }

type progressReader struct {
	p *progress
	r io.Reader
}

// Read reads on.
func (r *progressReader) Read(b []byte) (int, error) {
	n, err := r.r.Read(b)
	r.p.end(int64(n))
	return n, err
}

type progressWriter struct {
	p *progress
	w io.Writer
}

// Write writes on.
func (w *progressWriter) Write(b []byte) (int, error) {
	n, err := w.w.Write(b)
	w.p.end(int64(n))
	return n, err
}
