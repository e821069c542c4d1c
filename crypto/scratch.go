package crypto

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// Scratch is where temporary bytes go when a sealed archive is read or written:
// sealed blocks in files that have no name, under keys that are only in memory.
type Scratch struct {
	Dir  string // an existing folder; "": the system's for temporary files
	Disk Disk   // nil: OS
}

// DefaultBlock is the block size of a scratch file, in bytes.
const DefaultBlock = 16 << 10

const (
	maxBlock   = 1 << 24
	maxScratch = 1 << 46 // bytes of a file: 64 TiB, far from where offsets overflow
)

var (
	errBlockSize = errors.New("no such block size")
	errPlace     = errors.New("no such place in the file")
)

// Create makes a scratch file that is sealed in blocks of that many bytes (0:
// DefaultBlock). It is gone when it is closed, or when the program ends.
func (s *Scratch) Create(block int) (*ScratchFile, error) {
	if block == 0 {
		block = DefaultBlock
	}
	if block < 0 || block > maxBlock {
		return nil, fmt.Errorf("make a temporary file: %w", errBlockSize)
	}
	dir, disk := s.Dir, s.Disk
	if dir == "" {
		dir = os.TempDir()
	}
	if disk == nil {
		disk = OS{}
	}
	file, err := createNameless(disk, filepath.Join(dir, ".exile-"+rand.Text()))
	if err != nil {
		return nil, fmt.Errorf("make a temporary file: %w", err)
	}
	blocks, err := newSealedBlocks(file, block)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &ScratchFile{blocks: blocks, block: int64(block), dirty: oneBlock{at: -1}, clean: oneBlock{at: -1}}, nil
}

// ScratchFile is a file whose bytes on the disk are sealed. Reading a place that
// was never written gives zeros up to Size. A block that was changed on the disk
// behind our back, or put back to an older state, gives ErrDamaged. Not for
// several goroutines at once, but for ReadAt beside ReadAt.
//
// What is written in less than whole blocks is sealed when another block is
// begun, so an error of the disk may come with a later call.
type ScratchFile struct {
	blocks *sealedBlocks // nil: closed
	block  int64         // bytes of a block
	size   int64         // bytes; those of the last block behind it are zeros
	pos    int64

	dirty   oneBlock // the block that is being written: newer than the one on the disk
	unsaved bool     // or no newer

	mu    sync.Mutex // of clean: ReadAt may run several times at once
	clean oneBlock   // the block that was last read in part
}

// oneBlock is a block in the clear.
type oneBlock struct {
	at    int64 // its index; -1: none
	bytes []byte
}

// Read reads from where the last Read, Write or Seek ended.
func (f *ScratchFile) Read(p []byte) (int, error) {
	n, err := f.ReadAt(p, f.pos)
	f.pos += int64(n)
	if n > 0 && errors.Is(err, io.EOF) {
		err = nil
	}
	return n, err
}

// Write writes where the last Read, Write or Seek ended.
func (f *ScratchFile) Write(p []byte) (int, error) {
	n, err := f.WriteAt(p, f.pos)
	f.pos += int64(n)
	return n, err
}

// Seek sets that place.
func (f *ScratchFile) Seek(offset int64, whence int) (int64, error) {
	if f.blocks == nil {
		return 0, os.ErrClosed
	}
	switch whence {
	case io.SeekStart:
	case io.SeekCurrent:
		offset += f.pos
	case io.SeekEnd:
		offset += f.size
	default:
		return 0, fmt.Errorf("seek in a temporary file: %w", errPlace)
	}
	if offset < 0 || offset > maxScratch {
		return 0, fmt.Errorf("seek in a temporary file: %w", errPlace)
	}
	f.pos = offset
	return offset, nil
}

// ReadAt reads at a place.
func (f *ScratchFile) ReadAt(p []byte, off int64) (int, error) {
	if f.blocks == nil {
		return 0, os.ErrClosed
	}
	if off < 0 {
		return 0, fmt.Errorf("read a temporary file: %w", errPlace)
	}
	if len(p) == 0 {
		return 0, nil
	}
	var end error
	if rest := max(0, f.size-off); rest < int64(len(p)) {
		p, end = p[:rest], io.EOF
	}
	n := 0
	for n < len(p) {
		m, err := f.readSome(p[n:], off+int64(n))
		n += m
		if err != nil {
			return n, err
		}
	}
	return n, end
}

// readSome reads a part of a block, or a run of whole ones.
func (f *ScratchFile) readSome(p []byte, off int64) (int, error) {
	i, in := off/f.block, off%f.block
	switch {
	case i == f.dirty.at:
		return copy(p, f.dirty.bytes[in:]), nil
	case !f.blocks.written(i):
		p = p[:min(int64(len(p)), f.block-in)]
		clear(p)
		return len(p), nil
	case in == 0 && int64(len(p)) >= f.block:
		whole := p
		if d := f.dirty.at - i; d > 0 && d < int64(len(p))/f.block {
			whole = p[:d*f.block] // the dirty block comes from memory
		}
		return f.blocks.read(whole, i)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.load(&f.clean, i); err != nil {
		return 0, err
	}
	return copy(p, f.clean.bytes[in:]), nil
}

// load brings a block into memory.
func (f *ScratchFile) load(b *oneBlock, i int64) error {
	if b.at == i {
		return nil
	}
	b.at = -1
	if b.bytes == nil {
		b.bytes = make([]byte, f.block)
	}
	if !f.blocks.written(i) {
		clear(b.bytes)
	} else if _, err := f.blocks.read(b.bytes, i); err != nil {
		return err
	}
	b.at = i
	return nil
}

// WriteAt writes at a place; beyond the end the file grows.
func (f *ScratchFile) WriteAt(p []byte, off int64) (int, error) {
	if f.blocks == nil {
		return 0, os.ErrClosed
	}
	if off < 0 || off > maxScratch-int64(len(p)) {
		return 0, fmt.Errorf("write a temporary file: %w", errPlace)
	}
	n := 0
	for n < len(p) {
		m, err := f.writeSome(p[n:], off+int64(n))
		n += m
		if m > 0 {
			f.size = max(f.size, off+int64(n))
		}
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// writeSome writes a part of a block, or a run of whole ones.
func (f *ScratchFile) writeSome(p []byte, off int64) (int, error) {
	i, in := off/f.block, off%f.block
	if in == 0 && int64(len(p)) >= f.block {
		return f.seal(p, i)
	}
	if err := f.hold(i); err != nil {
		return 0, err
	}
	f.unsaved = true
	return copy(f.dirty.bytes[in:], p), nil
}

// seal writes a run of whole blocks, past what is in memory.
func (f *ScratchFile) seal(p []byte, i int64) (int, error) {
	n, err := f.blocks.write(p, i)
	if err != nil {
		return 0, err
	}
	end := i + int64(n)/f.block
	if i <= f.dirty.at && f.dirty.at < end {
		f.dirty.at, f.unsaved = -1, false
	}
	if i <= f.clean.at && f.clean.at < end {
		f.clean.at = -1
	}
	return n, nil
}

// hold makes a block the dirty one; the one before is sealed.
func (f *ScratchFile) hold(i int64) error {
	if f.dirty.at == i {
		return nil
	}
	if f.unsaved {
		if _, err := f.seal(f.dirty.bytes, f.dirty.at); err != nil {
			return err
		}
	}
	return f.load(&f.dirty, i)
}

// Truncate cuts or lengthens the file.
func (f *ScratchFile) Truncate(size int64) error {
	if f.blocks == nil {
		return os.ErrClosed
	}
	if size < 0 || size > maxScratch {
		return fmt.Errorf("cut a temporary file: %w", errPlace)
	}
	if size >= f.size {
		f.size = size
		return nil
	}
	keep := (size + f.block - 1) / f.block
	if rest := size % f.block; rest != 0 && (f.dirty.at == keep-1 || f.blocks.written(keep-1)) {
		if err := f.hold(keep - 1); err != nil {
			return err
		}
		clear(f.dirty.bytes[rest:])
		f.unsaved = true
	}
	if f.dirty.at >= keep {
		f.dirty.at, f.unsaved = -1, false
	}
	f.size = size
	return f.blocks.cut(keep)
}

// Size returns the length in bytes.
func (f *ScratchFile) Size() int64 { return f.size }

// Close gives the file up, clears what is in memory of it and lets go of its key,
// of which there is one copy, in the cipher. It may be called again.
func (f *ScratchFile) Close() error {
	if f.blocks == nil {
		return nil
	}
	clear(f.dirty.bytes)
	clear(f.clean.bytes)
	file := f.blocks.file
	f.blocks = nil
	return file.Close()
}
