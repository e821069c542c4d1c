package html

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"unicode/utf8"
)

// segment holds for messages in a row which pairs of characters stand in which of them. A pair is
// two characters of one word, or the last of a word and a space, so that what a single
// character is in is found by the pairs that begin with it.
type segment struct {
	from  int64 // the number of the first message
	docs  int64
	size  int // about how many bytes it takes
	pairs []pair
	table []int32 // where a pair stands in pairs, plus 1; its length is a power of two
}

// pair is two characters, and the messages that have them.
type pair struct {
	key   uint64
	last  uint32 // the place of the last of them in the segment, plus 1
	where []byte // their distances
}

// key of two characters. Keys order pairs by their characters.
func key(a, b rune) uint64 { return uint64(a)<<21 | uint64(b) }

// add takes the text of a message; numbers follow each other.
func (s *segment) add(doc int64, text []byte) {
	if s.docs == 0 {
		s.from = doc
		s.table = make([]int32, 1<<12)
	}
	s.docs++
	at := uint32(s.docs)
	var before rune
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text[i:])
		}
		i += size
		if parts(r) {
			if before != 0 {
				s.put(key(before, ' '), at)
			}
			before = 0
			continue
		}
		r = fold(r)
		if before != 0 {
			s.put(key(before, r), at)
		}
		before = r
	}
	if before != 0 {
		s.put(key(before, ' '), at)
	}
}

// entryBytes is about what a pair takes beside its distances.
const entryBytes = 64

func (s *segment) put(k uint64, at uint32) {
	mask := uint64(len(s.table) - 1)
	slot := k * 0x9e3779b97f4a7c15 >> 20 & mask
	for s.table[slot] != 0 {
		if p := &s.pairs[s.table[slot]-1]; p.key == k {
			s.size += p.put(at)
			return
		}
		slot = (slot + 1) & mask
	}
	s.pairs = append(s.pairs, pair{key: k})
	s.table[slot] = int32(len(s.pairs))
	s.size += entryBytes + s.pairs[len(s.pairs)-1].put(at)
	if len(s.pairs)*2 > len(s.table) {
		s.grow()
	}
}

func (s *segment) grow() {
	s.table = make([]int32, 4*len(s.table))
	mask := uint64(len(s.table) - 1)
	for i := range s.pairs {
		slot := s.pairs[i].key * 0x9e3779b97f4a7c15 >> 20 & mask
		for s.table[slot] != 0 {
			slot = (slot + 1) & mask
		}
		s.table[slot] = int32(i + 1)
	}
}

// put notes a message and returns how many bytes it took.
func (p *pair) put(at uint32) int {
	if p.last == at {
		return 0
	}
	n := len(p.where)
	p.where = appendDistance(p.where, at-p.last-1)
	p.last = at
	return len(p.where) - n
}

// digits are the signs of numbers in shards: 45 for a digit that others follow, lowest first,
// and 45 for the last. None needs an escape in JavaScript.
const digits = "!#$%&'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}"

const base = 45

func appendDistance(dst []byte, n uint32) []byte {
	for n >= base {
		dst = append(dst, digits[n%base])
		n /= base
	}
	return append(dst, digits[base+n])
}

// shard is a file with some of a segment's pairs.
type shard struct {
	name  string
	first uint64 // the key of its first pair
	bytes []byte
}

// shards yields the files of the segment, whose own number is given. The memory of one is used for the next.
func (s *segment) shards(number int) iter.Seq[shard] {
	slices.SortFunc(s.pairs, func(a, b pair) int { return cmp.Compare(a.key, b.key) })
	return func(yield func(shard) bool) {
		var buf []byte
		for i, n := 0, 0; i < len(s.pairs); n++ {
			d := shard{name: fmt.Sprintf("i%d-%d", number, n), first: s.pairs[i].key}
			buf = fmt.Appendf(buf[:0], "exile(%q,[\n", d.name)
			for head := len(buf); i < len(s.pairs) && len(buf) < shardBytes; i++ {
				if len(buf) > head {
					buf = append(buf, ",\n"...)
				}
				p := &s.pairs[i]
				two := utf8.AppendRune(utf8.AppendRune(nil, rune(p.key>>21)), rune(p.key&(1<<21-1)))
				buf = appendQuoted(buf, two)
				buf = append(append(append(buf, ',', '"'), p.where...), '"')
			}
			buf = append(buf, "]);\n"...)
			if d.bytes = buf; !yield(d) {
				return
			}
		}
	}
}
