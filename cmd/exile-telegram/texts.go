package main

import (
	"errors"
	"io"

	"exile/convert/handover"
	"exile/crypto"
)

// keptTexts are the texts of a bundle, kept while it is delivered, so that it can be
// verified at once what became of them. They lie in a scratch file that is sealed
// under a key in memory, and has no name; the media files are not kept.
type keptTexts struct {
	file *crypto.ScratchFile
	out  *handover.Writer
}

// keepTexts makes ready to keep the texts of a bundle, as one that ends with them.
func keepTexts(m *handover.Manifest) (*keptTexts, error) {
	scratch := crypto.Scratch{}
	file, err := scratch.Create(0)
	if err != nil {
		return nil, err
	}
	texts := *m
	texts.Depth = handover.Texts
	out, err := handover.NewWriter(file, &texts)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &keptTexts{file, out}, nil
}

// text takes the next text.
func (t *keptTexts) text(handover.Place) (io.WriteCloser, error) { return t.out.Create() }

var errNotKept = errors.New("the texts were not kept")

// bundle returns what was kept, once all has passed by.
func (t *keptTexts) bundle() (*handover.Reader, error) {
	if t == nil {
		return nil, errNotKept
	}
	if err := t.out.Close(); err != nil {
		return nil, err
	}
	if _, err := t.file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	return handover.NewReader(t.file)
}

// close discards what was kept.
func (t *keptTexts) close() { _ = t.file.Close() }
