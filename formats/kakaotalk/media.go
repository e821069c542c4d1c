package kakaotalk

import (
	"path"
	"strings"

	"exile/export"
	"exile/formats"
)

// mediaIndex knows the files that lie beside a text.
type mediaIndex struct {
	byName map[string]*mediaFile // lower-case base name
	order  []*mediaFile
}

type mediaFile struct {
	root int
	path string
	size int64
	used bool
}

func newMediaIndex(in formats.Input, g *group) *mediaIndex {
	x := &mediaIndex{byName: map[string]*mediaFile{}}
	for i, root := range in.Roots {
		for _, e := range root.Files {
			if path.Dir(e.Name) != g.dir || strings.EqualFold(path.Ext(e.Name), ".txt") || root.Kind == formats.RootFile {
				continue
			}
			f := &mediaFile{root: i, path: e.Name, size: e.Size}
			if key := strings.ToLower(path.Base(e.Name)); x.byName[key] == nil {
				x.byName[key] = f
				x.order = append(x.order, f)
			}
		}
	}
	return x
}

// find marks a file as present if it lies beside the text, under its name or as
// the text spells it, which may be percent-encoded.
func (x *mediaIndex) find(f *export.File) bool {
	for _, name := range []string{f.Name, f.SourceKey} {
		if m := x.byName[strings.ToLower(name)]; m != nil {
			m.used = true
			f.State, f.Root, f.Path, f.Size = export.FilePresent, m.root, m.path, m.size
			return true
		}
	}
	return false
}

// hexName returns the length of the media name that s begins with: 64
// lower-case hex digits, a dot, an extension of three or four characters. The
// digits are the app's reference; they are not a hash of the content.
func hexName(s string) int {
	const digits = 64
	if len(s) < digits+4 || s[digits] != '.' {
		return 0
	}
	for i := range digits {
		if c := s[i]; c-'0' > 9 && c-'a' > 5 {
			return 0
		}
	}
	n := digits + 1
	for n < len(s) && (isDigit(s[n]) || s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
		n++
	}
	if ext := n - digits - 1; ext < 3 || ext > 4 {
		return 0
	}
	return n
}

// isHexName reports whether s is a media name and nothing more.
func isHexName(s string) bool { n := hexName(s); return n > 0 && n == len(s) }

// media reads a body that begins with a media name: the name alone, or followed
// by the app's word on why the file is not there ("<…>", " => …").
func (x *mediaIndex) media(body string, more []string) (export.Content, bool) {
	n := hexName(body)
	if n == 0 {
		return nil, false
	}
	tail := strings.TrimPrefix(body[n:], " ")
	if body[n:] != "" && !strings.HasPrefix(tail, "<") && !strings.HasPrefix(tail, "=> ") {
		return nil, false
	}
	m := export.Media{Files: make([]export.File, 0, 1+len(more)), Plain: body}
	for _, name := range append([]string{body[:n]}, more...) {
		f := export.File{SourceKey: name, Kind: kindByExt(name), Name: name, State: export.FileMissing}
		x.find(&f)
		m.Files = append(m.Files, f)
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
