package crypto_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"os"
	"sync"
	"testing"

	"exile/crypto"
	"exile/crypto/disktest"
)

func playScratch(tb testing.TB, data []byte) {
	tb.Helper()
	s := &script{data: data}
	block := []int{16, 48, 64, 1, 100}[s.next()%5]
	f, disk := newScratch(tb, block)
	var model plain
	for !s.done() {
		switch op := s.next() % 8; op {
		case 0, 1, 2:
			off, b := s.place(block), s.bytes(s.place(block))
			if n, err := f.WriteAt(b, int64(off)); n != len(b) || err != nil {
				tb.Fatalf("write: %d, %v", n, err)
			}
			if len(b) > 0 {
				model.write(b, off)
			}
		case 3:
			size := s.place(block)
			if err := f.Truncate(int64(size)); err != nil {
				tb.Fatal(err)
			}
			model.resize(size)
		case 4: // one after the other, from a place on
			off, b := s.place(block), s.bytes(s.next())
			if _, err := f.Seek(int64(off), io.SeekStart); err != nil {
				tb.Fatal(err)
			}
			if _, err := io.Copy(f, bytes.NewReader(b)); err != nil {
				tb.Fatal(err)
			}
			if len(b) > 0 {
				model.write(b, off)
			}
		case 5: // the same for reading, from a place that is counted from the end
			off := min(s.place(block), len(model))
			if at, err := f.Seek(int64(off-len(model)), io.SeekEnd); at != int64(off) || err != nil {
				tb.Fatalf("seek: %d, %v", at, err)
			}
			if got, err := io.ReadAll(f); err != nil || !bytes.Equal(got, model[off:]) {
				tb.Fatalf("read all from %d of %d: %d, %v", off, len(model), len(got), err)
			}
			if at, err := f.Seek(0, io.SeekCurrent); at != int64(len(model)) || err != nil {
				tb.Fatalf("where: %d, %v", at, err)
			}
		default:
			if err := model.compare(f, s.place(block), s.place(block)); err != nil {
				tb.Fatal(err)
			}
		}
		if f.Size() != int64(len(model)) {
			tb.Fatalf("size %d, want %d", f.Size(), len(model))
		}
	}
	for off := range len(model) + 1 {
		if err := model.compare(f, 3*block, off); err != nil {
			tb.Fatal(err)
		}
	}
	if most := (len(model)/block + 1) * (block + sealedMore); len(raw(tb, disk)) > most {
		tb.Errorf("%d bytes on the disk for %d in blocks of %d", len(raw(tb, disk)), len(model), block)
	}
}

func TestScratch(t *testing.T) {
	for seed := range int64(300) {
		data := make([]byte, 400)
		rand.New(rand.NewSource(seed)).Read(data)
		playScratch(t, data)
	}
}

func FuzzScratch(f *testing.F) {
	f.Add([]byte{0, 0, 1, 0, 3, 0, 3, 2, 2, 5, 0, 0, 9, 0})
	f.Fuzz(func(t *testing.T, data []byte) { playScratch(t, data) })
}

// A scratch file has no name, nothing that was written into it is to be found on
// the disk, and nothing is left when it is closed.
func TestScratchIsNowhere(t *testing.T) {
	dir, disk := t.TempDir(), &disktest.Disk{}
	f, err := (&crypto.Scratch{Dir: dir, Disk: disk}).Create(64)
	if err != nil {
		t.Fatal(err)
	}
	if names, err := os.ReadDir(dir); len(names) != 0 || err != nil {
		t.Errorf("in the folder: %v, %v", names, err)
	}
	canary := []byte("the canary sings in the mine")
	for range 100 {
		if _, err := f.Write(canary); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.WriteAt(bytes.Repeat(canary, 100), 1<<14); err != nil { // whole blocks too
		t.Fatal(err)
	}
	if err := f.Truncate(1 << 14); err != nil {
		t.Fatal(err)
	}
	data := raw(t, disk)
	if len(data) < 100*len(canary) {
		t.Fatalf("only %d bytes on the disk", len(data))
	}
	for i := range len(canary) - 4 {
		if bytes.Contains(data, canary[i:i+5]) {
			t.Errorf("%q is on the disk", canary[i:i+5])
		}
	}
	if err := errors.Join(f.Close(), f.Close()); err != nil {
		t.Error(err)
	}
	if _, err := f.Write(canary); !errors.Is(err, os.ErrClosed) {
		t.Errorf("write after close: %v", err)
	}
	if _, err := f.ReadAt(canary, 0); !errors.Is(err, os.ErrClosed) {
		t.Errorf("read after close: %v", err)
	}
	if names, err := os.ReadDir(dir); len(names) != 0 || err != nil {
		t.Errorf("in the folder: %v, %v", names, err)
	}
}

// The same bytes at the same place are never sealed the same way twice.
func TestScratchNonces(t *testing.T) {
	f, disk := newScratch(t, 32)
	zeros := make([]byte, 32)
	seen := map[string]bool{}
	for i := range 2000 {
		if _, err := f.WriteAt(zeros, int64(i%3*32)); err != nil {
			t.Fatal(err)
		}
		now := string(raw(t, disk)[i%3*48:][:48])
		if seen[now] {
			t.Fatalf("write %d: seen before", i)
		}
		seen[now] = true
	}
}

// Several goroutines read at once, whole blocks and parts.
func TestScratchReadersTogether(t *testing.T) {
	f, _ := newScratch(t, 64)
	data := make(plain, 64*100+10)
	rand.New(rand.NewSource(1)).Read(data)
	if _, err := f.WriteAt(data, 0); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			r := rand.New(rand.NewSource(int64(g)))
			for range 500 {
				if err := data.compare(f, r.Intn(300), r.Intn(len(data))); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkScratch(b *testing.B) {
	const total = 64 << 20
	for _, block := range []int{4 << 10, 8 << 10, crypto.DefaultBlock, 64 << 10} {
		for _, chunk := range []int{4 << 10, 64 << 10} {
			f, err := (&crypto.Scratch{}).Create(block)
			if err != nil {
				b.Fatal(err)
			}
			buf := make([]byte, chunk)
			binary.BigEndian.PutUint64(buf, 1)
			name := fmt.Sprintf("block=%dK/chunk=%dK", block>>10, chunk>>10)
			b.Run("write/"+name, func(b *testing.B) {
				b.SetBytes(total)
				for b.Loop() {
					f.Seek(0, io.SeekStart)
					for range total / chunk {
						if _, err := f.Write(buf); err != nil {
							b.Fatal(err)
						}
					}
				}
			})
			b.Run("read/"+name, func(b *testing.B) {
				b.SetBytes(total)
				for b.Loop() {
					f.Seek(0, io.SeekStart)
					for range total / chunk {
						if _, err := io.ReadFull(f, buf); err != nil {
							b.Fatal(err)
						}
					}
				}
			})
			f.Close()
		}
	}
}
