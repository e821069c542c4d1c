package convert

import "bytes"

// lineCounter is a writer that counts the lines of a text as a person would: by
// LF, in UTF-16 where the byte order mark or the first character says so; a last line without LF
// counts. It knows nothing of any format, which is its use: the ledger of a
// reader is checked against it.
type lineCounter struct {
	head  []byte // the first bytes, until there are enough to find the mark
	known bool
	low   int // in UTF-16: the place of the low byte of a unit; -1: one byte a unit
	half  byte
	odd   bool // half holds the first byte of a unit
	n     int64
	open  bool // a line has begun
	seen  int64
	zero  bool // there is a zero byte near the beginning of what is not UTF-16
}

// beginning is how much of a file tells whether it is a text, in bytes.
const beginning = 8 << 10

// Write counts p and never fails.
func (c *lineCounter) Write(p []byte) (int, error) {
	n := len(p)
	if !c.known {
		c.head = append(c.head, p...)
		if len(c.head) < 3 {
			return n, nil
		}
		p = c.start()
	}
	c.count(p)
	return n, nil
}

// start finds the mark and returns what follows it.
func (c *lineCounter) start() []byte {
	p := c.head
	c.head, c.known, c.low = nil, true, -1
	switch {
	case bytes.HasPrefix(p, []byte("\xef\xbb\xbf")):
		return p[3:]
	case bytes.HasPrefix(p, []byte("\xff\xfe")):
		c.low = 0
		return p[2:]
	case bytes.HasPrefix(p, []byte("\xfe\xff")):
		c.low = 1
		return p[2:]
	case len(p) > 1 && p[0] != 0 && p[1] == 0: // without a mark: it begins with a character of ASCII
		c.low, c.zero = 0, true
	case len(p) > 1 && p[0] == 0 && p[1] != 0:
		c.low, c.zero = 1, true
	}
	return p
}

func (c *lineCounter) count(p []byte) {
	if len(p) == 0 {
		return
	}
	if c.low < 0 {
		if c.seen < beginning {
			c.zero = c.zero || bytes.IndexByte(p[:min(int64(len(p)), beginning-c.seen)], 0) >= 0
			c.seen += int64(len(p))
		}
		c.n += int64(bytes.Count(p, []byte{'\n'}))
		c.open = p[len(p)-1] != '\n'
		return
	}
	for _, b := range p {
		if !c.odd {
			c.half, c.odd = b, true
			continue
		}
		c.odd = false
		unit := [2]byte{c.half, b}
		if unit[c.low] == '\n' && unit[1-c.low] == 0 {
			c.n++
			c.open = false
			continue
		}
		c.open = true
	}
}

// raw is what a file is without any format.
type raw struct {
	lines  int64
	binary bool
}

func (c *lineCounter) raw() raw { return raw{lines: c.lines(), binary: c.zero} }

func (c *lineCounter) lines() int64 {
	if !c.known {
		c.count(c.start())
	}
	if c.open || c.odd {
		return c.n + 1
	}
	return c.n
}
