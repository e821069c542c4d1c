package crypto_test

import (
	"bytes"
	"errors"
	"io"
	"math/rand"
	"os"
	"syscall"
	"testing"

	"exile/crypto"
	"exile/crypto/disktest"
)

// Whatever is changed on the disk is noticed: a bit, another block, an older
// one, a block of another file, a cut.
func TestScratchDamage(t *testing.T) {
	const block, blocks = 64, 9
	const stride = block + sealedMore
	f, disk := newScratch(t, block)
	write := func(f *crypto.ScratchFile, seed int64) {
		t.Helper()
		data := make([]byte, block*blocks)
		rand.New(rand.NewSource(seed)).Read(data)
		if _, err := f.WriteAt(data, 0); err != nil {
			t.Fatal(err)
		}
	}
	write(f, 1)
	older := raw(t, disk)
	write(f, 2)
	good := raw(t, disk)
	other, otherDisk := newScratch(t, block)
	write(other, 1)
	write(other, 2)
	foreign := raw(t, otherDisk)
	under := disk.Files()[0].Under

	// try puts data on the disk and tells which of the blocks are refused, read
	// whole and in part.
	try := func(data []byte) (bad []int64) {
		t.Helper()
		if err := errors.Join(under.Truncate(0), under.Truncate(int64(len(data)))); err != nil {
			t.Fatal(err)
		}
		if _, err := under.WriteAt(data, 0); err != nil {
			t.Fatal(err)
		}
		for i := range int64(blocks) {
			_, whole := f.ReadAt(make([]byte, block), i*block)
			if whole != nil && !errors.Is(whole, crypto.ErrDamaged) {
				t.Errorf("block %d: %v", i, whole)
			}
			if whole != nil {
				bad = append(bad, i)
			}
		}
		if _, err := f.ReadAt(make([]byte, block*blocks), 0); (err != nil) != (len(bad) > 0) {
			t.Errorf("read all: %v; bad: %v", err, bad)
		}
		return bad
	}
	if bad := try(good); bad != nil {
		t.Fatalf("undamaged: %v", bad)
	}
	for at := range good {
		data := bytes.Clone(good)
		data[at] ^= 1 << (at % 8)
		if bad := try(data); len(bad) != 1 || bad[0] != int64(at/stride) {
			t.Errorf("bit flipped in byte %d: bad blocks %v", at, bad)
		}
	}
	for i := range blocks {
		for name, from := range map[string][]byte{
			"older":              older[i*stride:][:stride],
			"of another file":    foreign[i*stride:][:stride],
			"from another place": good[(i+1)%blocks*stride:][:stride],
			"zeros":              make([]byte, stride),
		} {
			data := bytes.Clone(good)
			copy(data[i*stride:], from)
			if bad := try(data); len(bad) != 1 || bad[0] != int64(i) {
				t.Errorf("block %d, %s: bad blocks %v", i, name, bad)
			}
		}
		if bad := try(good[:i*stride+i]); len(bad) != blocks-i {
			t.Errorf("cut in block %d: bad blocks %v", i, bad)
		}
	}
	if bad := try(good); bad != nil {
		t.Fatalf("put right again: %v", bad)
	}
	// Parts of blocks come by another way.
	if _, err := under.WriteAt([]byte{good[5] ^ 1}, 5); err != nil {
		t.Fatal(err)
	}
	if _, err := f.ReadAt(make([]byte, 3), 1); !errors.Is(err, crypto.ErrDamaged) {
		t.Errorf("part of a bad block: %v", err)
	}
	if _, err := f.WriteAt([]byte("x"), 1); !errors.Is(err, crypto.ErrDamaged) {
		t.Errorf("write into a bad block: %v", err)
	}
	// A bad block does not stand in for the one that was read before it.
	want, got := make([]byte, block), make([]byte, 3)
	if _, err := f.ReadAt(want, block); err != nil {
		t.Fatal(err)
	}
	for _, off := range []int64{block, 0, block} {
		_, err := f.ReadAt(got, off)
		if (err != nil) != (off == 0) || err == nil && !bytes.Equal(got, want[:3]) {
			t.Errorf("a part at %d: %x, %v", off, got, err)
		}
	}
}

// A disk that fails makes an error with its reason, and the file says nothing
// false afterwards: what it holds is what was there, what was to come, or damage.
func TestScratchOnBadDisk(t *testing.T) {
	const block = 64
	for _, torn := range []bool{false, true} {
		for n := 1; n <= 40; n++ {
			f, disk := newScratch(t, block)
			if torn {
				disk.Tear(n, syscall.EIO)
			} else {
				disk.Fail(disktest.Write, n, syscall.ENOSPC)
			}
			r := rand.New(rand.NewSource(int64(n)))
			var model plain
			failed := false
			for range 200 {
				b := make([]byte, r.Intn(200))
				r.Read(b)
				off := r.Intn(2000)
				m, err := f.WriteAt(b, int64(off))
				if m > 0 {
					model.write(b[:m], off)
				}
				if err != nil {
					if !errors.Is(err, syscall.ENOSPC) && !errors.Is(err, syscall.EIO) {
						t.Fatal(err)
					}
					failed = true
					break
				}
			}
			if !failed {
				t.Fatalf("write %d did not fail", n)
			}
			if !torn { // nothing was spoiled: the file goes on where it was
				if err := model.compare(f, 3000, 0); err != nil {
					t.Error(err)
				}
				continue
			}
			for off := range model {
				one := []byte{0}
				if _, err := f.ReadAt(one, int64(off)); err == nil && one[0] != model[off] || err != nil && !errors.Is(err, crypto.ErrDamaged) {
					t.Fatalf("torn write %d, byte %d: %x, %v; want %x", n, off, one, err, model[off])
				}
			}
		}
	}
}

func TestScratchCreateFails(t *testing.T) {
	for _, op := range []disktest.Op{disktest.Create, disktest.Remove} {
		disk := &disktest.Disk{}
		disk.Fail(op, 1, syscall.EROFS)
		s := &crypto.Scratch{Dir: t.TempDir(), Disk: disk}
		if _, err := s.Create(0); !errors.Is(err, syscall.EROFS) {
			t.Errorf("%s fails: %v", op, err)
		}
		if disk.Count(disktest.Close) != len(disk.Files()) {
			t.Errorf("%s fails: the file stays open", op)
		}
	}
	if _, err := (&crypto.Scratch{Dir: t.TempDir()}).Create(-1); err == nil {
		t.Error("a block of -1 bytes")
	}
	if _, err := (&crypto.Scratch{Dir: t.TempDir() + "/no"}).Create(0); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
}

func TestScratchBadPlaces(t *testing.T) {
	f, _ := newScratch(t, 16)
	one := make([]byte, 1)
	for _, off := range []int64{-1, -1 << 63, 1<<63 - 1} {
		if _, err := f.WriteAt(one, off); err == nil {
			t.Errorf("write at %d", off)
		}
		if _, err := f.ReadAt(one, off); err == nil {
			t.Errorf("read at %d", off)
		}
		if err := f.Truncate(off); err == nil {
			t.Errorf("cut at %d", off)
		}
		if _, err := f.Seek(off, io.SeekStart); err == nil {
			t.Errorf("seek to %d", off)
		}
	}
	if f.Size() != 0 {
		t.Errorf("size %d", f.Size())
	}
}
