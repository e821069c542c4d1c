package formats

import "strings"

// ExtensionOf returns the extension, with its dot, of a MIME type, for files whose names
// have none; "" where it is not one that people send each other in chats.
func ExtensionOf(mime string) string {
	t, _, _ := strings.Cut(mime, ";")
	switch strings.ToLower(strings.TrimSpace(t)) {
	case "image/jpeg":
		return ".jpg"
	case "image/png":
		return ".png"
	case "image/gif":
		return ".gif"
	case "image/webp":
		return ".webp"
	case "image/heic":
		return ".heic"
	case "video/mp4":
		return ".mp4"
	case "video/quicktime":
		return ".mov"
	case "video/webm":
		return ".webm"
	case "audio/ogg":
		return ".ogg"
	case "audio/opus":
		return ".opus"
	case "audio/mp4", "audio/m4a", "audio/x-m4a":
		return ".m4a"
	case "audio/mpeg":
		return ".mp3"
	case "application/pdf":
		return ".pdf"
	case "text/vcard", "text/x-vcard":
		return ".vcf"
	}
	return ""
}
