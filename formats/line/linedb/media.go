package linedb

import (
	"path"
	"strings"

	"exile/formats"
)

// media are the files beside the databases that are named for messages:
//
//	Message Attachments/<mid of the chat>/<server's id>.jpg   iOS
//	chats/<mid of the chat>/messages/<local id>               Android
//	chats_backup/…/<local id>, voice_<local id>.aac           Android
type media struct {
	byID map[fileID][]medium
	any  bool // there are such files at all
}

// fileID names a message as files do. Room is "" where the path does not tell it.
type fileID struct{ room, id string }

// medium is one file.
type medium struct {
	root int
	name string
	size int64
}

// maxTwins is how many files of one message are looked at.
const maxTwins = 16

func newMedia(in formats.Input) *media {
	m := &media{byID: map[fileID][]medium{}}
	for i, root := range in.Roots {
		for _, e := range root.Files {
			id, ok := idOf(root.Name + "/" + e.Name)
			if e.Size == 0 || !ok || len(m.byID[id]) == maxTwins {
				continue
			}
			m.any = true
			m.byID[id] = append(m.byID[id], medium{i, e.Name, e.Size})
		}
	}
	return m
}

// idOf reads which message a file is named for. Thumbnails are not the picture itself.
func idOf(name string) (fileID, bool) {
	dirs := strings.Split(path.Dir(name), "/")
	id, ext, _ := strings.Cut(path.Base(name), ".")
	voice := false
	if strings.HasPrefix(id, "voice_") {
		id, voice = id[len("voice_"):], true
	}
	if id == "" || len(id) > 20 || strings.Trim(id, "0123456789") != "" || strings.HasSuffix(ext, "thumb") {
		return fileID{}, false
	}
	room, known := "", voice
	for _, d := range dirs {
		switch {
		case isRoom(d):
			room = d
		case d == "Message Attachments", d == "chats", strings.HasPrefix(d, "chats_backup"):
			known = true
		case d == "Message Thumbnails":
			return fileID{}, false
		}
	}
	return fileID{room, id}, known || room != ""
}

// isRoom reports whether a text is the mid of a room or of a person.
func isRoom(s string) bool {
	return len(s) == 33 && strings.ContainsRune("ucrsm", rune(s[0])) && isMid("u"+s[1:])
}

// find returns the file of a message; nil: it is not there.
func (m *media) find(h *history, r *row) *medium {
	id := r.id
	if h.file.role == androidMessages {
		id = r.local
	}
	if id == "" || r.shape == shapeSticker {
		return nil
	}
	var best *medium
	most := -1
	for _, k := range []fileID{{r.room, id}, {"", id}} {
		list := m.byID[k]
		for i := range list {
			if n := h.near(list[i]); n > most {
				best, most = &list[i], n
			}
		}
	}
	return best
}

// near is how much of its path a file has in common with the database. Local ids of
// two phones are alike, and their files lie in folders of their own.
func (h *history) near(f medium) int {
	if f.root != h.file.root {
		return 0
	}
	n := 1
	ours, theirs := strings.Split(h.file.name, "/"), strings.Split(f.name, "/")
	for i := range min(len(ours), len(theirs)) - 1 {
		if ours[i] != theirs[i] {
			break
		}
		n += 2
	}
	if strings.HasSuffix(f.name, ".original") {
		n++
	}
	return n
}
