//go:build cgo

package convert

import (
	"fmt"
	"io"

	"exile/export/store"
)

func errOtherSum() error { return fmt.Errorf("%w: its bytes have another sum", store.ErrDamaged) }

// originalSizes returns the lengths of the originals of a snapshot by their names,
// in bytes, unpacked.
func originalSizes(snap *store.Snapshot) map[string]int64 {
	sizes := map[string]int64{}
	for _, f := range snap.Files() {
		if f.Unpacked >= 0 {
			sizes[f.Name] = f.Unpacked
		}
	}
	return sizes
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
		err := store.CheckOriginal(r, sum, size)
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
