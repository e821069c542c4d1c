package crypto

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
)

// pieceSize is how much is decrypted at a time when an archive is read from one
// end to the other, in bytes: a multiple of chunkSize.
const pieceSize = 4 * chunkSize

// Copy writes an entry to w, from its first byte to its last, past the cache,
// and checks its headers and its hash. What went to w before an error is not to
// be trusted. Errors: ErrNoEntry, ErrDamaged, w's.
func (a *Archive) Copy(ctx context.Context, w io.Writer, name string) error {
	i, ok := a.index[name]
	if !ok {
		return fmt.Errorf("%s: %w", name, ErrNoEntry)
	}
	r := &a.records[i]
	c := checker{a: a, i: i, at: r.at, w: w}
	if err := a.each(ctx, r.at, r.end(), c.check); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// Verify reads every byte and checks every tag, header, sum and the padding.
// step, which may be nil, is told how many bytes of Size are done.
func (a *Archive) Verify(ctx context.Context, step func(done int64)) error {
	c := checker{a: a}
	err := a.each(ctx, 0, a.end.at, func(p []byte) error {
		err := c.check(p)
		if step != nil {
			step(c.at)
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := a.readDirectory(nil); err != nil {
		return err
	}
	tail := make([]byte, a.end.len())
	if err := readFull(a.plain, tail, a.size-a.end.len()); err != nil {
		return err
	}
	if !bytes.Equal(tail, a.end.bytes()) {
		return fmt.Errorf("%w: its end record is not of the profile", ErrDamaged)
	}
	if step != nil {
		step(a.size)
	}
	return nil
}

// checker checks entry after entry as their bytes come by.
type checker struct {
	a  *Archive
	i  int       // the record
	at int64     // the place of the next byte
	w  io.Writer // gets what the entries hold; or nil

	head, foot []byte // what the record's headers must be
	crc        uint32
	sum        hash.Hash
}

// check takes the next bytes.
func (c *checker) check(p []byte) error {
	for len(p) > 0 {
		r := &c.a.records[c.i]
		if c.at == r.at {
			c.begin(r)
		}
		var part []byte
		var err error
		foot := r.data() + r.size
		switch {
		case c.at < r.data():
			part = p[:min(int64(len(p)), r.data()-c.at)]
			if !bytes.HasPrefix(c.head[c.at-r.at:], part) {
				err = fmt.Errorf("%w: the local header of %s", ErrDamaged, r.name)
			}
		case c.at < foot:
			part = p[:min(int64(len(p)), foot-c.at)]
			err = c.content(part)
		default:
			part = p[:min(int64(len(p)), r.end()-c.at)]
			if !bytes.HasPrefix(c.foot[c.at-foot:], part) {
				err = fmt.Errorf("%w: the data descriptor of %s", ErrDamaged, r.name)
			}
		}
		if err != nil {
			return err
		}
		c.at += int64(len(part))
		p = p[len(part):]
		if c.at < r.end() {
			continue
		}
		if err := c.finish(r); err != nil {
			return err
		}
		c.i++
	}
	return nil
}

func (c *checker) begin(r *record) {
	c.head, c.foot = r.appendLocal(c.head[:0]), r.appendDescriptor(c.foot[:0])
	c.crc = 0
	if c.sum == nil {
		c.sum = sha256.New()
	}
	c.sum.Reset()
}

// content takes bytes of the entry.
func (c *checker) content(p []byte) error {
	c.crc = crc32.Update(c.crc, crc32.IEEETable, p)
	if c.isPadding() {
		if bytes.Count(p, []byte{0}) != len(p) {
			return fmt.Errorf("%w: the padding is not of zeros", ErrDamaged)
		}
		return nil
	}
	c.sum.Write(p)
	if c.w == nil {
		return nil
	}
	_, err := c.w.Write(p)
	return err
}

func (c *checker) isPadding() bool { return c.i == len(c.a.records)-2 }

// finish compares the sums of an entry that has come by.
func (c *checker) finish(r *record) error {
	if c.crc != r.crc {
		return fmt.Errorf("%w: the CRC-32 of %s", ErrDamaged, r.name)
	}
	want := c.a.sum
	if c.i < len(c.a.manifest.Entries) {
		want = c.a.manifest.Entries[c.i].SHA256
	}
	if !c.isPadding() && hex.EncodeToString(c.sum.Sum(nil)) != want {
		return fmt.Errorf("%w: the SHA-256 of %s", ErrDamaged, r.name)
	}
	return nil
}

// each hands f the bytes from at to end in their order, in pieces that end where
// chunks do. The next piece is decrypted while f has one.
func (a *Archive) each(ctx context.Context, at, end int64, f func(p []byte) error) error {
	if end-at <= pieceSize/2 {
		b := a.pieces.Get().(*[]byte)
		defer a.pieces.Put(b)
		p, err := a.piece(ctx, *b, at, end)
		if err == nil && int64(len(p)) < end-at { // it lies across the end of a piece
			if err = f(p); err == nil {
				p, err = a.piece(ctx, *b, at+int64(len(p)), end)
			}
		}
		if err != nil {
			return err
		}
		return f(p)
	}

	pieces := make(chan piece, 1)
	stop := make(chan struct{})
	go a.decrypt(ctx, pieces, stop, at, end)
	var err error
	for p := range pieces {
		if err == nil {
			err = p.err
		}
		if err == nil {
			if err = f(p.bytes); err != nil {
				close(stop)
			}
		}
		a.pieces.Put(p.buffer)
	}
	return err
}

// piece is some bytes, or why there are none.
type piece struct {
	buffer *[]byte
	bytes  []byte
	err    error
}

// decrypt sends the pieces from at to end until one fails or stop is closed.
func (a *Archive) decrypt(ctx context.Context, to chan<- piece, stop <-chan struct{}, at, end int64) {
	defer close(to)
	for at < end {
		p := piece{buffer: a.pieces.Get().(*[]byte)}
		p.bytes, p.err = a.piece(ctx, *p.buffer, at, end)
		at += int64(len(p.bytes))
		select {
		case to <- p:
		case <-stop:
			a.pieces.Put(p.buffer)
			return
		}
		if p.err != nil {
			return
		}
	}
}

// piece reads the bytes from at up to the end or to the next multiple of
// pieceSize.
func (a *Archive) piece(ctx context.Context, b []byte, at, end int64) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	b = b[:min(end, at-at%pieceSize+pieceSize)-at]
	if err := readFull(a.plain, b, at); err != nil {
		return nil, err
	}
	return b, nil
}
