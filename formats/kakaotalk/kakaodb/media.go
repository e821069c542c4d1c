package kakaodb

import (
	"context"
	"crypto/sha1"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"path"
	"strconv"
	"strings"

	"exile/export"
	"exile/formats"
)

// media are the files beside the databases. Nothing is read of a file before a
// message asks for one of its size, and each is read once.
type media struct {
	in     formats.Input
	bySize map[int64][]*medium
	byMark map[mark]*medium // in folders of chats, as iOS has them
	err    error            // of reading one
}

// medium is one file.
type medium struct {
	root      int
	name      string
	size      int64
	thumbnail bool
	sum       string // SHA-1, in hex; "": not read yet
}

// mark is a part of a file's name in the folder of a chat that attachments hold
// too: 16 or more letters, digits, underscores and hyphens.
type mark struct {
	chat int64
	text string
}

const minMark = 16

// newMedia lists the files that are no databases.
func newMedia(in formats.Input, databases []file) *media {
	m := &media{in: in, bySize: map[int64][]*medium{}, byMark: map[mark]*medium{}}
	skip := map[formats.Claim]bool{}
	for _, f := range databases {
		for _, side := range []string{"", "-journal", "-shm", "-wal"} {
			skip[formats.Claim{Root: f.root, Name: f.name + side}] = true
		}
	}
	for i, root := range in.Roots {
		for _, e := range root.Files {
			if e.Size == 0 || skip[formats.Claim{Root: i, Name: e.Name}] {
				continue
			}
			one := &medium{root: i, name: e.Name, size: e.Size, thumbnail: isThumbnail(e.Name)}
			m.bySize[e.Size] = append(m.bySize[e.Size], one)
			m.addMarks(one)
		}
	}
	return m
}

func isThumbnail(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, "_th_") || strings.HasSuffix(base, "-thum")
}

// addMarks takes note of a file in chat/<room>/, chatVideo/<room>/ or
// chatAudio/<room>/.
func (m *media) addMarks(f *medium) {
	dir, base := path.Split(f.name)
	dir = path.Clean(dir)
	switch path.Base(path.Dir(dir)) {
	case "chat", "chatVideo", "chatAudio":
	default:
		return
	}
	chat, err := strconv.ParseInt(path.Base(dir), 10, 64)
	if err != nil {
		return
	}
	base = strings.TrimSuffix(strings.TrimPrefix(base, "_th_"), "-thum")
	for _, text := range marks(base) {
		k := mark{chat, text}
		if have := m.byMark[k]; have == nil || have.thumbnail && !f.thumbnail {
			m.byMark[k] = f
		}
	}
}

// marks cuts a text into the marks in it.
func marks(s string) []string {
	var all []string
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return !isBase64(r) && r != '_' && r != '-' || r == '+' || r == '/' }) {
		if len(part) >= minMark {
			all = append(all, part)
		}
	}
	return all
}

// find looks for a file: by its size and SHA-1, or by its key among the files of
// its room. An error is kept in err.
func (m *media) find(h *history, r *row, w wanted) export.File {
	f := w.file(h.now)
	found := m.bySum(h.ctx, w)
	for _, text := range marks(w.key) {
		if found == nil {
			if found = m.byMark[mark{r.chat, text}]; found != nil && found.thumbnail {
				found = nil // the picture itself is not there
			}
		}
	}
	if found == nil {
		return f
	}
	f.State, f.Root, f.Path, f.Size = export.FilePresent, found.root, found.name, found.size
	return f
}

// bySum returns the file of a size and sum.
func (m *media) bySum(ctx context.Context, w wanted) *medium {
	if len(w.sum) != 2*sha1.Size || w.size <= 0 {
		return nil
	}
	want := strings.ToLower(w.sum)
	hash := sha1.New()
	for _, f := range m.bySize[w.size] {
		if f.sum == "" && m.err == nil {
			m.err = m.read(ctx, f, hash)
		}
		if f.sum == want {
			return f
		}
	}
	return nil
}

// read hashes a file. One that cannot be opened any more is nobody's.
func (m *media) read(ctx context.Context, f *medium, hash hash.Hash) error {
	file, err := m.in.Roots[f.root].FS.Open(f.name)
	if err != nil {
		return readError(f.name, err)
	}
	defer file.Close()
	hash.Reset()
	buf := make([]byte, 64<<10)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := file.Read(buf)
		hash.Write(buf[:n])
		if errors.Is(err, io.EOF) {
			f.sum = hex.EncodeToString(hash.Sum(nil))
			return nil
		}
		if err != nil {
			return readError(f.name, err)
		}
	}
}
