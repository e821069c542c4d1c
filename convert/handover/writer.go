package handover

import (
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/textproto"
)

// Writer writes a stream: the manifest, then each text and file in its order.
type Writer struct {
	buf   *bufio.Writer
	parts *multipart.Writer
	left  walk
	open  *body // checks what is written, as the Reader will
	err   error
}

// NewWriter writes the beginning of a stream with the manifest. What must follow
// is told by m.Depth, and m must stay as it is.
func NewWriter(w io.Writer, m *Manifest) (*Writer, error) {
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("write the manifest: %w", err)
	}
	data, err := json.Marshal(m)
	switch {
	case err != nil:
		return nil, fmt.Errorf("write the manifest: %w", err)
	case len(data) > maxManifest:
		return nil, fmt.Errorf("write the manifest: %w", ErrTooLarge)
	}
	buf := bufio.NewWriterSize(w, 256<<10)
	parts := multipart.NewWriter(buf)
	_, err = fmt.Fprintf(buf, "%s\r\n%s%s; boundary=%s\r\n\r\n", mimeLine, typePrefix, typeMixed, parts.Boundary())
	if err != nil {
		return nil, err
	}
	s := &Writer{buf: buf, parts: parts, left: newWalk(m)}
	p, err := s.part(isManifest)
	if err != nil {
		return nil, err
	}
	if _, err := p.Write(data); err != nil {
		return nil, err
	}
	return s, buf.Flush()
}

// Create begins the next text or file. Its Close returns an error that wraps
// [ErrChanged] if the bytes were not those of the manifest.
func (w *Writer) Create() (io.WriteCloser, error) {
	if w.err != nil {
		return nil, w.err
	}
	if w.open != nil {
		return nil, fmt.Errorf("%s: %w", w.open.at, errOpen)
	}
	at, want, ok := w.left.next()
	if !ok {
		return nil, fmt.Errorf("%w: there is more than it lists", ErrChanged)
	}
	p, err := w.part(want.header)
	if err != nil {
		return nil, w.fail(err)
	}
	w.open = &body{at: at, want: want, sum: sha256.New()}
	return &entry{w: w, to: p, body: w.open}, nil
}

// Close ends the stream. The error wraps [ErrChanged] where something of the
// manifest was not written; the stream then has no end.
func (w *Writer) Close() error {
	switch at, _, more := w.left.next(); {
	case w.err != nil:
		return w.err
	case w.open != nil:
		return w.fail(fmt.Errorf("%s: %w", w.open.at, errOpen))
	case more:
		return w.fail(fmt.Errorf("%s: %w: it is not there", at, ErrChanged))
	}
	if _, err := w.part(isEnd); err != nil {
		return w.fail(err)
	}
	if err := w.parts.Close(); err != nil {
		return w.fail(err)
	}
	return w.fail(w.buf.Flush())
}

var errOpen = errors.New("still open")

func (w *Writer) part(header string) (io.Writer, error) {
	return w.parts.CreatePart(textproto.MIMEHeader{disposition: {header}})
}

func (w *Writer) fail(err error) error {
	if w.err == nil {
		w.err = err
	}
	return err
}

// entry is one text or file as it is written.
type entry struct {
	w  *Writer
	to io.Writer
	*body
}

// Write writes bytes, and never more than the manifest says.
func (e *entry) Write(p []byte) (int, error) {
	switch {
	case e.w.err != nil:
		return 0, e.w.err
	case e.read+int64(len(p)) > e.want.size:
		return 0, e.w.fail(fmt.Errorf("%s: %w: it is larger", e.at, ErrChanged))
	}
	n, err := e.to.Write(p)
	e.read += int64(n)
	_, _ = e.sum.Write(p[:n]) // never fails
	if err != nil {
		return n, e.w.fail(err)
	}
	return n, nil
}

// Close checks what was written.
func (e *entry) Close() error {
	if e.w.open != e.body {
		return errors.Join(e.w.err)
	}
	e.w.open = nil
	if e.w.err != nil {
		return e.w.err
	}
	if err := e.check(); err != nil {
		return e.w.fail(fmt.Errorf("%s: %w", e.at, err))
	}
	return nil
}
