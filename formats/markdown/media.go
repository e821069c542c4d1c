package markdown

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"exile/export"
	"exile/formats"
	"exile/formats/words"
)

// attachmentsFolder is the folder beside the notes in which the files lie.
const attachmentsFolder = "attachments"

// attachmentLimit is the longest name of a file without its extension, in bytes.
const attachmentLimit = 80

// attachments are the files of a chat that were written. A file that was sent
// again is written once.
type attachments struct {
	names formats.FileNames
	known map[[32]byte]string // by SHA-256: the name
}

func newAttachments() *attachments { return &attachments{known: map[[32]byte]string{}} }

// media writes files, each on a line of its own, then what stands for those that
// did not come along, then the caption.
func (w *chatWriter) media(ctx context.Context, c export.Media) error {
	p := &w.page
	lines := 0
	next := func() {
		if lines++; lines > 1 {
			p.ownLine()
		}
	}
	for i := range c.Files {
		f := &c.Files[i]
		if f.State != export.FilePresent {
			continue
		}
		name, err := w.attach(ctx, f)
		if err != nil {
			return err
		}
		next()
		w.file(f, name)
	}
	if absent := words.Missing(w.lang, c); absent != "" {
		next()
		p.told(absent)
	}
	if len(c.Files) == 0 {
		next()
		p.told(words.Of(w.lang, c))
	}
	if c.Caption != "" {
		next()
		w.lost.styles += p.styled(c.Caption, c.Spans)
	}
	return nil
}

// file writes the line of a file. Pictures are embedded; so are videos and sounds,
// which Obsidian plays, with a link beside them for readers that do not.
func (w *chatWriter) file(f *export.File, name string) {
	p := &w.page
	kind := words.Kind(w.lang, f.Kind)
	shows := embeds(f.Kind, path.Ext(name))
	if shows != embedNot {
		p.raw("![" + kind + "](" + attachmentsFolder + "/")
		p.b = appendPath(p.b, name)
		p.raw(")")
	}
	if shows == embedPicture {
		return
	}
	if shows == embedPlayer {
		p.raw(" ")
	}
	label := oneLine(f.Name)
	if label == "" {
		label = kind
	}
	p.fileLink(label, attachmentsFolder+"/"+name, "")
}

// attach writes the bytes of a file and returns its name.
func (w *chatWriter) attach(ctx context.Context, f *export.File) (string, error) {
	var sum [32]byte
	n, err := hex.Decode(sum[:], []byte(f.SHA256[:min(len(f.SHA256), 2*len(sum))]))
	known := err == nil && n == len(sum) && len(f.SHA256) == 2*len(sum)
	if name, ok := w.files.known[sum]; ok && known {
		return name, nil
	}
	name := w.files.names.Unique(attachmentName(f, w.lang))
	if err := w.copy(ctx, f, w.folder+"/"+attachmentsFolder+"/"+name); err != nil {
		return "", fmt.Errorf("attach %s: %w", name, err)
	}
	if known {
		w.files.known[sum] = name
	}
	return name, nil
}

func (w *chatWriter) copy(ctx context.Context, f *export.File, name string) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	src, err := w.history.OpenFile(ctx, f)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, src.Close()) }()
	dst, err := w.run.out.Create(name)
	if err != nil {
		return err
	}
	if w.buf == nil {
		w.buf = make([]byte, 1<<17)
	}
	_, err = io.CopyBuffer(onlyWriter{dst}, onlyReader{src}, w.buf)
	return errors.Join(err, dst.Close())
}

// onlyReader and onlyWriter hide other methods, so that io.CopyBuffer uses the buffer.
type (
	onlyReader struct{ io.Reader }
	onlyWriter struct{ io.Writer }
)

// attachmentName returns the name of a file without its extension, and that. What
// a note app would take for a note of its own, or run, becomes a .txt.
func attachmentName(f *export.File, lang string) (stem, ext string) {
	stem = path.Base(strings.ReplaceAll(f.Name, `\`, "/"))
	if own := path.Ext(stem); plainExtension(own) {
		stem, ext = strings.TrimSuffix(stem, own), strings.ToLower(own)
	}
	if ext == "" {
		if own := path.Ext(f.Path); plainExtension(own) {
			ext = strings.ToLower(own)
		} else {
			ext = formats.ExtensionOf(f.Type)
		}
	}
	if stem = fileName(stem, attachmentLimit); stem == "" {
		stem = words.Kind(lang, f.Kind)
	}
	if active(ext) {
		stem, ext = stem+ext, ".txt"
	}
	return stem, ext
}

func plainExtension(ext string) bool {
	if len(ext) < 2 || len(ext) > 12 {
		return false
	}
	for i := 1; i < len(ext); i++ {
		if !alnum(ext[i]) {
			return false
		}
	}
	return true
}

// active reports whether a file of that extension is a note or a page to somebody:
// what is in it would be run, or be listed among the notes of the person.
func active(ext string) bool {
	switch ext {
	case ".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdx", ".qmd", ".rmd", ".canvas", ".base", ".org", ".js", ".mjs", ".css",
		".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".svg", ".svgz", ".xml", ".xsl", ".xslt":
		return true
	}
	return false
}

type embed int

const (
	embedNot embed = iota
	embedPicture
	embedPlayer
)

// embeds says how a file is shown within a note; a document is not.
func embeds(k export.FileKind, ext string) embed {
	switch k {
	case export.FileDocument, export.FileContact:
		return embedNot
	case export.FilePhoto, export.FileVideo, export.FileVoice, export.FileAudio, export.FileSticker:
	}
	switch strings.ToLower(ext) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".avif":
		return embedPicture
	case ".mp4", ".webm", ".ogv", ".mov", ".mkv", ".mp3", ".wav", ".m4a", ".ogg", ".opus", ".3gp", ".flac":
		return embedPlayer
	}
	return embedNot
}
