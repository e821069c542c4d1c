package crypto_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"testing"

	"exile/crypto"
	"exile/crypto/disktest"
)

const sealedMore = 16 // bytes that a block is longer on the disk

// newScratch makes a scratch file of small blocks on a disk that can be looked
// into.
func newScratch(tb testing.TB, block int) (*crypto.ScratchFile, *disktest.Disk) {
	tb.Helper()
	disk := &disktest.Disk{Under: &disktest.Memory{}}
	f, err := (&crypto.Scratch{Disk: disk}).Create(block)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { f.Close() })
	return f, disk
}

// raw is what lies on the disk of the first file that was made there.
func raw(tb testing.TB, disk *disktest.Disk) []byte {
	tb.Helper()
	data, err := io.ReadAll(io.NewSectionReader(disk.Files()[0].Under, 0, 1<<40))
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

// plain is a file as it should be: the model for scratch files and page logs.
type plain []byte

func (p *plain) write(b []byte, off int) {
	p.resize(max(len(*p), off+len(b)))
	copy((*p)[off:], b)
}

func (p *plain) resize(size int) {
	if size < len(*p) {
		*p = append(plain(nil), (*p)[:size]...)
		return
	}
	*p = append(*p, make(plain, size-len(*p))...)
}

// read is what ReadAt must answer.
func (p plain) read(n, off int) ([]byte, error) {
	if n == 0 {
		return nil, nil
	}
	if off >= len(p) {
		return nil, io.EOF
	}
	if rest := p[off:]; n > len(rest) {
		return rest, io.EOF
	}
	return p[off : off+n], nil
}

// compare reads a place and says what is wrong.
func (p plain) compare(r io.ReaderAt, n, off int) error {
	got := bytes.Repeat([]byte{0xEE}, n)
	m, err := r.ReadAt(got, int64(off))
	want, wantErr := p.read(n, off)
	if !bytes.Equal(got[:m], want) || !errors.Is(err, wantErr) {
		return fmt.Errorf("read %d at %d of %d: %d bytes, %w; want %d, %w; equal: %v",
			n, off, len(p), m, err, len(want), wantErr, bytes.Equal(got[:m], want))
	}
	return nil
}

// script takes numbers from bytes, zeros when they are used up.
type script struct {
	data []byte
	fill byte
}

func (s *script) done() bool { return len(s.data) == 0 }

func (s *script) next() int {
	if s.done() {
		return 0
	}
	b := s.data[0]
	s.data = s.data[1:]
	return int(b)
}

// place draws an offset or a length: often at a border of a block.
func (s *script) place(block int) int {
	n := s.next()
	switch s.next() % 4 {
	case 0:
		return n % 12 * block
	case 1:
		return n % 12 * block / 2
	case 2:
		return n
	}
	return max(0, n%12*block-1)
}

// bytes are some that differ from all the others.
func (s *script) bytes(n int) []byte {
	s.fill++
	b := bytes.Repeat([]byte{s.fill}, n)
	for i := range b {
		b[i] += byte(i * 7)
	}
	return b
}
