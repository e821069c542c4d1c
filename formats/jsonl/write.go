package jsonl

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"exile/export"
	"exile/formats"
)

// writer writes the format; it has no state.
type writer struct{}

// Can says that the format carries everything but the bytes of files.
func (writer) Can() formats.Can {
	return formats.Can{
		SingleFile: true, Media: true, AbsentFile: true, Calls: true, Polls: true, Places: true, Cards: true,
		Deleted: true, Notices: true, Replies: true, Forwards: true, Reactions: true, Edits: true, Spans: true,
	}
}

// Write writes the people, the chats, and the messages chat by chat.
func (writer) Write(
	ctx context.Context, h formats.History, out formats.Output, _ formats.WriteOptions, warn formats.Warn,
) (formats.Tally, error) {
	f, err := out.Create("chats.jsonl")
	if err != nil {
		return formats.Tally{}, err
	}
	w := &writing{h: h, out: bufio.NewWriterSize(f, 1<<16)}
	err = w.all(ctx)
	if err == nil {
		err = w.out.Flush()
	}
	if w.tally.Files > 0 && err == nil {
		warn(export.Problem{Code: export.NamedOnly, Count: int(w.tally.Files)})
	}
	return w.tally, errors.Join(err, f.Close())
}

// writing is one run of the writer.
type writing struct {
	h     formats.History
	out   *bufio.Writer
	enc   export.JSONEncoder
	buf   []byte
	tally formats.Tally
}

func (w *writing) all(ctx context.Context) error {
	chats, err := w.h.Chats(ctx)
	if err != nil {
		return err
	}
	people, err := w.h.People(ctx)
	if err != nil {
		return err
	}
	if err := w.line(export.AppendJSONHeader(w.buf[:0])); err != nil {
		return err
	}
	for i := range people {
		if err := w.line(w.enc.AppendEvent(w.buf[:0], &people[i])); err != nil {
			return err
		}
	}
	for i := range chats {
		if err := w.line(w.enc.AppendEvent(w.buf[:0], &chats[i])); err != nil {
			return err
		}
	}
	for i := range chats {
		if err := w.chat(ctx, chats[i].Ref); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func (w *writing) chat(ctx context.Context, ref export.ChatRef) error {
	n := 0
	for m, err := range w.h.Messages(ctx, ref, export.Range{}) {
		if err != nil {
			return err
		}
		if n++; n%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := w.message(ctx, m); err != nil {
			return err
		}
	}
	if n > 0 {
		w.tally.Chats++
	}
	return nil
}

func (w *writing) message(ctx context.Context, m *export.Message) error {
	if media, ok := m.Content.(export.Media); ok {
		for i := range media.Files {
			if err := w.file(ctx, &media.Files[i]); err != nil {
				return err
			}
			if media.Files[i].State == export.FilePresent {
				w.tally.Files++
			}
		}
	}
	if err := w.line(w.enc.AppendEvent(w.buf[:0], m)); err != nil {
		return err
	}
	if _, notice := m.Content.(export.Notice); notice {
		w.tally.Notices++
		return nil
	}
	w.tally.Messages++
	return nil
}

// file gives a present file its SHA-256 and drops where its bytes lie, which
// means nothing outside of this history.
func (w *writing) file(ctx context.Context, f *export.File) error {
	if f.State == export.FilePresent && f.SHA256 == "" {
		if err := w.hash(ctx, f); err != nil {
			return fmt.Errorf("hash a file: %w", err)
		}
	}
	f.Root, f.Path = 0, ""
	return nil
}

func (w *writing) hash(ctx context.Context, f *export.File) error {
	r, err := w.h.OpenFile(ctx, f)
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // opened for reading
	sum := sha256.New()
	if f.Size, err = io.Copy(sum, r); err != nil {
		return err
	}
	f.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return nil
}

// line writes a line that was encoded into buf, whose memory is used again.
func (w *writing) line(b []byte) error {
	b = append(b, '\n')
	w.buf = b
	_, err := w.out.Write(b)
	return err
}
