//go:build cgo

package store

import (
	"cmp"
	"database/sql/driver"
	"encoding/binary"
	"slices"
)

// The index knows the times of messages by eras: those whose numbers are in one
// word of a bitset. There are some in each window.
const (
	eraSize      = 64
	erasInWindow = windowSize / eraSize
	eraBits      = 6
	windowOfEra  = windowBits - eraBits
)

// era is the times of messages, in milliseconds since 1970.
type era struct {
	number         int64 // of the messages, without their last bits
	oldest, newest int64
	some           bool
}

func (b *era) add(oldest, newest int64) {
	if !b.some {
		b.oldest, b.newest, b.some = oldest, newest, true
		return
	}
	b.oldest, b.newest = min(b.oldest, oldest), max(b.newest, newest)
}

// eras are those of a window.
type eras [erasInWindow]era

// bytes writes them: how far each newest time is from the one before, in varints,
// and how far its oldest one is from it. An era without messages is 0 and 0.
func (bs *eras) bytes() []byte {
	var out []byte
	before := int64(0)
	for i := range bs {
		b := bs[i]
		if !b.some {
			b.oldest, b.newest = before, before
		}
		out = binary.AppendVarint(out, b.newest-before)
		out = binary.AppendUvarint(out, uint64(b.newest-b.oldest))
		before = b.newest
	}
	return out
}

// read reads what bytes wrote.
func (bs *eras) read(window int64, in []byte) error {
	before := int64(0)
	for i := range bs {
		d, n := binary.Varint(in)
		age, m := binary.Uvarint(in[max(n, 0):])
		if n <= 0 || m <= 0 {
			return errNoIndex
		}
		before += d
		bs[i] = era{number: window<<windowOfEra + int64(i), oldest: before - int64(age), newest: before}
		in = in[n+m:]
	}
	return nil
}

// erasOf reads the times of eras that have candidates, in the order in which
// they are looked at.
func (l *looking) erasOf(c *conn, found bitset) ([]era, error) {
	var list []era
	err := c.each(l.ctx, "SELECT window, times FROM windows", nil, func(row []driver.Value) error {
		window := integer(row[0])
		first := window << windowOfEra
		if window < 0 || window > maxIndexed>>windowBits || first >= int64(len(found)) {
			return errNoIndex
		}
		words := found[first:min(first+erasInWindow, int64(len(found)))]
		if words.empty() {
			return nil
		}
		var bs eras
		b, _ := row[1].([]byte)
		if err := bs.read(window, b); err != nil {
			return err
		}
		for i, w := range words {
			if w != 0 {
				list = append(list, bs[i])
			}
		}
		return nil
	})
	slices.SortFunc(list, l.top.compareEras)
	return list, err
}

func (b bitset) empty() bool {
	return !slices.ContainsFunc(b, func(w uint64) bool { return w != 0 })
}

func (t *top) compareEras(a, b era) int {
	if t.oldest {
		return cmp.Or(cmp.Compare(a.oldest, b.oldest), cmp.Compare(a.number, b.number))
	}
	return cmp.Or(cmp.Compare(b.newest, a.newest), cmp.Compare(b.number, a.number))
}

// Candidates are read one by one, some hundred at a time. Once so many have been that
// the words of most must not be what the index takes them for, whole windows are read
// where they have many.
const (
	manyAtOnce  = 512
	manyInVain  = 4096
	fewInWindow = 128
)

// indexed looks at candidates, an era at a time, and no further than it must.
func (l *looking) indexed(found bitset, list []era, last int64) error {
	var few []int64
	seen := 0
	look := func() error {
		err := l.those(few)
		seen += len(few)
		few = few[:0]
		return err
	}
	for i := range list {
		b := &list[i]
		if l.top.settled() && l.top.useless(b.oldest, b.newest) {
			break
		}
		n := b.number
		if found[n] == 0 { // it was read with its window
			continue
		}
		window := n &^ (erasInWindow - 1)
		words := found[window:min(window+erasInWindow, int64(len(found)))]
		var err error
		if seen >= manyInVain && words.count() > fewInWindow {
			err = l.rest(words, window<<eraBits, last)
		} else {
			few = found[n:n+1].list(few, n<<eraBits)
			found[n] = 0
		}
		if err == nil && len(few) >= manyAtOnce {
			err = look()
		}
		if err != nil {
			return err
		}
	}
	return look()
}

// rest reads the eras of a window that still have candidates, those that stand
// together at once.
func (l *looking) rest(words bitset, first, last int64) error {
	for i := 0; i < len(words); i++ {
		from := i
		for i < len(words) && words[i] != 0 {
			words[i] = 0
			i++
		}
		if i == from {
			continue
		}
		err := l.window(first+int64(from)*eraSize, min(first+int64(i)*eraSize-1, last))
		if err != nil {
			return err
		}
	}
	return nil
}

// note notes the time of a message.
func (bs *eras) note(id, time int64) {
	bs[id>>eraBits&(erasInWindow-1)].add(time, time)
}

// merge takes in what an index knew of the window: of messages up to a number.
func (bs *eras) merge(known *eras, upTo int64) {
	for i := range bs {
		switch b, k := &bs[i], &known[i]; {
		case !b.some:
			*b = *k
			b.some = true
		case k.number<<eraBits <= upTo:
			b.add(k.oldest, k.newest)
		}
	}
}
