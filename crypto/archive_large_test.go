package crypto

import (
	"bytes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"testing"
	"time"

	"golang.org/x/crypto/chacha20poly1305"
)

// TestOver4GiB seals an entry of more than 4 GiB with another one behind it, so
// that sizes and places take zip64.
func TestOver4GiB(t *testing.T) {
	if testing.Short() {
		t.Skip("it seals 4 GiB and reads them twice")
	}
	id, to := testKey(t)
	var file sealedZeros
	const size = 1<<32 + 12_345
	start := time.Now()
	w, err := NewWriter(&file, NewManifest(), []Recipient{to})
	if err != nil {
		t.Fatal(err)
	}
	file.headerWritten(t, w.key)
	tail := noise(9, 100_000)
	if e, err := w.Add("chats.db", io.LimitReader(zeros{}, size)); err != nil || e.Size != size {
		t.Fatalf("%+v, %v", e, err)
	}
	if _, err := w.Add("media/tail", bytes.NewReader(tail)); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	sealing := time.Since(start)
	if kept := len(file.kept) * sealedChunk; kept > 1<<20 {
		t.Errorf("%d bytes are kept: what is sealed are not zeros", kept)
	}
	start = time.Now()
	a, err := Open(&file, file.size(), OpenOptions{Identities: []Identity{id}})
	if err != nil {
		t.Fatal(err)
	}
	opening := time.Since(start)
	start = time.Now()
	if err := a.Verify(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes: sealing %v, opening %v, verifying %v", a.Size(), sealing, opening, time.Since(start))
	var b bytes.Buffer
	if err := a.Copy(t.Context(), &b, "media/tail"); err != nil || !bytes.Equal(b.Bytes(), tail) {
		t.Errorf("the entry behind: %d bytes, %v", b.Len(), err)
	}
	unzips(t, a)
}

// sealedZeros is an age file that takes no room where zeros were sealed: it seals
// them again to be read (https://age-encryption.org/v1, "Payload").
type sealedZeros struct {
	head  []byte // the header and the nonce behind it
	aead  cipher.AEAD
	kept  map[int64][]byte // the chunks of anything else, by number
	whole int64            // chunks that were written
	part  []byte           // the last one
}

// headerWritten says that the chunks begin here, with the file key.
func (f *sealedZeros) headerWritten(t *testing.T, fileKey []byte) {
	t.Helper()
	f.head, f.part, f.kept = f.part, nil, map[int64][]byte{}
	key, err := hkdf.Key(sha256.New, fileKey, f.head[len(f.head)-16:], "payload", chacha20poly1305.KeySize)
	if err != nil {
		t.Fatal(err)
	}
	if f.aead, err = chacha20poly1305.New(key); err != nil {
		t.Fatal(err)
	}
}

func (f *sealedZeros) Write(p []byte) (int, error) {
	f.part = append(f.part, p...)
	for f.aead != nil && len(f.part) >= sealedChunk {
		chunk := f.part[:sealedChunk]
		if !bytes.Equal(chunk, f.zeros(f.whole)) {
			f.kept[f.whole] = bytes.Clone(chunk)
		}
		f.part = append(f.part[:0], f.part[sealedChunk:]...)
		f.whole++
	}
	return len(p), nil
}

// zeros is chunk i, not the last one, as it is if zeros are sealed in it.
func (f *sealedZeros) zeros(i int64) []byte {
	nonce := make([]byte, chacha20poly1305.NonceSize)
	binary.BigEndian.PutUint64(nonce[3:], uint64(i)) // 11 bytes that count, and one that says whether it is the last
	chunk := make([]byte, chunkSize, sealedChunk)
	return f.aead.Seal(chunk[:0], nonce, chunk, nil)
}

func (f *sealedZeros) size() int64 {
	return int64(len(f.head)) + f.whole*sealedChunk + int64(len(f.part))
}

func (f *sealedZeros) ReadAt(p []byte, off int64) (n int, err error) {
	for n < len(p) {
		at := off + int64(n) - int64(len(f.head))
		i := at / sealedChunk
		switch kept, ok := f.kept[i]; {
		case off+int64(n) >= f.size():
			return n, io.EOF
		case at < 0:
			n += copy(p[n:], f.head[at+int64(len(f.head)):])
		case i == f.whole:
			n += copy(p[n:], f.part[at%sealedChunk:])
		case ok:
			n += copy(p[n:], kept[at%sealedChunk:])
		default:
			n += copy(p[n:], f.zeros(i)[at%sealedChunk:])
		}
	}
	return n, nil
}
