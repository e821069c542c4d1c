package crypto_test

import (
	"bytes"
	"errors"
	"io"
	"math/rand"
	"os"
	"slices"
	"testing"

	"exile/crypto"
	"exile/crypto/disktest"
)

// newLog makes a page log over a base (nil: none) on a disk that can be looked
// into.
func newLog(tb testing.TB, base []byte, page int) (*crypto.PageLog, *disktest.Disk) {
	tb.Helper()
	disk := &disktest.Disk{Under: &disktest.Memory{}}
	var r io.ReaderAt
	if base != nil {
		r = bytes.NewReader(base)
	}
	l, err := crypto.NewPageLog(r, int64(len(base)), page, &crypto.Scratch{Disk: disk})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { l.Close() })
	return l, disk
}

// logModel is what a page log should be, and which of its pages may take room.
type logModel struct {
	plain
	changed       bool
	logged        map[int]bool // pages that were written
	since         map[int]bool // and those since the mark
	marked        plain
	markedChanged bool
	markedLogged  map[int]bool
	room          int // pages that the scratch file may hold by now
	page          int
}

func newLogModel(base []byte, page int) *logModel {
	m := &logModel{plain: slices.Clone(base), page: page, logged: map[int]bool{}}
	m.mark()
	return m
}

func (m *logModel) mark() {
	m.marked, m.markedChanged, m.markedLogged = slices.Clone(m.plain), m.changed, clone(m.logged)
	m.since = map[int]bool{}
}

func (m *logModel) revert() {
	m.plain, m.changed, m.logged = slices.Clone(m.marked), m.markedChanged, clone(m.markedLogged)
	m.since = map[int]bool{}
}

func clone(set map[int]bool) map[int]bool {
	c := map[int]bool{}
	for k := range set {
		c[k] = true
	}
	return c
}

func (m *logModel) write(b []byte, off int) {
	if len(b) == 0 {
		return
	}
	m.plain.write(b, off)
	m.changed = true
	for i := off / m.page; i <= (off+len(b)-1)/m.page; i++ {
		m.logged[i], m.since[i] = true, true
	}
	m.room = max(m.room, len(m.markedLogged)+len(m.since))
}

func (m *logModel) cut(size int) {
	m.changed = m.changed || size != len(m.plain)
	last := size / m.page
	if size < len(m.plain) && size%m.page != 0 && m.logged[last] {
		m.since[last] = true
	}
	m.room = max(m.room, len(m.markedLogged)+len(m.since))
	m.resize(size)
	for i := range m.logged {
		if i*m.page >= size {
			delete(m.logged, i)
		}
	}
}

func playLog(tb testing.TB, data []byte) {
	tb.Helper()
	s := &script{data: data}
	page := []int{32, 16, 100, 1}[s.next()%4]
	var base []byte
	if n := s.place(page); n > 0 {
		base = s.bytes(n)
	}
	l, disk := newLog(tb, base, page)
	m := newLogModel(base, page)
	for !s.done() {
		switch s.next() % 16 {
		case 0, 1, 2: // as SQLite does
			off, b := s.next()%16*page, s.bytes(page)
			writeLog(tb, l, b, off)
			m.write(b, off)
		case 3, 4, 5:
			off, b := s.place(page), s.bytes(s.place(page))
			writeLog(tb, l, b, off)
			m.write(b, off)
		case 6, 7:
			size := s.place(page)
			if err := l.Truncate(int64(size)); err != nil {
				tb.Fatal(err)
			}
			m.cut(size)
		case 8, 9:
			l.Mark()
			m.mark()
		case 10:
			l.Revert()
			m.revert()
			if err := m.compare(l, len(m.plain)+1, 0); err != nil {
				tb.Fatal(err)
			}
		default:
			if err := m.compare(l, s.place(page), s.place(page)); err != nil {
				tb.Fatal(err)
			}
		}
		if l.Size() != int64(len(m.plain)) || l.Changed() != m.changed {
			tb.Fatalf("size %d, changed %v; want %d, %v", l.Size(), l.Changed(), len(m.plain), m.changed)
		}
		if len(disk.Files()) > 0 && len(raw(tb, disk)) > m.room*(page+sealedMore) {
			tb.Fatalf("%d bytes on the disk; %d pages of %d were to be kept", len(raw(tb, disk)), m.room, page)
		}
	}
	for off := range len(m.plain) + 1 {
		if err := m.compare(l, 3*page, off); err != nil {
			tb.Fatal(err)
		}
	}
}

func writeLog(tb testing.TB, l *crypto.PageLog, b []byte, off int) {
	tb.Helper()
	if n, err := l.WriteAt(b, int64(off)); n != len(b) || err != nil {
		tb.Fatalf("write %d at %d: %d, %v", len(b), off, n, err)
	}
}

func TestPageLog(t *testing.T) {
	for seed := range int64(500) {
		data := make([]byte, 600)
		rand.New(rand.NewSource(seed)).Read(data)
		playLog(t, data)
	}
}

func FuzzPageLog(f *testing.F) {
	f.Add([]byte{0, 5, 0, 0, 3, 8, 0, 3, 0, 4, 10, 6, 1, 0, 6, 9, 0})
	f.Fuzz(func(t *testing.T, data []byte) { playLog(t, data) })
}

// Until something is written there is no file; then only what was written is in it.
func TestPageLogMakesNoFileToRead(t *testing.T) {
	base := bytes.Repeat([]byte("b"), 64)
	l, disk := newLog(t, base, 32)
	if err := plain(base).compare(l, 64, 0); err != nil {
		t.Error(err)
	}
	l.Mark()
	l.Revert()
	if err := l.Truncate(32); err != nil {
		t.Fatal(err)
	}
	if len(disk.Files()) != 0 {
		t.Error("a file was made to read")
	}
	writeLog(t, l, []byte("x"), 40)
	if n := len(raw(t, disk)); n != 32+sealedMore {
		t.Errorf("%d bytes on the disk", n)
	}
	if err := errors.Join(l.Close(), l.Close()); err != nil {
		t.Error(err)
	}
	if _, err := l.ReadAt(make([]byte, 1), 0); !errors.Is(err, os.ErrClosed) {
		t.Errorf("read after close: %v", err)
	}
	if _, err := l.WriteAt(make([]byte, 1), 0); !errors.Is(err, os.ErrClosed) {
		t.Errorf("write after close: %v", err)
	}
}

// What was reverted gives its room back.
func TestPageLogGivesRoomBack(t *testing.T) {
	const page = 32
	l, disk := newLog(t, nil, page)
	writeLog(t, l, make([]byte, 10*page), 0)
	l.Mark()
	for range 3 {
		writeLog(t, l, make([]byte, 100*page), 0)
		l.Revert()
		if n := len(raw(t, disk)); n != 10*(page+sealedMore) {
			t.Errorf("%d bytes on the disk for 10 pages", n)
		}
	}
	for range 50 {
		writeLog(t, l, make([]byte, 10*page), 0)
		l.Mark()
	}
	if n := len(raw(t, disk)); n > 20*(page+sealedMore) {
		t.Errorf("%d bytes on the disk for twice 10 pages", n)
	}
}

// countingBase counts how often it is read, and fails from a place on.
type countingBase struct {
	io.ReaderAt
	calls int
	bad   int64
	err   error
}

func (b *countingBase) ReadAt(p []byte, off int64) (int, error) {
	b.calls++
	if b.err != nil && off+int64(len(p)) > b.bad {
		return 0, b.err
	}
	return b.ReaderAt.ReadAt(p, off)
}

// Pages that lie together in the base are read together, and those that were
// written one after the other too.
func TestPageLogReadsRuns(t *testing.T) {
	const page, pages = 16, 1000
	data := make(plain, page*pages)
	rand.New(rand.NewSource(1)).Read(data)
	base := &countingBase{ReaderAt: bytes.NewReader(slices.Clone(data))}
	l, err := crypto.NewPageLog(base, int64(len(data)), page, &crypto.Scratch{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for _, i := range []int{100, 101, 102, 500} {
		b := bytes.Repeat([]byte{byte(i)}, page)
		writeLog(t, l, b, i*page)
		data.write(b, i*page)
	}
	if err := data.compare(l, len(data), 0); err != nil {
		t.Error(err)
	}
	if base.calls != 3 {
		t.Errorf("the base was read %d times", base.calls)
	}
}

func BenchmarkPageLog(b *testing.B) {
	const page, pages = 8 << 10, 8 << 10
	base := make([]byte, page*pages)
	l, err := crypto.NewPageLog(bytes.NewReader(base), page*pages, page, &crypto.Scratch{})
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	buf := make([]byte, page)
	b.Run("write", func(b *testing.B) { // every second page, as a load that adds does
		b.SetBytes(page * pages / 2)
		for b.Loop() {
			for i := int64(0); i < pages; i += 2 {
				if _, err := l.WriteAt(buf, i*page); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("read pages", func(b *testing.B) {
		b.SetBytes(page * pages)
		for b.Loop() {
			for i := range int64(pages) {
				if _, err := l.ReadAt(buf, i*page); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("read all", func(b *testing.B) {
		b.SetBytes(page * pages)
		for b.Loop() {
			if _, err := io.CopyBuffer(struct{ io.Writer }{io.Discard}, io.NewSectionReader(l, 0, l.Size()), make([]byte, 1<<20)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("mark and revert", func(b *testing.B) { // after a thousand pages
		for b.Loop() {
			for i := range int64(1000) {
				if _, err := l.WriteAt(buf, i*page); err != nil {
					b.Fatal(err)
				}
			}
			l.Revert()
			l.Mark()
		}
	})
}
