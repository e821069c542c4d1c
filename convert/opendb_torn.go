package convert

import (
	"bytes"
	"fmt"
	"io"
)

// tornLog is a log of which a part is lost: it was cut, or its bytes changed.
type tornLog struct {
	read   int64 // frames that count
	frames int64 // of this round, as far as it can be seen
}

func (t *tornLog) String() string {
	return fmt.Sprintf("%d frames of %d could be read", t.read, t.frames)
}

// rest looks behind the frames that hold together for what shows that there were
// more. read is how many of them count; page is the size of the database's.
//
// Frames of an older round and zeros are what SQLite leaves behind. So are whole
// frames of this round whose sums are wrong, of a transaction that was taken back:
// but none of those ends a transaction. A frame of this round that does was lost,
// and so was the rest of one that is cut, because SQLite writes whole ones.
func (l *logReader) rest(read int64, page int) (*tornLog, error) {
	if !l.valid {
		return l.headless(page)
	}
	last := read
	for at := l.n + 1; l.filled > 0; at++ {
		whole := l.filled == len(l.frame)
		if l.ofRound(at == l.n+1) && (!whole || l.commit > 0) {
			last = at
		}
		if !whole {
			break
		}
		if l.fill(); l.err != nil {
			return nil, l.err
		}
	}
	if last == read {
		return nil, nil //nolint:nilnil // it is whole
	}
	return &tornLog{read, last}, nil
}

// ofRound reports whether the frame at hand, or what there is of it, is one of this
// round. next says that it follows one that is.
func (l *logReader) ofRound(next bool) bool {
	f := l.frame[:l.filled]
	if len(f) < 16 && !next {
		return false
	}
	number := f[:min(4, len(f))]
	salt := f[min(8, len(f)):min(16, len(f))]
	return !isZero(number) && bytes.HasPrefix(l.salt[:], salt)
}

// headless is a file that does not begin as a log does. Empty ones are usual, and
// ones of zeros.
func (l *logReader) headless(page int) (*tornLog, error) {
	n, err := io.Copy(io.Discard, l.r)
	if err = notEnd(err); err != nil || isZero(l.header) {
		return nil, err
	}
	frame := int64(frameHeader + page)
	return &tornLog{0, (n + frame - 1) / frame}, nil
}

func isZero(b []byte) bool { return len(bytes.Trim(b, "\x00")) == 0 }
