package formats

import (
	"errors"
	"io"
	"runtime"
	"strings"
	"unsafe"
)

// MaxRecord is the longest line or record that Lines returns, in bytes.
const MaxRecord = 16 << 20

// ErrLongLine is the error of Lines for a line longer than MaxRecord: no text
// that a messenger wrote has one.
var ErrLongLine = errors.New("a line is longer than 16 MiB")

// Lines cuts a decoded text into lines or records. What it returns are slices of
// large blocks that are never written again, so they may be kept; whoever keeps
// one for long should strings.Clone it, or its block stays in memory. Those of
// NewLinesReused may not be kept.
type Lines struct {
	Text   string // the line or record without its ending
	Ending int    // bytes of the ending: 2 for CRLF, 1 for LF, 0 at the end of the text
	Line   int    // 1-based number of its first line; lines end with LF
	Lines  int    // how many lines it spans
	Offset int64  // of its first byte in the decoded text

	r     io.Reader
	buf   []byte // block
	reuse bool   // buf is read into again
	block string
	pos   int   // of the next line in block
	base  int64 // offset of block in the text
	next  int   // number of the next line
	eof   bool
	err   error
}

const blockSize = 128 << 10

// NewLines returns a Lines that reads r.
func NewLines(r io.Reader) *Lines {
	return &Lines{r: r, next: 1}
}

// NewLinesReused returns a Lines that reads every block into the same memory:
// Text is good until the next call of Next or NextRecord, and must be cloned to
// be kept. That makes a pass that keeps little a good deal faster.
func NewLinesReused(r io.Reader) *Lines {
	l := NewLines(r)
	l.reuse = true
	return l
}

// Err returns the error that ended reading, nil at the end of the text.
func (l *Lines) Err() error { return l.err }

// Next moves to the next line, which ends with LF or CRLF.
func (l *Lines) Next() bool {
	rest := l.block[l.pos:]
	i := strings.IndexByte(rest, '\n')
	if i < 0 {
		return l.advance(false)
	}
	l.Offset, l.Line, l.Lines, l.Ending = l.base+int64(l.pos), l.next, 1, 1
	l.pos += i + 1
	l.next++
	if i > 0 && rest[i-1] == '\r' {
		i--
		l.Ending = 2
	}
	l.Text = rest[:i]
	return true
}

// NextRecord moves to the next record, which ends with CRLF and may hold bare
// LFs, or with the end of the text. A record longer than MaxRecord is cut after
// a line; its parts but the last have Ending 1.
func (l *Lines) NextRecord() bool { return l.advance(true) }

func (l *Lines) advance(record bool) bool {
	scan, lines := l.pos, 0
	for {
		i := strings.IndexByte(l.block[scan:], '\n')
		if i < 0 {
			if l.err == nil && len(l.block)-scan > MaxRecord {
				l.err = ErrLongLine
			}
			if l.eof || l.err != nil {
				return l.last(lines)
			}
			keep := scan - l.pos
			l.fill()
			scan = l.pos + keep
			continue
		}
		scan += i + 1
		lines++
		ending := 1
		if scan-2 >= l.pos && l.block[scan-2] == '\r' {
			ending = 2
		}
		if !record || ending == 2 || scan-l.pos > MaxRecord {
			l.set(scan, ending, lines)
			return true
		}
	}
}

// last returns what stands after the last line ending, if anything.
func (l *Lines) last(lines int) bool {
	if l.err != nil || l.pos == len(l.block) {
		return false
	}
	ending := 0
	if l.block[len(l.block)-1] == '\n' {
		ending = 1
		lines--
	}
	l.set(len(l.block), ending, lines+1)
	return true
}

func (l *Lines) set(end, ending, lines int) {
	l.Text = l.block[l.pos : end-ending]
	l.Ending, l.Line, l.Lines = ending, l.next, lines
	l.Offset = l.base + int64(l.pos)
	l.pos = end
	l.next += lines
}

// fill puts more text behind what is left of the block. The block doubles when
// a record does not fit, so that long records cost linear time.
//
// It lets others run. On one core the garbage collector, which has little to do
// here, would else wait for the end of a time slice to do it, and until it is
// done each pointer that is stored costs more: a tenth of the time of a reader.
func (l *Lines) fill() {
	runtime.Gosched()
	rest := l.block[l.pos:]
	want := max(blockSize, len(rest)*2)
	buf := l.buf
	if !l.reuse || cap(buf) < want {
		buf = make([]byte, want)
	}
	buf = buf[:want]
	n := copy(buf, rest)
	for n < len(buf) && !l.eof && l.err == nil {
		k, err := l.r.Read(buf[n:])
		n += k
		switch err {
		case nil:
		case io.EOF:
			l.eof = true
		default: // a cut zip has io.ErrUnexpectedEOF, which io.ReadFull would hide
			l.err = err
		}
	}
	l.base += int64(l.pos)
	l.pos = 0
	l.buf = buf
	l.block = unsafe.String(unsafe.SliceData(buf), n) //nolint:gosec // never written again, or good until the next fill, as NewLinesReused says
}
