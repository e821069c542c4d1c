package csv

import "bytes"

// counter counts the records of a table as they go out, by what the kind says.
type counter struct {
	notice, continued string // how these kinds are called

	rows, notices, extra int64

	quoted bool
	begun  bool // the names of the columns have passed
	column int
	kind   []byte
}

// Write counts p and never fails.
func (c *counter) Write(p []byte) (int, error) {
	n := len(p)
	for len(p) > 0 {
		if c.quoted {
			i := bytes.IndexByte(p, '"')
			if i < 0 {
				return n, nil
			}
			p, c.quoted = p[i+1:], false
			continue
		}
		p = c.outside(p)
	}
	return n, nil
}

// outside counts up to the next quotation mark.
func (c *counter) outside(p []byte) []byte {
	for i, b := range p {
		switch {
		case b == '"':
			c.quoted = true
			return p[i+1:]
		case b == ',':
			c.column++
		case b == '\n':
			c.record()
		case c.column == columnKind:
			c.kind = append(c.kind, b)
		}
	}
	return nil
}

func (c *counter) record() {
	switch {
	case !c.begun:
		c.begun = true
	case string(c.kind) == c.notice:
		c.notices++
	case string(c.kind) == c.continued:
		c.extra++
	default:
		c.rows++
	}
	c.kind, c.column = c.kind[:0], 0
}
