package convert

import (
	"bytes"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"

	"github.com/klauspost/compress/flate"

	"exile/crypto"
)

const (
	judgedHead = 64 << 10  // bytes of an entry by which it is judged whether packing it is worth it
	entryBlock = 256 << 10 // of the scratch file of a longer one
)

// zipEntry is an entry that is being written. A short one stays in memory, a longer one goes
// to the scratch, packed if that saves a tenth of its head.
type zipEntry struct {
	o      *zipOut
	name   string
	closed bool
	err    error

	head     []byte // of an entry that is not in the scratch
	file     *crypto.ScratchFile
	packer   *flate.Writer
	deflated bool
	sum      uint32
	size     int64 // bytes as they are
	packed   int64 // bytes in the zip
}

// Write collects.
func (e *zipEntry) Write(p []byte) (int, error) {
	if e.closed {
		return 0, fs.ErrClosed
	}
	if e.err != nil {
		return 0, e.err
	}
	e.sum = crc32.Update(e.sum, crc32.IEEETable, p)
	e.size += int64(len(p))
	if e.file == nil && len(e.head)+len(p) <= judgedHead {
		e.head = append(e.head, p...)
		return len(p), nil
	}
	if e.file == nil {
		e.err = e.spill()
	}
	if e.err == nil {
		e.err = e.pass(p)
	}
	if e.err != nil {
		return 0, e.err
	}
	return len(p), nil
}

// spill goes over to the scratch.
func (e *zipEntry) spill() error {
	var err error
	if e.file, err = e.o.scratch.Create(entryBlock); err != nil {
		return err
	}
	e.o.mu.Lock()
	packed, err := e.o.pack(e.head)
	e.o.mu.Unlock()
	if err != nil {
		return err
	}
	if e.deflated = packed != nil; e.deflated {
		if e.packer, err = flate.NewWriter(scratchEnd{e}, flate.BestSpeed); err != nil {
			return err
		}
	}
	head := e.head
	e.head = nil
	return e.pass(head)
}

func (e *zipEntry) pass(p []byte) (err error) {
	if e.packer != nil {
		_, err = e.packer.Write(p)
		return err
	}
	_, err = scratchEnd{e}.Write(p)
	return err
}

// scratchEnd is the end of an entry's scratch file.
type scratchEnd struct{ e *zipEntry }

func (w scratchEnd) Write(p []byte) (int, error) {
	n, err := w.e.file.Write(p)
	w.e.packed += int64(n)
	return n, err
}

// Close puts the entry, which is whole, into the zip.
func (e *zipEntry) Close() error {
	if e.closed {
		return fs.ErrClosed
	}
	e.closed = true
	e.o.mu.Lock()
	defer e.o.mu.Unlock()
	delete(e.o.open, e)
	data, err := e.end()
	if err == nil {
		err = e.o.put(e, data)
	}
	if err = errors.Join(err, e.letGo()); err != nil && e.o.err == nil {
		e.o.err = err
	}
	return err
}

// end returns what goes into the zip.
func (e *zipEntry) end() (io.Reader, error) {
	if e.err != nil {
		return nil, e.err
	}
	if e.file == nil {
		packed, err := e.o.pack(e.head)
		if err != nil {
			return nil, err
		}
		if e.deflated = packed != nil; !e.deflated {
			packed = e.head
		}
		e.packed = int64(len(packed))
		return bytes.NewReader(packed), nil
	}
	if e.packer != nil {
		if err := e.packer.Close(); err != nil {
			return nil, err
		}
	}
	return io.NewSectionReader(e.file, 0, e.packed), nil
}

// letGo gives up what the entry holds.
func (e *zipEntry) letGo() error {
	e.head, e.packer = nil, nil
	if e.file == nil {
		return nil
	}
	f := e.file
	e.file = nil
	return f.Close()
}

// pack packs a piece; nil if that does not save a tenth of it. What it returns is good until
// the next call. The caller holds the lock.
func (o *zipOut) pack(p []byte) (_ []byte, err error) {
	o.packed.Reset()
	if o.packer == nil {
		if o.packer, err = flate.NewWriter(nil, flate.BestSpeed); err != nil {
			return nil, err
		}
	}
	o.packer.Reset(&o.packed)
	_, err = o.packer.Write(p)
	err = errors.Join(err, o.packer.Close())
	if err != nil || o.packed.Len() >= len(p)*9/10 {
		return nil, err
	}
	return o.packed.Bytes(), nil
}
