package desktop

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// mended is the bytes of a result.json as JSON. Telegram Desktop writes two things
// that are none:
//
//   - a control character as \xNN: becomes \u00NN;
//   - U+2028 and U+2029 as their escapes, and behind the escape the last two of the
//     three bytes of the character, too: those go.
//
// It also leaves out a byte order mark, and ends with errLong where a value has
// more bytes than it may have.
type mended struct {
	r    io.Reader
	buf  []byte
	rest []byte // of buf, not looked at
	out  []byte // made, still to hand out
	err  error  // of r, io.EOF at its end
	left int64  // how many bytes more the value under way may have
	own  [6]byte
	seen bool // the beginning of the text was looked at
}

// errLong is told of a value that is too long to be one of an export.
var errLong = errors.New("one value is longer than 64 MiB")

const (
	mendBlock = 64 << 10
	maxEscape = 8        // bytes of the longest escape that is looked at, and what follows it
	maxValue  = 64 << 20 // bytes; the longest message that Telegram has is far below 1 MiB
)

func newMended(r io.Reader) *mended {
	return &mended{r: r, buf: make([]byte, mendBlock), left: maxValue}
}

// allow lets a further value begin.
func (m *mended) allow() { m.left = maxValue }

// failed returns why the file could not be read to its end; nil where it could.
func (m *mended) failed() error {
	if errors.Is(m.err, io.EOF) {
		return nil
	}
	return m.err
}

// Read returns JSON.
func (m *mended) Read(p []byte) (int, error) {
	if m.left < 0 {
		return 0, errLong
	}
	n := 0
	for n < len(p) {
		if len(m.out) > 0 {
			k := copy(p[n:], m.out)
			m.out, n = m.out[k:], n+k
			continue
		}
		if len(m.rest) < maxEscape && m.err == nil {
			if n > 0 {
				break // what there is goes out before more is waited for
			}
			m.fill()
			continue
		}
		if len(m.rest) == 0 {
			break
		}
		m.next()
	}
	m.left -= int64(n)
	if n == 0 && len(p) > 0 {
		return 0, m.err
	}
	return n, nil
}

// fill reads more behind what is left.
func (m *mended) fill() {
	n := copy(m.buf, m.rest)
	for n < maxEscape && m.err == nil {
		var k int
		k, m.err = m.r.Read(m.buf[n:])
		n += k
	}
	m.rest = m.buf[:n]
	if !m.seen {
		m.seen = true
		m.rest = bytes.TrimPrefix(m.rest, []byte("\xef\xbb\xbf"))
	}
}

// next moves bytes from rest to out: those before an escape, or one escape.
func (m *mended) next() {
	i := bytes.IndexByte(m.rest, '\\')
	if i < 0 {
		i = len(m.rest)
	}
	if i > 0 {
		m.out, m.rest = m.rest[:i], m.rest[i:]
		return
	}
	if len(m.rest) < maxEscape && m.err == nil {
		m.out = m.rest[:0]
		m.fill()
	}
	m.escape()
}

func (m *mended) escape() {
	e := m.rest
	switch {
	case len(e) >= 4 && e[1] == 'x' && isHex(e[2]) && isHex(e[3]):
		m.own = [6]byte{'\\', 'u', '0', '0', e[2], e[3]}
		m.out, m.rest = m.own[:], e[4:]
	case len(e) >= 8 && string(e[:5]) == `\u202` && e[6] == 0x80 && (e[5] == '8' && e[7] == 0xa8 || e[5] == '9' && e[7] == 0xa9):
		m.out, m.rest = e[:6], e[8:]
	default: // of two backslashes the second is no beginning
		n := min(2, len(e))
		m.out, m.rest = e[:n], e[n:]
	}
}

func isHex(c byte) bool { return c-'0' <= 9 || c|0x20 >= 'a' && c|0x20 <= 'f' }

// mend reads a text that is one JSON value as Telegram Desktop writes it.
func mend(text string) (value, error) {
	raw, err := io.ReadAll(newMended(strings.NewReader(text)))
	if err != nil {
		return nil, err
	}
	v := jsontext.Value(bytes.TrimSpace(raw))
	if !v.IsValid(jsontext.AllowDuplicateNames(true)) {
		return nil, errNotJSON
	}
	return value(v), nil
}

var errNotJSON = errors.New("no JSON")
