package telegram

import (
	"archive/zip"
	"bufio"
	"errors"
	"hash/crc32"
	"io"
	"unicode/utf8"

	"github.com/klauspost/compress/flate"
)

// archive is the zip for an iPhone. Sizes and checksums stand in front of each
// entry and not behind it wherever that is possible: zips that have them behind,
// as those of macOS, were seen to be refused. There are no folder entries, and
// all times are the same.
type archive struct {
	zip  *zip.Writer
	buf  *bufio.Writer
	file io.WriteCloser
}

func newArchive(f io.WriteCloser) *archive {
	buf := bufio.NewWriterSize(f, 64<<10)
	return &archive{zip: zip.NewWriter(buf), buf: buf, file: f}
}

// The header of an entry: a regular file, mode 0644, of 1 January 1980.
const (
	flagBehind  = 0x8   // size and checksum stand behind the data
	flagUTF8    = 0x800 // the name is UTF-8
	madeByUnix  = 3<<8 | 20
	needs20     = 20
	regularFile = 0o100644 << 16
	firstDay    = 1<<5 | 1
)

func entry(name string, method uint16) *zip.FileHeader {
	h := &zip.FileHeader{
		Name: name, Method: method,
		CreatorVersion: madeByUnix, ReaderVersion: needs20, ExternalAttrs: regularFile,
		ModifiedDate: firstDay, //nolint:staticcheck // Modified would add an extra field
	}
	for i := range len(name) {
		if name[i] >= utf8.RuneSelf {
			h.Flags |= flagUTF8
			break
		}
	}
	return h
}

// stored begins an entry that is not compressed.
func (a *archive) stored(name string, size int64, sum uint32) (io.Writer, error) {
	h := entry(name, zip.Store)
	h.CRC32, h.CompressedSize64, h.UncompressedSize64 = sum, uint64(size), uint64(size)
	return a.zip.CreateRaw(h)
}

func (a *archive) close() error {
	err := a.zip.Close()
	if err == nil {
		err = a.buf.Flush()
	}
	return errors.Join(err, a.file.Close())
}

// textName is the name by which Telegram for iPhone finds the text.
const textName = "_chat.txt"

// packer deflates the text of a zip beside the goroutine that writes it. What it
// has deflated it keeps, until it is told where to put it or until the end.
type packer struct {
	in    chan block
	free  chan []byte
	done  chan struct{}
	sink  sink
	sum   uint32
	size  int64 // of the text; of the writer's goroutine
	early bool  // the entry was begun before its size was known
}

// block is a piece of the text, or the word to put everything into to.
type block struct {
	data []byte
	to   io.Writer
}

// sink keeps deflated bytes, or passes them on.
type sink struct {
	kept [][]byte
	to   io.Writer
	size int64
	err  error
}

func (s *sink) Write(p []byte) (int, error) {
	s.size += int64(len(p))
	if s.to != nil {
		if s.err == nil {
			_, s.err = s.to.Write(p)
		}
		return len(p), nil
	}
	s.kept = append(s.kept, append([]byte(nil), p...))
	return len(p), nil
}

// pour writes what was kept to w, and passes on what comes after it.
func (s *sink) pour(w io.Writer) {
	for _, p := range s.kept {
		if s.err == nil {
			_, s.err = w.Write(p)
		}
	}
	s.kept, s.to = nil, w
}

func newPacker() *packer {
	p := &packer{in: make(chan block, 2), free: make(chan []byte, 4), done: make(chan struct{})}
	go p.run()
	return p
}

func (p *packer) run() {
	defer close(p.done)
	buffered := bufio.NewWriterSize(&p.sink, 32<<10)
	w, err := flate.NewWriter(buffered, flate.BestSpeed)
	for b := range p.in {
		if err != nil {
			continue
		}
		if b.to != nil {
			err = buffered.Flush()
			p.sink.pour(b.to)
			continue
		}
		p.sum = crc32.Update(p.sum, crc32.IEEETable, b.data)
		_, err = w.Write(b.data)
		select {
		case p.free <- b.data[:0]:
		default:
		}
	}
	if err == nil {
		err = w.Close()
	}
	if err == nil {
		err = buffered.Flush()
	}
	if p.sink.err == nil {
		p.sink.err = err
	}
}

// write takes a copy of text.
func (p *packer) write(text []byte) {
	var data []byte
	select {
	case data = <-p.free:
	default:
	}
	p.size += int64(len(text))
	p.in <- block{data: append(data, text...)}
}

// begin starts the entry before its size is known.
func (p *packer) begin(a *archive) (*zip.FileHeader, error) {
	h := entry(textName, zip.Deflate)
	h.Flags |= flagBehind
	w, err := a.zip.CreateRaw(h)
	if err != nil {
		return nil, err
	}
	p.early = true
	p.in <- block{to: w}
	return h, nil
}

// end waits for the goroutine.
func (p *packer) end() error {
	close(p.in)
	<-p.done
	return p.sink.err
}

// finish writes the entry, or what is still missing of it: h is what begin returned.
func (p *packer) finish(a *archive, h *zip.FileHeader) error {
	if h == nil {
		h = entry(textName, zip.Deflate)
	}
	h.CRC32, h.CompressedSize64, h.UncompressedSize64 = p.sum, uint64(p.sink.size), uint64(p.size)
	if p.early {
		// The archive reads these when the next entry begins.
		h.CompressedSize, h.UncompressedSize = uint32(h.CompressedSize64), uint32(h.UncompressedSize64) //nolint:staticcheck // of entries under 4 GB
		return nil
	}
	w, err := a.zip.CreateRaw(h)
	if err != nil {
		return err
	}
	p.sink.pour(w)
	return p.sink.err
}
