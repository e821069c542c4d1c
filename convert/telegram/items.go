package telegram

import (
	"errors"
	"io"

	"exile/convert/handover"
)

// items reads a bundle in its order, and hands its texts to who wants them.
type items struct {
	b     *handover.Reader
	texts func(handover.Place) (io.WriteCloser, error) // nil: nobody does
	text  *handedText                                  // the one that stands last; nil: none does
}

// take goes on in the bundle to what stands at a place.
func (s *items) take(at handover.Place) (io.Reader, error) {
	for {
		place, in, err := s.next()
		if errors.Is(err, io.EOF) {
			return nil, ErrChangedBundle
		}
		if err != nil {
			return nil, err
		}
		if place == at {
			return in, nil
		}
	}
}

// drain reads the bundle to its end, so that whoever writes it can.
func (s *items) drain() error {
	for {
		_, _, err := s.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// next returns what comes next, once the text before it is handed over whole.
func (s *items) next() (handover.Place, io.Reader, error) {
	if s.text != nil {
		_, err := io.Copy(io.Discard, s.text)
		s.text.close()
		s.text = nil
		if err != nil {
			return handover.Place{}, nil, err
		}
	}
	item, err := s.b.Next()
	if err != nil {
		return handover.Place{}, nil, err
	}
	if s.texts == nil || item.File != handover.TextOf {
		return item.Place, item, nil
	}
	to, err := s.texts(item.Place)
	if err != nil {
		s.texts = nil
		return item.Place, item, nil //nolint:nilerr // the push goes on without
	}
	s.text = &handedText{Reader: item, s: s, to: to}
	return item.Place, s.text, nil
}

// handedText is a text that is handed over while it is read.
type handedText struct {
	io.Reader
	s  *items
	to io.WriteCloser // nil: that went wrong
}

// Read reads.
func (t *handedText) Read(p []byte) (int, error) {
	n, err := t.Reader.Read(p)
	if n > 0 && t.to != nil {
		if _, wrong := t.to.Write(p[:n]); wrong != nil {
			t.close()
			t.s.texts = nil
		}
	}
	return n, err
}

func (t *handedText) close() {
	if t.to == nil {
		return
	}
	if t.to.Close() != nil {
		t.s.texts = nil
	}
	t.to = nil
}
