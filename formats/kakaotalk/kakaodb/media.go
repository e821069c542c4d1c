package kakaodb

import (
	"cmp"
	"context"
	"crypto/sha1"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"io"
	"path"
	"strconv"
	"strings"

	"exile/export"
	"exile/formats"
	"exile/formats/appdb"
)

// media are the files beside the databases. Nothing is read of a file before a
// message asks for one of its size, and each is read once.
type media struct {
	in     formats.Input
	bySize map[int64][]*medium
	byPart map[part][]*medium // in folders of chats, as iOS has them
	album  album
	err    error // of reading one
}

// medium is one file.
type medium struct {
	root      int
	name      string
	size      int64
	thumbnail bool
	sum       string // SHA-1, in hex; "": not read yet
}

// iOS names the files in the folder of a chat so that a name and the attachment of
// its message share a mark: 16 or more letters, digits, underscores and hyphens. The
// whole mark of the attachment is in the name. A name is cut into parts, of which
// whatever is as long as a mark has one whole.
const (
	minMark  = 16
	maxMark  = 255 // a name is no longer
	maxMarks = 8   // of one file that are looked for
	partSize = 8
	maxParts = 16 // files that share a part and are found by it
)

// part is eight bytes of the name of a file in the folder of a chat.
type part struct {
	chat int64
	text [partSize]byte
}

// album are the addresses of the photos of one message, by their keys.
type album struct {
	of        *row
	addresses map[string][]string
}

// newMedia lists the files that are no databases.
func newMedia(in formats.Input, databases []file) *media {
	m := &media{in: in, bySize: map[int64][]*medium{}, byPart: map[part][]*medium{}}
	skip := map[formats.Claim]bool{}
	for _, f := range databases {
		for _, name := range appdb.Sides(f.name) {
			skip[formats.Claim{Root: f.root, Name: name}] = true
		}
	}
	for i, root := range in.Roots {
		for _, e := range root.Files {
			if e.Size == 0 || skip[formats.Claim{Root: i, Name: e.Name}] {
				continue
			}
			one := &medium{root: i, name: e.Name, size: e.Size, thumbnail: isThumbnail(e.Name)}
			m.bySize[e.Size] = append(m.bySize[e.Size], one)
			m.addParts(one)
		}
	}
	return m
}

func isThumbnail(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, "_th_") || strings.HasSuffix(base, "-thum")
}

// addParts takes note of a file in chat/<room>/, chatVideo/<room>/ or
// chatAudio/<room>/. A thumbnail is not the picture itself.
func (m *media) addParts(f *medium) {
	dir, base := path.Split(f.name)
	dir = path.Clean(dir)
	switch path.Base(path.Dir(dir)) {
	case "chat", "chatVideo", "chatAudio":
	default:
		return
	}
	chat, err := strconv.ParseInt(path.Base(dir), 10, 64)
	if err != nil || f.thumbnail {
		return
	}
	for _, text := range marks(base) {
		for i := 0; i+partSize <= len(text); i += partSize {
			k := part{chat, [partSize]byte([]byte(text[i : i+partSize]))}
			if all := m.byPart[k]; len(all) < maxParts {
				m.byPart[k] = append(all, f)
			}
		}
	}
}

// byMark returns the file in the folder of a chat that has a mark in its name.
func (m *media) byMark(chat int64, mark string) *medium {
	if len(m.byPart) == 0 || len(mark) > maxMark {
		return nil
	}
	for i := 0; i+partSize <= len(mark); i++ {
		for _, f := range m.byPart[part{chat, [partSize]byte([]byte(mark[i : i+partSize]))}] {
			if strings.Contains(path.Base(f.name), mark) {
				return f
			}
		}
	}
	return nil
}

// marks cuts a text into the marks in it, the first few.
func marks(s string) []string {
	var all []string
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return !isBase64(r) && r != '_' && r != '-' || r == '+' || r == '/' }) {
		if len(part) >= minMark && len(all) < maxMarks {
			all = append(all, part)
		}
	}
	return all
}

// find looks for a file: by its size and SHA-1, or by its key and its addresses among
// the files of its room. An error is kept in err.
func (m *media) find(h *history, r *row, w wanted) export.File {
	f := w.file(h.now)
	found := m.bySum(h.ctx, w)
	if found == nil && len(m.byPart) > 0 {
		found = m.named(r, w)
	}
	if found == nil {
		return f
	}
	f.State, f.Root, f.Path, f.Size = export.FilePresent, found.root, found.name, found.size
	m.call(&f, w.name)
	return f
}

// call gives a file the type that its first bytes tell, and an extension where its name
// has none, or others take a photo of an iPhone for a plain file. A name that somebody
// gave it stays.
func (m *media) call(f *export.File, given string) {
	name := cmp.Or(f.Name, path.Base(f.Path))
	bare := given == "" && path.Ext(name) == ""
	if f.Type != "" && !bare {
		return
	}
	mime, ext := formats.Sniff(m.in.Roots[f.Root], f.Path, f.Kind)
	f.Type = cmp.Or(f.Type, mime)
	if bare && ext != "" {
		f.Name = name + ext
	}
}

// named returns the file whose name has a mark of what is wanted.
func (m *media) named(r *row, w wanted) *medium {
	where := []string{w.key}
	if r.kind == kindPhotos {
		where = append(where, m.addresses(r)[w.key]...)
	} else {
		a := r.attachment
		where = append(where, a.text("key"), a.text("url"), a.text("thumbnailUrl"))
	}
	for _, s := range where {
		for _, mark := range marks(s) {
			if found := m.byMark(r.chat, mark); found != nil {
				return found
			}
		}
	}
	return nil
}

// addresses are those of the photos of a message, by their keys.
func (m *media) addresses(r *row) map[string][]string {
	if m.album.of == r {
		return m.album.addresses
	}
	m.album = album{r, map[string][]string{}}
	a := r.attachment
	urls, small := a.list("imageUrls"), a.list("thumbnailUrls")
	for i, raw := range a.list("kl") {
		if i == maxFiles {
			break
		}
		if k := textAt([]json.RawMessage{raw}, 0); k != "" {
			m.album.addresses[k] = []string{textAt(urls, i), textAt(small, i)}
		}
	}
	return m.album.addresses
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
