package desktop

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"exile/export"
	"exile/formats/words"
)

// What Telegram Desktop writes in place of a path.
const (
	notIncluded = "(File not included. Change data exporting settings to download.)"
	unavailable = "(File unavailable, please try again later)"
)

// folder is one of those that media lie in, by what they are.
type folder int

const (
	photos folder = iota
	videos
	voices
	stickers
	files
	contacts
)

// folders are the names of the folders, and those of files that have none.
var folders = [...]struct{ dir, stem string }{ //nolint:gochecknoglobals // a table
	photos:   {"photos/", "photo"},
	videos:   {"video_files/", "video"},
	voices:   {"voice_messages/", "audio"},
	stickers: {"stickers/", "sticker"},
	files:    {"files/", "file"},
	contacts: {"contacts/", "contact"},
}

func folderOf(kind export.FileKind) folder {
	switch kind {
	case export.FilePhoto:
		return photos
	case export.FileVideo:
		return videos
	case export.FileVoice:
		return voices
	case export.FileSticker:
		return stickers
	case export.FileContact:
		return contacts
	case export.FileAudio, export.FileDocument:
	}
	return files
}

// media writes a message for each file. The first has the caption, and answers
// and forwards what the whole does.
func (w *chatWriter) media(ctx context.Context, m *export.Message, c *export.Media) error {
	if len(c.Files) == 0 {
		line := words.Of(w.lang, export.Media{Plain: c.Plain})
		w.open(m)
		w.close(captioned(line, c.Caption, c.Spans))
		return nil
	}
	rest := *m
	rest.ID, rest.SourceKey, rest.ReplyTo, rest.Forward, rest.Edits = 0, "", nil, nil, nil
	for i := range c.Files {
		f := &c.Files[i]
		line := w.absent(f)
		if i > 0 {
			w.tally.Extra++
			w.open(&rest)
		} else {
			w.open(m)
		}
		if err := w.attach(ctx, f, m.Time.T); err != nil {
			return err
		}
		if i > 0 {
			w.close(line, nil)
			continue
		}
		w.close(captioned(line, c.Caption, c.Spans))
	}
	return nil
}

// captioned puts a line above a caption.
func captioned(line, caption string, spans []export.Span) (string, []export.Span) {
	text := joinLines(line, caption)
	if shift := len(text) - len(caption); shift > 0 {
		spans = slices.Clone(spans)
		for i := range spans {
			spans[i].Start += shift
			spans[i].End += shift
		}
	}
	return text, spans
}

// absent says what a file without its bytes was called, if that says something
// to people: Telegram's placeholder does not.
func (w *chatWriter) absent(f *export.File) string {
	if f.State == export.FilePresent || f.Name == "" {
		return ""
	}
	nameless := *f
	nameless.Name = ""
	with := words.Missing(w.lang, export.Media{Files: []export.File{*f}})
	if with == words.Missing(w.lang, export.Media{Files: []export.File{nameless}}) {
		return ""
	}
	return with
}

// attach writes the members of one file, and the file.
func (w *chatWriter) attach(ctx context.Context, f *export.File, at time.Time) error {
	where, err := w.put(ctx, f, at)
	if err != nil {
		return err
	}
	j := &w.json
	switch f.Kind {
	case export.FilePhoto:
		j.str("photo", where)
		w.measures(f)
		return nil
	case export.FileContact:
		w.contact(f, where)
		return nil
	case export.FileVideo, export.FileVoice, export.FileAudio, export.FileSticker, export.FileDocument:
	}
	j.str("file", where)
	switch f.Kind {
	case export.FileVideo:
		j.str("media_type", "video_file")
	case export.FileVoice:
		j.str("media_type", "voice_message")
	case export.FileAudio:
		j.str("media_type", "audio_file")
	case export.FileSticker:
		j.str("media_type", "sticker")
	case export.FilePhoto, export.FileContact, export.FileDocument:
	}
	if t := typeOf(f); t != "" && f.Kind != export.FileSticker {
		j.str("mime_type", t)
	}
	j.size("duration_seconds", int64(f.Duration/time.Second))
	w.measures(f)
	return nil
}

func (w *chatWriter) measures(f *export.File) {
	if f.Width > 0 && f.Height > 0 {
		w.json.int("width", int64(f.Width))
		w.json.int("height", int64(f.Height))
	}
}

// contact writes somebody's card. What is known of them is the file's name.
func (w *chatWriter) contact(f *export.File, where string) {
	j := &w.json
	j.begin("contact_information", '{')
	j.str("first_name", strings.TrimSuffix(f.Name, path.Ext(f.Name)))
	j.str("last_name", "")
	j.str("phone_number", "")
	j.shut('}')
	j.str("contact_vcard", where)
}

// put copies a file and returns its path, or what stands in place of one.
func (w *chatWriter) put(ctx context.Context, f *export.File, at time.Time) (where string, err error) {
	switch f.State {
	case export.FilePresent:
	case export.FileExpired:
		return unavailable, nil
	case export.FileMissing, export.FileNotExported:
		return notIncluded, nil
	}
	stem, ext := w.name(f, at)
	where = w.paths.Unique(w.folder+folders[folderOf(f.Kind)].dir+stem, ext)
	src, err := w.history.OpenFile(ctx, f)
	if err != nil {
		return "", fmt.Errorf("open %s: %w", where, err)
	}
	defer func() { err = errors.Join(err, src.Close()) }()
	dst, err := w.out.Create(where)
	if err != nil {
		return "", err
	}
	if w.copying == nil {
		w.copying = make([]byte, 1<<20)
	}
	_, err = io.CopyBuffer(onlyWriter{dst}, onlyReader{src}, w.copying)
	if err = errors.Join(err, dst.Close()); err != nil {
		return "", fmt.Errorf("copy %s: %w", where, err)
	}
	w.tally.Files++
	return where, nil
}

// onlyReader and onlyWriter hide WriteTo and ReadFrom, so that io.CopyBuffer
// uses the buffer.
type (
	onlyReader struct{ io.Reader }
	onlyWriter struct{ io.Writer }
)

// name returns what a file will be called: what the source calls it, or what
// Telegram Desktop would.
func (w *chatWriter) name(f *export.File, at time.Time) (stem, ext string) {
	kind := folderOf(f.Kind)
	w.counts[kind]++
	if stem, ext = splitName(f); stem != "" {
		return stem, ext
	}
	b := append([]byte(folders[kind].stem), '_')
	b = strconv.AppendInt(b, w.counts[kind], 10)
	if kind != contacts {
		b = at.AppendFormat(b, "@02-01-2006_15-04-05")
	}
	return string(b), ext
}
