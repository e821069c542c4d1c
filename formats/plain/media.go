package plain

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"exile/export"
	"exile/formats"
	"exile/formats/words"
)

// The longest parts of the name of a file, in bytes.
const (
	maxStem = 100
	maxExt  = 10
)

// OptionNoMedia is the option that leaves out the bytes of media.
const OptionNoMedia = "no-media"

// NoMedia returns the option of that name.
func NoMedia() formats.Option {
	return formats.Option{
		Name: OptionNoMedia, Kind: formats.OptionBool, Default: "false",
		Help: formats.Text{
			EN: "do not copy photos and other files: only their names and SHA-256 are written",
			KO: "사진 같은 파일을 복사하지 않고 이름과 SHA-256만 적습니다",
		},
	}
}

// Shelf puts the media of one chat into a folder, one file after the other.
type Shelf struct {
	History formats.History
	Out     formats.Output
	Folder  string // with a slash at its end
	Lang    string // of the names of files that have none
	Named   bool   // nothing is copied

	Copied int64 // files whose bytes went out

	names  formats.FileNames
	counts map[export.FileKind]int
	buf    []byte
}

// Put copies a present file and returns its path in the output. With Named it
// copies nothing, and returns the file's name, one line that may be empty. In both cases
// the file's SHA-256 is known afterwards.
func (s *Shelf) Put(ctx context.Context, f *export.File) (where string, err error) {
	if s.Named {
		if f.SHA256 == "" {
			err = s.pass(ctx, f, io.Discard)
		}
		return Line(f.Name), err
	}
	stem, ext := s.name(f)
	where = s.names.Unique(s.Folder+stem, ext)
	dst, err := s.Out.Create(where)
	if err != nil {
		return "", err
	}
	if err := errors.Join(s.pass(ctx, f, dst), dst.Close()); err != nil {
		return "", fmt.Errorf("copy %s: %w", where, err)
	}
	s.Copied++
	return where, nil
}

// pass reads a file once.
func (s *Shelf) pass(ctx context.Context, f *export.File, dst io.Writer) (err error) {
	src, err := s.History.OpenFile(ctx, f)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, src.Close()) }()
	if s.buf == nil {
		s.buf = make([]byte, 256<<10)
	}
	if f.SHA256 != "" {
		_, err = io.CopyBuffer(onlyWriter{dst}, onlyReader{src}, s.buf)
		return err
	}
	sum := sha256.New()
	if _, err := io.CopyBuffer(io.MultiWriter(dst, sum), onlyReader{src}, s.buf); err != nil {
		return err
	}
	f.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return nil
}

// onlyReader and onlyWriter hide WriteTo and ReadFrom, so that io.CopyBuffer
// uses the buffer.
type (
	onlyReader struct{ io.Reader }
	onlyWriter struct{ io.Writer }
)

// name returns the name of a file: its own if that can be written, or what it is and
// a number.
func (s *Shelf) name(f *export.File) (stem, ext string) {
	name := path.Base("/" + strings.ReplaceAll(f.Name, `\`, "/"))
	ext = extension(name)
	if stem = formats.FileName(strings.TrimSuffix(strings.TrimPrefix(name, "/"), ext), maxStem); stem != "" {
		return stem, ext
	}
	if s.counts == nil {
		s.counts = map[export.FileKind]int{}
	}
	s.counts[f.Kind]++
	return words.Kind(s.Lang, f.Kind) + " " + strconv.Itoa(s.counts[f.Kind]), cmp.Or(ext, extension(f.Path), formats.ExtensionOf(f.Type))
}

// extension returns the extension of a name as it is, with its dot, if that can
// be written.
func extension(name string) string {
	ext := path.Ext(strings.TrimLeft(path.Base(name), "/."))
	if len(ext) < 2 || formats.FileName(ext[1:], maxExt) != ext[1:] {
		return ""
	}
	return ext
}

// Absent returns the words for a file that has no bytes, under its name if that says
// something.
func Absent(lang string, f *export.File) string {
	return words.Missing(lang, export.Media{Files: []export.File{*f}})
}
