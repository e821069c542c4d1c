package formattest

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math/rand/v2"
	"time"

	"exile/export"
)

var documents = []string{"회의록 3월.pdf", "예산안_최종_진짜최종.xlsx", "report (2).docx", "여행 일정 & 지도.hwp", "backup.zip"}

// attachment makes content that is not text.
func (g *generator) attachment() export.Content {
	switch g.rng.IntN(12) {
	case 0, 1, 2, 3:
		return export.Media{Files: []export.File{g.file(export.FilePhoto, ".jpg", g.state())}}
	case 4:
		return export.Media{Files: []export.File{g.file(export.FilePhoto, ".png", g.state())}}
	case 5, 6:
		return g.album()
	case 7:
		return export.Media{Files: []export.File{g.file(export.FileVideo, ".mp4", g.state())}}
	case 8:
		return export.Media{Files: []export.File{g.file(export.FileVoice, ".m4a", g.state())}}
	case 9:
		name := documents[g.rng.IntN(len(documents))]
		return export.Media{Files: []export.File{{Kind: export.FileDocument, Name: name, State: export.FileMissing}}}
	case 10:
		return g.call()
	}
	return export.Deleted{By: export.DeletedBySender}
}

// album is two to ten photos in one message. Some may be missing; none is
// without a name, for an app that writes the names of an album has them all.
func (g *generator) album() export.Media {
	files := make([]export.File, 2+g.rng.IntN(9))
	for i := range files {
		state := export.FilePresent
		if g.rng.IntN(8) == 0 {
			state = export.FileMissing
		}
		files[i] = g.file(export.FilePhoto, ".jpg", state)
	}
	return export.Media{Files: files}
}

func (g *generator) call() export.Call {
	kind := export.CallVoice
	if g.rng.IntN(3) == 0 {
		kind = export.CallVideo
	}
	length := 1 + g.rng.IntN(90)
	if g.rng.IntN(3) == 0 {
		length = 1 + g.rng.IntN(3*60*60)
	}
	return export.Call{Kind: kind, Outcome: export.CallEnded, Duration: time.Duration(length) * time.Second}
}

func (g *generator) state() export.FileState {
	switch g.rng.IntN(6) {
	case 0:
		return export.FileNotExported
	case 1:
		return export.FileMissing
	}
	return export.FilePresent
}

// file names a file as KakaoTalk does: 64 hexadecimal digits that say nothing.
func (g *generator) file(kind export.FileKind, ext string, state export.FileState) export.File {
	if state == export.FileNotExported {
		return export.File{Kind: kind, State: state}
	}
	g.photos++
	var seed [16]byte
	binary.LittleEndian.PutUint64(seed[:], g.chat.Plan.Seed)
	binary.LittleEndian.PutUint64(seed[8:], g.photos)
	sum := sha256.Sum256(seed[:])
	f := export.File{Kind: kind, Name: hex.EncodeToString(sum[:]) + ext, State: state}
	if state == export.FilePresent {
		f.Path = f.Name
	}
	return f
}

// FileBytes makes the bytes of a generated file from its name: 200 to 1,200
// bytes that begin as files of its kind do, so that sniffers are content.
func FileBytes(name string) []byte {
	sum := sha256.Sum256([]byte(name))
	rng := rand.NewChaCha8(sum)
	head := magic(name)
	b := make([]byte, 200+rng.Uint64()%1000)
	_, _ = rng.Read(b) // never fails
	copy(b, head)
	return b
}

func magic(name string) string {
	switch name[max(0, len(name)-4):] {
	case ".jpg":
		return "\xff\xd8\xff\xe0\x00\x10JFIF\x00"
	case ".png":
		return "\x89PNG\r\n\x1a\n"
	case ".mp4":
		return "\x00\x00\x00\x18ftypisom"
	case ".m4a":
		return "\x00\x00\x00\x18ftypM4A "
	case ".pdf":
		return "%PDF-1.7\n"
	}
	return ""
}
