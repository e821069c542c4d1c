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
	"exile/formats/html/bubble"
	"exile/formats/words"
)

// maxName is the longest name of a file, in bytes, without what is added to it.
const maxName = 80

// fileName returns the name that a file gets, in two parts. What a browser might run gets
// .txt behind its own name, and what has no extension gets one, lest the browser look inside.
func fileName(f *export.File, head []byte) (stem, ext string) {
	name := path.Base(strings.ReplaceAll(f.Name, `\`, "/"))
	ext = strings.ToLower(path.Ext(name))
	switch ext {
	case ".jpeg", ".jpe", ".jfif":
		ext = ".jpg"
	}
	switch shape, _ := bubble.ShapeOf(ext); {
	case ext == "" || ext == "." || ext == name:
		if stem, ext = name, sniff(head); ext == unknown {
			ext = declared(f)
		}
	case shape == bubble.Active:
		stem, ext = name, ".txt"
	default:
		stem = name[:len(name)-len(path.Ext(name))]
	}
	if stem = formats.FileName(stem, maxName); stem == "" {
		stem = string(f.Kind)
	}
	return stem, ext
}

// unknown is the extension of a file of which nobody knows what it is.
const unknown = ".bin"

// declared returns the extension that the source has for a file, if a browser runs nothing of it.
func declared(f *export.File) string {
	for _, ext := range []string{strings.ToLower(path.Ext(f.Path)), formats.ExtensionOf(f.Type)} {
		if shape, _ := bubble.ShapeOf(ext); shape != bubble.Active {
			return ext
		}
	}
	return unknown
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
	case has("ID3"):
		return ".mp3"
	case has("#!AMR"):
		return ".amr"
	case len(head) >= 12 && string(head[4:8]) == "ftyp":
		return sniffBrand(string(head[8:12]))
	}
	return unknown
}

// sniffBrand returns the extension of a file of boxes, which are pictures, too, by what it says it is.
func sniffBrand(brand string) string {
	switch brand {
	case "M4A ", "M4B ":
		return ".m4a"
	case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1":
		return ".heic"
	case "avif", "avis":
		return ".avif"
	case "qt  ":
		return ".mov"
	}
	return ".mp4"
}

// file writes a present file, and tells how it is shown.
func (c *chatWriter) file(ctx context.Context, f *export.File) (bubble.File, error) {
	if c.r.set.single {
		return c.inline(ctx, f)
	}
	name, err := c.save(ctx, f)
	if err != nil {
		return bubble.File{}, err
	}
	return shown(f, name, "media/"+url.PathEscape(name)), nil
}

// shown is a file under the name that it got.
func shown(f *export.File, name, address string) bubble.File {
	ext := path.Ext(name)
	shape, _ := bubble.ShapeOf(ext)
	renamed := ext == ".txt" && !strings.EqualFold(path.Ext(bubble.OneLine(f.Name)), ext)
	return bubble.File{Name: name, Address: address, Shape: shape, Renamed: renamed}
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
func (c *chatWriter) inline(ctx context.Context, f *export.File) (at bubble.File, err error) {
	in, err := c.r.history.OpenFile(ctx, f)
	if err != nil {
		return at, err
	}
	defer in.Close() //nolint:errcheck // opened for reading
	size, err := in.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = in.Seek(0, io.SeekStart)
	}
	if err != nil {
		return at, fmt.Errorf("read a file: %w", err)
	}
	if size > singleFile || c.r.inside+size > singleFiles {
		c.r.large++
		what := words.AbsentFiles(c.r.set.lang, []export.File{*f}, func(*export.File) bool { return true }, words.TooLarge)
		at.Instead = strings.Replace(what, words.In(c.r.set.lang, words.TooLarge), c.r.say.TooLarge, 1)
		return at, nil
	}
	c.r.inside += size
	data, err := io.ReadAll(io.LimitReader(in, singleFile))
	if err != nil {
		return at, fmt.Errorf("read a file: %w", err)
	}
	stem, ext := fileName(f, data[:min(len(data), 16)])
	_, mime := bubble.ShapeOf(ext)
	at = shown(f, stem+ext, "data:"+mime+";base64,"+base64.StdEncoding.EncodeToString(data))
	at.Inline = true
	return at, nil
}
