package formats

import (
	"bytes"
	"strings"

	"exile/export"
)

// sniffed is how much of a file is read to find out what it is.
const sniffed = 32

// Sniff finds out what a file is by its first bytes: its MIME type, and an extension
// with its dot. Apps keep files under names that have none. kind is what the source
// says it is, which decides between sound and pictures where the bytes do not. "" and
// "": it is none of what messengers send, or cannot be read any more, which whoever
// reads all of it meets again.
func Sniff(root Root, name string, kind export.FileKind) (mime, ext string) {
	head, err := root.Head(name, sniffed)
	if err != nil {
		return "", ""
	}
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		return "image/jpeg", ".jpg"
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n")):
		return "image/png", ".png"
	case bytes.HasPrefix(head, []byte("GIF8")):
		return "image/gif", ".gif"
	case bytes.HasPrefix(head, []byte("RIFF")) && len(head) >= 12 && string(head[8:12]) == "WEBP":
		return "image/webp", ".webp"
	case bytes.HasPrefix(head, []byte("OggS")):
		return "audio/ogg", ".ogg"
	case bytes.HasPrefix(head, []byte("\xff\xf1")), bytes.HasPrefix(head, []byte("\xff\xf9")):
		return "audio/aac", ".aac"
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return "application/pdf", ".pdf"
	case len(head) >= 12 && string(head[4:8]) == "ftyp":
		return brand(string(head[8:12]), kind)
	}
	return "", ""
}

// brand tells files in the container of MPEG-4 apart (ISO/IEC 14496-12, 4.3).
func brand(name string, kind export.FileKind) (mime, ext string) {
	switch {
	case strings.HasPrefix(name, "hei"), strings.HasPrefix(name, "hev"), name == "mif1":
		return "image/heic", ".heic"
	case strings.HasPrefix(name, "M4A"), kind == export.FileVoice:
		return "audio/mp4", ".m4a"
	case name == "qt  ":
		return "video/quicktime", ".mov"
	}
	return "video/mp4", ".mp4"
}
