package txt

import "bytes"

// counter counts the lines of a text as they go out, in whole lines, by what they begin with.
type counter struct {
	messages, notices, extra int64

	body bool // the head has ended
	line bool // within a line
}

// add counts more of the text.
func (c *counter) add(p []byte) {
	for len(p) > 0 {
		if !c.line {
			c.begin(p)
		}
		i := bytes.IndexByte(p, '\n')
		if c.line = i < 0; c.line {
			return
		}
		p = p[i+1:]
	}
}

func (c *counter) begin(line []byte) {
	switch first := line[0]; {
	case first == '\n':
		c.body = true // an empty line ends the head
	case !c.body:
		c.extra++
	case first == '-', first >= '0' && first <= '9':
		c.messages++
	case first == '*':
		c.notices++
	case bytes.HasPrefix(line, []byte("    ")): // of the line above
	default:
		c.extra++
	}
}
