package crypto

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"

	"filippo.io/age"
)

// Writer writes a sealed archive. Not for several goroutines.
type Writer struct {
	sealed   io.WriteCloser // of age
	zip      *zip.Writer
	count    countingWriter // between the two
	manifest Manifest
	names    map[string]bool
	dirSize  int64 // bytes of the directory so far
	at       int64 // where the next entry begins
	key      []byte
	err      error // after it nothing is written
	hash     hash.Hash
	buffers  [4][]byte
}

// NewWriter begins an archive on w: m tells everything but its Version and
// Entries and Recipients, to are the recipients of the age file.
// Errors: ErrMixedKeys, *PluginError, or the writer's.
func NewWriter(w io.Writer, m Manifest, to []Recipient) (*Writer, error) {
	m.Version, m.Entries, m.Recipients = ManifestVersion, nil, nil
	holders := make([]*holder, len(to))
	recipients := make([]age.Recipient, len(to))
	for i, r := range to {
		m.Recipients = append(m.Recipients, r.Name)
		holders[i] = &holder{inner: r.Recipient}
		recipients[i] = holders[i]
	}
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	sealed, err := age.Encrypt(w, recipients...)
	if err != nil {
		if _, failed := errors.AsType[*PluginError](err); !failed && mixed(holders) {
			return nil, ErrMixedKeys
		}
		return nil, fmt.Errorf("seal: %w", err)
	}
	sw := &Writer{
		sealed: sealed, manifest: m, names: map[string]bool{PaddingName: true, ManifestName: true},
		key: holders[0].key, hash: sha256.New(),
	}
	sw.count.w = sealed
	sw.zip = zip.NewWriter(&sw.count)
	return sw, nil
}

// Add writes an entry. Names are relative, clean, of [a-z0-9._/-], and come once.
func (w *Writer) Add(name string, r io.Reader) (Entry, error) {
	if w.err != nil {
		return Entry{}, w.err
	}
	if err := validName(name); err != nil {
		return Entry{}, fmt.Errorf("seal: %w", err)
	}
	if w.names[name] {
		return Entry{}, fmt.Errorf("seal: there is an entry %s already", name)
	}
	if len(w.manifest.Entries) >= maxEntries-2 {
		return Entry{}, fmt.Errorf("seal: more than %d entries", maxEntries-2)
	}
	size, err := w.write(name, r)
	if err != nil {
		w.err = fmt.Errorf("seal %s: %w", name, err)
		return Entry{}, w.err
	}
	e := Entry{Name: name, Size: size, SHA256: hex.EncodeToString(w.hash.Sum(nil))}
	w.names[name] = true
	w.manifest.Entries = append(w.manifest.Entries, e)
	return e, nil
}

// Close writes padding, manifest and end, and returns the manifest. It does not
// close the underlying writer. Without Close there is no archive.
func (w *Writer) Close() (*Manifest, error) {
	if w.err != nil {
		return nil, w.err
	}
	w.err = errors.New("seal: it is closed")
	text := w.manifest.text()
	if len(text) > maxManifest {
		return nil, fmt.Errorf("seal: a manifest of %d bytes", len(text))
	}
	padding, total := w.padding(int64(len(text)))
	if _, err := w.write(PaddingName, io.LimitReader(zeros{}, padding)); err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	if _, err := w.write(ManifestName, bytes.NewReader(text)); err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	if err := w.zip.Close(); err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	if w.count.n != total {
		return nil, fmt.Errorf("seal: the zip has %d bytes instead of %d", w.count.n, total)
	}
	if err := w.sealed.Close(); err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return &w.manifest, nil
}

// Identity opens this one archive: it holds its file key. For reading back what
// was written without the recipients' keys.
func (w *Writer) Identity() Identity { return age.NewInjectedFileKeyIdentity(w.key) }

// padding returns how many zeros make the whole zip a padded length, and that
// length. text is the size of the manifest in bytes.
func (w *Writer) padding(text int64) (zeros, total int64) {
	length := func(zeros int64) int64 {
		pad := record{name: PaddingName, size: zeros, at: w.at}
		last := record{name: ManifestName, size: text, at: pad.end()}
		end := ending{
			count: int64(len(w.manifest.Entries)) + 2,
			size:  w.dirSize + pad.centralLen() + last.centralLen(), at: last.end(),
		}
		return end.at + end.size + end.len()
	}
	// A header grows where a size needs zip64: then so much less padding, and
	// if there is not so much, the next length.
	for total = padme(length(0)); ; total = padme(total + 1) {
		zeros = total - length(0)
		if over := length(zeros) - total; over > 0 {
			zeros -= over
		}
		if zeros >= 0 && length(zeros) == total {
			return zeros, total
		}
	}
}

// write writes an entry and returns its size. The zip and age work on one buffer
// while the next is read and hashed.
func (w *Writer) write(name string, r io.Reader) (int64, error) {
	to, err := w.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
	if err != nil {
		return 0, err
	}
	w.hash.Reset()
	first := w.fill(0, r)
	done := record{name: name, at: w.at, size: int64(len(first.bytes))}
	switch {
	case first.err == nil:
		done.size, err = w.pump(to, first, r)
	case errors.Is(first.err, io.EOF):
		_, err = to.Write(first.bytes)
	default:
		err = first.err
	}
	w.at = done.end()
	w.dirSize += done.centralLen()
	return done.size, err
}

// filled is a buffer that was read, and what came after: nil for more.
type filled struct {
	number int
	bytes  []byte
	err    error
}

// fill reads a buffer full and hashes it.
func (w *Writer) fill(number int, r io.Reader) filled {
	b := w.buffers[number]
	if b == nil {
		b = make([]byte, pieceSize)
		w.buffers[number] = b
	}
	n, err := 0, error(nil)
	for n < len(b) && err == nil { // not io.ReadFull: it hides an ErrUnexpectedEOF of r
		var m int
		m, err = r.Read(b[n:])
		n += m
	}
	w.hash.Write(b[:n])
	return filled{number, b[:n], err}
}

// pump writes the first buffer and all that follow to an entry.
func (w *Writer) pump(to io.Writer, first filled, r io.Reader) (int64, error) {
	full := make(chan filled, len(w.buffers))
	free := make(chan int, len(w.buffers))
	for i := 1; i < len(w.buffers); i++ {
		free <- i
	}
	go func() {
		defer close(full)
		for i := range free {
			f := w.fill(i, r)
			full <- f
			if f.err != nil {
				return
			}
		}
	}()
	n, err := int64(0), error(nil)
	for f, more := first, true; more; f, more = <-full {
		if err == nil {
			_, err = to.Write(f.bytes)
			n += int64(len(f.bytes))
			if err != nil {
				close(free)
			}
		}
		if err == nil && f.err == nil {
			free <- f.number
		}
		if err == nil && f.err != nil && !errors.Is(f.err, io.EOF) {
			err = f.err
		}
	}
	return n, err
}

// countingWriter counts bytes.
type countingWriter struct {
	w io.Writer
	n int64
}

func (c *countingWriter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

// zeros is a reader without an end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// holder is a recipient that keeps the file key it wraps.
type holder struct {
	inner  age.Recipient
	key    []byte
	labels []string
}

func (h *holder) Wrap(key []byte) ([]*age.Stanza, error) {
	s, _, err := h.WrapWithLabels(key)
	return s, err
}

// WrapWithLabels hands the labels on, by which age tells whom it may mix.
func (h *holder) WrapWithLabels(key []byte) (s []*age.Stanza, labels []string, err error) {
	h.key = slices.Clone(key)
	if r, ok := h.inner.(age.RecipientWithLabels); ok {
		s, h.labels, err = r.WrapWithLabels(key)
	} else {
		s, err = h.inner.Wrap(key)
	}
	return s, h.labels, err
}

// mixed reports whether some of the recipients that were asked are
// post-quantum and some are not.
func mixed(holders []*holder) bool {
	var pq, classic bool
	for _, h := range holders {
		switch {
		case h.key == nil: // age gave up before it
		case slices.Contains(h.labels, "postquantum"):
			pq = true
		default:
			classic = true
		}
	}
	return pq && classic
}
