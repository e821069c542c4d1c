package convert

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"sync"
	"unicode/utf8"

	"github.com/klauspost/compress/flate"

	"exile/crypto"
)

// zipOut is an output of any number of files as one zip. Sizes and checksums stand in front of
// every entry, which all programs read; so an entry is collected until it is closed, and the
// entries are in the order in which they were. There are no entries for folders, and all times
// are the same.
type zipOut struct {
	scratch *crypto.Scratch
	wrap    func(io.WriteCloser) io.WriteCloser // of tests

	mu      sync.Mutex
	zip     *zip.Writer
	buf     *bufio.Writer
	names   nameSet
	created []string
	open    map[*zipEntry]bool
	packer  *flate.Writer
	packed  bytes.Buffer
	copying []byte
	err     error // of an entry that did not become whole: neither will the zip
}

func newZipOut(w io.Writer, scratch *crypto.Scratch, wrap func(io.WriteCloser) io.WriteCloser) *zipOut {
	if scratch == nil {
		scratch = &crypto.Scratch{}
	}
	buf := bufio.NewWriterSize(w, zipBuffer)
	return &zipOut{
		scratch: scratch, wrap: wrap, zip: zip.NewWriter(buf), buf: buf, names: newNameSet(0), open: map[*zipEntry]bool{},
	}
}

// Create begins an entry.
func (o *zipOut) Create(name string) (io.WriteCloser, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !portable(name) {
		return nil, fmt.Errorf("create %s: %w", name, fs.ErrInvalid)
	}
	if err := o.names.add(name); err != nil {
		return nil, fmt.Errorf("create %s: %w", name, fs.ErrExist)
	}
	o.created = append(o.created, name)
	entry := &zipEntry{o: o, name: name}
	o.open[entry] = true
	if o.wrap != nil {
		return o.wrap(entry), nil
	}
	return entry, nil
}

func (o *zipOut) files() []string { return o.created }

// finish ends the zip. What is still open will never be whole.
func (o *zipOut) finish() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	err := o.err
	if len(o.open) > 0 && err == nil {
		err = errStillOpen
	}
	for entry := range o.open {
		err = errors.Join(err, entry.letGo())
	}
	if err == nil {
		err = o.zip.Close()
	}
	if err == nil {
		err = o.buf.Flush()
	}
	return err
}

var errStillOpen = errors.New("a file was begun and not ended")

const zipBuffer = 256 << 10

// The header of an entry: a regular file, mode 0644, of 1 January 1980.
const (
	zipFlagUTF8    = 0x800 // the name is UTF-8
	zipMadeByUnix  = 3<<8 | 20
	zipNeeds20     = 20
	zipNeeds45     = 45 // for sizes above 4 GB
	zipRegularFile = 0o100644 << 16
	zipFirstDay    = 1<<5 | 1
	zip64Extra     = 1
)

// put writes a collected entry into the zip.
func (o *zipOut) put(e *zipEntry, data io.Reader) error {
	h := &zip.FileHeader{
		Name: e.name, Method: zip.Store, CRC32: e.sum, UncompressedSize64: uint64(e.size), CompressedSize64: uint64(e.packed),
		CreatorVersion: zipMadeByUnix, ReaderVersion: zipNeeds20, ExternalAttrs: zipRegularFile,
		ModifiedDate: zipFirstDay, //nolint:staticcheck // Modified would add an extra field
	}
	if e.deflated {
		h.Method = zip.Deflate
	}
	for i := range len(e.name) {
		if e.name[i] >= utf8.RuneSelf {
			h.Flags |= zipFlagUTF8
			break
		}
	}
	if max(h.UncompressedSize64, h.CompressedSize64) >= math.MaxUint32 {
		h.ReaderVersion, h.Extra = zipNeeds45, sizesExtra(h)
	}
	w, err := o.zip.CreateRaw(h)
	if err != nil {
		return err
	}
	h.Extra = nil // the directory of the zip gets one of its own, from archive/zip
	if o.copying == nil {
		o.copying = make([]byte, zipBuffer)
	}
	n, err := io.CopyBuffer(w, onlyReader{data}, o.copying)
	if err == nil && n != e.packed {
		err = io.ErrUnexpectedEOF
	}
	return err
}

// sizesExtra are the sizes of an entry above 4 GB, which archive/zip does not write before the
// data of an entry that it has not packed itself.
func sizesExtra(h *zip.FileHeader) []byte {
	var b []byte
	b = binary.LittleEndian.AppendUint16(b, zip64Extra)
	b = binary.LittleEndian.AppendUint16(b, 16)
	b = binary.LittleEndian.AppendUint64(b, h.UncompressedSize64)
	return binary.LittleEndian.AppendUint64(b, h.CompressedSize64)
}

// onlyReader hides WriteTo, so that io.CopyBuffer uses the buffer.
type onlyReader struct{ io.Reader }
