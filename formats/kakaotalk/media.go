package kakaotalk

import (
	"path"
	"strings"

	"exile/export"
)

const hexDigits = 64

// hexName returns the length of the media name that s begins with: 64
// lower-case hex digits, a dot, an extension of three or four characters. The
// digits are the app's reference; they are not a hash of the content.
func hexName(s string) int {
	if len(s) < hexDigits+4 || s[hexDigits] != '.' {
		return 0
	}
	for i := range hexDigits {
		if c := s[i]; c-'0' > 9 && c-'a' > 5 {
			return 0
		}
	}
	n := hexDigits + 1
	for n < len(s) && (isDigit(s[n]) || s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
		n++
	}
	if ext := n - hexDigits - 1; ext < 3 || ext > 4 {
		return 0
	}
	return n
}

// isUnread reports whether body is "<사진 읽지 않음>", which stands in an export
// with media where a file was not downloaded.
func isUnread(body string, loc *locale) bool {
	if loc == nil || !strings.HasPrefix(body, "<") || !strings.HasSuffix(body, ">") {
		return false
	}
	for _, w := range loc.words {
		if strings.HasPrefix(body[1:], w.word+" ") && len(body) < 96 {
			return true
		}
	}
	return false
}

// albumPiece reports whether a line stands for one medium of an album: its name,
// alone or with the app's word on it, or "<사진 읽지 않음>".
func albumPiece(s string, loc *locale) bool { return namedMedium(s) > 0 || isUnread(s, loc) }

// namedMedium returns the length of the name where s is a medium's name, alone
// or followed by the app's word on why the file is not there ("<…>", " => …").
func namedMedium(s string) int {
	n := hexName(s)
	if n == 0 || n == len(s) {
		return n
	}
	remark := strings.TrimPrefix(s[n:], " ")
	bracketed := strings.HasPrefix(remark, "<") && strings.HasSuffix(remark, ">")
	if (bracketed || strings.HasPrefix(remark, "=> ")) && !strings.ContainsRune(remark, '\n') {
		return n
	}
	return 0
}

// media reads a body whose pieces each stand for a medium.
func (x *mediaIndex) media(body string, more []string, marks *markerTable) (export.Content, bool) {
	if !albumPiece(body, marks.loc) || len(more) == 0 && isUnread(body, marks.loc) {
		return nil, false // a marker alone is marker.go's
	}
	m := export.Media{Files: make([]export.File, 0, 1+len(more)), Plain: body}
	for i, piece := range append([]string{body}, more...) {
		if i > 0 {
			if !albumPiece(piece, marks.loc) {
				return nil, false
			}
			m.Plain += "\n" + piece
		}
		if n := namedMedium(piece); n > 0 {
			name := piece[:n]
			f := export.File{SourceKey: name, Kind: kindByExt(name), Name: name, State: export.FileMissing}
			x.find(&f)
			m.Files = append(m.Files, f)
			continue
		}
		if absent, ok := marks.unread(piece); ok {
			m.Files = append(m.Files, absent.Files...)
		}
	}
	return m, true
}

// contact reads "NAME file.vcf" where such a file lies beside the text.
func (x *mediaIndex) contact(body string) (export.Content, bool) {
	if len(body) > 1024 || !strings.HasSuffix(body, ".vcf") || strings.ContainsRune(body, '\n') {
		return nil, false
	}
	for rest := body; ; {
		f := export.File{Kind: export.FileContact, Name: rest}
		if x.find(&f) {
			return export.Media{Files: []export.File{f}, Plain: body}, true
		}
		_, after, ok := strings.Cut(rest, " ")
		if !ok {
			return nil, false
		}
		rest = after
	}
}

func kindByExt(name string) export.FileKind {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic":
		return export.FilePhoto
	case ".mp4", ".mov", ".3gp", ".avi", ".mkv", ".webm":
		return export.FileVideo
	case ".m4a", ".aac", ".amr", ".ogg", ".opus":
		return export.FileVoice
	case ".mp3", ".wav", ".flac":
		return export.FileAudio
	case ".vcf":
		return export.FileContact
	}
	return export.FileDocument
}
