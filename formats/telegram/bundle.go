package telegram

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"

	"exile/export"
	"exile/formats"
)

// bothUnder is how many bytes of media go into two forms unasked.
const bothUnder = 100_000_000

// keepText is how much text a zip keeps in memory, deflated, so that its size
// can stand before it: about 400,000 messages, or some 10 MB deflated.
const keepText = 48 << 20

// bundle is one part of a chat in one form or both, written in one go: first the
// text, then the files that it names.
type bundle struct {
	out     formats.Output
	history formats.History
	path    paths
	phones  phones
	told    bool // the files are only told of, not written

	android io.WriteCloser // the text
	packer  *packer        // the text for the zip
	archive *archive
	header  *zip.FileHeader
	media   []attached
	bytes   int64 // of media, as far as their sizes are known
}

// paths are where a part goes.
type paths struct {
	zip    string // the iPhone's zip
	folder string // Android's folder
	text   string // the text within it
}

func newBundle(out formats.Output, h formats.History, path paths, p phones) (*bundle, error) {
	b := &bundle{out: out, history: h, path: path, phones: p}
	if p != forIPhone {
		f, err := out.Create(path.folder + "/" + path.text)
		if err != nil {
			return nil, err
		}
		b.android = f
	}
	if p != forAndroid {
		b.packer = newPacker()
	}
	return b, nil
}

// attach notes a file that the text names.
func (b *bundle) attach(f *export.File, name string) {
	b.media = append(b.media, attached{file: *f, name: name})
	b.bytes += f.Size
}

// Write writes text to both forms.
func (b *bundle) Write(text []byte) (int, error) {
	if b.android != nil {
		if _, err := b.android.Write(text); err != nil {
			return 0, err
		}
	}
	if b.packer == nil {
		return len(text), nil
	}
	b.packer.write(text)
	if b.packer.size > keepText && b.archive == nil && b.wantsZip() {
		if err := b.open(); err != nil {
			return 0, err
		}
		var err error
		if b.header, err = b.packer.begin(b.archive); err != nil {
			return 0, err
		}
	}
	return len(text), nil
}

// wantsZip reports whether the zip is to be made, as far as the media are known.
func (b *bundle) wantsZip() bool {
	return b.packer != nil && (b.phones != forAuto || b.bytes < bothUnder || b.archive != nil)
}

func (b *bundle) open() error {
	f, err := b.out.Create(b.path.zip)
	if err != nil {
		return err
	}
	b.archive = newArchive(f)
	return nil
}

// closeText ends the loose text.
func (b *bundle) closeText() error {
	if b.android == nil {
		return nil
	}
	f := b.android
	b.android = nil
	return f.Close()
}

// finish writes the media and closes everything.
func (b *bundle) finish(ctx context.Context) error {
	if err := errors.Join(b.closeText(), b.finishText()); err != nil || b.told {
		return err
	}
	var buf []byte
	if len(b.media) > 0 {
		buf = make([]byte, 1<<20)
	}
	for i := range b.media {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := b.copy(ctx, &b.media[i], buf); err != nil {
			return err
		}
	}
	if b.archive == nil {
		return nil
	}
	a := b.archive
	b.archive = nil
	return a.close()
}

func (b *bundle) finishText() error {
	if b.packer == nil {
		return nil
	}
	p, want := b.packer, b.wantsZip()
	b.packer = nil
	if err := p.end(); err != nil {
		return err
	}
	if !want {
		return nil
	}
	if b.archive == nil {
		if err := b.open(); err != nil {
			return err
		}
	}
	return p.finish(b.archive, b.header)
}

// abort lets go of what a failure left open. That failure is the one to tell:
// those of closing are not.
func (b *bundle) abort() {
	if b.packer != nil {
		_ = b.packer.end()
	}
	if b.android != nil {
		_ = b.android.Close()
	}
	if b.archive != nil {
		_ = b.archive.file.Close()
	}
}

// copy writes one file into each form.
func (b *bundle) copy(ctx context.Context, m *attached, buf []byte) (err error) {
	src, err := b.history.OpenFile(ctx, &m.file)
	if err != nil {
		return fmt.Errorf("open %s: %w", m.name, err)
	}
	defer func() { err = errors.Join(err, src.Close()) }()
	if b.phones == forIPhone {
		return b.copyFrom(src, io.Discard, m.name, buf)
	}
	f, err := b.out.Create(b.path.folder + "/" + m.name)
	if err != nil {
		return err
	}
	return errors.Join(b.copyFrom(src, f, m.name, buf), f.Close())
}

// copyFrom reads a file once, or twice where it does not fit into buf and goes
// into a zip: its checksum stands before it there.
func (b *bundle) copyFrom(src io.ReadSeeker, loose io.Writer, name string, buf []byte) error {
	n, err := io.ReadFull(src, buf)
	whole := err == io.EOF || err == io.ErrUnexpectedEOF //nolint:errorlint // io.ReadFull returns these bare
	if err != nil && !whole {
		return fmt.Errorf("read %s: %w", name, err)
	}
	first := &summer{w: loose}
	if _, err := first.Write(buf[:n]); err != nil {
		return err
	}
	if whole && b.archive == nil {
		return nil
	}
	if whole {
		w, err := b.archive.stored(name, int64(n), first.sum)
		if err != nil {
			return err
		}
		_, err = w.Write(buf[:n])
		return err
	}
	rest, err := io.CopyBuffer(first, onlyReader{src}, buf)
	if err != nil {
		return fmt.Errorf("copy %s: %w", name, err)
	}
	if b.archive == nil {
		return nil
	}
	size := int64(n) + rest
	w, err := b.archive.stored(name, size, first.sum)
	if err != nil {
		return err
	}
	return again(w, src, size, first.sum, buf, name)
}

// again copies a file a second time and makes sure that it is the same.
func again(w io.Writer, src io.ReadSeeker, size int64, sum uint32, buf []byte, name string) error {
	if _, err := src.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("read %s again: %w", name, err)
	}
	second := &summer{w: w}
	n, err := io.CopyBuffer(second, onlyReader{src}, buf)
	if err != nil {
		return fmt.Errorf("copy %s: %w", name, err)
	}
	if n != size || second.sum != sum {
		return fmt.Errorf("copy %s: it changed while it was read", name)
	}
	return nil
}

// summer passes bytes on and sums them up.
type summer struct {
	w   io.Writer
	sum uint32
}

func (s *summer) Write(p []byte) (int, error) {
	s.sum = crc32.Update(s.sum, crc32.IEEETable, p)
	return s.w.Write(p)
}

// onlyReader hides WriteTo, so that io.CopyBuffer uses the buffer.
type onlyReader struct{ io.Reader }
