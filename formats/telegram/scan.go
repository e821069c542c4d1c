package telegram

import "bytes"

// scanner reads what is written, byte by byte as it goes out, and counts the
// messages in it as a reader of WhatsApp's files would find them. It shares no
// code with what writes: a missing guard shows as a message too many.
//
// A line starts a message where it begins with a date of three numbers and a
// time, in brackets or not. It has an author where white space follows a colon
// after that.
type scanner struct {
	line     []byte // the unfinished line at the end of the last Write
	authored int64
	notices  int64
}

// Write counts whole lines and keeps the rest for the next call.
func (s *scanner) Write(p []byte) (int, error) {
	n := len(p)
	for {
		i := bytes.IndexByte(p, '\n')
		if i < 0 {
			s.line = append(s.line, p...)
			return n, nil
		}
		line := p[:i]
		if len(s.line) > 0 {
			line = append(s.line, line...)
			s.line = s.line[:0]
		}
		s.count(line)
		p = p[i+1:]
	}
}

// end counts a last line without its newline, which would be a defect.
func (s *scanner) end() {
	if len(s.line) > 0 {
		s.count(s.line)
		s.line = s.line[:0]
	}
}

func (s *scanner) count(line []byte) {
	if bytes.IndexByte(line, '\r') >= 0 { // there should be none: to most readers it ends a line
		for part := range bytes.SplitSeq(line, []byte{'\r'}) {
			s.one(part)
		}
		return
	}
	s.one(line)
}

func (s *scanner) one(line []byte) {
	rest := afterStamp(line)
	if rest == nil {
		return
	}
	for {
		i := bytes.IndexByte(rest, ':')
		if i < 0 || i+1 == len(rest) {
			s.notices++
			return
		}
		if rest = rest[i+1:]; rest[0] == ' ' || rest[0] == '\t' || bytes.HasPrefix(rest, []byte("\u00a0")) {
			s.authored++
			return
		}
	}
}

// afterStamp returns what follows a stamp, and nil where line has none.
func afterStamp(line []byte) []byte {
	p := line
	for {
		q := bytes.TrimPrefix(bytes.TrimPrefix(p, []byte("\u200e")), []byte("\u200f"))
		if len(q) == len(p) {
			break
		}
		p = q
	}
	p = bytes.TrimPrefix(p, []byte("["))
	for field := range 3 {
		n := 0
		for n < len(p) && n < 4 && p[n] >= '0' && p[n] <= '9' {
			n++
		}
		if n == 0 || n == len(p) {
			return nil
		}
		p = p[n:]
		if field == 2 {
			break
		}
		if p[0] != '/' && p[0] != '.' && p[0] != '-' {
			return nil
		}
		p = bytes.TrimPrefix(p[1:], []byte(" "))
	}
	return afterTime(p)
}

// afterTime returns what follows the first time of day, if nothing but words
// without digits stands before it.
func afterTime(p []byte) []byte {
	if p[0] >= '0' && p[0] <= '9' {
		return nil // a number of five digits
	}
	for len(p) > 0 && (p[0] < '0' || p[0] > '9') {
		p = p[1:]
	}
	for field := range 3 {
		n := 0
		for n < len(p) && n < 2 && p[n] >= '0' && p[n] <= '9' {
			n++
		}
		if n == 0 {
			if field == 2 {
				break
			}
			return nil
		}
		p = p[n:]
		if field == 2 || len(p) == 0 {
			break
		}
		if p[0] != ':' && p[0] != '.' {
			if field == 1 {
				break
			}
			return nil
		}
		p = p[1:]
	}
	if i := bytes.IndexByte(p, ' '); i >= 0 {
		return p[i:]
	}
	return nil
}
