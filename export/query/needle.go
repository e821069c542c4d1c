package query

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// Needle finds a word in texts. Whether a text has it, In decides; Places finds the
// places in many texts at once where it could be.
type Needle struct {
	text   string // as Normal gives it
	anchor []byte // the part that is looked for; nil: it could be anywhere
	leads  []lead // where one of these stands it could be, too
	ascii  bool   // capital letters of ASCII are made small first
	pairs  *folds // and those of two bytes; nil: no need
}

// lead is byte sequences that begin with the same byte.
type lead struct {
	first byte
	rests []string // "": whatever follows
}

// NewNeedle makes a needle of a word that Normal gave.
func NewNeedle(word string) *Needle {
	n := &Needle{text: word}
	part := longestStill(word)
	if part == "" {
		return n
	}
	n.anchor = []byte(part)
	n.ascii = strings.ContainsFunc(part, isLetter)
	var hard []rune
	for _, r := range part {
		others, known := spellings(r)
		if !known && !slices.Contains(hard, r) {
			hard = append(hard, r)
		}
		for _, other := range others {
			n.lead(other)
		}
	}
	if len(hard) > 0 {
		n.spell(hard)
	}
	return n
}

// longestStill returns the longest part of a word of which each letter is still.
func longestStill(word string) string {
	best, start := "", 0
	for i, r := range word {
		if r >= utf8.RuneSelf && !still(r) {
			start = i + utf8.RuneLen(r)
		}
		if end := i + utf8.RuneLen(r); r != utf8.RuneError && end-start > len(best) {
			best = word[start:end]
		}
	}
	return best
}

// spell adds what letters are spelled by that spellings does not know.
func (n *Needle) spell(letters []rune) {
	spelled(letters, func(x rune) {
		small, ok := small(x)
		if !ok || utf8.RuneLen(x) != 2 {
			small = x
		}
		if small != x && n.pairs == nil {
			n.pairs = newFolds()
		}
		if !slices.Contains(letters, small) {
			n.lead(string(small))
		}
	})
}

func (n *Needle) lead(s string) {
	i := slices.IndexFunc(n.leads, func(l lead) bool { return l.first == s[0] })
	if i < 0 {
		i = len(n.leads)
		n.leads = append(n.leads, lead{first: s[0]})
	}
	if l := &n.leads[i]; !slices.Contains(l.rests, s[1:]) {
		l.rests = append(l.rests, s[1:])
	}
}

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' }

// Text returns the word, as Normal gives it.
func (n *Needle) Text() string { return n.text }

// In reports whether a text has the word.
func (n *Needle) In(s string) bool { return strings.Contains(Normal(s), n.text) }

// Folds reports whether Places wants its texts as Fold gives them.
func (n *Needle) Folds() bool { return n.ascii || n.pairs != nil }

// Fold writes src to dst with those capital letters made small that matter here.
// They have the same length, and may be the same.
func (n *Needle) Fold(dst, src []byte) {
	if n.ascii {
		Lower(dst, src)
	} else {
		copy(dst, src)
	}
	if n.pairs != nil {
		n.pairs.fold(dst[:len(src)])
	}
}

// folds are the small letters of letters of two bytes, as they are read from memory
// in one piece.
type folds [1 << 11]uint16

func newFolds() *folds {
	f := new(folds)
	for r := range rune(len(f)) {
		s, ok := small(r)
		if !ok || utf8.RuneLen(s) != 2 {
			s = r
		}
		f[r] = 0xc0 | uint16(s>>6) | (0x80|uint16(s&0x3f))<<8
	}
	return f
}

func (f *folds) fold(b []byte) {
	const (
		ones = 0x0101010101010101
		high = 0x80 * ones
	)
	for i := 0; i+1 < len(b); {
		for i+8 <= len(b) {
			// The first byte of the eight that begins a letter of two bytes.
			x := binary.LittleEndian.Uint64(b[i:])&(0xe0*ones) ^ 0xc0*ones
			if x = (x - ones) &^ x & high; x != 0 {
				i += bits.TrailingZeros64(x) >> 3
				break
			}
			i += 8
		}
		for ; i+1 < len(b); i += 2 {
			x := binary.LittleEndian.Uint16(b[i:])
			if x&0xc0e0 != 0x80c0 {
				break
			}
			binary.LittleEndian.PutUint16(b[i:], f[x&0x1f<<6|x>>8&0x3f])
		}
		i++ // which begins no letter of two bytes
	}
}

// Places finds where a word could be in a run of texts.
type Places struct {
	n    *Needle
	in   []byte
	next []int // of the anchor, and of each lead; -1: no more
}

// Places looks through texts, as Fold gives them where Folds says so.
func (n *Needle) Places(in []byte) *Places {
	p := &Places{n: n, in: in}
	if n.anchor == nil {
		return p
	}
	p.next = make([]int, 1+len(n.leads))
	for k := range p.next {
		p.next[k] = p.find(k, 0)
	}
	return p
}

// find finds the k-th of the things that are looked for, at or after i.
func (p *Places) find(k, i int) int {
	if k == 0 {
		if at := bytes.Index(p.in[i:], p.n.anchor); at >= 0 {
			return i + at
		}
		return -1
	}
	for l := &p.n.leads[k-1]; ; i++ {
		at := bytes.IndexByte(p.in[i:], l.first)
		if at < 0 {
			return -1
		}
		i += at
		rest := p.in[i+1:]
		for _, r := range l.rests {
			if len(rest) >= len(r) && string(rest[:len(r)]) == r {
				return i
			}
		}
	}
}

// From returns the first place at or after i where the word could be; -1: none.
// A text that has the word has such a place.
func (p *Places) From(i int) int {
	if i >= len(p.in) {
		return -1
	}
	if len(p.next) == 0 {
		return i
	}
	first := -1
	for k, at := range p.next {
		if at >= 0 && at < i {
			at = p.find(k, i)
			p.next[k] = at
		}
		if at >= 0 && (first < 0 || at < first) {
			first = at
		}
	}
	return first
}
