package query

import (
	"bytes"
	"strings"
)

// Needle finds a word in texts. Whether a text has it, In decides; Next finds the
// places in many texts at once where it could be.
type Needle struct {
	text     string   // as Normal gives it
	letters  bool     // it has letters of ASCII: look for it in what Lower gives
	patterns [][]byte // where one of these stands it could be; none: anywhere
}

// NewNeedle makes a needle of a word that Normal gave.
func NewNeedle(word string) *Needle {
	n := &Needle{text: word, letters: strings.ContainsFunc(word, isLetter)}
	n.patterns = [][]byte{[]byte(word)}
	for _, r := range word {
		others, known := spellings(r)
		if !known {
			n.patterns = nil
			return n
		}
		for _, other := range others {
			n.pattern(other)
		}
	}
	return n
}

func (n *Needle) pattern(p string) {
	for _, q := range n.patterns {
		if string(q) == p {
			return
		}
	}
	n.patterns = append(n.patterns, []byte(p))
}

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' }

// spellings gives what stands in every text that spells a letter in another way
// and that Normal turns into that letter, capital letters of ASCII aside. It knows
// the usual letters.
func spellings(r rune) (others []string, known bool) {
	switch {
	case r == 'k':
		return []string{"\u212a"}, true // the sign of Kelvin
	case r == 's':
		return []string{"\u017f"}, true // ſ
	case r == ';':
		return []string{"\u037e"}, true // the Greek question mark
	case r == '`':
		return []string{"\u1fef"}, true
	case 0xac00 <= r && r <= 0xd7a3:
		return []string{"\xe1"}, true // which the letters of syllables that are taken apart begin with
	case r < 0x80, 0x3131 <= r && r <= 0x318e, 0x2600 <= r && r <= 0x27bf, 0x1f000 <= r && r <= 0x1faff, r == 0x200d, r == 0xfe0f:
		return nil, true
	}
	return nil, false
}

// Text returns the word, as Normal gives it.
func (n *Needle) Text() string { return n.text }

// In reports whether a text has the word.
func (n *Needle) In(s string) bool { return strings.Contains(Normal(s), n.text) }

// Letters reports whether Next wants its texts as Lower gives them.
func (n *Needle) Letters() bool { return n.letters }

// Places finds where a word could be in a run of texts.
type Places struct {
	n    *Needle
	in   []byte
	next []int // of each pattern; -1: no more
}

// Places looks through texts, as Lower gives them where Letters says so.
func (n *Needle) Places(in []byte) *Places {
	p := &Places{n: n, in: in, next: make([]int, len(n.patterns))}
	for i := range p.next {
		p.next[i] = bytes.Index(in, n.patterns[i])
	}
	return p
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
			at = bytes.Index(p.in[i:], p.n.patterns[k])
			if at >= 0 {
				at += i
			}
			p.next[k] = at
		}
		if at >= 0 && (first < 0 || at < first) {
			first = at
		}
	}
	return first
}
