package html

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"

	"exile/export"
	"exile/formats"
	"exile/formats/words"
)

// maxName is the longest name of a file, in bytes, without what is added to it.
const maxName = 80

// shape is what a browser makes of a file of a kind.
type shape int

const (
	active shape = iota // it may run something, or nobody knows
	inert               // a program of its own opens it
	picture
	video
	audio
)

// shapeOf knows files by their extension, as browsers do where there is no server. What
// is not listed is active.
func shapeOf(ext string) (shape, string) {
	switch ext {
	case ".jpg":
		return picture, "image/jpeg"
	case ".png", ".gif", ".webp", ".avif", ".bmp":
		return picture, "image/" + ext[1:]
	case ".mp4", ".m4v":
		return video, "video/mp4"
	case ".mov":
		return video, "video/quicktime"
	case ".webm":
		return video, "video/webm"
	case ".mp3":
		return audio, "audio/mpeg"
	case ".m4a":
		return audio, "audio/mp4"
	case ".ogg", ".oga", ".opus":
		return audio, "audio/ogg"
	case ".aac", ".wav", ".flac":
		return audio, "audio/" + ext[1:]
	case ".heic", ".heif", ".tif", ".tiff", ".avi", ".mkv", ".3gp", ".wmv", ".amr", ".wma", ".caf",
		".pdf", ".txt", ".csv", ".vcf", ".ics", ".zip", ".7z", ".rar", ".tar", ".gz", ".bin", ".doc", ".docx",
		".xls", ".xlsx", ".ppt", ".pptx", ".hwp", ".hwpx", ".odt", ".ods", ".odp", ".rtf", ".pages", ".numbers", ".key", ".epub":
		return inert, "application/octet-stream"
	}
	return active, "application/octet-stream"
}

// fileName returns the name that a file gets, in two parts. What a browser might run gets
// .txt behind its own name, and what has no extension gets one, lest the browser look inside.
func fileName(f *export.File, head []byte) (stem, ext string) {
	name := path.Base(strings.ReplaceAll(f.Name, `\`, "/"))
	ext = strings.ToLower(path.Ext(name))
	switch ext {
	case ".jpeg", ".jpe", ".jfif":
		ext = ".jpg"
	}
	switch kind, _ := shapeOf(ext); {
	case ext == "" || ext == "." || ext == name:
		stem, ext = name, sniff(head)
	case kind == active:
		stem, ext = name, ".txt"
	default:
		stem = name[:len(name)-len(path.Ext(name))]
	}
	if stem = formats.FileName(stem, maxName); stem == "" {
		stem = string(f.Kind)
	}
	return stem, ext
}

// sniff returns the extension of what apps send without one.
func sniff(head []byte) string {
	has := func(s string) bool { return bytes.HasPrefix(head, []byte(s)) }
	switch {
	case has("\xff\xd8\xff"):
		return ".jpg"
	case has("\x89PNG\r\n"):
		return ".png"
	case has("GIF8"):
		return ".gif"
	case has("RIFF") && len(head) >= 12 && string(head[8:12]) == "WEBP":
		return ".webp"
	case has("OggS"):
		return ".ogg"
	case has("%PDF-"):
		return ".pdf"
	case len(head) >= 12 && string(head[4:11]) == "ftypM4A":
		return ".m4a"
	case len(head) >= 12 && string(head[4:8]) == "ftyp":
		return ".mp4"
	}
	return ".bin"
}

// media appends the files of a message: those that are there, and in place of the others their names.
func (c *chatWriter) media(ctx context.Context, x export.Media) error {
	b := &c.sheet.b
	present := 0
	for i := range x.Files {
		if x.Files[i].State == export.FilePresent {
			present++
		}
	}
	if present > 1 {
		*b = append(*b, `<div class="album">`...)
	}
	for i := range x.Files {
		if x.Files[i].State != export.FilePresent {
			continue
		}
		if err := c.file(ctx, &x.Files[i]); err != nil {
			return err
		}
	}
	if present > 1 {
		*b = append(*b, "</div>"...)
	}
	c.absent(x)
	if !blank(x.Caption) {
		c.text(x.Caption, x.Spans)
	}
	if len(x.Files) == 0 && blank(x.Caption) || len(x.Files) == 0 && x.Plain != "" {
		c.said("x", words.Of(c.r.set.lang, x))
	}
	return nil
}

// absent names the files that did not come along: each alone where they have names, else together.
func (c *chatWriter) absent(x export.Media) {
	lang := c.r.set.lang
	var unnamed []export.File
	for i := range x.Files {
		f := &x.Files[i]
		switch {
		case f.State == export.FilePresent:
		case f.Name == "":
			unnamed = append(unnamed, *f)
		default:
			c.said("x", words.Missing(lang, export.Media{Files: x.Files[i : i+1]}))
		}
	}
	if len(unnamed) > 0 {
		c.said("x", words.Missing(lang, export.Media{Files: unnamed}))
	}
}

// file writes a present file and appends what shows it.
func (c *chatWriter) file(ctx context.Context, f *export.File) error {
	if c.r.set.single {
		return c.inline(ctx, f)
	}
	name, err := c.save(ctx, f)
	if err != nil {
		return err
	}
	c.figure(f, name, appendText(nil, "media/"+url.PathEscape(name)))
	return nil
}

// save writes the bytes of a file beside the pages, once for the same bytes, and returns its name.
func (c *chatWriter) save(ctx context.Context, f *export.File) (name string, err error) {
	key := fileKey{f.SHA256, strings.ToLower(path.Ext(f.Name))}
	if name, ok := c.saved[key]; ok && f.SHA256 != "" {
		return name, nil
	}
	in, err := c.r.history.OpenFile(ctx, f)
	if err != nil {
		return "", err
	}
	defer in.Close() //nolint:errcheck // opened for reading
	var head [16]byte
	n, err := io.ReadFull(in, head[:])
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return "", fmt.Errorf("read a file: %w", err)
	}
	name = c.names.Unique(fileName(f, head[:n]))
	out, err := c.r.out.Create(c.folder + "/media/" + name)
	if err != nil {
		return "", err
	}
	_, err = io.Copy(out, io.MultiReader(bytes.NewReader(head[:n]), in))
	if err = errors.Join(err, out.Close()); err != nil {
		return "", err
	}
	if f.SHA256 != "" {
		c.saved[key] = name
	}
	return name, nil
}

// fileKey tells files apart: the same bytes under another extension are another file to a browser.
type fileKey struct{ sha256, ext string }

// inline puts the bytes of a file into the page, if it is not too large for that.
func (c *chatWriter) inline(ctx context.Context, f *export.File) error {
	in, err := c.r.history.OpenFile(ctx, f)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // opened for reading
	size, err := in.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = in.Seek(0, io.SeekStart)
	}
	if err != nil {
		return fmt.Errorf("read a file: %w", err)
	}
	if size > singleFile || c.r.inside+size > singleFiles {
		c.r.large++
		what := words.AbsentFiles(c.r.set.lang, []export.File{*f}, func(*export.File) bool { return true }, words.TooLarge)
		c.said("x", strings.Replace(what, words.In(c.r.set.lang, words.TooLarge), c.r.say.TooLarge, 1))
		return nil
	}
	c.r.inside += size
	data, err := io.ReadAll(io.LimitReader(in, singleFile))
	if err != nil {
		return fmt.Errorf("read a file: %w", err)
	}
	stem, ext := fileName(f, data[:min(len(data), 16)])
	_, mime := shapeOf(ext)
	c.figure(f, stem+ext, base64.StdEncoding.AppendEncode([]byte("data:"+mime+";base64,"), data))
	return nil
}
