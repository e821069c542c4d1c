//go:build cgo

package convert

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"

	"exile/crypto"
	"exile/export/store"
)

// mergeSize is how much of a database is merged at a time, in bytes: whole pages
// of any size.
const mergeSize = 1 << 20

// errOutside says that the page log asked for another part of the base than the
// one that is being merged.
var errOutside = errors.New("read outside of what is being merged")

// below is the base's database under the page log. While the database is written
// out it gives the log what has just been copied out of the base, so that what is
// merged is what was checked.
type below struct {
	f       store.VaultFile
	merging bool
	window  []byte // what was copied last
	at      int64  // where it begins
}

// ReadAt reads at a place.
func (b *below) ReadAt(p []byte, off int64) (int, error) {
	if !b.merging {
		return b.f.ReadAt(p, off)
	}
	from := off - b.at
	if from < 0 || from+int64(len(p)) > int64(len(b.window)) {
		return 0, fmt.Errorf("merge %s: %w", databaseName, errOutside)
	}
	return copy(p, b.window[from:]), nil
}

// merge writes the database to w: the base, read from its first byte to its last
// and checked, with the pages of the log in place of those that were changed.
func (v *vault) merge(ctx context.Context, w io.Writer) error {
	size := v.log.Size()
	if v.below == nil {
		return v.rest(ctx, w, 0, size)
	}
	v.below.merging = true
	defer func() { v.below.merging, v.below.window = false, nil }()
	m := &merger{w: w, log: v.log, below: v.below, left: size, out: make([]byte, mergeSize)}
	m.in = make([]byte, 0, mergeSize)
	if err := v.base.copy(ctx, m, databaseName); err != nil {
		return err
	}
	if err := m.flush(); err != nil {
		return damaged(err)
	}
	return v.rest(ctx, w, size-m.left, size)
}

// rest writes what the log has beyond its base.
func (v *vault) rest(ctx context.Context, w io.Writer, from, size int64) error {
	_, err := io.CopyBuffer(w, &ctxReader{ctx: ctx, r: io.NewSectionReader(v.log, from, size-from)}, make([]byte, mergeSize))
	return damaged(err)
}

// merger takes the bytes of the base and writes those of the log.
type merger struct {
	w     io.Writer
	log   *crypto.PageLog
	below *below
	at    int64 // where in begins
	left  int64 // of the log, from there
	in    []byte
	out   []byte
}

// Write takes the next bytes of the base.
func (m *merger) Write(p []byte) (int, error) {
	for rest := p; len(rest) > 0; {
		n := copy(m.in[len(m.in):cap(m.in)], rest)
		m.in, rest = m.in[:len(m.in)+n], rest[n:]
		if len(m.in) == cap(m.in) {
			if err := m.flush(); err != nil {
				return 0, err
			}
		}
	}
	return len(p), nil
}

// flush writes the place of the bytes that were taken. Of a log that is shorter
// than its base, the base's end is only checked.
func (m *merger) flush() error {
	m.below.window, m.below.at = m.in, m.at
	n := min(int64(len(m.in)), m.left)
	if got, err := m.log.ReadAt(m.out[:n], m.at); int64(got) < n {
		return cmp.Or(err, io.ErrUnexpectedEOF)
	}
	if _, err := m.w.Write(m.out[:n]); err != nil {
		return err
	}
	m.at += int64(len(m.in))
	m.left -= n
	m.in = m.in[:0]
	return nil
}
