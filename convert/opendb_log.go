package convert

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// The write-ahead log of SQLite, sqlite.org/fileformat2.html, section 4: a header,
// and frames of a page each, chained by checksums. What counts is what stands
// before the last frame that ends a transaction; behind it may lie the rest of one
// that did not end, or was taken back, or frames of an older round.

const (
	logMagic      = 0x377f0682 // the lowest bit is 1 where checksums are of big-endian words
	logVersion    = 3007000
	logHeaderSize = 32
	frameHeader   = 24

	// maxGrowth is how many times as long as both files a log may make a database:
	// pages that a transaction made and freed again are in neither.
	maxGrowth = 16
)

var errLogForeign = errors.New("the log beside the database is not its own: their pages differ in size")

// pages is a database file that is being made ready.
type pages interface {
	io.ReaderAt
	io.WriterAt
	Size() int64
	Truncate(size int64) error
}

// logCommit is where a log ends that is to be heeded.
type logCommit struct {
	frames int64 // 0: there is nothing in it
	page   int   // bytes
	pages  int64 // of the database then
	torn   *tornLog
}

// applyLog writes into a database what its log holds. open gives the log from its
// beginning; it is read twice, because a frame counts only if the transaction
// ended. The result tells of a log that lost some; nil where it is whole.
func applyLog(ctx context.Context, db pages, open func() (io.ReadCloser, error)) (*tornLog, error) {
	if db.Size() == 0 { // SQLite too deletes the log of an empty database
		return nil, nil //nolint:nilnil // the doc comment says so
	}
	page, err := pageSizeOf(db)
	if err != nil {
		return nil, err
	}
	var end logCommit
	if err := readLog(ctx, open, func(l *logReader) error { return end.find(l, page) }); err != nil || end.frames == 0 {
		return end.torn, err
	}
	if page != end.page {
		return nil, errLogForeign
	}
	return end.torn, end.apply(ctx, db, open)
}

// find reads a log to its end. page is the size of the database's.
func (end *logCommit) find(l *logReader, page int) error {
	for l.next() {
		if l.commit > 0 {
			end.frames, end.page, end.pages = l.n, l.page, l.commit
		}
	}
	if l.err != nil {
		return l.err
	}
	var err error
	end.torn, err = l.rest(end.frames, page)
	return err
}

// apply writes the frames that count.
func (end *logCommit) apply(ctx context.Context, db pages, open func() (io.ReadCloser, error)) error {
	size := end.pages * int64(end.page)
	if have := db.Size() + end.frames*int64(end.page); size > have*maxGrowth {
		return fmt.Errorf("the log beside the database would make %d bytes of %d", size, have)
	}
	err := readLog(ctx, open, func(l *logReader) error {
		for l.n < end.frames && l.next() {
			if l.number > end.pages {
				continue // cut off again before the end
			}
			if _, err := db.WriteAt(l.frame[frameHeader:], (l.number-1)*int64(l.page)); err != nil {
				return err
			}
		}
		if l.err == nil && l.n < end.frames {
			return fmt.Errorf("%w: the log changed while it was read", io.ErrUnexpectedEOF)
		}
		return l.err
	})
	if err != nil {
		return err
	}
	return db.Truncate(size)
}

// readLog gives f the log.
func readLog(ctx context.Context, open func() (io.ReadCloser, error), f func(*logReader) error) error {
	file, err := open()
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // opened for reading
	l, err := newLogReader(&ctxReader{ctx: ctx, r: file})
	if err != nil {
		return err
	}
	return f(l)
}

// logReader reads the frames of a log as long as they hold together.
type logReader struct {
	r      io.Reader
	order  binary.ByteOrder
	header []byte  // as far as there is one
	valid  bool    // it is the header of a log
	page   int     // bytes
	salt   [8]byte // of this round
	sum    [2]uint32
	frame  []byte
	filled int   // bytes of the frame that were there
	n      int64 // frames so far
	number int64 // the page of the last frame
	commit int64 // of the last frame: pages of the database, if it ends a transaction
	err    error
}

// newLogReader reads the header. SQLite takes a file with none for an empty log.
func newLogReader(r io.Reader) (*logReader, error) {
	l := &logReader{r: bufio.NewReaderSize(r, 1<<18), order: binary.LittleEndian}
	h := make([]byte, logHeaderSize)
	k, err := io.ReadFull(l.r, h)
	if err = notEnd(err); err != nil {
		return nil, err
	}
	l.header = h[:k]
	if k < len(h) {
		return l, nil
	}
	magic := binary.BigEndian.Uint32(h)
	if magic&1 != 0 {
		l.order = binary.BigEndian
	}
	l.page = int(binary.BigEndian.Uint32(h[8:]))
	l.add(h[:24])
	l.valid = magic&^1 == logMagic && binary.BigEndian.Uint32(h[4:]) == logVersion && isPageSize(l.page) && l.holds(h[24:])
	if l.valid {
		copy(l.salt[:], h[16:24])
		l.frame = make([]byte, frameHeader+l.page)
	}
	return l, nil
}

// next reads a frame, and reports whether it belongs to the log.
func (l *logReader) next() bool {
	if !l.valid || !l.fill() {
		return false
	}
	h := l.frame[:frameHeader]
	if l.number == 0 || [8]byte(h[8:16]) != l.salt {
		return false
	}
	l.add(h[:8])
	l.add(l.frame[frameHeader:])
	if !l.holds(h[16:]) {
		return false
	}
	l.n++
	return true
}

// fill reads a frame, and reports whether all of it is there.
func (l *logReader) fill() bool {
	k, err := io.ReadFull(l.r, l.frame)
	l.filled = k
	if err != nil {
		l.err = notEnd(err)
		return false
	}
	l.number = int64(binary.BigEndian.Uint32(l.frame))
	l.commit = int64(binary.BigEndian.Uint32(l.frame[4:]))
	return true
}

// add goes on with the checksum, which is one of pairs of words.
func (l *logReader) add(p []byte) {
	a, b := l.sum[0], l.sum[1]
	for ; len(p) >= 8; p = p[8:] {
		a += l.order.Uint32(p) + b
		b += l.order.Uint32(p[4:]) + a
	}
	l.sum = [2]uint32{a, b}
}

func (l *logReader) holds(p []byte) bool {
	return binary.BigEndian.Uint32(p) == l.sum[0] && binary.BigEndian.Uint32(p[4:]) == l.sum[1]
}

// notEnd is an error of reading, but for the end of the file.
func notEnd(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, ErrBadZip) {
		return nil
	}
	return err
}

// pageSizeOf reads the page size in the header of a database.
func pageSizeOf(db io.ReaderAt) (int, error) {
	var b [2]byte
	if _, err := db.ReadAt(b[:], 16); err != nil {
		return 0, fmt.Errorf("read its page size: %w", err)
	}
	n := int(binary.BigEndian.Uint16(b[:]))
	if n == 1 {
		n = 1 << 16
	}
	if !isPageSize(n) {
		return 0, fmt.Errorf("pages of %d bytes: %w", n, errNoDatabase)
	}
	return n, nil
}

func isPageSize(n int) bool { return n >= 512 && n <= 1<<16 && n&(n-1) == 0 }
