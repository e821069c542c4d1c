package telegram

import (
	"bytes"
	"image"
	_ "image/jpeg" // to read the sides of photos
	_ "image/png"
	"path"
	"strings"

	"github.com/gotd/td/tg"

	"exile/convert/handover"
	"exile/export"
)

// FormOf returns the form in which a file goes, by what is known of it before its
// bytes are. What people made as a photo, video, voice message or sticker goes as one
// where Telegram has that form for it; what they sent as a file stays a file.
func FormOf(f *handover.File) Form {
	t := mimeOf(f)
	switch f.Kind {
	case export.FilePhoto:
		if isStill(t) && photoFits(f.Size, f.Width, f.Height) {
			return AsPhoto
		}
	case export.FileVideo:
		if t == "video/mp4" {
			return AsVideo
		}
	case export.FileVoice:
		if isOgg(t) {
			return AsVoice
		}
		if strings.HasPrefix(t, "audio/") {
			return AsAudio
		}
	case export.FileAudio:
		if strings.HasPrefix(t, "audio/") {
			return AsAudio
		}
	case export.FileSticker:
		switch {
		case t == "image/webp" && f.Size <= maxSticker:
			return AsSticker
		case isStill(t) && photoFits(f.Size, f.Width, f.Height):
			return AsPhoto
		}
	case export.FileContact, export.FileDocument:
	}
	return AsDocument
}

// sniffed is how many bytes of a file tell what it is. The sides of a photo stand
// within them but for those whose camera left much beside the picture.
const sniffed = 64 << 10

// formOf returns the form in which a file goes now that its first bytes are known.
// One that is not what its name says goes as a plain file: Telegram would refuse it,
// or show an empty message.
func formOf(f *handover.File, head []byte) Form {
	form := FormOf(f)
	switch form {
	case AsPhoto:
		if !bytes.HasPrefix(head, []byte("\xff\xd8\xff")) && !bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")) {
			return AsDocument
		}
		if c, _, err := image.DecodeConfig(bytes.NewReader(head)); err == nil && !photoFits(f.Size, c.Width, c.Height) {
			return AsDocument
		}
	case AsVoice:
		if !isOpus(head) {
			return AsAudio
		}
	case AsSticker:
		if len(head) < 12 || string(head[:4]) != "RIFF" || string(head[8:12]) != "WEBP" {
			return AsDocument
		}
	case AsVideo:
		if len(head) < 12 || string(head[4:8]) != "ftyp" {
			return AsDocument
		}
	case AsAudio, AsDocument:
	}
	return form
}

// isOpus reports whether a file begins as Ogg with Opus in it (RFC 7845): the one
// kind of sound that Telegram plays as a voice message.
func isOpus(head []byte) bool {
	if len(head) < 28 || string(head[:4]) != "OggS" {
		return false
	}
	page := head[27:] // after the header comes one byte for each of its segments
	n := int(head[26])
	return len(page) >= n+8 && string(page[n:n+8]) == "OpusHead"
}

func isOgg(mime string) bool { return mime == "audio/ogg" || mime == "audio/opus" }

// isStill reports whether a picture is of a kind that goes as a photo.
func isStill(mime string) bool { return mime == "image/jpeg" || mime == "image/png" }

// isAnimated reports whether a file is an animated sticker of Telegram's own kind.
func isAnimated(f *handover.File) bool { return strings.EqualFold(path.Ext(f.Name), ".tgs") }

// mimeOf returns a file's MIME type: by its name, which is what the text names, else
// what the store says.
func mimeOf(f *handover.File) string {
	if t := mimeOfName(f.Name); t != "" {
		return t
	}
	t, _, _ := strings.Cut(f.Type, ";")
	t = strings.ToLower(strings.TrimSpace(t))
	if kind, sub, ok := strings.Cut(t, "/"); !ok || kind == "" || sub == "" {
		return "application/octet-stream"
	}
	return t
}

// mimeOfName returns the MIME type of a name's ending. It asks no file of the
// computer: on each it should go the same way.
func mimeOfName(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".png":
		return "image/png"
	case ".gif":
		return "image/gif"
	case ".webp":
		return "image/webp"
	case ".heic":
		return "image/heic"
	case ".mp4", ".m4v":
		return "video/mp4"
	case ".mov":
		return "video/quicktime"
	case ".webm":
		return "video/webm"
	case ".ogg", ".oga", ".opus":
		return "audio/ogg"
	case ".m4a":
		return "audio/mp4"
	case ".mp3":
		return "audio/mpeg"
	case ".aac":
		return "audio/aac"
	case ".wav":
		return "audio/wav"
	case ".amr":
		return "audio/amr"
	case ".flac":
		return "audio/flac"
	case ".pdf":
		return "application/pdf"
	case ".vcf":
		return "text/vcard"
	case ".txt":
		return "text/plain"
	case ".zip":
		return "application/zip"
	case ".tgs":
		return "application/x-tgsticker"
	}
	return ""
}

// media returns what messages.uploadImportedMedia is given. The attributes are those
// that were reported to work: no Animated for a GIF, whose message came broken, and
// a sticker of no set.
func media(f *handover.File, form Form, in tg.InputFileClass) tg.InputMediaClass {
	if form == AsPhoto {
		return &tg.InputMediaUploadedPhoto{File: in}
	}
	seconds := f.Duration.Seconds()
	attributes := []tg.DocumentAttributeClass{&tg.DocumentAttributeFilename{FileName: f.Name}}
	switch form {
	case AsVideo:
		attributes = append(attributes, &tg.DocumentAttributeVideo{Duration: seconds, W: f.Width, H: f.Height, SupportsStreaming: true})
	case AsVoice:
		attributes = append(attributes, &tg.DocumentAttributeAudio{Voice: true, Duration: int(seconds)})
	case AsAudio:
		attributes = append(attributes, &tg.DocumentAttributeAudio{Duration: int(seconds)})
	case AsSticker:
		attributes = append(attributes, &tg.DocumentAttributeSticker{Stickerset: &tg.InputStickerSetEmpty{}})
	case AsPhoto, AsDocument:
	}
	return &tg.InputMediaUploadedDocument{File: in, MimeType: mimeOf(f), Attributes: attributes}
}
