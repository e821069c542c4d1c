package crypto

import (
	"bytes"
	"errors"
	"io"
	"math/rand"
	"slices"
	"strconv"
	"testing"
)

const sealedChunk = chunkSize + 16 // of a sealed chunk, in bytes

// damage is what may come of a damaged archive: nothing else.
func isDamage(err error) bool { return errors.Is(err, ErrDamaged) }

// mustNotDeceive opens a changed archive and reads all of it. Open or the first
// use of what was changed must fail, and whatever Copy says is whole must be.
// It returns where the damage was seen.
func mustNotDeceive(t *testing.T, b []byte, id Identity, items []item, allowed func(error) bool) string {
	t.Helper()
	a, err := openBytes(b, id)
	if err != nil {
		if !allowed(err) {
			t.Fatalf("Open: %v", err)
		}
		return "open"
	}
	found := ""
	for _, it := range items {
		var got bytes.Buffer
		err := a.Copy(t.Context(), &got, it.name)
		switch {
		case err == nil && !bytes.Equal(got.Bytes(), it.data):
			t.Fatalf("Copy(%s) gave other bytes and no error", it.name)
		case err != nil && !allowed(err):
			t.Fatalf("Copy(%s): %v", it.name, err)
		case err != nil:
			found = "copy"
		}
		f, err := a.Open(it.name)
		if err == nil {
			var all []byte
			all, err = io.ReadAll(f)
			if err == nil && !bytes.Equal(all, it.data) {
				t.Fatalf("reading %s gave other bytes and no error", it.name)
			}
		}
		if err != nil && !allowed(err) {
			t.Fatalf("reading %s: %v", it.name, err)
		}
	}
	if err := a.Verify(t.Context(), nil); !allowed(err) {
		t.Fatalf("Verify: %v", err)
	}
	if found == "" {
		found = "verify"
	}
	return found
}

func TestDamage(t *testing.T) {
	id, to := testKey(t)
	items := []item{
		{"chats.db", noise(1, 9*chunkSize+123)}, {"media/a", noise(2, 1000)}, {"originals/b", noise(3, 3*chunkSize)},
	}
	whole := sealItems(t, to, items...)
	header := bytes.Index(whole, []byte("\n--- "))
	header += 1 + bytes.IndexByte(whole[header+1:], '\n') + 1 // the end of its last line
	payload := header + 16                                    // after the nonce
	chunks := (len(whole) - payload + sealedChunk - 1) / sealedChunk
	seen := map[string]int{}

	t.Run("a bit in every chunk", func(t *testing.T) {
		rnd := rand.New(rand.NewSource(1))
		for i := range chunks {
			start, end := payload+i*sealedChunk, min(payload+(i+1)*sealedChunk, len(whole))
			for _, at := range []int{start, start + rnd.Intn(end-start), end - 1} { // the last one in the tag
				b := bytes.Clone(whole)
				b[at] ^= 1 << rnd.Intn(8)
				seen[mustNotDeceive(t, b, id, items, isDamage)]++
			}
		}
	})
	t.Run("a bit in every byte of the header and the nonce", func(t *testing.T) {
		for at := range payload {
			for bit := range 8 {
				b := bytes.Clone(whole)
				b[at] ^= 1 << bit
				_, err := openBytes(b, id)
				// Which key opens it is part of the header: a bit there makes
				// another lock of it. The first line says that it is one.
				if !isDamage(err) && !errors.Is(err, ErrWrongKey) && !errors.Is(err, ErrNotSealed) {
					t.Fatalf("byte %d, bit %d: %v", at, bit, err)
				}
				if first := at < len(ageIntro); first != errors.Is(err, ErrNotSealed) {
					t.Fatalf("byte %d, bit %d: %v", at, bit, err)
				}
			}
		}
	})
	t.Run("cut", func(t *testing.T) {
		rnd := rand.New(rand.NewSource(2))
		var lengths []int
		for i := range chunks {
			start := payload + i*sealedChunk
			lengths = append(lengths, start-1, start, start+1, start+15, start+16, start+17)
		}
		for range 200 {
			lengths = append(lengths, rnd.Intn(len(whole)))
		}
		for n := range payload {
			lengths = append(lengths, n)
		}
		for _, n := range lengths {
			b := whole[:n]
			_, err := openBytes(b, id)
			if !isDamage(err) && (n >= len(ageIntro) || !errors.Is(err, ErrNotSealed)) {
				t.Errorf("cut to %d bytes: %v", n, err)
			}
			// Whoever says that it is longer than it is fares no better.
			_, err = Open(bytes.NewReader(b), int64(len(whole)), OpenOptions{Identities: []Identity{id}})
			if !isDamage(err) && (n >= len(ageIntro) || !errors.Is(err, ErrNotSealed)) {
				t.Errorf("cut to %d bytes behind our back: %v", n, err)
			}
		}
	})
	t.Run("appended", func(t *testing.T) {
		for _, n := range []int{1, 15, 16, 17, 1000, sealedChunk, 2*sealedChunk + 5} {
			if _, err := openBytes(append(bytes.Clone(whole), noise(int64(n), n)...), id); !isDamage(err) {
				t.Errorf("%d bytes: %v", n, err)
			}
		}
		if _, err := openBytes(slices.Concat(whole, whole[payload:]), id); !isDamage(err) {
			t.Errorf("its own payload again: %v", err)
		}
	})
	t.Run("chunks swapped", func(t *testing.T) {
		for i := range chunks - 2 {
			b := bytes.Clone(whole)
			first, second := b[payload+i*sealedChunk:][:sealedChunk], b[payload+(i+1)*sealedChunk:][:sealedChunk]
			old := bytes.Clone(first)
			copy(first, second)
			copy(second, old)
			seen[mustNotDeceive(t, b, id, items, isDamage)]++
		}
	})
	t.Run("spliced", func(t *testing.T) {
		other := sealItems(t, to, items...)
		for i := range chunks {
			start, end := payload+i*sealedChunk, min(payload+(i+1)*sealedChunk, len(whole))
			b := bytes.Clone(whole)
			copy(b[start:end], other[start:end])
			seen[mustNotDeceive(t, b, id, items, isDamage)]++
			if _, err := openBytes(slices.Concat(whole[:start], other[start:]), id); !isDamage(err) {
				t.Errorf("another end from chunk %d: %v", i, err)
			}
		}
		if _, err := openBytes(slices.Concat(whole[:payload], other[payload:]), id); !isDamage(err) {
			t.Errorf("another payload: %v", err)
		}
	})
	t.Run("another key", func(t *testing.T) {
		stranger, _ := testKey(t)
		if _, err := openBytes(whole, stranger); !errors.Is(err, ErrWrongKey) {
			t.Errorf("a stranger's key: %v", err)
		}
		if _, err := openBytes(whole); !errors.Is(err, ErrWrongKey) {
			t.Errorf("no key: %v", err)
		}
		if a, err := openBytes(whole, stranger, id); err != nil || a.Verify(t.Context(), nil) != nil {
			t.Errorf("the right key after a wrong one: %v", err)
		}
	})
	t.Logf("%d chunks; damage was seen at: %v", chunks, seen)
}

// TestZipThatIsNone seals things that are no archive of ours.
func TestZipThatIsNone(t *testing.T) {
	id, to := testKey(t)
	for name, b := range map[string][]byte{
		"nothing": nil, "a byte": {0}, "a text": []byte("hello, world, and nothing else"), "noise": noise(1, 200_000),
		"an empty zip": ending{}.bytes(), "an end record that is all ones": bytes.Repeat([]byte{0xff}, 200),
		"an end record that asks for everything": ending{maxEntries, 1 << 40, 1 << 62}.bytes(),
		"a broken rule":                          plain{head: []byte("MZ"), parts: []part{entryOf("chats.db", nil)}}.build(),
	} {
		if _, err := openBytes(sealPlain(t, to, b), id); !isDamage(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestHostileHeader gives a header of 8 MiB, of which nothing is right.
func TestHostileHeader(t *testing.T) {
	id, _ := testKey(t)
	b := append([]byte(ageIntro), bytes.Repeat([]byte("-> X25519 a\n\n"), 8<<20/13)...)
	src := &countedReads{r: bytes.NewReader(b)}
	if _, err := Open(src, int64(len(b)), OpenOptions{Identities: []Identity{id}}); !isDamage(err) {
		t.Error(err)
	}
	if src.n > 2*maxHeader {
		t.Errorf("%d bytes were read", src.n)
	}
}

// countedReads counts the bytes that are read.
type countedReads struct {
	r io.ReaderAt
	n int64
}

func (c *countedReads) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.r.ReadAt(p, off)
	c.n += int64(n)
	return n, err
}

// TestOpenReadsLittle: opening takes as long for a large archive as for a small.
func TestOpenReadsLittle(t *testing.T) {
	id, to := testKey(t)
	for _, n := range []int{1 << 10, 1 << 20, 32 << 20} {
		b := sealItems(t, to, item{"chats.db", make([]byte, n)})
		src := &countedReads{r: bytes.NewReader(b)}
		if _, err := Open(src, int64(len(b)), OpenOptions{Identities: []Identity{id}}); err != nil {
			t.Fatal(err)
		}
		if src.n > 6*sealedChunk {
			t.Errorf("of %d bytes %d were read", len(b), src.n)
		}
	}
}

// TestPulledStick: an error of the disk is that error, and no damage.
func TestPulledStick(t *testing.T) {
	id, to := testKey(t)
	b := sealItems(t, to, item{"chats.db", noise(1, 20*chunkSize)})
	gone := errors.New("input/output error")
	src := &failingDisk{r: bytes.NewReader(b)}
	a, err := Open(src, int64(len(b)), OpenOptions{Identities: []Identity{id}})
	if err != nil {
		t.Fatal(err)
	}
	f, err := a.Open("chats.db")
	if err != nil {
		t.Fatal(err)
	}
	src.err = gone
	_, read := f.ReadAt(make([]byte, 100), 10*chunkSize)
	_, opened := Open(src, int64(len(b)), OpenOptions{Identities: []Identity{id}})
	for what, err := range map[string]error{
		"read": read, "copy": a.Copy(t.Context(), io.Discard, "chats.db"), "verify": a.Verify(t.Context(), nil), "open": opened,
	} {
		if !errors.Is(err, gone) || isDamage(err) {
			t.Errorf("%s: %v", what, err)
		}
	}
	src.err = nil
	if _, err := f.ReadAt(make([]byte, 100), 10*chunkSize); err != nil {
		t.Errorf("after it is back: %v", err)
	}
}

type failingDisk struct {
	r   io.ReaderAt
	err error
}

func (f *failingDisk) ReadAt(p []byte, off int64) (int, error) {
	if f.err != nil {
		return 0, f.err
	}
	return f.r.ReadAt(p, off)
}

func BenchmarkOpen(b *testing.B) {
	id, to := testKey(b)
	for _, n := range []int{1 << 10, 64 << 20} {
		sealed := sealItems(b, to, item{"chats.db", make([]byte, n)})
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			for b.Loop() {
				if _, err := openBytes(sealed, id); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
