//go:build cgo

package convert

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"

	"exile/export/store"
)

// unpackWindow is how far back a kept original may refer, in bytes: what
// unpacking it costs in memory. It is that of store.
const unpackWindow = 64 << 20

func errOtherSum() error { return fmt.Errorf("%w: its bytes have another sum", store.ErrDamaged) }

// originalSizes returns the lengths of the originals of a store by their sums, in
// bytes, unpacked.
func originalSizes(ctx context.Context, st *store.Store) (map[string]int64, error) {
	sources, err := st.Sources(ctx)
	if err != nil {
		return nil, err
	}
	sizes := map[string]int64{}
	for _, source := range sources {
		list, err := st.Originals(ctx, source.ID)
		if err != nil {
			return nil, err
		}
		for _, o := range list {
			if !o.Media {
				sizes[o.SHA256] = max(sizes[o.SHA256], o.Size)
			}
		}
	}
	return sizes, nil
}

// unpacking is given an original while it is sealed, unpacks it and checks it:
// what is sealed is what was checked.
type unpacking struct {
	*io.PipeWriter
	ended chan error
}

func newUnpacking(sum string, size int64) *unpacking {
	r, w := io.Pipe()
	u := &unpacking{w, make(chan error, 1)}
	go func() {
		err := unpackOriginal(r, sum, size)
		r.CloseWithError(err) // always nil; whoever still writes gets err
		u.ended <- err
	}()
	return u
}

// end waits for it and tells what came of it. why is why nothing more is written;
// nil: that was all. On nil it does nothing.
func (u *unpacking) end(why error) error {
	if u == nil {
		return nil
	}
	u.CloseWithError(why) // always nil
	return <-u.ended
}

// unpackOriginal reads an original to its end and checks that it has this sum. More
// than size bytes it does not unpack.
func unpackOriginal(r io.Reader, sum string, size int64) error {
	z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(unpackWindow))
	if err != nil {
		return err
	}
	defer z.Close()
	h := sha256.New()
	n, err := io.Copy(h, io.LimitReader(z, size+1))
	if err == nil && n > size {
		err = errors.New("it is longer than it was")
	}
	if err != nil {
		return fmt.Errorf("%w: it cannot be unpacked: %w", store.ErrDamaged, err)
	}
	if hex.EncodeToString(h.Sum(nil)) != sum {
		return errOtherSum()
	}
	return nil
}
