package desktop

import (
	"path"
	"strings"

	"exile/export"
)

// types are the extensions of files that chats hold, and their types. Of two
// with one type the first is the usual one.
var types = [...]struct{ ext, mime string }{ //nolint:gochecknoglobals // a table
	{".jpg", "image/jpeg"},
	{".jpeg", "image/jpeg"},
	{".png", "image/png"},
	{".gif", "image/gif"},
	{".webp", "image/webp"},
	{".heic", "image/heic"},
	{".mp4", "video/mp4"},
	{".m4v", "video/mp4"},
	{".mov", "video/quicktime"},
	{".webm", "video/webm"},
	{".3gp", "video/3gpp"},
	{".ogg", "audio/ogg"},
	{".oga", "audio/ogg"},
	{".opus", "audio/ogg"},
	{".m4a", "audio/mp4"},
	{".mp3", "audio/mpeg"},
	{".aac", "audio/aac"},
	{".amr", "audio/amr"},
	{".wav", "audio/wav"},
	{".pdf", "application/pdf"},
	{".zip", "application/zip"},
	{".txt", "text/plain"},
}

// typeOf returns a file's type, also where only its name tells; "": unknown.
func typeOf(f *export.File) string {
	if f.Type != "" {
		return f.Type
	}
	ext := strings.ToLower(path.Ext(f.Name))
	for _, t := range types {
		if t.ext == ext {
			return t.mime
		}
	}
	return ""
}

// extensionOf returns the usual extension of a type; "": unknown.
func extensionOf(mime string) string {
	mime, _, _ = strings.Cut(mime, ";")
	for _, t := range types {
		if t.mime == strings.ToLower(strings.TrimSpace(mime)) {
			return t.ext
		}
	}
	return ""
}
