package html

import (
	"errors"
	"io"

	"exile/formats"
	"exile/formats/html/bubble"
)

// sheet is a page that is being written. What it holds is counted on the bytes that go out.
type sheet struct {
	b     []byte // not yet written; may be appended to at will
	to    io.WriteCloser
	tally formats.Tally
}

// flushed is how many bytes are written at once.
const flushed = 256 << 10

// rest gives the bytes to the file once there are enough of them. It is called between
// messages, so that no mark is cut.
func (s *sheet) rest() error {
	if len(s.b) < flushed {
		return nil
	}
	return s.flush()
}

func (s *sheet) flush() error {
	if len(s.b) == 0 {
		return nil
	}
	if _, err := s.to.Write(s.b); err != nil {
		return err
	}
	n := bubble.Count(s.b)
	s.tally.Messages += n.Messages
	s.tally.Notices += n.Notices
	s.tally.Files += n.Files
	s.b = s.b[:0]
	return nil
}

// begin creates the file of the next page.
func (s *sheet) begin(out formats.Output, name string) error {
	var err error
	s.to, err = out.Create(name)
	return err
}

// end writes what is left and closes the file; what was counted is added to the tally.
func (s *sheet) end(tally *formats.Tally) error {
	err := errors.Join(s.flush(), s.to.Close())
	s.to = nil
	if err != nil {
		return err
	}
	tally.Messages += s.tally.Messages
	tally.Notices += s.tally.Notices
	tally.Files += s.tally.Files
	s.tally = formats.Tally{}
	return nil
}

// drop closes a file that could not be written to its end.
func (s *sheet) drop() {
	if s.to != nil {
		_ = s.to.Close() // there is an error already
	}
}

// create writes a whole file.
func create(out formats.Output, name string, data []byte) error {
	f, err := out.Create(name)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
