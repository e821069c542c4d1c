package crypto

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
)

// brokenFrom reads b and fails from a place on, as a stick does that is pulled out.
type brokenFrom struct {
	b   []byte
	at  int64
	err error
	pos int64
}

func (r *brokenFrom) ReadAt(p []byte, off int64) (int, error) {
	if off+int64(len(p)) > r.at && r.at < int64(len(r.b)) {
		n := copy(p, r.b[min(off, r.at):r.at])
		return n, r.err
	}
	return bytes.NewReader(r.b).ReadAt(p, off)
}

func (r *brokenFrom) Read(p []byte) (int, error) {
	if r.pos >= r.at {
		return 0, r.err
	}
	n := copy(p, r.b[r.pos:r.at])
	r.pos += int64(n)
	return n, nil
}

// A disk that fails is not an archive that is damaged, wherever it fails.
func TestFailingDiskIsNotDamage(t *testing.T) {
	k := newKey(t, false)
	ids, _, err := ParseIdentities(t.Context(), strings.NewReader(k.Identity), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	gone := errors.New("the stick was pulled out")
	file := sealTo(t, strings.Repeat("편지 ", 20_000), k.Recipient) // three chunks
	for name, b := range map[string][]byte{"binary": file, "armored": armored(t, file)} {
		for at := int64(0); at < int64(len(b)); at += 1 + at/20 {
			_, err := readStream(&brokenFrom{b: b, at: at, err: gone}, ids)
			if !errors.Is(err, gone) || errors.Is(err, ErrDamaged) || errors.Is(err, ErrNotSealed) {
				t.Errorf("%s, as a stream, broken from %d on: %v", name, at, err)
			}
		}
	}
	for at := int64(0); at < int64(len(file)); at += 1 + at/20 {
		_, _, err := openPayload(&brokenFrom{b: file, at: at, err: gone}, int64(len(file)), ids)
		if !errors.Is(err, gone) || errors.Is(err, ErrDamaged) || errors.Is(err, ErrNotSealed) {
			t.Errorf("broken from %d on: %v", at, err)
		}
	}
	// Broken after it was opened.
	src := &brokenFrom{b: file, at: int64(len(file)), err: gone}
	r, size, err := openPayload(src, int64(len(file)), ids)
	if err != nil {
		t.Fatal(err)
	}
	src.at = 1000
	if _, err := io.ReadAll(io.NewSectionReader(r, 0, size)); !errors.Is(err, gone) || errors.Is(err, ErrDamaged) {
		t.Errorf("broken while it is read: %v", err)
	}
}

// Whatever single bit of a file is turned over, and wherever it is cut, it is
// told, and by the right name; the other bytes never come out changed.
func TestEveryBitAndEveryCut(t *testing.T) {
	k := newKey(t, false)
	ids, _, err := ParseIdentities(t.Context(), strings.NewReader(k.Identity), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	const text = "안녕하세요"
	file := sealTo(t, text, k.Recipient)
	for i := range file {
		for bit := range 8 {
			b := bytes.Clone(file)
			b[i] ^= 1 << bit
			err := opens(t, b, text, ids...)
			switch {
			case i < len(ageIntro):
				if !errors.Is(err, ErrNotSealed) {
					t.Errorf("bit %d of byte %d: %v", bit, i, err)
				}
			case !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrWrongKey): // of the stanza, it may be another's
				t.Errorf("bit %d of byte %d: %v", bit, i, err)
			}
		}
		if err := opens(t, file[:i], text, ids...); !errors.Is(err, ErrDamaged) && (i >= len(ageIntro) || !errors.Is(err, ErrNotSealed)) {
			t.Errorf("cut to %d bytes: %v", i, err)
		}
	}
	if err := opens(t, append(bytes.Clone(file), 0), text, ids...); !errors.Is(err, ErrDamaged) {
		t.Errorf("a byte more: %v", err)
	}
}

// An error is one line for a person, however long the line of the file is.
func TestErrorsAreShort(t *testing.T) {
	k := newKey(t, false)
	ids, _, err := ParseIdentities(t.Context(), strings.NewReader(k.Identity), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("A", 100_000)
	for name, file := range map[string]string{
		"line":   ageIntro + long + "\n",
		"type":   ageIntro + strings.Repeat("-> "+long[:1000]+"\n\n", 3) + "--- " + strings.Repeat("A", 43) + "\n",
		"types":  ageIntro + many(200) + "--- " + strings.Repeat("A", 43) + "\n",
		"armor":  "-----BEGIN AGE ENCRYPTED FILE-----\n" + long + "\n",
		"intro":  ageName + long + "\n",
		"nobody": long,
	} {
		_, err := readStream(strings.NewReader(file), ids)
		if err == nil || len(err.Error()) > 400 || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func many(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("-> type" + strings.Repeat("x", i) + "\n\n")
	}
	return b.String()
}

func TestPayloadFromSeveralGoroutines(t *testing.T) {
	k := newKey(t, true)
	ids, _, err := ParseIdentities(t.Context(), strings.NewReader(k.Identity), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("0123456789abcde\n", 20_000)
	file := sealTo(t, text, k.Recipient)
	r, size, err := openPayload(bytes.NewReader(file), int64(len(file)), ids)
	if err != nil || size != int64(len(text)) {
		t.Fatal(size, err)
	}
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			p := make([]byte, 1000)
			for off := n * 100; off < len(text); off += 7919 {
				got, err := r.ReadAt(p, int64(off))
				if string(p[:got]) != text[off:off+got] || (got < len(p) && !errors.Is(err, io.EOF)) {
					t.Errorf("at %d: %d bytes, %v", off, got, err)
				}
			}
		})
	}
	wg.Wait()
	for _, off := range []int64{size, size + 1, 1 << 62} {
		if n, err := r.ReadAt(make([]byte, 1), off); n != 0 || err != io.EOF {
			t.Errorf("at %d: %d, %v", off, n, err)
		}
	}
}
