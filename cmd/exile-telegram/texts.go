package main

import (
	"errors"
	"io"

	"exile/convert/handover"
	"exile/crypto"
)

// textKeeper keeps the texts of a bundle while it passes by, so that it can be
// verified at once what became of them. They lie in a scratch file that is sealed
// under a key in memory, and has no name; the media files are not kept.
type textKeeper struct {
	file *crypto.ScratchFile
	pipe *io.PipeWriter
	done chan error
}

// tee returns a reader that reads r and keeps the texts in it.
func (t *textKeeper) tee(r io.Reader) io.Reader {
	scratch := crypto.Scratch{}
	file, err := scratch.Create(0)
	if err != nil {
		return r // then it is verified later
	}
	in, out := io.Pipe()
	t.file, t.pipe, t.done = file, out, make(chan error, 1)
	go func() {
		err := keepTexts(in, file)
		_, _ = io.Copy(io.Discard, in) // whoever reads the bundle is not held up
		t.done <- err
	}()
	return io.TeeReader(r, out)
}

// keepTexts reads a bundle and writes it without the media files.
func keepTexts(in io.Reader, file io.Writer) error {
	b, err := handover.NewReader(in)
	if err != nil {
		return err
	}
	m := *b.Manifest()
	m.Depth = handover.Texts
	out, err := handover.NewWriter(file, &m)
	if err != nil {
		return err
	}
	for {
		item, err := b.Next()
		switch {
		case errors.Is(err, io.EOF):
			return out.Close()
		case err != nil:
			return err
		case item.File != handover.TextOf:
			continue
		}
		text, err := out.Create()
		if err != nil {
			return err
		}
		if _, err = io.Copy(text, item); err != nil {
			return err
		}
		if err = text.Close(); err != nil {
			return err
		}
	}
}

var errNotKept = errors.New("the texts were not kept")

// bundle returns what was kept, once all has passed by.
func (t *textKeeper) bundle() (*handover.Reader, error) {
	if t.file == nil {
		return nil, errNotKept
	}
	if err := errors.Join(t.pipe.Close(), <-t.done); err != nil {
		return nil, err
	}
	t.done <- nil
	if _, err := t.file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	return handover.NewReader(t.file)
}

// close discards what was kept.
func (t *textKeeper) close() {
	if t.file == nil {
		return
	}
	_, _ = t.pipe.Close(), <-t.done // whatever went wrong, nothing of it is needed any more
	_ = t.file.Close()
}
