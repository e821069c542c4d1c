package convert

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"exile/formats"
)

// How files of age begin; see c2sp.org/age.
const (
	ageMagic = "age-encryption.org/v1"
	ageArmor = "-----BEGIN AGE ENCRYPTED FILE-----"
)

// IsSealed reports whether path is a regular file that begins as an age file
// does, be it one in text form, which cannot be read in place.
func IsSealed(path string) bool {
	f, err := openRegular(path)
	if err != nil {
		return false
	}
	head := make([]byte, len(ageArmor))
	n, err := io.ReadFull(f, head)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	if errors.Join(err, f.Close()) != nil {
		return false
	}
	head = head[:n]
	return bytes.HasPrefix(head, []byte(ageMagic+"\n")) || bytes.HasPrefix(head, []byte(ageArmor))
}

// looks says in a few words what a file is that no format knows, so that
// somebody who picked the wrong one sees it. It returns "" if it cannot tell.
func looks(r formats.Root) string {
	head, err := r.Head(r.Files[0].Name, 512)
	if err != nil {
		return "" // a hint only; whoever reads the file meets the error
	}
	for _, k := range magics {
		if len(head) >= k.at && bytes.HasPrefix(head[k.at:], []byte(k.magic)) {
			return k.words
		}
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	switch {
	case bytes.IndexByte(head, 0) >= 0 || !validPrefix(head):
		return ""
	case bytes.HasPrefix(text, []byte("{")) || bytes.HasPrefix(text, []byte("[{")):
		return "a JSON file"
	case bytes.HasPrefix(bytes.ToLower(text), []byte("<!doctype html")), bytes.HasPrefix(bytes.ToLower(text), []byte("<html")):
		return "a web page"
	case bytes.HasPrefix(text, []byte("<?xml")):
		return "an XML file"
	}
	return "a text file"
}

// validPrefix reports whether b is UTF-8, but for a last rune cut in two.
func validPrefix(b []byte) bool {
	for n := 0; n < utf8.UTFMax && n < len(b); n++ {
		if utf8.Valid(b[:len(b)-n]) {
			return true
		}
	}
	return len(b) == 0
}

//nolint:gochecknoglobals // a constant
var magics = []struct {
	at           int
	magic, words string
}{
	{0, "\xff\xd8\xff", "a JPEG picture"},
	{0, "\x89PNG\r\n\x1a\n", "a PNG picture"},
	{0, "GIF8", "a GIF picture"},
	{8, "WEBP", "a WebP picture"},
	{4, "ftyphei", "a HEIC picture"},
	{4, "ftypmif1", "a HEIC picture"},
	{4, "ftyp", "a video or voice file"},
	{0, "OggS", "a voice file"},
	{0, "ID3", "an MP3 file"},
	{8, "WAVE", "a sound file"},
	{8, "AVI ", "a video"},
	{0, "\x1aE\xdf\xa3", "a video"},
	{0, "%PDF-", "a PDF document"},
	{0, "SQLite format 3\x00", "a SQLite database"},
	{0, ageMagic, "a file sealed by age"},
	{0, ageArmor, "a file sealed by age"},
	{0, "\x1f\x8b", "a gzip archive: unpack it first"},
	{0, "7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it first"},
	{0, "Rar!\x1a\x07", "a RAR archive: unpack it first"},
	{0, "EGGA", "an EGG archive: unpack it first"},
	{0, "ALZ\x01", "an ALZ archive: unpack it first"},
	{257, "ustar", "a tar archive: unpack it first"},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"},
	{0, "MZ", "a Windows program"},
	{0, "\x7fELF", "a program"},
}
