package crypto_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"sync"
	"syscall"
	"testing"

	"exile/crypto"
	"exile/crypto/disktest"
)

// An error of the base comes as it is, and a base that is too short is an error.
func TestPageLogOnBadBase(t *testing.T) {
	errBase := fmt.Errorf("chunk 3: %w", crypto.ErrDamaged)
	base := &countingBase{ReaderAt: bytes.NewReader(make([]byte, 100)), bad: 64, err: errBase}
	l, err := crypto.NewPageLog(base, 100, 32, &crypto.Scratch{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := l.ReadAt(make([]byte, 32), 64); err != errBase { //nolint:errorlint // the very same
		t.Errorf("read: %v", err)
	}
	if _, err := l.WriteAt([]byte("x"), 70); !errors.Is(err, errBase) {
		t.Errorf("write a part: %v", err)
	}
	if l.Changed() {
		t.Error("it counts as changed")
	}
	writeLog(t, l, make([]byte, 32), 64) // a whole page needs nothing of the old one
	base.err, base.ReaderAt = nil, bytes.NewReader(make([]byte, 50))
	if _, err := l.ReadAt(make([]byte, 32), 32); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("read behind a short base: %v", err)
	}
}

func TestPageLogArguments(t *testing.T) {
	s := &crypto.Scratch{Dir: t.TempDir()}
	for _, bad := range []struct {
		base io.ReaderAt
		size int64
		page int
	}{{nil, 1, 32}, {nil, 0, 0}, {nil, 0, -1}, {bytes.NewReader(nil), -1, 32}} {
		if _, err := crypto.NewPageLog(bad.base, bad.size, bad.page, s); err == nil {
			t.Errorf("%+v", bad)
		}
	}
	l, _ := newLog(t, nil, 32)
	for _, off := range []int64{-1, 1<<63 - 1} {
		if _, err := l.WriteAt([]byte("x"), off); err == nil {
			t.Errorf("write at %d", off)
		}
		if err := l.Truncate(off); err == nil {
			t.Errorf("cut at %d", off)
		}
	}
}

// Whichever write of the scratch file fails: the error says why, and Revert goes
// back to the mark all the same.
func TestPageLogOnBadDisk(t *testing.T) {
	const page = 32
	for n := 1; n <= 30; n++ {
		for _, torn := range []bool{false, true} {
			base := bytes.Repeat([]byte("b"), 5*page+7)
			l, disk := newLog(t, base, page)
			m := newLogModel(base, page)
			r := rand.New(rand.NewSource(int64(n)))
			change := func() error {
				b := make([]byte, r.Intn(3*page))
				r.Read(b)
				off := r.Intn(10 * page)
				_, err := l.WriteAt(b, int64(off))
				if err == nil {
					m.write(b, off)
				}
				return err
			}
			for range 6 {
				if err := change(); err != nil {
					t.Fatal(err)
				}
			}
			l.Mark()
			m.mark()
			if torn {
				disk.Tear(n, syscall.EIO)
			} else {
				disk.Fail(disktest.Write, n, syscall.EIO)
			}
			var err error
			for i := 0; err == nil && i < 100; i++ {
				err = change()
			}
			if !errors.Is(err, syscall.EIO) {
				t.Fatalf("write %d: %v", n, err)
			}
			l.Revert()
			m.revert()
			for range 6 { // and then it goes on
				if err := m.compare(l, len(m.plain)+1, 0); err != nil {
					t.Fatalf("after write %d failed: %v", n, err)
				}
				if err := change(); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	l, disk := newLog(t, nil, page)
	disk.Fail(disktest.Create, 1, syscall.ENOSPC)
	disk.Fail(disktest.Write, 1, syscall.ENOSPC)
	for _, what := range []string{"no file", "no write"} {
		if _, err := l.WriteAt(make([]byte, page), 0); !errors.Is(err, syscall.ENOSPC) || l.Size() != 0 || l.Changed() {
			t.Errorf("%s: %v, size %d", what, err, l.Size())
		}
	}
	writeLog(t, l, make([]byte, page), 0)
	if n := len(raw(t, disk)); n != page+sealedMore {
		t.Errorf("%d bytes on the disk for a page that was written at the third go", n)
	}
}

// A page that was changed on the disk is refused, also where an older state of
// the same page is put there.
func TestPageLogDamage(t *testing.T) {
	const page = 32
	l, disk := newLog(t, nil, page)
	writeLog(t, l, bytes.Repeat([]byte("1"), page), 0)
	older := raw(t, disk)
	writeLog(t, l, bytes.Repeat([]byte("2"), page), 0)
	if _, err := disk.Files()[0].Under.WriteAt(older, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := l.ReadAt(make([]byte, page), 0); !errors.Is(err, crypto.ErrDamaged) {
		t.Errorf("an older page: %v", err)
	}
	if _, err := l.ReadAt(make([]byte, 16), 8); !errors.Is(err, crypto.ErrDamaged) {
		t.Errorf("a part of an older page: %v", err)
	}
}

// Several goroutines read while one writes, marks and reverts: each page is
// always whole.
func TestPageLogTogether(t *testing.T) {
	const page, pages = 64, 20
	l, _ := newLog(t, make([]byte, page*pages), page)
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for g := range 3 {
		wg.Go(func() {
			r := rand.New(rand.NewSource(int64(g)))
			buf := make([]byte, page)
			for {
				select {
				case <-stop:
					return
				default:
				}
				if _, err := l.ReadAt(buf, int64(r.Intn(pages)*page)); err != nil {
					t.Error(err)
					return
				}
				if !bytes.Equal(buf, bytes.Repeat(buf[:1], page)) {
					t.Errorf("half a page: %x", buf)
					return
				}
			}
		})
	}
	r := rand.New(rand.NewSource(9))
	for i := range 3000 {
		switch r.Intn(20) {
		case 0:
			l.Mark()
		case 1:
			l.Revert()
		default:
			writeLog(t, l, bytes.Repeat([]byte{byte(i)}, page), r.Intn(pages)*page)
		}
	}
	close(stop)
	wg.Wait()
}
