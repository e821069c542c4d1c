package crypto

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
)

// PageLog is a file that can be written over one that cannot: pages that were
// written lie in a scratch file, all others in the base. Its methods may be
// called from several goroutines.
//
// A page is written into a slot of the scratch file. A slot that the last Mark
// has seen is not written again; a page written since then has a slot of its
// own, and is written there in place. So the scratch file holds at most the
// pages that were changed up to the mark, and those changed since.
type PageLog struct {
	mu      sync.RWMutex
	base    io.ReaderAt
	page    int64
	scratch *Scratch
	file    *ScratchFile // nil until something is written
	closed  bool

	pageState
	slots   []int64 // of each page: its slot, from 1; 0 or beyond: none
	next    int64   // slots made
	free    []int64 // those that hold nothing
	scrap   []byte  // a page that is written in part
	touched bits    // pages whose slot changed since the mark

	marked pageState
	room   int64      // slots made up to the mark
	undo   []pageSlot // the touched pages, with the slots they had
}

// pageState is what is remembered of a page log besides its pages.
type pageState struct {
	size    int64
	shown   int64 // bytes of the base that are to be seen: where it was cut, and then grew, are zeros
	changed bool
}

// pageSlot is a page and where it lies.
type pageSlot struct{ page, slot int64 }

// bits is a set of numbers.
type bits []uint64

func (b bits) has(i int64) bool { return i>>6 < int64(len(b)) && b[i>>6]>>(i&63)&1 != 0 }

func (b *bits) add(i int64) {
	*b = grown(*b, i>>6+1)
	(*b)[i>>6] |= 1 << (i & 63)
}

// grown returns a slice of at least n elements, new ones zero.
func grown[T any](s []T, n int64) []T {
	if more := n - int64(len(s)); more > 0 {
		s = append(s, make([]T, more)...)
	}
	return s
}

var errPageLog = errors.New("no such page log")

// NewPageLog makes a page log over size bytes of base (nil: none). page is the
// size of a page in bytes. It owns the scratch file that it makes, which it does
// when it is first written.
func NewPageLog(base io.ReaderAt, size int64, page int, s *Scratch) (*PageLog, error) {
	if page <= 0 || page > maxBlock || size < 0 || size > maxScratch || base == nil && size != 0 {
		return nil, fmt.Errorf("prepare a page log of %d bytes in pages of %d: %w", size, page, errPageLog)
	}
	state := pageState{size: size, shown: size}
	return &PageLog{base: base, page: int64(page), scratch: s, pageState: state, marked: state}, nil
}

// ReadAt reads at any place, any length. At the end it returns io.EOF. Errors of
// the base come as they are.
func (l *PageLog) ReadAt(p []byte, off int64) (int, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.closed {
		return 0, os.ErrClosed
	}
	if off < 0 {
		return 0, fmt.Errorf("read a page log: %w", errPlace)
	}
	if len(p) == 0 {
		return 0, nil
	}
	var end error
	if rest := max(0, l.size-off); rest < int64(len(p)) {
		p, end = p[:rest], io.EOF
	}
	n := 0
	for n < len(p) {
		m, err := l.readRun(p[n:], off+int64(n))
		n += m
		if err != nil {
			return n, err
		}
	}
	return n, end
}

// readRun reads pages that lie behind each other in the scratch file, or in the
// base, in one go.
func (l *PageLog) readRun(p []byte, off int64) (int, error) {
	i, in := off/l.page, off%l.page
	slot := l.slot(i)
	end := i + 1 // of the run
	for end*l.page-off < int64(len(p)) && l.follows(slot, end-i, end) {
		end++
	}
	p = p[:min(int64(len(p)), end*l.page-off)]
	if slot == 0 {
		return l.readBase(p, off)
	}
	return l.file.ReadAt(p, (slot-1)*l.page+in)
}

// follows reports whether page i lies n pages behind one in that slot.
func (l *PageLog) follows(slot, n, i int64) bool {
	if slot == 0 {
		return l.slot(i) == 0
	}
	return l.slot(i) == slot+n
}

func (l *PageLog) slot(i int64) int64 {
	if i >= int64(len(l.slots)) {
		return 0
	}
	return l.slots[i]
}

// readBase reads from the base, and zeros where none is to be seen.
func (l *PageLog) readBase(p []byte, off int64) (int, error) {
	shown := max(0, min(int64(len(p)), l.shown-off))
	if shown > 0 {
		n, err := l.base.ReadAt(p[:shown], off)
		if int64(n) < shown {
			if err == nil || errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF // it is shorter than it was said to be
			}
			return n, err
		}
	}
	clear(p[shown:])
	return len(p), nil
}

// WriteAt writes; whole pages are fast, anything else is read, changed, written.
func (l *PageLog) WriteAt(p []byte, off int64) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return 0, os.ErrClosed
	}
	if off < 0 || off > maxScratch-int64(len(p)) {
		return 0, fmt.Errorf("write a page log: %w", errPlace)
	}
	n := 0
	for n < len(p) {
		m, err := l.writePage(p[n:], off+int64(n))
		if err != nil {
			return n, err
		}
		n += m
		l.size = max(l.size, off+int64(n))
		l.changed = true
	}
	return n, nil
}

// writePage writes what of p falls into one page.
func (l *PageLog) writePage(p []byte, off int64) (int, error) {
	i, in := off/l.page, off%l.page
	if in == 0 && int64(len(p)) >= l.page {
		return int(l.page), l.put(p[:l.page], i)
	}
	if err := l.fetch(i); err != nil {
		return 0, err
	}
	n := copy(l.scrap[in:], p)
	return n, l.put(l.scrap, i)
}

// fetch reads a page into l.scrap; behind the end of the file are zeros.
func (l *PageLog) fetch(i int64) error {
	l.scrap = grown(l.scrap, l.page)
	_, err := l.readRun(l.scrap, i*l.page)
	return err
}

// put writes a whole page into its slot, or into one of its own.
func (l *PageLog) put(p []byte, i int64) error {
	if l.file == nil {
		file, err := l.scratch.Create(int(l.page))
		if err != nil {
			return err
		}
		l.file = file
	}
	slot := l.slot(i)
	own := slot != 0 && l.touched.has(i)
	if !own {
		slot = l.take()
	}
	if _, err := l.file.WriteAt(p, (slot-1)*l.page); err != nil {
		if !own {
			l.free = append(l.free, slot)
		}
		return err
	}
	if !own {
		l.move(i, slot)
	}
	return nil
}

// take returns a slot that holds nothing.
func (l *PageLog) take() int64 {
	if n := len(l.free); n > 0 {
		slot := l.free[n-1]
		l.free = l.free[:n-1]
		return slot
	}
	l.next++
	return l.next
}

// move gives a page another slot (0: none), and remembers the one that it had at
// the mark.
func (l *PageLog) move(i, slot int64) {
	l.slots = grown(l.slots, i+1)
	switch old := l.slots[i]; {
	case !l.touched.has(i):
		l.touched.add(i)
		l.undo = append(l.undo, pageSlot{i, old})
	case old != 0:
		l.free = append(l.free, old)
	}
	l.slots[i] = slot
}

// Truncate cuts or lengthens the file.
func (l *PageLog) Truncate(size int64) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return os.ErrClosed
	}
	if size < 0 || size > maxScratch {
		return fmt.Errorf("cut a page log: %w", errPlace)
	}
	if size == l.size {
		return nil
	}
	if size < l.size {
		if err := l.cut(size); err != nil {
			return err
		}
	}
	l.size = size
	l.changed = true
	return nil
}

// cut sees to it that nothing behind size comes back when the file grows again.
func (l *PageLog) cut(size int64) error {
	keep := (size + l.page - 1) / l.page
	if in := size % l.page; in != 0 && l.slot(keep-1) != 0 {
		if err := l.fetch(keep - 1); err != nil {
			return err
		}
		clear(l.scrap[in:])
		if err := l.put(l.scrap, keep-1); err != nil {
			return err
		}
	}
	for i := keep; i < int64(len(l.slots)); i++ {
		if l.slots[i] != 0 {
			l.move(i, 0)
		}
	}
	l.shown = min(l.shown, size)
	return nil
}

// Size returns the length in bytes.
func (l *PageLog) Size() int64 {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.size
}

// Changed reports whether anything was written.
func (l *PageLog) Changed() bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.changed
}

// Mark remembers the file as it is now; Revert goes back to the last Mark.
func (l *PageLog) Mark() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, was := range l.undo {
		if was.slot != 0 {
			l.free = append(l.free, was.slot)
		}
	}
	clear(l.touched)
	l.undo = l.undo[:0]
	l.marked, l.room = l.pageState, l.next
}

// Revert makes the file what it was at the last Mark, or at the beginning.
func (l *PageLog) Revert() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, was := range slices.Backward(l.undo) { // so that the slots are taken again in the same order
		if slot := l.slots[was.page]; slot != 0 {
			l.free = append(l.free, slot)
		}
		l.slots[was.page] = was.slot
	}
	clear(l.touched)
	l.undo = l.undo[:0]
	l.pageState = l.marked
	l.free = slices.DeleteFunc(l.free, func(slot int64) bool { return slot > l.room })
	l.next = l.room
	if l.file != nil {
		_ = l.file.Truncate(l.room * l.page) // what cannot be given back is written over
	}
}

// Close gives up the scratch file. It may be called again.
func (l *PageLog) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	clear(l.scrap)
	if l.file == nil {
		return nil
	}
	err := l.file.Close()
	l.file = nil
	return err
}
