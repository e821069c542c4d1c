package telegram

import (
	"context"
	"crypto/md5"
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"sync"

	"github.com/gotd/td/tg"
)

// maxHeld is how many pieces of files are held in memory at most: 32 MiB.
const maxHeld = 64

// maxUnsaved is how often a piece is sent again that Telegram says it did not keep.
const maxUnsaved = 3

// errNotSaved says that Telegram did not keep a piece.
var errNotSaved = errors.New("a piece was not kept")

// uploads sends files piece by piece.
type uploads struct {
	api  *tg.Client
	free chan []byte       // pieces that may be filled; nil ones are yet to be made
	sent func(bytes int64) // is told of each piece; safe for goroutines
}

func newUploads(api *tg.Client, sent func(int64)) *uploads {
	u := &uploads{api: api, free: make(chan []byte, maxHeld), sent: sent}
	for range maxHeld {
		u.free <- nil
	}
	return u
}

// get waits for a piece that may be filled.
func (u *uploads) get(ctx context.Context) ([]byte, error) {
	select {
	case b := <-u.free:
		if b == nil {
			b = make([]byte, pieceSize)
		}
		return b[:pieceSize], nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (u *uploads) put(pieces ...[]byte) {
	for _, b := range pieces {
		u.free <- b
	}
}

// upload is one file on its way.
type upload struct {
	id   int64
	name string
	size int64
	big  bool
	sum  string // MD5, hexadecimal; of small ones alone
}

func newUpload(name string, size int64) upload {
	var id [8]byte
	rand.Read(id[:]) // never fails
	return upload{
		id:   int64(binary.LittleEndian.Uint64(id[:])),
		name: name, size: size, big: size > smallFile,
	}
}

func (f *upload) pieces() int { return int(max(1, (f.size+pieceSize-1)/pieceSize)) }

// input is the file as other calls take it.
func (f *upload) input() tg.InputFileClass {
	if f.big {
		return &tg.InputFileBig{ID: f.id, Parts: f.pieces(), Name: f.name}
	}
	return &tg.InputFile{ID: f.id, Parts: f.pieces(), Name: f.name, MD5Checksum: f.sum}
}

// save sends a piece.
func (u *uploads) save(ctx context.Context, f *upload, n int, piece []byte) error {
	for range maxUnsaved {
		var ok bool
		var err error
		if f.big {
			ok, err = u.api.UploadSaveBigFilePart(ctx, &tg.UploadSaveBigFilePartRequest{FileID: f.id, FilePart: n, FileTotalParts: f.pieces(), Bytes: piece})
		} else {
			ok, err = u.api.UploadSaveFilePart(ctx, &tg.UploadSaveFilePartRequest{FileID: f.id, FilePart: n, Bytes: piece})
		}
		if err != nil || ok {
			return err
		}
	}
	return &CallError{Call: "upload.saveFilePart", Trouble: TroubleUpload, Err: errNotSaved}
}

// whole reads a small file into memory, to its end: that is where the reader says
// whether it is the right one. The pieces are the caller's to put back.
func (u *uploads) whole(ctx context.Context, r io.Reader, f *upload) (pieces [][]byte, err error) {
	sum := md5.New()
	defer func() {
		if err != nil {
			u.put(pieces...)
			pieces = nil
		}
	}()
	left := f.size
	for range f.pieces() {
		b, err := u.get(ctx)
		if err != nil {
			return pieces, err
		}
		b = b[:min(left, pieceSize)]
		pieces = append(pieces, b)
		if _, err := io.ReadFull(r, b); err != nil {
			return pieces, readError(err)
		}
		_, _ = sum.Write(b) // never fails
		left -= int64(len(b))
	}
	f.sum = hex.EncodeToString(sum.Sum(nil))
	return pieces, atEnd(r)
}

// sendWhole sends a file that is in memory.
func (u *uploads) sendWhole(ctx context.Context, f *upload, pieces [][]byte) error {
	for n, b := range pieces {
		if err := u.save(ctx, f, n, b); err != nil {
			return err
		}
		u.sent(int64(len(b)))
	}
	return nil
}

// stream sends a large file as it is read, several pieces at once, and returns its
// first bytes. all is done when the last piece is through; whether it is so well the
// crew knows.
func (u *uploads) stream(ctx context.Context, c *crew, r io.Reader, f *upload) (head []byte, all *sync.WaitGroup, err error) {
	all = new(sync.WaitGroup)
	left := f.size
	for n := range f.pieces() {
		b, err := u.get(ctx)
		if err != nil {
			return nil, all, err
		}
		b = b[:min(left, pieceSize)]
		if _, err := io.ReadFull(r, b); err != nil {
			u.put(b)
			return nil, all, readError(err)
		}
		left -= int64(len(b))
		if n == 0 {
			head = append(head, b[:min(len(b), sniffed)]...)
		}
		all.Add(1)
		started := c.do(func(ctx context.Context) error {
			defer all.Done()
			defer u.put(b)
			if err := u.save(ctx, f, n, b); err != nil {
				return err
			}
			u.sent(int64(len(b)))
			return nil
		})
		if !started {
			all.Done()
			u.put(b)
			return nil, all, c.ctx.Err()
		}
	}
	return head, all, atEnd(r)
}

// atEnd reads the end of what was read whole: the reader checks there.
func atEnd(r io.Reader) error {
	var b [1]byte
	n, err := io.ReadFull(r, b[:])
	if n > 0 {
		return ErrChangedBundle
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// readError gives an early end, which the reader should have told, its meaning.
func readError(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrChangedBundle
	}
	return err
}

// crew does several things at once. The first error calls the others off.
type crew struct {
	ctx    context.Context //nolint:containedctx // of the things that are done
	cancel context.CancelFunc
	slots  chan struct{}
	wg     sync.WaitGroup
	once   sync.Once
	err    error
}

func newCrew(ctx context.Context, threads int) *crew {
	c := &crew{slots: make(chan struct{}, threads)}
	c.ctx, c.cancel = context.WithCancel(ctx)
	return c
}

// do begins something as soon as there is a place for it, and reports whether it did.
func (c *crew) do(f func(ctx context.Context) error) bool {
	select {
	case <-c.ctx.Done():
		return false
	default:
	}
	select {
	case c.slots <- struct{}{}:
	case <-c.ctx.Done():
		return false
	}
	c.wg.Go(func() {
		defer func() { <-c.slots }()
		c.fail(f(c.ctx))
	})
	return true
}

// fail notes an error and calls all off.
func (c *crew) fail(err error) {
	if err != nil {
		c.once.Do(func() {
			c.err = err
			c.cancel()
		})
	}
}

// wait waits for all and returns the first error.
func (c *crew) wait() error {
	c.wg.Wait()
	c.cancel()
	return c.err
}
