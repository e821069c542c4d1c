package crypto

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"

	"golang.org/x/crypto/chacha20poly1305"
)

// batchBytes is how much of a file is sealed or opened at a time: little enough
// to stay in the processor's cache.
const batchBytes = 64 << 10

// sealedBlocks is a file of blocks of equal size, each sealed by itself with
// ChaCha20-Poly1305 under a key that is made here and kept nowhere. Block i lies
// at i × (size+16). Each seal takes the next number as its nonce, so that none
// comes twice; the number of the last seal of each block is in memory alone. So
// neither another block nor an older one passes for it. (The index of the block,
// which is associated data, says so a second time.)
type sealedBlocks struct {
	file  DiskFile
	aead  cipher.AEAD
	size  int64    // bytes of a block
	seals []uint64 // of each block: the number of its last seal; 0: never written
	last  uint64   // the last number given
	bufs  sync.Pool
}

// sealedRun is the room for a run of blocks as it is on the disk.
type sealedRun struct {
	nonce [chacha20poly1305.NonceSize]byte
	place [8]byte
	bytes []byte
}

func newSealedBlocks(file DiskFile, size int) (*sealedBlocks, error) {
	key := make([]byte, chacha20poly1305.KeySize)
	rand.Read(key) // it never returns an error
	aead, err := chacha20poly1305.New(key)
	clear(key)
	if err != nil {
		return nil, err
	}
	b := &sealedBlocks{file: file, aead: aead, size: int64(size)}
	b.bufs.New = func() any {
		return &sealedRun{bytes: make([]byte, 0, b.batch()*b.stride())}
	}
	return b, nil
}

// stride is the length of a sealed block.
func (b *sealedBlocks) stride() int64 { return b.size + chacha20poly1305.Overhead }

// batch is how many blocks are sealed or opened at a time, at most.
func (b *sealedBlocks) batch() int64 { return max(1, batchBytes/b.size) }

// written reports whether a block was ever written.
func (b *sealedBlocks) written(i int64) bool { return i < int64(len(b.seals)) && b.seals[i] != 0 }

// label sets what the seal of a block is made with besides key and bytes.
func (r *sealedRun) label(i int64, seal uint64) {
	binary.BigEndian.PutUint64(r.nonce[len(r.nonce)-8:], seal)
	binary.BigEndian.PutUint64(r.place[:], uint64(i))
}

// read opens blocks from i on into p, as many as p takes whole, a batch holds and
// were written, and returns their bytes. Block i was written. It may be called
// several times at once, but not beside write and cut.
func (b *sealedBlocks) read(p []byte, i int64) (int, error) {
	n := int64(1)
	for n < min(b.batch(), int64(len(p))/b.size) && b.written(i+n) {
		n++
	}
	run := b.bufs.Get().(*sealedRun) //nolint:forcetypeassert // nothing else is in it
	defer b.bufs.Put(run)
	sealed := run.bytes[:n*b.stride()]
	if m, err := b.file.ReadAt(sealed, i*b.stride()); m < len(sealed) {
		return 0, fmt.Errorf("read temporary bytes: %w", cutIsDamage(err))
	}
	for k := range n {
		run.label(i+k, b.seals[i+k])
		at := k * b.size
		block := sealed[k*b.stride():][:b.stride()]
		if _, err := b.aead.Open(p[at:at:at+b.size], run.nonce[:], block, run.place[:]); err != nil {
			return int(at), fmt.Errorf("open block %d of temporary bytes: %w", i+k, ErrDamaged)
		}
	}
	return int(n * b.size), nil
}

// cutIsDamage makes an end where bytes should be what it is.
func cutIsDamage(err error) error {
	if err == nil || errors.Is(err, io.EOF) {
		return ErrDamaged
	}
	return err
}

// write seals blocks from p, as many as p holds whole and a batch takes, and
// returns their bytes: all of them or, with an error, 0. What was in those
// blocks before may then be damaged, but nothing else passes for it.
func (b *sealedBlocks) write(p []byte, i int64) (int, error) {
	n := min(b.batch(), int64(len(p))/b.size)
	run := b.bufs.Get().(*sealedRun) //nolint:forcetypeassert // nothing else is in it
	defer b.bufs.Put(run)
	first := b.last + 1
	sealed := run.bytes[:0]
	for k := range n {
		b.last++ // never given again, whatever becomes of this write
		run.label(i+k, b.last)
		sealed = b.aead.Seal(sealed, run.nonce[:], p[k*b.size:(k+1)*b.size], run.place[:])
	}
	if _, err := b.file.WriteAt(sealed, i*b.stride()); err != nil {
		return 0, fmt.Errorf("write temporary bytes: %w", err)
	}
	if more := i + n - int64(len(b.seals)); more > 0 {
		b.seals = append(b.seals, make([]uint64, more)...)
	}
	for k := range n {
		b.seals[i+k] = first + uint64(k)
	}
	return int(n * b.size), nil
}

// cut forgets all blocks from the n-th on and gives their room back.
func (b *sealedBlocks) cut(n int64) error {
	if n >= int64(len(b.seals)) {
		return nil
	}
	b.seals = b.seals[:n]
	if err := b.file.Truncate(n * b.stride()); err != nil {
		return fmt.Errorf("cut temporary bytes: %w", err)
	}
	return nil
}
