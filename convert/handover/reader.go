package handover

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"mime"
	"mime/multipart"
	"strings"
)

// Reader reads a stream. It keeps the manifest and no more; what stands after it
// passes through.
type Reader struct {
	parts    *multipart.Reader
	from     *source
	manifest *Manifest
	left     walk
	open     *body // what was returned last
	err      error // the first error; io.EOF after the end
}

// Item is one text or one file, with its place in the manifest.
type Item struct {
	Place
	io.Reader
}

// NewReader reads the beginning of a stream and its manifest. An error wraps
// [ErrForm], [ErrVersion], [ErrCut] or [ErrTooLarge], or is one of reading r.
func NewReader(r io.Reader) (*Reader, error) {
	from := &source{r: r}
	buffered := bufio.NewReaderSize(from, 64<<10)
	boundary, err := readHeader(from, buffered)
	if err != nil {
		return nil, fmt.Errorf("read the bundle: %w", err)
	}
	s := &Reader{parts: multipart.NewReader(buffered, boundary), from: from}
	p, err := s.part(isManifest)
	if err == nil {
		s.manifest, err = readManifest(from, p)
	}
	if err != nil {
		return nil, fmt.Errorf("read the bundle: manifest: %w", err)
	}
	s.left = newWalk(s.manifest)
	return s, nil
}

// Manifest returns the manifest. Whoever changes it changes what Next expects.
func (r *Reader) Manifest() *Manifest { return r.manifest }

// Next returns the next text or file, in the order of the manifest and as far as
// Manifest.Depth goes, and io.EOF once the end of the stream was seen. What was left
// unread of the one before is read and checked first. Size and SHA-256 are checked
// where the reading of an item comes to its end: that Read returns the error. An
// error is final.
func (r *Reader) Next() (*Item, error) {
	if r.err != nil {
		return nil, r.err
	}
	item, err := r.next()
	if err != nil && err != io.EOF { //nolint:errorlint // ours, bare
		err = fmt.Errorf("read the bundle: %w", err)
	}
	r.err = err
	return item, err
}

func (r *Reader) next() (*Item, error) {
	if r.open != nil {
		if _, err := io.Copy(io.Discard, r.open); err != nil {
			return nil, err
		}
		r.open = nil
	}
	at, want, ok := r.left.next()
	if !ok {
		return nil, r.end()
	}
	p, err := r.part(want.header)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	r.open = &body{r: p, from: r.from, at: at, want: want, sum: sha256.New()}
	return &Item{Place: at, Reader: r.open}, nil
}

// end reads the end of the stream.
func (r *Reader) end() error {
	p, err := r.part(isEnd)
	if err != nil {
		return err
	}
	n, err := io.Copy(io.Discard, io.LimitReader(p, maxBoundary)) // half a boundary looks like bytes
	switch {
	case err != nil:
		return r.from.cut(err)
	case n > 0:
		return fmt.Errorf("%w: something stands in the end", ErrForm)
	}
	if _, err = r.parts.NextRawPart(); err == nil {
		return fmt.Errorf("%w: something stands after the end", ErrForm)
	}
	if err == io.EOF { //nolint:errorlint // bare after the closing boundary alone
		return io.EOF
	}
	return r.from.cut(err)
}

// part returns the next part, which must be of that kind.
func (r *Reader) part(header string) (io.Reader, error) {
	p, err := r.parts.NextRawPart()
	if err != nil {
		return nil, r.from.cut(err)
	}
	if got := p.Header[disposition]; len(p.Header) != 1 || len(got) != 1 || got[0] != header {
		return nil, fmt.Errorf("%w: another part is expected here", ErrForm)
	}
	return p, nil
}

// body is the bytes of one part, checked.
type body struct {
	r    io.Reader
	from *source
	at   Place
	want expected
	read int64
	sum  hash.Hash
	err  error
}

// Read reads bytes. At the end it says whether they were the right ones.
func (b *body) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	n, err := b.r.Read(p)
	b.read += int64(n)
	_, _ = b.sum.Write(p[:n]) // never fails
	switch {
	case b.read > b.want.size:
		err = fmt.Errorf("%w: it is larger", ErrChanged)
	case err == io.EOF: //nolint:errorlint // as an io.Reader returns it
		if err = b.check(); err == nil {
			b.err = io.EOF
			return n, io.EOF
		}
	case err != nil:
		err = b.from.cut(err)
	}
	if err != nil {
		b.err = fmt.Errorf("%s: %w", b.at, err)
	}
	return n, b.err
}

func (b *body) check() error {
	if b.read < b.want.size {
		return fmt.Errorf("%w: it is smaller", ErrChanged)
	}
	if b.want.sha256 != "" && hex.EncodeToString(b.sum.Sum(nil)) != b.want.sha256 {
		return fmt.Errorf("%w: its SHA-256 differs", ErrChanged)
	}
	return nil
}

// source is where a stream comes from. It remembers how that ended, which the
// reading of headers forgets.
type source struct {
	r   io.Reader
	err error // once it was returned
	due error // what came with the last bytes
}

// Read reads. What comes with the last bytes is told after them.
func (s *source) Read(p []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	if s.due != nil {
		s.err = s.due
		return 0, s.err
	}
	n, err := s.r.Read(p)
	if n > 0 {
		s.due = err
		return n, nil
	}
	s.err = err
	return 0, err
}

// cut tells an early end and a broken form from a failure of reading.
func (s *source) cut(err error) error {
	if s.err != nil && s.err != io.EOF { //nolint:errorlint // as readers return it
		return s.err
	}
	switch {
	case s.err != nil, errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return ErrCut
	case errors.Is(err, bufio.ErrBufferFull), errors.Is(err, multipart.ErrMessageTooLarge):
		return fmt.Errorf("%w: a line is too long", ErrForm)
	}
	return fmt.Errorf("%w: %w", ErrForm, err)
}

// The lines before the first boundary.
const (
	mimeLine   = "MIME-Version: 1.0"
	typePrefix = "Content-Type: "
	typeMixed  = "multipart/mixed"
)

// maxBoundary is more than a boundary takes, with what stands around it.
const maxBoundary = 78

// readHeader reads the header of the whole and returns the boundary.
func readHeader(s *source, r *bufio.Reader) (string, error) {
	var lines [3]string
	for i := range lines {
		line, err := r.ReadSlice('\n')
		if err != nil {
			return "", s.cut(err)
		}
		text, ok := strings.CutSuffix(string(line), "\r\n")
		if !ok || len(text) > 200 {
			return "", ErrForm
		}
		lines[i] = text
	}
	value, ok := strings.CutPrefix(lines[1], typePrefix)
	if lines[0] != mimeLine || !ok || lines[2] != "" {
		return "", ErrForm
	}
	kind, params, err := mime.ParseMediaType(value)
	if err != nil || kind != typeMixed || params["boundary"] == "" || len(params["boundary"]) > maxBoundary-8 {
		return "", ErrForm
	}
	return params["boundary"], nil
}
