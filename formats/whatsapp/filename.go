package whatsapp

import (
	"path"
	"strings"

	"exile/export"
)

// kindOf tells what a file is from the name the app gave it, else from its
// extension. Android: "IMG-20220323-WA0002.jpg". iOS: "00000035-PHOTO-2022-03-27-
// 21-41-55.jpg", earlier "2015-08-04-PHOTO-00004762.jpg". A GIF is sent as video.
func kindOf(name string) export.FileKind {
	word, _, _ := strings.Cut(name, "-")
	if appNamed(name) {
		switch word {
		case "IMG":
			return export.FilePhoto
		case "VID":
			return export.FileVideo
		case "AUD":
			return export.FileAudio
		case "PTT":
			return export.FileVoice
		case "STK":
			return export.FileSticker
		}
		return export.FileDocument
	}
	byExt := kindOfExt(name)
	for rest := name; len(word) < len(rest); word, _, _ = strings.Cut(rest, "-") {
		switch word {
		case "PHOTO":
			return export.FilePhoto
		case "VIDEO", "GIF":
			return export.FileVideo
		case "AUDIO":
			if byExt == export.FileVoice {
				return export.FileVoice
			}
			return export.FileAudio
		case "STICKER":
			return export.FileSticker
		}
		if !digitsOnly(word) {
			break
		}
		rest = rest[len(word)+1:]
	}
	return byExt
}

func kindOfExt(name string) export.FileKind {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".heic":
		return export.FilePhoto
	case ".webp":
		return export.FileSticker
	case ".mp4", ".mov", ".3gp", ".avi", ".mkv", ".webm":
		return export.FileVideo
	case ".opus", ".amr":
		return export.FileVoice
	case ".m4a", ".mp3", ".aac", ".ogg", ".wav", ".flac":
		return export.FileAudio
	case ".vcf":
		return export.FileContact
	}
	return export.FileDocument
}

// appNamed reports whether Android's app gave the name: "IMG-20220323-WA0002".
func appNamed(name string) bool {
	const prefix, date = 3, 8
	if len(name) < len("IMG-20220323-WA0") {
		return false
	}
	switch name[:prefix] {
	case "IMG", "VID", "AUD", "PTT", "STK", "DOC":
	default:
		return false
	}
	rest := name[prefix:]
	return rest[0] == '-' && digitsOnly(rest[1:1+date]) && strings.HasPrefix(rest[1+date:], "-WA") && isDigit(rest[1+date+3])
}

// hasExt reports whether a line could be a file's name: it ends in a dot and one
// to five letters or digits.
func hasExt(line string) bool {
	ext := path.Ext(line)
	if len(ext) < 2 || len(ext) > 6 || len(ext) == len(line) {
		return false
	}
	for i := 1; i < len(ext); i++ {
		if c := ext[i]; !isDigit(c) && (c|0x20) < 'a' || (c|0x20) > 'z' {
			return false
		}
	}
	return true
}

func digitsOnly(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

func isDigit(c byte) bool { return c-'0' <= 9 }
