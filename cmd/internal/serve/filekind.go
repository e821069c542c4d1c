//go:build cgo

package serve

import (
	"bytes"
	"strings"
)

// kindOf returns the type of a file by its first bytes, and whether a browser may show it: pictures of
// points, video and sound, which run nothing. A picture of lines (SVG), a page and a PDF may.
func kindOf(head []byte) (kind string, shown bool) {
	for _, m := range magics() {
		if bytes.HasPrefix(head, []byte(m.prefix)) {
			return m.kind, true
		}
	}
	switch {
	case len(head) < 12:
	case isBitmap(head):
		return "image/bmp", true
	case string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP":
		return "image/webp", true
	case string(head[:4]) == "RIFF" && string(head[8:12]) == "WAVE":
		return "audio/wav", true
	case string(head[4:8]) == "ftyp":
		return kindOfBrand(string(head[8:12]))
	case head[0] == 0xff && head[1]&0xf6 == 0xf0: // ADTS
		return "audio/aac", true
	case head[0] == 0xff && head[1]&0xe6 == 0xe2: // a frame of MPEG 1 or 2, layer 3
		return "audio/mpeg", true
	}
	return "application/octet-stream", false
}

// isBitmap reports whether a file is a BMP. Its two letters alone begin many a text.
func isBitmap(head []byte) bool {
	return len(head) >= 30 && string(head[:2]) == "BM" && string(head[6:10]) == "\x00\x00\x00\x00" && string(head[26:28]) == "\x01\x00"
}

type magic struct{ prefix, kind string }

func magics() []magic {
	return []magic{
		{"\xff\xd8\xff", "image/jpeg"},
		{"\x89PNG\r\n\x1a\n", "image/png"},
		{"GIF87a", "image/gif"},
		{"GIF89a", "image/gif"},
		{"OggS", "audio/ogg"},
		{"ID3", "audio/mpeg"},
		{"fLaC", "audio/flac"},
		{"#!AMR\n", "audio/amr"},
		{"\x1aE\xdf\xa3", "video/webm"},
	}
}

// kindOfBrand is that of a file of boxes (ISO 14496-12), by what it says to be.
func kindOfBrand(brand string) (kind string, shown bool) {
	switch {
	case brand == "avif" || brand == "avis":
		return "image/avif", true
	case strings.HasPrefix(brand, "M4A") || strings.HasPrefix(brand, "M4B"):
		return "audio/mp4", true
	case brand == "qt  ":
		return "video/quicktime", true
	case strings.HasPrefix(brand, "hei"), strings.HasPrefix(brand, "hev"), brand == "mif1", brand == "msf1":
		return "application/octet-stream", false // few browsers know it, and none is asked to guess
	}
	return "video/mp4", true
}
