package telegram

import (
	"context"
	"errors"
	"io"
	"iter"
	"slices"

	"exile/export"
	"exile/formats"
)

// noBytes is the SHA-256 of nothing.
const noBytes = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// nothingIn is what is told of a file that is empty.
const nothingIn = "nothing is in it"

// empty reports whether nothing is in a file, as downloads leave them that broke off.
// Telegram takes no such file.
func empty(f *export.File) bool {
	return f.State == export.FilePresent && f.Size == 0 && f.SHA256 == noBytes
}

// weighed is a history that has looked into the files whose sizes nobody knew: those
// that are empty have the SHA-256 of nothing.
type weighed struct{ formats.History }

// Messages yields the messages.
func (h weighed) Messages(ctx context.Context, chat export.ChatRef, r export.Range) iter.Seq2[*export.Message, error] {
	return func(yield func(*export.Message, error) bool) {
		for m, err := range h.History.Messages(ctx, chat, r) {
			if err == nil {
				err = h.weigh(ctx, m)
			}
			if !yield(m, err) || err != nil {
				return
			}
		}
	}
}

// weigh looks into the files of a message.
func (h weighed) weigh(ctx context.Context, m *export.Message) error {
	media, ok := m.Content.(export.Media)
	if !ok {
		return nil
	}
	own := false // the files may be the history's
	for i := range media.Files {
		f := &media.Files[i]
		if f.State != export.FilePresent || f.Size != 0 || f.SHA256 != "" {
			continue
		}
		none, err := h.isEmpty(ctx, f)
		if err != nil {
			return err
		}
		if !none {
			continue
		}
		if !own {
			media.Files, own = slices.Clone(media.Files), true
		}
		media.Files[i].SHA256 = noBytes
	}
	if own {
		m.Content = media
	}
	return nil
}

func (h weighed) isEmpty(ctx context.Context, f *export.File) (bool, error) {
	r, err := h.OpenFile(ctx, f)
	if err != nil {
		return false, err
	}
	_, err = io.ReadFull(r, make([]byte, 1))
	none := errors.Is(err, io.EOF)
	if none {
		err = nil
	}
	return none, errors.Join(err, r.Close())
}
