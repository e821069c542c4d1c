package markdown

import "bytes"

// scanner reads what is written, line by line as it goes out, and counts the
// messages, the notices and the files in it as a reader of the notes would. It
// shares no code with what writes: a text that is not escaped shows as a message
// too many, or as one too few.
//
// A message is a paragraph that begins with strong words and ends with a block id,
// a notice one that begins with emphasis and does. A file is a line of a paragraph
// that begins with a link or an embedding and goes to attachments/.
type scanner struct {
	line      []byte // the unfinished line at the end of the last Write
	last      []byte // of the paragraph
	kind      byte   // of the paragraph: 'm', 'n', 'o' for another, 0 between paragraphs
	fences    int    // how many lines of --- were met: front matter is before the second
	messages  int64
	notices   int64
	files     int64
	malformed int64 // paragraphs that begin as a message and do not end so
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
		if len(s.line) == 0 {
			s.one(p[:i])
		} else {
			s.line = append(s.line, p[:i]...)
			s.one(s.line)
			s.line = s.line[:0]
		}
		p = p[i+1:]
	}
}

// end counts what the last line ended.
func (s *scanner) end() {
	if len(s.line) > 0 {
		s.one(s.line)
		s.line = s.line[:0]
	}
	s.one(nil)
}

// reset begins another note.
func (s *scanner) reset() { *s = scanner{line: s.line[:0], last: s.last[:0]} }

func (s *scanner) one(line []byte) {
	if s.fences < 2 {
		if string(line) == "---" {
			s.fences++
		}
		return
	}
	if len(bytes.TrimLeft(line, " \t\r")) == 0 {
		s.paragraph()
		return
	}
	if s.kind == 0 {
		switch {
		case bytes.HasPrefix(line, []byte("**")):
			s.kind = 'm'
		case line[0] == '*':
			s.kind = 'n'
		default:
			s.kind = 'o'
		}
	} else if s.kind == 'm' && (line[0] == '[' || line[0] == '!') && attachmentLink(line) {
		s.files++
	}
	s.last = append(s.last[:0], line[max(0, len(line)-32):]...)
}

// attachmentLink reports whether a line begins with a link, or an embedding, that
// goes to attachments/.
func attachmentLink(line []byte) bool {
	line = bytes.TrimPrefix(line, []byte("!"))
	if len(line) == 0 || line[0] != '[' {
		return false
	}
	for i := 1; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case ']':
			return bytes.HasPrefix(line[i+1:], []byte("(attachments/"))
		}
	}
	return false
}

// paragraph ends a paragraph.
func (s *scanner) paragraph() {
	switch {
	case s.kind == 'm' && blockID(s.last):
		s.messages++
	case s.kind == 'n' && blockID(s.last):
		s.notices++
	case s.kind == 'm', s.kind == 'n':
		s.malformed++
	}
	s.kind = 0
}

// blockID reports whether a line ends with a block id of a message.
func blockID(line []byte) bool {
	i := bytes.LastIndexByte(line, '^')
	if i < 0 || i > 0 && line[i-1] != ' ' || i+2 >= len(line) || line[i+1] != 'm' && line[i+1] != 'n' {
		return false
	}
	for _, c := range line[i+2:] {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
