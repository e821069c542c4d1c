//go:build cgo

package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/zstd"
)

func compareName(n needed, name string) int { return strings.Compare(n.name, name) }

// sizes adds up what is to be read, and lists what is not there.
func (v *verifying) sizes(database int64) error {
	v.total = database
	there := v.files[:0:0]
	for _, n := range v.files {
		if err := v.ctx.Err(); err != nil {
			return err
		}
		f, err := v.s.home.open(n.name)
		if errors.Is(err, ErrNoBytes) {
			v.check.Missing = append(v.check.Missing, n.name)
			continue
		}
		if err == nil {
			v.total += f.Size()
			err = f.Close()
		}
		if err != nil && !errors.Is(err, ErrDamaged) {
			return err
		}
		there = append(there, n)
	}
	v.files = there
	return nil
}

// readFiles reads every file whole.
func (v *verifying) readFiles() error {
	for _, n := range v.files {
		same, err := v.readFile(n)
		switch {
		case err != nil && !errors.Is(err, ErrDamaged):
			return err
		case !same:
			v.check.Changed = append(v.check.Changed, n.name)
		case n.size < 0:
			v.check.Media++
		default:
			v.check.Originals++
		}
	}
	return nil
}

// readFile reports whether a file has the bytes that its name says. An error is
// that it could not be read.
func (v *verifying) readFile(n needed) (bool, error) {
	f, err := v.s.home.open(n.name)
	if err != nil {
		return false, err
	}
	r := &counted{ctx: v.ctx, v: v, r: f}
	h := sha256.New()
	if n.size < 0 {
		_, err = io.Copy(h, r)
	} else if unpack(h, r, n.size) != nil {
		err = r.err // a fault of what was read, or else of the packing
		h.Reset()
	}
	v.check.Bytes += r.n
	return err == nil && hex.EncodeToString(h.Sum(nil)) == n.sum, errors.Join(err, f.Close())
}

// CheckOriginal reads a packed original to its end. It reports ErrDamaged unless
// it unpacks to exactly size bytes that have the SHA-256 sum (lower-case hex).
func CheckOriginal(r io.Reader, sum string, size int64) error {
	h := sha256.New()
	if err := unpack(h, r, size); err != nil {
		return fmt.Errorf("%w: it cannot be unpacked: %w", ErrDamaged, err)
	}
	if hex.EncodeToString(h.Sum(nil)) != sum {
		return fmt.Errorf("%w: its bytes have another sum", ErrDamaged)
	}
	return nil
}

var errLonger = errors.New("longer than the original")

// unpack writes an original to w. More than size bytes it does not unpack.
func unpack(w io.Writer, r io.Reader, size int64) error {
	z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return err
	}
	defer z.Close()
	n, err := io.Copy(w, io.LimitReader(z, size))
	if err == nil && n < size {
		err = io.ErrUnexpectedEOF
	}
	if err == nil {
		if n, e := z.Read(make([]byte, 1)); n > 0 || e != io.EOF { //nolint:errorlint // io.Reader returns it bare
			err = errLonger
		}
	}
	return err
}

// counted tells how far reading has come, and keeps its error, which zstd may
// put other words for.
type counted struct {
	ctx context.Context //nolint:containedctx // of Verify
	v   *verifying
	r   io.Reader
	n   int64
	err error
}

func (c *counted) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		c.err = err
		return 0, err
	}
	n, err := c.r.Read(p)
	c.n += int64(n)
	c.v.done += int64(n)
	c.v.step(min(c.v.done, c.v.total), c.v.total)
	if err != nil && err != io.EOF {
		c.err = err
	}
	return n, err
}
