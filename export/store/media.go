//go:build cgo

package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// mediaPlace and originalPlace name the place of bytes within a store.
func mediaPlace(sum string) string    { return mediaName + "/" + sum[:2] + "/" + sum }
func originalPlace(sum string) string { return originalsName + "/" + sum + ".zst" }

// isSum reports whether s is a SHA-256 in lower-case hex. Nothing else that
// stands in a database becomes part of a path.
func isSum(s string) bool {
	if len(s) != 2*sha256.Size {
		return false
	}
	return strings.Trim(s, "0123456789abcdef") == ""
}

// isPlace reports whether name is a place of media or an original.
func isPlace(name string) bool {
	sum, _ := placeSum(name)
	return sum != ""
}

// placeSum returns the sum in the name of a place; empty if it is none.
func placeSum(name string) (sum string, media bool) {
	if sum, ok := strings.CutPrefix(name, originalsName+"/"); ok {
		if sum, ok = strings.CutSuffix(sum, ".zst"); ok && isSum(sum) {
			return sum, false
		}
	}
	if len(name) > 64 && isSum(name[len(name)-64:]) && name == mediaPlace(name[len(name)-64:]) {
		return name[len(name)-64:], true
	}
	return "", false
}

// AddMedia keeps a file that people sent, by its content, and returns its
// SHA-256 in lower-case hex and its size in bytes. What refers to it is the
// SHA256 of a message's File or an entry of the input; see AddEntry. It may be called from any
// goroutine until the batch ends.
func (b *Batch) AddMedia(r io.Reader) (sum string, size int64, err error) {
	f, err := b.in.create()
	if err != nil {
		return "", 0, fmt.Errorf("keep media: %w", err)
	}
	h := sha256.New()
	size, err = io.Copy(io.MultiWriter(f, h), r)
	if err != nil {
		return "", 0, fmt.Errorf("keep media: %w", errors.Join(err, b.in.drop(f)))
	}
	sum = hex.EncodeToString(h.Sum(nil))
	if err := b.in.place(f, mediaPlace(sum)); err != nil {
		return "", 0, fmt.Errorf("keep media: %w", err)
	}
	return sum, size, nil
}

// AddOriginal keeps a text or database as it was read, compressed, fills in
// o.SHA256 and o.Size (of the bytes as read) and registers o as an entry of the
// input. It may be called from any goroutine until the batch ends.
func (b *Batch) AddOriginal(o Original, r io.Reader) (Original, error) {
	sum, size, err := b.KeepOriginal(r)
	if err != nil {
		return o, err
	}
	o.SHA256, o.Size, o.Media = sum, size, false
	b.AddEntry(o)
	return o, nil
}

// KeepOriginal is AddOriginal for an entry that AddEntry registers.
func (b *Batch) KeepOriginal(r io.Reader) (sum string, size int64, err error) {
	f, err := b.in.create()
	if err != nil {
		return "", 0, fmt.Errorf("keep original: %w", err)
	}
	h := sha256.New()
	size, err = compress(f, io.TeeReader(r, h))
	if err != nil {
		return "", 0, fmt.Errorf("keep original: %w", errors.Join(err, b.in.drop(f)))
	}
	sum = hex.EncodeToString(h.Sum(nil))
	if err := b.in.place(f, originalPlace(sum)); err != nil {
		return "", 0, fmt.Errorf("keep original: %w", err)
	}
	return sum, size, nil
}

// compress writes r to w as zstd and returns the length of r. A window of a
// megabyte keeps memory small and costs chats next to nothing.
func compress(w io.Writer, r io.Reader) (int64, error) {
	z, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1),
		zstd.WithWindowSize(1<<20), zstd.WithLowerEncoderMem(true))
	if err != nil {
		return 0, err
	}
	n, err := io.Copy(z, r)
	return n, errors.Join(err, z.Close())
}

// maxWindow is how far back a kept original may refer, in bytes: what reading it
// costs in memory.
const maxWindow = 64 << 20

// OpenOriginal opens a kept original as it was read. It returns ErrNoBytes
// where the store has none of that SHA-256.
func (s *Store) OpenOriginal(sum string) (io.ReadCloser, error) {
	f, err := s.openPlace(sum, originalPlace)
	if err != nil {
		return nil, fmt.Errorf("open original: %w", err)
	}
	z, err := zstd.NewReader(f, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return nil, fmt.Errorf("open original: %w", errors.Join(err, f.Close()))
	}
	return original{z, f}, nil
}

type original struct {
	*zstd.Decoder
	f io.Closer
}

func (o original) Close() error {
	o.Decoder.Close()
	return o.f.Close()
}

// openPlace opens the bytes of that sum, which comes from the database.
func (s *Store) openPlace(sum string, place func(string) string) (VaultFile, error) {
	if !isSum(sum) {
		return nil, ErrNoBytes
	}
	return s.home.open(place(sum))
}
