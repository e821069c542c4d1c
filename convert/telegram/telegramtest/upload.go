package telegramtest

import (
	"bytes"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// Limits of uploads.
const (
	maxPart  = 512 << 10
	maxParts = 4000 // 8000 for paying accounts
	maxSmall = 10 << 20
	maxPhoto = 10 << 20
)

// upload is a file in parts, and then what it was.
type upload struct {
	big   bool
	total int // of a big one
	size  int // of all parts but the last; 0: not known yet
	parts map[int][]byte
	done  *stored
}

// stored is a file that came whole.
type stored struct {
	size   int64
	sha256 string
	md5    string
	parts  int
	big    bool
	width  int // of a picture that Go can read
	height int
	head   []byte
	data   []byte // of media, until they are used
}

func addUploads(all methods) {
	on(all, func(c *call, r *tg.UploadSaveFilePartRequest) (bin.Encoder, error) {
		return c.save(r.FileID, r.FilePart, -1, r.Bytes)
	})
	on(all, func(c *call, r *tg.UploadSaveBigFilePartRequest) (bin.Encoder, error) {
		if r.FileTotalParts < 1 {
			return nil, refused("FILE_PARTS_INVALID")
		}
		return c.save(r.FileID, r.FilePart, r.FileTotalParts, r.Bytes)
	})
}

// save takes a part; total is negative for a small file.
func (c *call) save(id int64, n, total int, data []byte) (bin.Encoder, error) {
	w := c.world
	c.detail = fmt.Sprintf("%d of %d: %d bytes", n, total, len(data))
	limit := maxParts
	if w.self.premium {
		limit *= 2
	}
	switch {
	case len(data) == 0:
		return nil, refused("FILE_PART_EMPTY")
	case len(data) > maxPart:
		return nil, refused("FILE_PART_TOO_BIG")
	case n < 0 || n >= limit || total >= 0 && n >= total:
		return nil, refused("FILE_PART_INVALID")
	case total > limit:
		return nil, refused("FILE_PARTS_INVALID")
	}
	u := w.files[id]
	if u == nil {
		u = &upload{big: total >= 0, total: total, parts: make(map[int][]byte)}
		w.files[id] = u
	}
	if u.big != (total >= 0) || u.total != total {
		return nil, refused("FILE_PARTS_INVALID")
	}
	if u.done != nil {
		return yes(), nil
	}
	if total >= 0 && n < total-1 {
		if maxPart%len(data) != 0 || len(data)%1024 != 0 {
			return nil, refused("FILE_PART_SIZE_INVALID")
		}
		if u.size != 0 && u.size != len(data) {
			return nil, refused("FILE_PART_SIZE_CHANGED")
		}
		u.size = len(data)
	}
	u.parts[n] = bytes.Clone(data)
	return yes(), nil
}

// file puts an uploaded file together.
func (w *World) file(in tg.InputFileClass) (*stored, error) {
	var id int64
	var parts int
	var sum string
	big := false
	switch f := in.(type) {
	case *tg.InputFile:
		id, parts, sum = f.ID, f.Parts, f.MD5Checksum
	case *tg.InputFileBig:
		id, parts, big = f.ID, f.Parts, true
	default:
		return nil, refused("MEDIA_INVALID")
	}
	u := w.files[id]
	if u == nil {
		return nil, refused("FILE_PART_0_MISSING")
	}
	if u.done == nil {
		if err := u.join(parts); err != nil {
			return nil, err
		}
	}
	switch {
	case u.done.parts != parts || u.big != big || big && u.total != parts:
		return nil, refused("FILE_PARTS_INVALID")
	case !big && u.done.size > maxSmall:
		return nil, refused("FILE_PARTS_INVALID") // saveBigFilePart must be used
	case sum != "" && sum != u.done.md5:
		return nil, refused("MD5_CHECKSUM_INVALID")
	}
	return u.done, nil
}

func (u *upload) join(parts int) error {
	for n := range parts {
		if u.parts[n] == nil {
			return refused(fmt.Sprintf("FILE_PART_%d_MISSING", n))
		}
	}
	if len(u.parts) != parts {
		return refused("FILE_PARTS_INVALID")
	}
	size, whole, m := len(u.parts[0]), sha256.New(), md5.New()
	var all bytes.Buffer
	all.Grow(size * parts)
	for n := range parts {
		p := u.parts[n]
		last := n == parts-1
		if !last && (maxPart%len(p) != 0 || len(p)%1024 != 0) {
			return refused("FILE_PART_SIZE_INVALID")
		}
		if !last && len(p) != size || last && len(p) > size {
			return refused("FILE_PART_SIZE_CHANGED")
		}
		whole.Write(p)
		m.Write(p)
		all.Write(p)
	}
	u.done = &stored{
		size: int64(all.Len()), parts: parts, big: u.big,
		sha256: hex.EncodeToString(whole.Sum(nil)), md5: hex.EncodeToString(m.Sum(nil)),
		data: all.Bytes(), head: bytes.Clone(all.Bytes()[:min(512, all.Len())]),
	}
	if c, _, err := image.DecodeConfig(bytes.NewReader(u.done.data)); err == nil {
		u.done.width, u.done.height = c.Width, c.Height
	}
	u.parts = nil
	return nil
}
