package handover

import (
	"errors"
	"fmt"
)

// The errors of a stream.
var (
	// ErrCut says that the stream ends before its end.
	ErrCut = errors.New("the stream was cut off")
	// ErrForm says that bytes are no such stream.
	ErrForm = errors.New("not a stream of a bundle")
	// ErrVersion says that a stream is of another version.
	ErrVersion = errors.New("a stream of another version")
	// ErrChanged says that a text or a file is not the one of the manifest.
	ErrChanged = errors.New("not what the manifest says")
	// ErrTooLarge says that a manifest is larger than one may be.
	ErrTooLarge = errors.New("too many files and parts for one bundle")
)

// maxManifest is the most that a manifest may take, in bytes: about 150,000 files.
const maxManifest = 32 << 20

// The headers of a stream's parts.
const (
	disposition = "Content-Disposition"
	isManifest  = `inline; name="manifest"`
	isText      = `inline; name="text"`
	isFile      = `inline; name="file"`
	isEnd       = `inline; name="end"`
)

// TextOf is the File of an [Item] that is the text of a part.
const TextOf = -1

// Place is where something stands in a manifest.
type Place struct {
	Chat int // in Manifest.Chats
	Part int // in Chat.Parts
	File int // in Part.Files, or TextOf
}

// String returns the place for errors.
func (p Place) String() string {
	if p.File == TextOf {
		return fmt.Sprintf("chat %d, part %d, the text", p.Chat+1, p.Part+1)
	}
	return fmt.Sprintf("chat %d, part %d, file %d", p.Chat+1, p.Part+1, p.File+1)
}

// expected is what the manifest says of the bytes at a place.
type expected struct {
	header string
	size   int64
	sha256 string // "": not known
}

// walk goes through the places of a manifest in the order of a stream.
type walk struct {
	m     *Manifest
	depth Depth
	at    Place
}

func newWalk(m *Manifest) walk { return walk{m, m.Depth, Place{File: TextOf}} }

// next returns the next place; ok is false after the last.
func (w *walk) next() (at Place, want expected, ok bool) {
	if w.depth == Manifests {
		return Place{}, expected{}, false
	}
	for w.at.Chat < len(w.m.Chats) {
		parts := w.m.Chats[w.at.Chat].Parts
		if w.at.Part == len(parts) {
			w.at = Place{Chat: w.at.Chat + 1, File: TextOf}
			continue
		}
		p := &parts[w.at.Part]
		at = w.at
		switch {
		case at.File == TextOf:
			w.at.File = 0
			return at, expected{isText, p.Size, p.SHA256}, true
		case w.depth == Files && at.File < len(p.Files):
			w.at.File++
			f := &p.Files[at.File]
			return at, expected{isFile, f.Size, f.SHA256}, true
		}
		w.at = Place{Chat: at.Chat, Part: at.Part + 1, File: TextOf}
	}
	return Place{}, expected{}, false
}
