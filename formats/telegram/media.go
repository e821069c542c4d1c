package telegram

import (
	"path"
	"slices"
	"strings"

	"exile/export"
	"exile/formats"
	"exile/formats/words"
)

// maxFile is the most that Telegram takes as one file: 8,000 pieces of 512 KiB,
// from an account that pays. Others send half of that.
const maxFile = 8000 * 512 << 10

// attached is a file that a part's text names.
type attached struct {
	file export.File
	name string
}

// attachment is how a file goes: the name that the text and the bundle share,
// but for the number before it and the time within.
type attachment struct {
	label string // "PHOTO"; "" for a document under its own name
	ext   string // with its dot, as it will be written; may be ""
	stem  string // of a document
	plain bool   // true where the app shows a plain file in place of a photo, video, voice message or sticker
}

// maxDocument is the longest name of a document, in bytes.
const maxDocument = 80

// attach decides by a file's kind and its true extension. The shapes are those
// by which Telegram for iPhone knows kinds: any .jpg is a photo, and digits with
// -VIDEO- and .mp4, -AUDIO- and .opus, -STICKER- and .webp are what they say.
// The extension is kept whatever the kind: nothing gets a name of what it is not.
func attach(f *export.File) attachment {
	ext := extension(f)
	switch f.Kind {
	case export.FilePhoto:
		return attachment{label: "PHOTO", ext: ext, plain: ext != ".jpg"}
	case export.FileVideo:
		return attachment{label: "VIDEO", ext: ext, plain: ext != ".mp4"}
	case export.FileVoice:
		return attachment{label: "AUDIO", ext: ext, plain: ext != ".opus"}
	case export.FileSticker:
		return attachment{label: "STICKER", ext: ext, plain: ext != ".webp"}
	case export.FileAudio, export.FileContact, export.FileDocument:
	}
	stem := path.Base(strings.ReplaceAll(f.Name, `\`, "/"))
	if own := path.Ext(stem); cleanExtension(own) != "" {
		stem = strings.TrimSuffix(stem, own)
	}
	return attachment{stem: formats.FileName(stem, maxDocument), ext: ext}
}

// appendName appends the whole name: number, label and time, or the document's own.
func (a attachment) appendName(b []byte, number int64, stamp []byte) []byte {
	b = appendPadded(b, number, 8)
	switch {
	case a.label != "":
		b = append(append(append(b, '-'), a.label...), '-')
		// "[dd/mm/yyyy, hh:mm:ss] " becomes yyyy-mm-dd-hh-mm-ss.
		b = append(append(b, stamp[7:11]...), '-')
		b = append(append(b, stamp[4:6]...), '-')
		b = append(append(b, stamp[1:3]...), '-')
		b = append(append(b, stamp[13:15]...), '-')
		b = append(append(b, stamp[16:18]...), '-')
		b = append(b, stamp[19:21]...)
	case a.stem != "":
		b = append(append(b, '-'), a.stem...)
	}
	return append(b, a.ext...)
}

func appendPadded(b []byte, n int64, width int) []byte {
	var digits [20]byte
	i := len(digits)
	for n > 0 || width > 0 {
		i--
		digits[i] = byte('0' + n%10)
		n, width = n/10, width-1
	}
	return append(b, digits[i:]...)
}

// extension returns a file's true extension in small letters: that of its name,
// else of its path, else of its type. The spellings of .jpg become one.
func extension(f *export.File) string {
	for _, name := range []string{f.Name, f.Path} {
		if ext := cleanExtension(path.Ext(name)); ext != "" {
			return ext
		}
	}
	return formats.ExtensionOf(f.Type)
}

func cleanExtension(ext string) string {
	if len(ext) < 2 || len(ext) > 9 {
		return ""
	}
	ext = strings.ToLower(ext)
	for _, c := range []byte(ext[1:]) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return ""
		}
	}
	switch ext {
	case ".jpeg", ".jpe", ".jfif":
		return ".jpg"
	}
	return ext
}

// goes reports whether a file's bytes go into the bundle.
func goes(f *export.File) bool { return f.State == export.FilePresent && !tooLarge(f) && !empty(f) }

func tooLarge(f *export.File) bool { return f.State == export.FilePresent && f.Size > maxFile }

// insteadOf returns the words for the files of c that do not go, "" where all do.
// Where none goes and the export never had any, the source's own words are best:
// they are what it showed.
func insteadOf(lang string, c *export.Media) string {
	going, named, told := 0, 0, 0
	for i := range c.Files {
		switch f := &c.Files[i]; {
		case goes(f):
			going++
		case f.State == export.FilePresent:
			told++
		case f.State != export.FileNotExported:
			named++
		}
	}
	if going == len(c.Files) && going > 0 {
		return ""
	}
	if going+named+told == 0 {
		return words.Of(lang, *c)
	}
	why := []string{
		words.Missing(lang, *c),
		words.AbsentFiles(lang, c.Files, tooLarge, words.TooLarge),
		words.AbsentFiles(lang, c.Files, empty, words.EmptyFile),
	}
	return strings.Join(slices.DeleteFunc(why, func(s string) bool { return s == "" }), " ")
}
